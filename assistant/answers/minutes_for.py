"""Answering how many minutes make some units, and whether a unit takes as many as is asked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.counted import governing
from assistant.answers.mue_told import mue_of
from assistant.answers.units_result import payer_notes
from assistant.context import Context
from assistant.draft import Asked, Block, Line, not_held
from assistant.intents.signs import opens_yes_no
from assistant.speak import cite, quoted
from assistant.turns.case import Case
from coding_tools.units import Service, band, count_units
from coding_tools.what_if import minutes_for
from coding_tools.wording import listed, unit_count
from knowledge.library import Library
from knowledge.records import Method


def answer_minutes_for(case: Case, context: Context) -> Block | None:
    """How many minutes make a number of units, or the first one.

    Args:
        case: The case.
        context: The library.
    """
    library = context.library
    asked = case.facts.asked_units or case.facts.claimed_units or _told_before(case, context)
    units = asked[0] if asked else 1
    if not 0 < units < _MOST:
        return None
    described = (s.technique for s in case.services if s.technique and not s.code)
    named = case.codes or tuple(c for t in described for c in sorted(library.technique_codes[t]))
    timed = [c for c in named if c in library.codes and library.codes[c].timed]
    untimed = [c for c in named if c in library.codes and library.codes[c].timed is False]
    if (untimed or case.codes) and not timed:
        return _without_minutes((untimed or case.codes)[0], library)
    block = Block("minutes_for")
    supposed = _full_units(case)
    counted = case.with_(methods=()) if supposed else case
    methods = [library.methods[m] for m in governing(counted, library)]
    supports = [key for method in methods for key in method.supports["bands"]]
    name = ""
    if timed and timed[0] in case.facts.codes:
        name = f" of {timed[0]}"
        supports += library.codes[timed[0]].supports[:1]
    same = len({band(units, method) for method in methods}) == 1
    support = block.compute(minutes_for(units, methods))
    (low, high), told = band(units, methods[0]), _told(units, methods)
    if lead := _lead(case, units, methods):
        text = f"{lead}{low} minutes are the least that earn {unit_count(units)}: {told}."
    elif asked or len({band(1, method)[0] for method in methods}) > 1:
        text = f"{unit_count(units).capitalize()}{name}: {told}."
    else:
        text = f"1 unit{name}: {low} minutes are the least that earn a unit: {told}."
    block.headline = Line(text, (support, *supports))
    if supposed:
        cite(block, library, _FIFTEENS)
    if same and asked:
        block.say(f"{high + 1} minutes begin {unit_count(units + 1)}.", support, *supports)
    for more in asked[1:3]:
        if 0 < more < _MOST:
            done = minutes_for(more, methods)
            block.say_steps(block.compute(done), done.steps)
    cite(block, library, f"cms-claims-5/{'under-8' if units == 1 else 'total'}")
    payer_notes(case, block, (), library)
    if not case.wants("minutes_for") and not asked:
        block.asks = Asked("minutes")
    return block


def _without_minutes(code: str, library: Library) -> Block:
    """What is held of an untimed code, or of one of which no unit is known."""
    held, block = library.codes.get(code), Block("minutes_for")
    if held is not None and held.timed is False:
        done = count_units([Service(code, 0)], library.methods["cms"], library.codes)
        text = f"{code} is untimed: 1 unit a day, whatever the minutes."
        block.headline = Line(text, (block.compute(done), *held.supports[:1]))
        cite(block, library, "cms-claims-5/untimed")
    elif held is not None and held.status and held.supports:
        block.headline = quoted(held.supports[0], library)
    else:
        return not_held(f"whether {code} is timed is not held")
    return block


def _told_before(case: Case, context: Context) -> tuple[int, ...]:
    """The units told last: those whose minutes were asked for, or the daily limit's.

    "And how many minutes is that?", "and for Cigna?".
    """
    one = "unit" in {t.text.lower() for t in case.facts.tokens}  # "how long is a unit?"
    if case.goes_on and case.earlier.target is not None and not one:
        return (case.earlier.target,)
    told = case.follows and "mue" in case.earlier.intents and len(case.codes) == 1
    held = mue_of(case.codes[0], case, context)[0] if told else None
    return (held.units,) if held else ()


_MOST = 40  # so many units are no day's
_FIFTEENS = "payer-policies/facility-fifteen"


def _told(units: int, methods: Sequence[Method]) -> str:
    """The minutes that so many units take, by each method."""
    bands = [band(units, method) for method in methods]
    if len(set(bands)) == 1 and len(methods) > 1:
        names = listed([method.says["within"] for method in methods])
        return f"{bands[0][0]} through {bands[0][1]} minutes, by {names} alike"
    return "; ".join(
        f"{low} through {high} minutes by {method.says['within']}"
        for (low, high), method in zip(bands, methods, strict=True)
    )


def _full_units(case: Case) -> bool:
    """Whether full fifteens are only asked about: "must I do the full 15 to bill a unit?"."""
    alone = case.methods == ("full_15",) and not (case.payer or case.unheld_payer)
    return alone and opens_yes_no(case) and not case.facts.generic_payer


def _lead(case: Case, units: int, methods: Sequence[Method]) -> str:
    """`No: ` or `Yes: ` where it is asked whether the units take so many minutes."""
    low, *others = {band(units, method)[0] for method in methods}
    if others or not case.facts.needed:
        return ""
    time = case.facts.needed[0]
    holds = low < time.minutes if time.role == "under" else low == time.minutes
    return "Yes: " if holds else "No: "
