"""Each tool's result as a small table.

One function a tool; a tool that has none yet is drawn as names and values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ui import words
from ui.drawing import Drawn, Items, Table, cell, verdict
from ui.runs import Run
from ui.runs import words as as_runs

Facts = Mapping[str, Any]
SHOWN_SPLITS: Final = 5


def drawn(tool: str, inputs: Facts, result: Facts) -> Drawn:
    """The table of a tool's result.

    Args:
        tool: The tool's name, as the calculation has it.
        inputs: The facts that it was given.
        result: What it found.
    """
    return _TABLES.get(tool, _plain)(inputs, result)


def _units(inputs: Facts, result: Facts) -> Drawn:
    minutes: Facts = inputs.get("minutes") or {}
    units: Facts = result["units"]
    rows = []
    for code in dict.fromkeys([*minutes, *units]):
        count = units.get(code, 0)
        # An untimed service has its unit without minutes: none were told, which is not "0".
        told = minutes.get(code) or (None if count else 0)
        rows.append([cell(code), cell(told, figure=True), cell(count, figure=True)])
    total = [
        cell(words.TIMED_TOTAL),
        cell(result["total_minutes"], figure=True),
        cell(result["total_units"], figure=True),
    ]
    method = str(result["method"])
    return Drawn(
        title=words.UNITS_TITLE.format(method=words.METHODS.get(method, method)),
        table=Table(head=list(words.UNITS_HEAD), rows=rows, total=total),
        notes=_other_splits(units, result),
        narrow=True,
    )


def _other_splits(units: Facts, result: Facts) -> list[str]:
    """The other allowed splits in words, naming only the codes whose units differ."""
    splits: list[Facts] = list(result.get("alternatives", ()))
    others = [split for split in splits if split != units]
    if not others:
        return []
    every = dict.fromkeys(code for split in splits for code in split)
    differ = [c for c in every if len({split.get(c, 0) for split in splits}) > 1]
    shown = others[:SHOWN_SPLITS]
    listed = "; or ".join(
        ", ".join(f"{split.get(code, 0)} of {code}" for code in differ) for split in shown
    )
    notes = [words.ALSO_RIGHT.format(splits=listed)]
    left = int(result.get("alternatives_total", len(splits))) - 1 - len(shown)
    if left > 0:
        notes.append(words.MORE_SPLITS.format(count=left))
    return notes


def _pair(_: Facts, result: Facts) -> Drawn:
    one, two = result["column1"], result["column2"]
    rows = [
        [cell("The table says"), verdict(str(result["verdict"]))],
        [cell("As described"), verdict(str(result["here"]))],
        [cell("Columns 1 and 2"), cell(f"{one}, {two}")],
        [cell("Modifier indicator"), cell(_indicator(result["indicator"]))],
    ]
    if result.get("modifier_on"):
        which = " or ".join(result.get("modifiers", ()))
        behind = f" ({which})" if which else ""
        rows.append([cell("The modifier goes on"), cell(f"{result['modifier_on']}{behind}")])
    title = words.PAIR_TITLE.format(one=one, two=two, table=result["table"])
    return Drawn(title=title, table=Table(head=[], rows=rows))


def _indicator(value: object) -> object:
    """A modifier indicator with what it means; as it is where its meaning isn't held."""
    meaning = words.INDICATORS.get(str(value))
    return value if meaning is None else f"{value}, {meaning}"


def _code_choice(_: Facts, result: Facts) -> Drawn:
    fits = "fits_if" if result.get("missing") else "fits"
    rows = [
        [
            cell(c["code"]),
            verdict(fits if c["verdict"] == "fits" else c["verdict"]),
            cell(c["why"]),
        ]
        for c in result["candidates"]
    ]
    if not rows:
        return Drawn(title=words.CHOICE_TITLE, notes=[words.NO_CODE_YET])
    return Drawn(title=words.CHOICE_TITLE, table=Table(head=["Code", "Verdict", "Why"], rows=rows))


