"""Answering what a code's daily limit, its MUE, is, and which units are over it."""

from __future__ import annotations

import re

from assistant.answers.counted import BOTH, governing
from assistant.answers.medicares import by_medicares_table, unpaid
from assistant.context import Context
from assistant.draft import Block, Line, calc_support
from assistant.intents.signs import opens_yes_no
from assistant.speak import cite
from assistant.turns.case import Case
from coding_tools.pair_rows import quarter_of
from coding_tools.trace import Calculation
from coding_tools.what_if import minutes_for
from coding_tools.wording import unit_count
from knowledge.library import MUE_SOURCE, QUARTER, Library
from knowledge.records import Mue

_MEANING, _NO_ALLOWANCE, _OVER = (
    f"{MUE_SOURCE}/{name}" for name in ("meaning", "no-allowance", "over")
)


def answer_mue(case: Case, context: Context) -> Block | None:
    """The daily limit of the codes in play.

    Args:
        case: The case, with codes.
        context: The library.
    """
    library = context.library
    block = Block("mue")
    named, own = _named(case), context.mue_for(case.date_of_service)
    beyond = library.subjects.play(case.topics, "beyond_limit")
    for code in case.codes[:6]:
        mue, source = mue_of(code, case, context)
        if mue is None:
            block.leave_open(f"The MUE of {code} is not in the table that is loaded.")
            continue
        row = f"{source}/row-{code}"
        if _in_hospital(case) and mue.outpatient_units is not None:
            limit = _limit(mue.outpatient_units, mue.outpatient_indicator)
            block.add(
                Line(f"Medicare's MUE for {code} in an outpatient hospital is {limit}", (row,))
            )
        limit = _limit(mue.units, mue.indicator, " for a practitioner")
        line = mue_line(code, mue, source)
        if named and mue.units and len(case.codes) == 1:
            line = Line(f"Over Medicare's MUE: for {code} it is {limit}", (row,))
            if named <= mue.units:
                told = f"Within Medicare's MUE, which is no allowance: for {code} it is {limit}"
                line = Line(told, (row, _NO_ALLOWANCE))
                _minutes_of(named, code, block, case, library)
        block.add(line)
        beyond = beyond or 0 < mue.units < named
        if mue.units == 0 and (unpaid_as := unpaid(code, library)) is not None:
            cite(block, library, unpaid_as)
    if block.headline is None:
        return None
    payer = library.payers[case.payer].name if case.payer else case.unheld_payer
    if payer and not by_medicares_table(case.payer, library):
        block.leave_open(f"An MUE is Medicare's: whether {payer} goes by it is not held here.")
        ours = "An MUE is Medicare's, and plans set caps of their own."
        block.headline = Line(ours, (_NO_ALLOWANCE,)).then(block.headline)
    on, quarter = case.date_of_service, own.quarter if own is not None else QUARTER
    if on is not None and quarter_of(on) != quarter:
        block.leave_open(
            "The date of service lies outside the quarter of the MUE table that is given; the "
            "table of that date is not loaded."
        )
    cite(block, library, _MEANING, _OVER if beyond else _NO_ALLOWANCE)
    return block


def mue_line(code: str, mue: Mue, source: str) -> Line:
    """A code's MUE in a sentence.

    Args:
        code: The code.
        mue: Its row of the table.
        source: The id of the table's source.
    """
    limit = _limit(mue.units, mue.indicator, " for a practitioner")
    return Line(f"Medicare's MUE for {code} is {limit}", (f"{source}/row-{code}",))


def _limit(units: int, indicator: int | None, whose: str = "") -> str:
    """A limit in words, with whose it is and how claims are held against it."""
    counted = {1: "on each claim line", 2: "a day", 3: "a day"}.get(indicator or 0, "")
    return f"{unit_count(units)} {counted}{whose} (adjudication indicator {indicator})."


def _minutes_of(units: int, code: str, block: Block, case: Case, library: Library) -> None:
    """The minutes that so many units of a timed code take."""
    if code in library.codes and library.codes[code].timed:
        done = minutes_for(units, [library.methods[m] for m in governing(case, library)])
        block.say_steps(block.compute(done), done.steps)


def _named(case: Case) -> int:
    """The units asked about: those named, or those counted before: "isn't that over the limit?"."""
    counted = case.follows and opens_yes_no(case) and not case.facts.codes
    before = case.earlier.units if counted and "units" in case.earlier.intents else None
    return max(case.facts.claimed_units, default=before or 0)


def _in_hospital(case: Case) -> bool:
    """Whether the limit of an outpatient hospital is meant, named now or before: "there"."""
    there = case.follows and "there" in case.facts.folds
    asked = (case.facts.question, *(case.earlier.said[-1:] if there else ()))
    return any(_HOSPITAL.search(words) for words in asked)


_HOSPITAL = re.compile(r"\b(?:outpatient|hospitals?|facility|facilities)\b", re.I)


def mue_of(code: str, case: Case, context: Context) -> tuple[Mue | None, str]:
    """A code's row in the MUE table of the date of service, and that table's source.

    Args:
        code: The code.
        case: The case.
        context: The library and its tables.
    """
    own = context.mue_for(case.date_of_service)
    if own is None:
        return context.library.mue.get(code), MUE_SOURCE
    return own.get(code), own.source


def tell_limits(
    case: Case, context: Context, block: Block, counted: Calculation, alone: bool
) -> None:
    """Say which units are over a code's MUE, and the MUE itself where it is asked for.

    Args:
        case: The case.
        context: The library and its tables.
        block: The block that it goes into.
        counted: The count.
        alone: Whether the block has no other, so that its first sentence is of this one.
    """
    library = context.library
    for code, units in counted.result["units"].items():
        mue, source = mue_of(code, case, context)
        if mue is None or (units <= mue.units and not case.wants("mue")) or mue.units == 0:
            continue
        limit = _judged(units, code, mue, source, calc_support(counted))
        block.lines.append(limit)
        over, lead = units > mue.units, block.headline
        if over:
            cite(block, library, _OVER)
        if lead is None or not alone:
            continue
        # Medicare's limit may be the payer's, or no payer is named.
        other = case.payer or case.payers or case.unheld_payer or case.facts.generic_payer
        ours = counted.result["method"] in BOTH and not other  # no payer's own way of counting
        bound = over and (by_medicares_table(case.payer, library) or ours)
        asked = case.wants("mue") or (bound and opens_yes_no(case))
        if asked and not case.wants("units"):
            block.lines[block.lines.index(limit)], block.headline = lead, limit
        elif bound:
            block.headline = lead.then(limit)


def _judged(units: int, code: str, mue: Mue, source: str, counted: str) -> Line:
    """Units that were counted against their code's MUE, in a sentence."""
    within, row = units <= mue.units, f"{source}/row-{code}"
    told = f"{unit_count(units)} of {code} {'is' if units == 1 else 'are'}"
    told = f"{told} {'within' if within else 'over'} Medicare's MUE of {mue.units} a day"
    if within:
        return Line(f"{told}, which is no allowance.", (counted, row, _NO_ALLOWANCE))
    return Line(f"{told}.", (counted, row))
