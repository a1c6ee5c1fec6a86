"""Answering how many units: a calculation for each method that may govern, and its remarks."""

from __future__ import annotations

from assistant.answers.counted import counted_services, governing
from assistant.answers.day import day_remarks
from assistant.answers.impossible import impossible
from assistant.answers.units_apart import answer_apart
from assistant.answers.units_claim import claim
from assistant.answers.units_payer import payer_notes
from assistant.answers.units_why import explain, ranges, short, unsure
from assistant.context import Context
from assistant.draft import Block, Line, Support
from assistant.turns.case import ANY, Case
from coding_tools.trace import Calculation
from coding_tools.units import count_units
from coding_tools.what_if import minutes_to
from coding_tools.wording import listed, minute_count, unit_count
from knowledge.library import Library
from knowledge.records import Method


def answer_units(case: Case, context: Context) -> Block | None:
    """The units of the services that have minutes.

    Args:
        case: The case; `timed` services or loose minutes.
        context: The library and its tables.
    """
    library = context.library
    if case.groups:
        return answer_apart(case, context)
    services, codes = counted_services(case, library)
    if (refused := impossible(case, services)) is not None:
        return refused
    if not services:
        return None
    block = Block("units")
    methods = governing(case, library)
    done = [count_units(services, library.methods[m], codes) for m in methods]
    supports = [block.compute(c) for c in done]
    block.headline = _headline(case, done, supports, library)
    if case.intents[:1] == ("choice",):
        payer_notes(case, block, done, library)
        return block
    for calculation, support in zip(done, supports, strict=True):
        explain(block, calculation, support, library)
        unsure(block, library.methods[calculation.result["method"]], library)
    _short_of_claimed(case, block, done, library)
    ranges(case, block, methods, codes, library)
    payer_notes(case, block, done, library)
    day_remarks(case, context, block, services, done[0])
    _unread(case, block, done[0])
    return block


def _unread(case: Case, block: Block, counted: Calculation) -> None:
    """Minutes that stand beside the services and belong to none of them that was read."""
    if ANY in counted.inputs["minutes"] or not counted.result["total_minutes"]:
        return
    for time in case.facts.loose:
        if time.role == "treatment":
            block.not_checked.append(
                Line(f"{minute_count(time.minutes)}: of what was not read, so not counted.", ())
            )


def _short_of_claimed(case: Case, block: Block, done: list[Calculation], library: Library) -> None:
    """Where more units are claimed than the minutes give: the minutes that those would take."""
    if claim(case, done) != "No: " or len(case.facts.claimed_units) != 1:
        return
    (claimed,) = case.facts.claimed_units
    for calculation in done:
        method = library.methods[calculation.result["method"]]
        timed = [m for m in calculation.inputs["minutes"].values() if m]
        known = method.pooled or len(timed) == 1
        if known and 0 < claimed - calculation.result["total_units"] <= _MOST_BEYOND:
            told = minutes_to(calculation.result["total_minutes"], claimed, method)
            block.say(told.steps[0].says, block.compute(told), *method.supports["bands"])


_MOST_BEYOND = 3
"""A number of units farther beyond the minutes is no slip in counting."""


def _headline(
    case: Case, done: list[Calculation], supports: list[Support], library: Library
) -> Line:
    """The direct answer."""
    untimed = [c for c in done[0].inputs["minutes"] if _untimed(c, library)]
    told = [_result(c, untimed) for c in done]
    claimed = claim(case, done)
    left_out = [s for s in done[0].steps if s.outcome == "not_checked"]
    if left_out and len(left_out) == len(done[0].inputs["minutes"]):
        keys = tuple(k for s in left_out for k in s.supports)
        return Line(" ".join(s.says for s in left_out), (*supports, *keys))
    if len(untimed) == len(done[0].inputs["minutes"]):
        are = "is" if len(untimed) == 1 else "are"
        each = "" if len(untimed) == 1 else " each"
        no = (
            "No: "
            if not set(case.facts.claimed_units) <= {1} or "yes_no" in case.facts.wants
            else ""
        )
        text = f"{no}{listed(untimed)} {are} untimed: 1 unit a day{each}, whatever the minutes."
    elif len(done) == 1:
        method = library.methods[done[0].result["method"]]
        whom = _whom(case, method, library)
        minutes = _minutes_of(done[0])
        text = f"{claimed}{whom}{minutes}{told[0]}."
    elif len(set(told)) == 1:
        names = listed([short(library.methods[c.result["method"]]) for c in done])
        text = f"{claimed}{_capital(_minutes_of(done[0]) + told[0])}, by {names} alike."
    else:
        parts = [
            f"by {short(library.methods[c.result['method']])} {t}"
            for c, t in zip(done, told, strict=True)
        ]
        text = f"{claimed}It depends on how the payer counts: {'; '.join(parts)}."
    return Line(_capital(text), tuple(supports))


def _whom(case: Case, method: Method, library: Library) -> str:
    """For whom the count holds."""
    payer = library.payers.get(case.payer or "")
    if payer is not None and payer.rule("unit_method", case.date_of_service):
        return f"for {payer.name}, "
    return f"by {short(method)}, "


def _minutes_of(calculation: Calculation) -> str:
    """`38 minutes of 97124 are`, where there is one code."""
    minutes = calculation.inputs["minutes"]
    timed = [c for c in minutes if minutes[c]]
    if len(timed) != 1 or len(minutes) != 1:
        return ""
    code = timed[0]
    name = f"a {ANY}" if code == ANY else code
    count = minutes[code]
    are = "is" if count == 1 else "are"
    return f"{count} {'minute' if count == 1 else 'minutes'} of {name} {are} "


def _result(calculation: Calculation, untimed: list[str]) -> str:
    """A result in words: the total, the split, and every other split; the untimed codes apart."""
    result = calculation.result
    total = unit_count(result["total_units"])
    if len(calculation.inputs["minutes"]) == 1:
        return total
    each = " each" if len(untimed) > 1 else ""
    apart = f", and {listed(untimed)}, untimed, 1 unit a day{each}" if untimed else ""
    splits = [_split(s, untimed) for s in result["alternatives"]]
    if result["total_units"] == 0:
        return f"{total} of timed codes{apart}"
    if len(splits) == 1:
        return f"{total} ({splits[0]}){apart}"
    if len(splits) <= 3:
        return f"{total}, either way: {listed(splits, 'or')}{apart}"
    many = f"{result['alternatives_total']} splits are right"
    return f"{total}, for example {splits[0]}; {many}{apart}"


def _untimed(code: str, library: Library) -> bool:
    """Whether a code is held as untimed."""
    held = library.codes.get(code)
    return held is not None and held.timed is False


def _split(units: dict[str, int], untimed: list[str]) -> str:
    """A split of the timed units in words."""
    told = [f"{code} {unit_count(n)}" for code, n in units.items() if code not in untimed]
    return ", ".join(told) or "none"


def _capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]
