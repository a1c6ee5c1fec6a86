"""What a calculation states, in sentences: its steps as they stand, its result worded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.answer import Calculation
from assistant.verify.pair_results import of_pair, say
from coding_tools.modifiers_summary import by_line, by_modifier
from coding_tools.units import band
from coding_tools.wording import listed
from knowledge.library import Library

_SINGULAR = re.compile(r"(?<![\d.])(1 (?:unit|minute|split))s( are)?\b")


def sentences_of(calculation: Calculation, library: Library) -> list[str]:
    """The sentences that a calculation states.

    Args:
        calculation: The calculation, as the answer shows it.
        library: The knowledge base, for the wording of results and the names in them.
    """
    teller = _TELLERS.get(calculation.tool)
    steps = [step.says for step in calculation.steps]
    if teller is None:
        return [*steps, *_unworded(calculation.inputs), *_unworded(calculation.result)]
    told = teller(calculation, library)
    single = (_SINGULAR.sub(lambda m: m[1] + (" is" if m[2] else ""), text) for text in told)
    return list(dict.fromkeys((*steps, *single)))


def _unworded(value: Any, name: str = "") -> Iterator[str]:
    """A tool's inputs or result that is not known here: each entry as `name value`."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _unworded(inner, str(key).replace("_", " "))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _unworded(inner, name)
    elif value is not None:
        yield f"{name} {value}."


def _units(done: Calculation, library: Library) -> Iterator[str]:
    words = library.values.results.units
    result, minutes = done.result, done.inputs["minutes"]
    method = library.methods[result["method"]]
    payers = [payer.name for payer in library.counting_by((method.id,), minutes)]
    told = {
        **result,
        "method": method.says["within"],
        "payers": listed(payers) or "a payer",
        "first": method.first_minutes,
    }
    yield from say(words.total, **told)
    untimed = {c for c in minutes if c in library.codes and library.codes[c].timed is False}
    timed = {c: m for c, m in minutes.items() if c not in untimed}
    added = next((s.says.partition(": ")[2].rstrip(".") for s in done.steps if " = " in s.says), "")
    for step in done.steps:
        bare = step.says.partition(": ")[2]
        summed = bare.replace(f"{result['total_minutes']} minutes lie", f"{added} minutes lie")
        for says in {step.says, bare, summed if added else ""} - {""}:
            yield from say(words.step, method=told["method"], says=says)
        if " get" in step.says:
            left = {c: m % method.unit_minutes for c, m in timed.items()}
            told_left = ", ".join(f"{c} {left[c]}" for c in sorted(left, key=lambda c: -left[c]))
            yield from say(words.left, says=step.says.rstrip("."), left=told_left)
    if method.pooled and result["total_minutes"] < method.first_minutes:
        parts = " + ".join(str(m) for m in timed.values())
        for plus in ("", f"{parts} = "):
            yield from say(words.under, **told, minutes=result["total_minutes"], sum=plus)
    if not method.pooled:
        each = "; ".join(
            f"{c} {m} minutes, {result['units'].get(c, 0)} units" for c, m in timed.items()
        )
        yield from say(words.alone, **told, each=each)
    for code in sorted(untimed):
        yield from say(words.untimed, **told, code=code, minutes=minutes[code])
    for code, count in timed.items():
        own = {**told, "code": code, "minutes": count, "units": result["units"].get(code, 0)}
        earns = any(code in split for split in result["alternatives"])
        sure = all(code in split for split in result["alternatives"])
        if sure:
            yield from say(words.sure, **own)
        if len(timed) == 1 or not earns or not method.pooled:
            yield from say(words.one, **own)
        if method.pooled and count:
            yield from say(words.counted, **own)
        if own["units"] and (len(minutes) == 1 or not method.pooled):
            low, high = band(own["units"], method)
            yield from say(words.band, **own, low=low, high=high)
        if count < method.first_minutes and (not method.pooled or len(timed) == 1):
            yield from say(words.under, **own, sum="")
            yield from say(words.none, **own)
        if 0 < count < method.first_minutes and method.pooled and len(minutes) > 1:
            yield from say(words.short, **own)
            yield from say(words.shared if earns else words.bare, **own)
            unsure = words.short_shared if earns else words.short_bare
            yield from say(words.short_sure if sure else unsure, **own)
            yield from say(words.although if sure else (), **own)
    for split in result["alternatives"]:
        parts = ", ".join(f"{code} {n} units" for code, n in split.items())
        if parts:
            yield from say(words.split, **told, split=parts)
    yield from say(words.splits, **told)
    if result["alternatives_total"] == len(timed) == 2:
        yield from say(words.tied, **told)


