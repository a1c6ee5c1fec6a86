"""What a calculation states, in sentences: its steps as they stand, its result worded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.answer import Calculation
from assistant.verify.unworded import unworded
from coding_tools.modifiers_summary import by_line, by_modifier
from coding_tools.units import band
from coding_tools.wording import listed
from knowledge.library import Library

_SINGULAR = re.compile(r"(?<![\d.])1 (unit|minute|split)s\b")
_ROW = re.compile(
    r"column 1 (?P<column1>\w{5}), column 2 (?P<column2>\w{5}), modifier indicator "
    r"(?P<indicator>[01])[^;]*?no deletion date"
)


def sentences_of(calculation: Calculation, library: Library) -> list[str]:
    """The sentences that a calculation states.

    Args:
        calculation: The calculation, as the answer shows it.
        library: The knowledge base, for the wording of results and the names in them.
    """
    words = library.values["results"].get(calculation.tool)
    teller = _TELLERS.get(calculation.tool)
    steps = [step.says for step in calculation.steps]
    if words is None or teller is None:
        return [*steps, *unworded(calculation.inputs), *unworded(calculation.result)]
    told = teller(calculation, words, library)
    return list(dict.fromkeys((*steps, *(_SINGULAR.sub(r"1 \1", text) for text in told))))


def row_sentences(text: str, library: Library) -> list[str]:
    """What the live rows of a pair table come to, by their indicators.

    Args:
        text: A row's passage.
        library: The knowledge base.
    """
    words = library.values["results"]["pair"]
    told: list[str] = []
    for match in _ROW.finditer(text):
        row: dict[str, Any] = match.groupdict()
        verdict = "never_together" if row["indicator"] == "0" else "modifier_allowed"
        told += _pair_words({**row, "verdict": verdict, "modifiers": []}, words, library)
    return told


Words = Mapping[str, Sequence[str]]


def _say(words: Words, key: str, **told: Any) -> Iterator[str]:
    """The sentences of one kind."""
    return (sentence.format(**told) for sentence in words[key])


def _units(done: Calculation, words: Words, library: Library) -> Iterator[str]:
    result, minutes = done.result, done.inputs["minutes"]
    method = library.methods[result["method"]]
    payers = [
        p.name for p in library.payers.values()
        if any(r.fact == "unit_method" and r.value == method.id for r in p.rules)
    ]  # fmt: skip
    told = {
        **result,
        "method": method.says["within"],
        "payers": listed(payers) or "a payer",
        "first": method.first_minutes,
    }
    yield from _say(words, "total", **told)
    untimed = {c for c in minutes if c in library.codes and library.codes[c].timed is False}
    timed = {c: m for c, m in minutes.items() if c not in untimed}
    for step in done.steps:
        for says in {step.says, step.says.partition(": ")[2]} - {""}:
            yield from _say(words, "step", method=told["method"], says=says)
        if " get" in step.says:
            left = {c: m % method.unit_minutes for c, m in timed.items()}
            told_left = ", ".join(f"{c} {left[c]}" for c in sorted(left, key=lambda c: -left[c]))
            yield from _say(words, "left", says=step.says.rstrip("."), left=told_left)
    if method.pooled and result["total_minutes"] < method.first_minutes:
        parts = " + ".join(str(m) for m in timed.values())
        for plus in ("", f"{parts} = "):
            yield from _say(words, "under", **told, minutes=result["total_minutes"], sum=plus)
    if not method.pooled:
        each = "; ".join(
            f"{c} {m} minutes, {result['units'].get(c, 0)} units" for c, m in timed.items()
        )
        yield from _say(words, "alone", **told, each=each)
    for code in sorted(untimed):
        yield from _say(words, "untimed", **told, code=code)
    for code, count in timed.items():
        own = {**told, "code": code, "minutes": count, "units": result["units"].get(code, 0)}
        earns = any(code in split for split in result["alternatives"])
        if all(code in split for split in result["alternatives"]):
            yield from _say(words, "sure", **own)
        if len(minutes) == 1 or not earns or not method.pooled:
            yield from _say(words, "one", **own)
        if own["units"] and (len(minutes) == 1 or not method.pooled):
            low, high = band(own["units"], method)
            yield from _say(words, "band", **own, low=low, high=high)
        if count < method.first_minutes and not method.pooled:
            yield from _say(words, "under", **own, sum="")
        if 0 < count < method.first_minutes and method.pooled and len(minutes) > 1:
            yield from _say(words, "short", **own)
            yield from _say(words, "shared" if earns else "bare", **own)
            sure = all(code in split for split in result["alternatives"])
            kind = "sure" if sure else "shared" if earns else "bare"
            yield from _say(words, f"short_{kind}", **own)
    for split in result["alternatives"]:
        parts = ", ".join(f"{code} {n} units" for code, n in split.items())
        if parts:
            yield from _say(words, "split", **told, split=parts)
    yield from _say(words, "splits", **told)


def _pair(done: Calculation, words: Words, library: Library) -> Iterator[str]:
    result = dict(done.result)
    ended = [str(s.value) for s in done.steps if "ended on" in s.says and s.value]
    unknown = [s.says for s in done.steps if s.value == "not_loaded"]
    told = {**result, "ended": max(ended, default=""), "says": next(iter(unknown), "")}
    yield from _pair_words(told, words, library)


def _pair_words(result: Mapping[str, Any], words: Words, library: Library) -> list[str]:
    """A pair's verdict in sentences."""
    verdict = result["verdict"]
    told = {**result, "modifiers": listed(result["modifiers"], "or") or "59"}
    keys = [verdict]
    if verdict == "no_edit" and result.get("ended"):
        keys.append("ended")
    elif result["modifiers"] == ["25"]:
        keys = ["columns", "visit"] + ["no_visit"] * (result.get("here") == "not_reportable")
    elif verdict in ("never_together", "modifier_allowed"):
        keys = ["columns", verdict]
        by_region = result["column1"] in library.claim_index.manipulation
        keys.append("apart")
        if verdict == "modifier_allowed":
            groups = library.claim_rules.pairs
            opens = groups.opened_by(result["column1"], result["column2"], by_region)
            keys.append("distinct" if len(opens) > 1 else next(iter(opens)))
    return [sentence for key in keys for sentence in _say(words, key, **told)]


