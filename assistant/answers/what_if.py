"""Answering what would change a count: the next unit's minute, how many more it takes."""

from __future__ import annotations

from assistant.answers.counted import code_of, governing
from assistant.context import Context
from assistant.draft import Block, Line, Support
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from coding_tools.units import Service, band, count_units
from coding_tools.what_if import minutes_to, what_if_units
from coding_tools.wording import unit_count
from knowledge.records import Method


def answer_what_if(case: Case, context: Context) -> Block | None:
    """How many more minutes the next unit takes, or the one that was asked after.

    Args:
        case: The case, with services and their minutes.
        context: The library.
    """
    library = context.library
    services = [
        Service(code, s.minutes)
        for s in case.timed
        if s.minutes is not None and (code := code_of(s, case, library))
    ]
    if not services:
        return None
    block = Block("what_if")
    for method_id in governing(case, library):
        method = library.methods[method_id]
        counted = count_units(services, method, library.codes)
        support = block.compute(counted)
        if method.pooled or len(services) == 1:
            _next(block, case, counted, support, method)
        done = what_if_units(services, method, (), library.codes)
        held = block.compute(done)
        for step in done.steps[1:]:
            block.say(step.says, held, *step.supports)
    return block if block.headline or block.lines else None


def _next(block: Block, case: Case, counted: Calculation, support: Support, method: Method) -> None:
    """The minute at which the unit asked after begins, and how far off it is."""
    total, minutes = counted.result["total_units"], counted.result["total_minutes"]
    asked = case.facts.asked_units or case.facts.claimed_units
    target = asked[0] if asked and asked[0] > total else total + 1
    first = band(target, method)[0]
    more = first - minutes
    line = Line(
        f"{first - minutes} more {'minute' if more == 1 else 'minutes'} of timed treatment: "
        f"{unit_count(target)} begin at {first} minutes by {method.says['within']}, and {minutes} "
        f"{'is' if minutes == 1 else 'are'} stated.",
        (_needed(block, counted, target, method), support, *method.supports["bands"]),
    )
    if block.headline is None:
        block.headline = line
    else:
        block.lines.append(line)


def _needed(block: Block, counted: Calculation, target: int, method: Method) -> Support:
    """The step from the stated minutes to the unit's first minute, as a calculation."""
    return block.compute(minutes_to(counted.result["total_minutes"], target, method))