def _status(done: Calculation, library: Library) -> Iterator[str]:
    words = library.values.results.code_status
    result = done.result
    held = library.codes.get(result["code"])
    told = {
        **done.inputs,
        **result,
        "name": held.name if held else "",
        "replaced_by": listed(result["replaced_by"]) or "nothing",
        "until": held.until if held else None,
    }
    by_status = {"active": words.active, "deleted": words.deleted, "unknown": words.unknown}
    yield from say(by_status[result["status"]], **told)
    if result["status"] == "active" and told["until"]:
        yield from say(words.past, **told)
    if result["timed"] is not None:
        yield from say(words.timed if result["timed"] else words.untimed, **told)


def _choice(done: Calculation, library: Library) -> Iterator[str]:
    words = library.values.results.code_choice
    result = done.result
    ids = done.inputs.get("techniques", ())
    name = library.techniques[ids[0]].name if ids else "what is described"
    held = {
        v: [c for c in result["candidates"] if c["verdict"] == v]
        for v in ("fits", "does_not_fit", "disputed")
    }
    told = {
        "name": name[:1].upper() + name[1:],
        "missing": listed([library.asks[f].missing for f in result["missing"]]),
        "branches": "; ".join(
            f"{c['code']} {c['why']}" for c in [*held["fits"], *held["disputed"]]
        ),
        "wrong": listed([c["code"] for c in held["does_not_fit"]], "or"),
        "codes": listed([c["code"] for c in held["disputed"]]),
    }
    for c in held["fits"]:
        yield from say(words.fits, **{**told, "codes": c["code"]}, why=c["why"])
    if len(result["codes"]) > 1:
        fitting = {**told, "codes": listed(result["codes"])}
        yield from say(words.fits, **fitting, why=held["fits"][0]["why"])
        yield from say(words.within, **fitting)
    if result["missing"]:
        yield from say(words.asked, **told)
        told["fitting"] = listed([c["code"] for c in held["fits"]])
        for why in sorted({c["why"] for c in held["fits"]} if len(held["fits"]) > 1 else ()):
            yield from say(words.one_of, **told, why=why)
    if held["disputed"] and result["codes"]:
        fitting = {**told, "fitting": listed(result["codes"]), "why": held["fits"][0]["why"]}
        yield from say(words.also, **fitting)
    elif held["disputed"]:
        yield from say(words.disputed, **told)
    if held["does_not_fit"]:
        yield from say(words.wrong, **told)
    if not held["fits"] and not held["disputed"]:
        yield from say(words.none, **told)


def _what_if(done: Calculation, library: Library) -> Iterator[str]:
    words = library.values.results.what_if
    bands: dict[tuple[str, int], list[int]] = {}
    for change in done.result["changes"]:
        result = change["result"]
        if not isinstance(result, dict) or "total_units" not in result:
            continue
        told = {**change, "total_units": result["total_units"], "units": result["total_units"]}
        if change["fact"] == "minutes" and result.get("method") in library.methods:
            method = library.methods[result["method"]].says["within"]
            bands.setdefault((method, result["total_units"]), []).append(change["to"])
            if change["from"]:
                more = change["to"] - change["from"]
                told.update(method=method, low=change["to"], stated=change["from"], more=more)
                yield from say(words.begin, **told)
        else:
            yield from say(words.change, **told)
    for (method, units), ends in bands.items():
        if len(ends) == 2:
            low, high = sorted(ends)
            told = {"method": method, "units": units, "low": low, "high": high}
            yield from say(words.band, **told, next=high + 1, after=units + 1)


def _documentation(done: Calculation, library: Library) -> Iterator[str]:
    words = library.values.results.documentation
    result = done.result
    yield from say(words.counted, code=result["code"], count=len(result["items"]))
    yield from say(words.asks, code=result["code"], count=len(result["ask_payer"]))
    yield from (item["says"] for item in (*result["items"], *result["ask_payer"]))


def _modifiers(done: Calculation, library: Library) -> Iterator[str]:
    words = library.values.results.modifiers
    yield by_line(done)
    yield from by_modifier(done)
    for line in done.result["lines"]:
        for one in line["modifiers"]:
            yield from say(words.verdict, code=line["code"], **one)
    for question in done.result["ask_the_record"]:
        yield from say(words.ask, question=question)


_TELLERS: dict[str, Callable[[Calculation, Library], Iterator[str]]] = {
    "units": _units, "pair": of_pair, "code_status": _status, "code_choice": _choice,
    "what_if": _what_if, "documentation": _documentation, "modifiers": _modifiers,
}  # fmt: skip