def _code_status(_: Facts, result: Facts) -> Drawn:
    timed = result["timed"]
    rows = [[cell("Status"), verdict(result["status"])]]
    if timed is not None:
        rows.append([cell("Counts as"), cell(words.TIMED[timed])])
    elif result["status"] != "deleted":
        rows.append([cell("Counts as"), verdict("unknown")])
    if result.get("replaced_by"):
        rows.append([cell("Replaced by"), cell(result["replaced_by"])])
    title = words.STATUS_TITLE.format(code=result["code"])
    return Drawn(title=title, table=Table(head=[], rows=rows))


def _modifiers(_: Facts, result: Facts) -> Drawn:
    rows = [
        [cell(line["code"]), cell(m["modifier"]), verdict(m["verdict"]), cell(m["why"])]
        for line in result["lines"]
        for m in line["modifiers"]
    ]
    table = Table(head=["Code", "Modifier", "Verdict", "Why"], rows=rows)
    notes = [words.ASK_RECORD.format(question=q) for q in result.get("ask_the_record", ())]
    return Drawn(title=words.MODIFIERS_TITLE, table=table, notes=notes)


def _what_if(_: Facts, result: Facts) -> Drawn:
    rows = [
        [
            cell(c["fact"]),
            cell(_method(c["from"])),
            cell(_method(c["to"])),
            cell(_then(c["result"])),
        ]
        for c in result["changes"]
    ]
    table = Table(head=["Fact", "From", "To", "Then"], rows=rows)
    return Drawn(title=words.WHAT_IF_TITLE, table=table)


def _method(value: object) -> object:
    """A method's name where the value is one's id."""
    return words.METHODS.get(value, value) if isinstance(value, str) else value


def _then(result: object) -> object:
    """A count of units in words; whatever else a result is, as it is."""
    if not isinstance(result, Mapping) or "total_units" not in result:
        return result
    count = result["total_units"]
    told = words.UNIT_ONE if count == 1 else words.UNIT_MANY.format(count=count)
    split = ", ".join(f"{n} of {code}" for code, n in (result.get("units") or {}).items())
    method = _method(result.get("method"))
    return f"{told}{f' ({split})' if split else ''}{f', {method}' if method else ''}"


def _documentation(_: Facts, result: Facts) -> Drawn:
    parts = ((words.RECORD_SHOWS, result["items"]), (words.ASK_PAYER, result["ask_payer"]))
    lists = [
        Items(title=title, items=[_cited(item) for item in items])
        for title, items in parts
        if items
    ]
    return Drawn(title=words.RECORD_TITLE.format(code=result["code"]), lists=lists)


def _cited(item: Facts) -> list[Run]:
    chips: list[Run] = [{"cite": support} for support in item.get("supports", ())]
    return [*as_runs(item["says"]), *chips]


def _claim(_: Facts, result: Facts) -> Drawn:
    rows = [
        [cell(f["line"]), verdict(f["severity"]), cell(f["says"]), cell(f["fix"])]
        for f in result["findings"]
    ]
    table = Table(head=["Line", "Kind", "Finding", "What to do"], rows=rows)
    return Drawn(title=words.CLAIM_TITLE, table=table)


def _share(inputs: Facts, result: Facts) -> Drawn:
    told = (inputs["assistant"], inputs["therapist"], f"{result['percent']} %", inputs["modifier"])
    rows = [[cell(name), cell(v)] for name, v in zip(words.SHARE_ROWS, told, strict=True)]
    return Drawn(
        title=words.SHARE_TITLE.format(code=inputs["code"]), table=Table(head=[], rows=rows)
    )


def _plain(_: Facts, result: Facts) -> Drawn:
    rows = [[cell(name.replace("_", " ").capitalize()), cell(v)] for name, v in result.items()]
    return Drawn(title=words.OTHER_TITLE, table=Table(head=[], rows=rows))


_TABLES: Final[dict[str, Callable[[Facts, Facts], Drawn]]] = {
    "units": _units,
    "pair": _pair,
    "code_choice": _code_choice,
    "code_status": _code_status,
    "modifiers": _modifiers,
    "what_if": _what_if,
    "documentation": _documentation,
    "claim": _claim,
    "assistant_share": _share,
}