def _status(done: Calculation, words: Words, library: Library) -> Iterator[str]:
    result = done.result
    held = library.codes.get(result["code"])
    told = {
        **done.inputs,
        **result,
        "name": held.name if held else "",
        "replaced_by": listed(result["replaced_by"]) or "nothing",
        "until": held.until if held else None,
    }
    yield from _say(words, result["status"], **told)
    if result["status"] == "active" and told["until"]:
        yield from _say(words, "past", **told)
    if result["timed"] is not None:
        yield from _say(words, "timed" if result["timed"] else "untimed", **told)


def _choice(done: Calculation, words: Words, library: Library) -> Iterator[str]:
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
        yield from _say(words, "fits", **{**told, "codes": c["code"]}, why=c["why"])
    if len(result["codes"]) > 1:
        fitting = {**told, "codes": listed(result["codes"])}
        yield from _say(words, "fits", **fitting, why=held["fits"][0]["why"])
        yield from _say(words, "within", **fitting)
    if result["missing"]:
        yield from _say(words, "asked", **told)
    if held["disputed"]:
        yield from _say(words, "also" if result["codes"] else "disputed", **told)
    if held["does_not_fit"]:
        yield from _say(words, "wrong", **told)
    if not held["fits"] and not held["disputed"]:
        yield from _say(words, "none", **told)


def _what_if(done: Calculation, words: Words, library: Library) -> Iterator[str]:
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
                yield from _say(words, "begin", **told)
        else:
            yield from _say(words, "change", **told)
    for (method, units), ends in bands.items():
        if len(ends) == 2:
            low, high = sorted(ends)
            told = {"method": method, "units": units, "low": low, "high": high}
            yield from _say(words, "band", **told, next=high + 1, after=units + 1)


def _documentation(done: Calculation, words: Words, library: Library) -> Iterator[str]:
    del library
    result = done.result
    yield from _say(words, "counted", code=result["code"], count=len(result["items"]))
    yield from _say(words, "asks", code=result["code"], count=len(result["ask_payer"]))
    yield from (item["says"] for item in (*result["items"], *result["ask_payer"]))


def _modifiers(done: Calculation, words: Words, library: Library) -> Iterator[str]:
    del library
    yield by_line(done)
    yield from by_modifier(done)
    for line in done.result["lines"]:
        for one in line["modifiers"]:
            yield from _say(words, "verdict", code=line["code"], **one)
    for question in done.result["ask_the_record"]:
        yield from _say(words, "ask", question=question)


_TELLERS: dict[str, Callable[[Calculation, Words, Library], Iterator[str]]] = {
    "units": _units,
    "pair": _pair,
    "code_status": _status,
    "code_choice": _choice,
    "what_if": _what_if,
    "documentation": _documentation,
    "modifiers": _modifiers,
}
