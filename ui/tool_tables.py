"""Each tool's result as a small table.

One function a tool of CONTRACT.md; a tool that has none yet is drawn as names and values. A
verdict carries a tone, and "not loaded", "not known" and "depends" have one of their own,
`unknown`, so that they never look like "allowed".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NotRequired, TypedDict

from ui import words
from ui.runs import Run
from ui.runs import words as as_runs

Facts = Mapping[str, Any]
SHOWN_SPLITS: Final = 5


class Cell(TypedDict):
    """One cell: its text, whether it is a figure, and a tone where it is a verdict."""

    runs: list[Run]
    figure: NotRequired[bool]
    tone: NotRequired[words.Tone]


class Table(TypedDict):
    """A table: its column heads (none where rows are names and values), its rows, its total."""

    head: list[str]
    rows: list[list[Cell]]
    total: NotRequired[list[Cell]]


class Drawn(TypedDict):
    """What a tool's result looks like; a narrow one may stand beside another."""

    title: str
    table: Table
    notes: NotRequired[list[str]]
    narrow: NotRequired[bool]


def drawn(tool: str, inputs: Facts, result: Facts) -> Drawn:
    """The table of a tool's result.

    Args:
        tool: The tool's name, as CONTRACT.md lists it.
        inputs: The facts that it was given.
        result: What it found.
    """
    return _TABLES.get(tool, _plain)(inputs, result)


def cell(value: object, *, figure: bool = False) -> Cell:
    """One cell; no value is a dash, never an empty field that could be read as "fine".

    >>> cell(None)
    {'runs': [{'text': '–'}]}
    """
    made = Cell(runs=list(as_runs(_said(value))))
    if figure:
        made["figure"] = True
    return made


def verdict(word: str) -> Cell:
    """A verdict in words, with its tone; a word that is not known here is `unknown`.

    >>> verdict("not_loaded")["tone"], verdict("something_new")["tone"]
    ('unknown', 'unknown')
    """
    text, tone = words.VERDICTS.get(word, (word.replace("_", " "), "unknown"))
    return Cell(runs=list(as_runs(text)), tone=tone)


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
        [cell("As you described it"), verdict(str(result["here"]))],
        [cell("Columns 1 and 2"), cell(f"{one}, {two}")],
        [cell("Modifier indicator"), cell(result["indicator"])],
    ]
    if result.get("modifier_on"):
        which = " or ".join(result.get("modifiers", ()))
        behind = f" ({which})" if which else ""
        rows.append([cell("The modifier goes on"), cell(f"{result['modifier_on']}{behind}")])
    title = words.PAIR_TITLE.format(one=one, two=two, table=result["table"])
    return Drawn(title=title, table=Table(head=[], rows=rows))


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
    return Drawn(title=words.CHOICE_TITLE, table=Table(head=["Code", "Verdict", "Why"], rows=rows))


def _code_status(_: Facts, result: Facts) -> Drawn:
    timed = result["timed"]
    rows = [
        [cell("Status"), verdict(result["status"])],
        [cell("Counts as"), verdict("unknown") if timed is None else cell(words.TIMED[timed])],
    ]
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
        [cell(c["fact"]), cell(c["from"]), cell(c["to"]), cell(c["result"])]
        for c in result["changes"]
    ]
    table = Table(head=["Fact", "Now", "If it were", "Then"], rows=rows)
    return Drawn(title=words.WHAT_IF_TITLE, table=table)


def _documentation(_: Facts, result: Facts) -> Drawn:
    rows = [[cell("The record"), cell(item["says"])] for item in result["items"]]
    rows += [[cell("Ask the payer"), cell(item["says"])] for item in result["ask_payer"]]
    title = words.RECORD_TITLE.format(code=result["code"])
    return Drawn(title=title, table=Table(head=[], rows=rows))


def _claim(_: Facts, result: Facts) -> Drawn:
    rows = [
        [cell(f["line"]), verdict(f["severity"]), cell(f["says"]), cell(f["fix"])]
        for f in result["findings"]
    ]
    table = Table(head=["Line", "Kind", "Finding", "What to do"], rows=rows)
    return Drawn(title=words.CLAIM_TITLE, table=table)


def _plain(_: Facts, result: Facts) -> Drawn:
    rows = [[cell(name.replace("_", " ").capitalize()), cell(v)] for name, v in result.items()]
    return Drawn(title=words.OTHER_TITLE, table=Table(head=[], rows=rows))


def _said(value: object) -> str:
    """A value as a person reads it: no braces, no quotes."""
    if value is None or value == "":
        return "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_said(v)}" for name, v in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_said(v) for v in value) or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


_TABLES: Final[dict[str, Callable[[Facts, Facts], Drawn]]] = {
    "units": _units,
    "pair": _pair,
    "code_choice": _code_choice,
    "code_status": _code_status,
    "modifiers": _modifiers,
    "what_if": _what_if,
    "documentation": _documentation,
    "claim": _claim,
}
