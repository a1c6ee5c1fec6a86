"""Wording a code's MUE."""

from __future__ import annotations

from assistant.answers.medicares import by_medicares_table
from assistant.context import Context
from assistant.draft import Block, Line, calc_support
from assistant.intents.signs import opens_yes_no
from assistant.speak import cite
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from coding_tools.wording import unit_count
from knowledge.library import MUE_SOURCE, Library
from knowledge.records import Mue

_COUNTED = {1: "on each claim line", 2: "a day", 3: "a day"}


def mue_line(code: str, mue: Mue, source: str) -> Line:
    """A code's MUE in a sentence.

    Args:
        code: The code.
        mue: Its row of the table.
        source: The id of the table's source.
    """
    return Line(
        f"Medicare's MUE for {code} is {unit_count(mue.units)} "
        f"{_COUNTED.get(mue.indicator, '')} for a practitioner "
        f"(adjudication indicator {mue.indicator}).",
        (f"{source}/row-{code}",),
    )


def outpatient_line(code: str, mue: Mue, source: str) -> Line | None:
    """A code's MUE in an outpatient hospital in a sentence, where it is held.

    Args:
        code: The code.
        mue: Its row of the table.
        source: The id of the table's source.
    """
    if mue.outpatient_units is None:
        return None
    return Line(
        f"Medicare's MUE for {code} in an outpatient hospital is "
        f"{unit_count(mue.outpatient_units)} {_COUNTED.get(mue.outpatient_indicator or 0, '')} "
        f"(adjudication indicator {mue.outpatient_indicator}).",
        (f"{source}/row-{code}",),
    )


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


def limit_line(code: str, named: int, mue: Mue, source: str) -> Line:
    """Whether units are within a code's MUE, which allows nothing by itself, in a sentence.

    Args:
        code: The code.
        named: The units asked about.
        mue: The code's row of the table.
        source: The id of the table's source.
    """
    limit = (
        f"for {code} it is {unit_count(mue.units)} {_COUNTED.get(mue.indicator, '')} for a "
        f"practitioner (adjudication indicator {mue.indicator})."
    )
    row = f"{source}/row-{code}"
    if named > mue.units:
        return Line(f"Over Medicare's MUE: {limit}", (row,))
    return Line(
        f"Within Medicare's MUE, which is no allowance: {limit}",
        (row, f"{MUE_SOURCE}/no-allowance"),
    )


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
        over = units > mue.units
        if over:
            cite(block, library, f"{MUE_SOURCE}/over")
        lead = block.headline
        if lead is None or not alone:
            continue
        bound = over and _may_bind(case, library)
        asked = case.wants("mue") or (bound and opens_yes_no(case))
        if asked and not case.wants("units"):
            block.lines[block.lines.index(limit)], block.headline = lead, limit
        elif bound:
            block.headline = lead.then(limit)


def _may_bind(case: Case, library: Library) -> bool:
    """Whether Medicare's limit is the payer's, or no payer is named."""
    other = case.payers or case.unheld_payer or case.facts.generic_payer
    return by_medicares_table(case.payer, library) or not (case.payer or other)


def _judged(units: int, code: str, mue: Mue, source: str, counted: str) -> Line:
    """Units that were counted against their code's MUE, in a sentence."""
    row = f"{source}/row-{code}"
    are = "is" if units == 1 else "are"
    told = f"{unit_count(units)} of {code} {are}"
    if units <= mue.units:
        return Line(
            f"{told} within Medicare's MUE of {mue.units} a day, which is no allowance.",
            (counted, row, f"{MUE_SOURCE}/no-allowance"),
        )
    return Line(f"{told} over Medicare's MUE of {mue.units} a day.", (counted, row))
