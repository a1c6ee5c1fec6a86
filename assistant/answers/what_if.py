"""Answering what would change a count: a supposed change, the next unit, the last minute."""

from __future__ import annotations

from assistant.answers.counted import BOTH, counted_services, governing
from assistant.answers.units import answer_units
from assistant.answers.units_open import open_service
from assistant.context import Context
from assistant.draft import Block, Line, Support, step_line
from assistant.intents.signs import asks_less
from assistant.turns.case import Case, Was
from coding_tools.trace import Calculation
from coding_tools.units import band, count_units
from coding_tools.what_if import minutes_to, what_if_units
from coding_tools.what_if_changed import Counted, what_if_changed
from coding_tools.wording import minute_count, unit_count
from knowledge.library import Library
from knowledge.records import Method


def answer_what_if(case: Case, context: Context) -> Block | None:
    """What a supposed change makes of the count, or else what would change it.

    Args:
        case: The case, with services and their minutes.
        context: The library.
    """
    if case.was is not None:
        return _supposed(case, case.was, context)
    library = context.library
    services, codes = counted_services(case, library)
    if not services:
        return None
    if not any((code := codes.get(s.code)) and code.timed for s in services):
        return answer_units(case, context)
    block = Block("what_if")
    methods = governing(case, library)
    for method_id in methods:
        method = library.methods[method_id]
        counted = count_units(services, method, codes)
        support = block.compute(counted)
        if method.pooled or len(services) == 1:
            if asks_less(case):
                _kept(block, counted, support, method)
            else:
                _next(block, case, counted, support, method)
        # How else the units could be counted is compared where it is asked.
        beside = BOTH if case.shows("method") and len(methods) == 1 else ()
        others = [library.methods[m] for m in beside if m != method_id]
        done = what_if_units(services, method, others, codes)
        held = block.compute(done)
        block.say_steps(held, done.steps[1:])
    return block if block.headline or block.lines else None


def _supposed(case: Case, was: Was, context: Context) -> Block | None:
    """The count with the change, and for each method what the change makes of it."""
    library = context.library
    block = answer_units(case, context)
    if block is None or not any(c.result.get("total_minutes") for c in block.calculations):
        return block
    if open_service(case, library) is not None:
        return block  # Counted under each of its codes, it is told by that.
    before = case.with_(
        services=was.services, payer=was.payer, payers=(), methods=was.methods,
        date_of_service=was.date_of_service,
    )  # fmt: skip
    old, old_codes = counted_services(before, library)
    new, new_codes = counted_services(case, library)
    codes = {**old_codes, **new_codes}
    old_methods = governing(before, library)
    told: list[Line] = []
    for method_id in governing(case, library):
        old_id = method_id if method_id in old_methods else old_methods[0]
        payer = _payer(case.payer, library) or case.unheld_payer or ""
        done = what_if_changed(
            Counted(old, library.methods[old_id], _payer(was.payer, library)),
            Counted(new, library.methods[method_id], payer),
            codes,
        )
        support = block.compute(done)
        if was.told:
            block.compute(count_units(old, library.methods[old_id], codes))
        if done.result["changes"]:
            told.append(step_line(support, done.steps[-1]))
    if told and old != new and block.headline is not None:
        block.lines[:0] = [*told[1:], block.headline]
        block.headline = told[0]
    else:
        block.lines[:0] = told
    return block


def _payer(payer: str | None, library: Library) -> str:
    """A payer's name, or nothing."""
    return held.name if (held := library.payers.get(payer or "")) else ""


def _next(block: Block, case: Case, counted: Calculation, support: Support, method: Method) -> None:
    """The minute at which the unit asked after begins, and how far off it is."""
    total, minutes = counted.result["total_units"], counted.result["total_minutes"]
    asked = case.facts.asked_units or case.facts.claimed_units
    target = asked[0] if asked and asked[0] > total else total + 1
    first = band(target, method)[0]
    more = first - minutes
    needed = block.compute(minutes_to(minutes, target, method))
    told = (
        f"{more} more {'minute' if more == 1 else 'minutes'} of timed treatment: "
        f"{unit_count(target)} {'begins' if target == 1 else 'begin'} at {first} minutes by "
        f"{method.says['within']}, and {minutes} {'is' if minutes == 1 else 'are'} stated."
    )
    block.add(Line(told, (needed, support, *method.supports["bands"])))


def _kept(block: Block, counted: Calculation, support: Support, method: Method) -> None:
    """The fewest and the most minutes that make the units of the count."""
    total = counted.result["total_units"]
    low, high = band(total, method)
    says = f"{unit_count(total)} by {method.says['within']}: {low} through {high} minutes"
    minutes = counted.result["total_minutes"]
    told = f"{says}, and {minute_count(minutes)} {'is' if minutes == 1 else 'are'} stated."
    block.add(Line(told, (support, *method.supports["bands"])))
