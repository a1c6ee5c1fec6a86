"""Answering about single codes: their status, their daily limit."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce

from assistant.answers.counted import governing
from assistant.answers.medicares import by_medicares_table, unpaid
from assistant.answers.mue_told import limit_line, mue_line, mue_of, outpatient_line
from assistant.answers.status_told import of_profession, status_told
from assistant.answers.timed_told import timed_block
from assistant.context import Context
from assistant.draft import Block, Line
from assistant.intents.signs import opens_yes_no
from assistant.intents.status import asks_what_replaced
from assistant.intents.timed import asks_timed
from assistant.speak import cite, quoted
from assistant.turns.case import Case
from coding_tools.pair_rows import quarter_of
from coding_tools.status import code_status
from coding_tools.what_if import minutes_for
from knowledge.library import MUE_SOURCE, QUARTER, Library


def answer_status(case: Case, context: Context) -> Block | None:
    """Whether the codes in play are active, deleted or not known.

    Args:
        case: The case, with codes.
        context: The library.
    """
    library = context.library
    if asks_timed(case) and (timed := timed_block(case, library)) is not None:
        return timed
    if not case.codes:
        return None
    block = Block("status")
    if (instead := of_profession(case, library)) is not None:
        case = case.with_(codes=instead)
    only = [c for c in case.codes if c not in library.codes or library.codes[c].status != "active"]
    asked = case.codes if case.wants("status", "definition") or not only else tuple(only)
    anew = asks_what_replaced(case)
    for code in asked[:8]:
        done = code_status(code, None if anew else case.date_of_service, library)
        support = block.compute(done)
        cited = done.supports
        if code in library.codes and library.codes[code].unlisted:
            cited = (*cited, *library.codes[code].supports)
        if done.result["timed"] is False:
            cited = (*cited, "cms-claims-5/untimed")
        text = status_told(code, done.result, case, library)
        if done.steps[0].value == "unknown" and done.steps[0].outcome == "applies":
            text = done.steps[0].says
        line = Line(text, (support, *cited))
        if anew and {"did", "does"} & case.facts.folds and (before := _before(code, library)):
            line = before
        if block.headline is None:
            block.headline = line
        elif len(asked) <= _FEW:
            block.headline = _both(block.headline, line)
        else:
            block.lines.append(line)
        if library.ours(case.payer):
            block.say_steps(support, done.steps[1:])
        _history(block, code, library)
    told = any(set(asked) & set(p.codes) for p in library.passages.values())
    unknown = all(c.not_checked and c.result["status"] == "unknown" for c in block.calculations)
    if unknown and not told:
        block.refused = "not_supported"
        missing = block.headline.text.replace("The status", "the status") if block.headline else ""
        block.headline = Line(f"This is not covered by the library: {missing}", ())
    year = case.facts.year
    if year is not None and year > library.checked_on.year:
        block.leave_open(
            f"Whether that still holds in {year} is not known: nothing so late is held."
        )
    return block


def _before(code: str, library: Library) -> Line | None:
    """What is held of the codes that a code took the place of."""
    gone = [held for held in library.codes.values() if code in held.replaced_by]
    keys = dict.fromkeys(held.supports[0] for held in gone if held.supports)
    told = [quoted(key, library) for key in keys]
    return reduce(Line.then, told) if told else None


_FEW = 3
"""So few codes are told of in one breath."""


def _both(one: Line, other: Line) -> Line:
    """Two lines as one, the yes or no of each left out."""
    first, second = (
        replace(line, text=re.sub(r"^(?:No|Yes), ", "", line.text)) for line in (one, other)
    )
    return first.then(second)


def _history(block: Block, code: str, library: Library) -> None:
    """What the code set's passages say of a deleted or unlisted code."""
    held = library.codes.get(code)
    if held is None:
        return
    if held.status == "deleted" or held.unlisted:
        cite(block, library, *held.supports)
    if (fee := unpaid(code, library)) is not None:
        cite(block, library, fee)


_HOSPITAL = re.compile(r"\b(?:outpatient|hospitals?|facility|facilities)\b", re.I)


def _in_hospital(case: Case) -> bool:
    """Whether the limit of an outpatient hospital is meant, named now or before: "there"."""
    there = case.follows and any(t.fold == "there" for t in case.facts.tokens)
    asked = (case.facts.question, *(case.earlier.said[-1:] if there else ()))
    return any(_HOSPITAL.search(words) for words in asked)


def answer_mue(case: Case, context: Context) -> Block | None:
    """The daily limit of the codes in play.

    Args:
        case: The case, with codes.
        context: The library.
    """
    library = context.library
    if not case.codes:
        return None
    block = Block("mue")
    own = context.mue_for(case.date_of_service)
    for code in case.codes[:6]:
        mue, source = mue_of(code, case, context)
        if mue is None:
            block.leave_open(f"The MUE of {code} is not in the table that is loaded.")
            continue
        line = mue_line(code, mue, source)
        if _in_hospital(case) and (at := outpatient_line(code, mue, source)):
            block.headline = block.headline or at
        named = _named(case)
        if named and mue.units and len(case.codes) == 1:
            line = limit_line(code, named, mue, source)
            if named <= mue.units:
                _minutes_of(named, code, block, case, library)
        block.add(line)
        if mue.units == 0 and (unpaid_as := unpaid(code, library)) is not None:
            cite(block, library, unpaid_as)
    if block.headline is None:
        return None
    payer = library.payers[case.payer].name if case.payer else case.unheld_payer
    if payer and not by_medicares_table(case.payer, library):
        told = f"An MUE is Medicare's: whether {payer} goes by it is not held here."
        block.leave_open(told)
        ours = "An MUE is Medicare's, and plans set caps of their own."
        caps = f"{MUE_SOURCE}/no-allowance"
        block.headline = Line(ours, (caps,)).then(block.headline)
    on, quarter = case.date_of_service, own.quarter if own is not None else QUARTER
    if on is not None and quarter_of(on) != quarter:
        block.leave_open(
            "The date of service lies outside the quarter of the MUE table that is given; the "
            "table of that date is not loaded."
        )
    cite(block, library, f"{MUE_SOURCE}/meaning")
    beyond = _over(case, context) or library.subjects.play(case.topics, "beyond_limit")
    cite(block, library, f"{MUE_SOURCE}/{'over' if beyond else 'no-allowance'}")
    return block


def _minutes_of(units: int, code: str, block: Block, case: Case, library: Library) -> None:
    """The minutes that so many units of a timed code take."""
    held = library.codes.get(code)
    if held is None or not held.timed:
        return
    done = minutes_for(units, [library.methods[m] for m in governing(case, library)])
    support = block.compute(done)
    block.say_steps(support, done.steps)


def _named(case: Case) -> int:
    """The units asked about: those named, or those counted before: "isn't that over the limit?"."""
    counted = case.follows and opens_yes_no(case) and not case.facts.codes
    before = case.earlier.units if counted and "units" in case.earlier.intents else None
    return max(case.facts.claimed_units, default=before or 0)


def _over(case: Case, context: Context) -> bool:
    """Whether more units are named than a code's MUE."""
    own, named = context.mue_for(case.date_of_service), _named(case)
    held = own if own is not None else context.library.mue
    found = (held.get(code) for code in case.codes)
    return any(mue is not None and 0 < mue.units < named for mue in found)
