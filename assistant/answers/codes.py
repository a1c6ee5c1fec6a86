"""Answering whether codes are active, deleted or not known."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce

from assistant.answers.medicares import by_medicares_table, unpaid
from assistant.answers.mue_told import mue_line, mue_of
from assistant.answers.timed_told import one_timed, timed_block
from assistant.context import Context
from assistant.draft import Block, Line
from assistant.intents.signs import opens_yes_no
from assistant.intents.status import asks_timed, asks_what_replaced
from assistant.speak import cite, quoted, spoken_key
from assistant.turns.case import Case
from coding_tools.status import code_status
from coding_tools.trace import Calculation
from coding_tools.wording import listed
from knowledge.library import Library
from knowledge.records import Code


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
    if (instead := _of_profession(case, library)) is not None:
        case = case.with_(codes=instead)
    only = [c for c in case.codes if c not in library.codes or library.codes[c].status != "active"]
    asked = case.codes if case.wants("status", "definition") or not only else tuple(only)
    for code in asked[:8]:
        _say_status(block, code, len(asked) <= _FEW, case, context)
    told = any(set(asked) & set(p.codes) for p in library.passages.values())
    unknown = all(c.not_checked and c.result["status"] == "unknown" for c in block.calculations)
    if unknown and not told:
        missing = block.told[0].text.replace("The status", "the status")
        block.refused = "not_supported"
        block.headline = Line(f"This is not covered by the library: {missing}", ())
    year = case.facts.year
    if year is not None and year > library.checked_on.year:
        told_of = f"Whether that still holds in {year} is not known: nothing so late is held."
        block.leave_open(told_of)
    return block


def _say_status(block: Block, code: str, few: bool, case: Case, context: Context) -> None:
    """The status of one code, in one breath with that of the others where they are few."""
    library, anew = context.library, asks_what_replaced(case)
    done = code_status(code, None if anew else case.date_of_service, library)
    held, support = library.codes.get(code), block.compute(done)
    cited = (support, *done.supports)
    if held is not None and held.unlisted:
        cited = (*cited, *held.supports)
    if done.result["timed"] is False:
        cited = (*cited, "cms-claims-5/untimed")
    line = Line(_status_told(code, done, case, library), cited)
    mue, table = mue_of(code, case, context)
    ours = case.payer is None or by_medicares_table(case.payer, library)
    if case.wants("units") and mue is not None and mue.units == 0 and ours:
        line = line.then(mue_line(code, mue, table))
    if anew and {"did", "does"} & case.facts.folds:
        line = _before(code, library) or line
    if block.headline is not None and few:
        block.headline = _bare(block.headline).then(_bare(line))
    else:
        block.add(line)
    if library.ours(case.payer):
        block.say_steps(support, done.steps[1:])
    if held is not None and (held.status == "deleted" or held.unlisted):
        cite(block, library, *held.supports)
    if (fee := unpaid(code, library)) is not None:
        cite(block, library, fee)


def _before(code: str, library: Library) -> Line | None:
    """What is held of the codes that a code took the place of."""
    gone = [held for held in library.codes.values() if code in held.replaced_by]
    keys = dict.fromkeys(held.supports[0] for held in gone if held.supports)
    told = [quoted(key, library) for key in keys]
    return reduce(Line.then, told) if told else None


_FEW = 3
"""So few codes are told of in one breath."""


def _bare(line: Line) -> Line:
    """A line without its yes or no."""
    return replace(line, text=re.sub(r"^(?:No|Yes), ", "", line.text))


def _status_told(code: str, done: Calculation, case: Case, library: Library) -> str:
    """A status in a sentence."""
    status, held = done.result["status"], library.codes.get(code)
    if status == "unknown" and done.steps[0].outcome == "applies":
        return done.steps[0].says  # It had not begun.
    if held is None or status == "unknown":
        if held is not None or code in library.pairs.scope:
            return f"The status of {code} is not held here."
        return (
            f"{code} stands in no table that is loaded, so nothing is known of it here: whether it "
            "is valid, timed or covered can't be told."
        )
    return (_deleted if status == "deleted" else _active)(held, case, library)


def _deleted(held: Code, case: Case, library: Library) -> str:
    """That a code is deleted, in the words of the question."""
    code, replaced, words = held.code, listed(held.replaced_by), case.facts.folds
    last = f": its last day was {held.until}" if held.until else ""
    after = f"; {replaced} replaced it" if replaced else ""
    gone, valid, asked = case.wants("gone"), case.wants("valid"), opens_yes_no(case)
    when = case.wants("when") and not asked
    if when or (case.wants("gone", "when") and not valid):
        return f"{'Yes, ' if gone and asked else ''}{code} was deleted{last}{after}."
    if words & {"was", "were"} and not case.wants("valid", "when"):
        return spoken_key(held.supports[0], library)
    if replaced and case.wants("instead"):
        typed = " ".join((case.facts.question, *case.earlier.said))
        named = {s.code for s in case.services if s.code and s.code not in typed}
        if named & {*library.passage(held.supports[0]).codes} - {*held.replaced_by}:
            return spoken_key(held.supports[0], library)  # what was done has a code of its own
        return f"{replaced} replaced {code}, which was deleted{last}."
    no = "No, " if (asked or valid) and not words & {"ever", "once"} else ""
    return f"{no}{code} is no longer valid: it was deleted{last}{after}."


def _active(held: Code, case: Case, library: Library) -> str:
    """That a code is active, or what is asked of one that is: whether it is timed, since when."""
    code, name = held.code, f" ({held.name})" if held.name else ""
    asked = case.facts.folds & {"timed", "untimed"}
    if held.timed is False and case.wants("units") and not asked:
        wrong = case.wants("claimed") and not {*case.facts.claimed_units} <= {1}
        return f"{'No: ' if wrong else ''}{one_timed(code, False, library)}"
    if asked or library.subjects.play(case.topics, "timing"):
        both = case.wants("valid") and case.wants("beside")
        if held.timed is not None:
            return one_timed(code, both, library)
        if held.unlisted:
            told = spoken_key(held.supports[0], library)
            return f"{code} is an active code. {told}" if both else told
    if held.until and case.date_of_service is not None:
        was = f"{code}{name} was an active code on {case.date_of_service}"
        return f"{was}: its last day was {held.until}."
    active = f"{code}{name} is an active code."
    key = unpaid(code, library) if case.payer == library.tables_of else None
    if key is not None:
        told, first = spoken_key(key, library), held.medicare_status == _NOT_VALID
        no = "No: " if first and (case.wants("valid", "coverage") or opens_yes_no(case)) else ""
        return f"{no}{told} {active}" if first else f"{_whether_active(case)}{active} {told}"
    if held.since and case.wants("when", "dated"):
        return f"{code}{name} is an active code since {held.since}."
    return f"{_whether_active(case)}{active}"


def _of_profession(case: Case, library: Library) -> tuple[str, ...] | None:
    """The codes gone that another profession had for the same, in the order of those asked about.

    "97001 valid? for OT?" is of 97003. None where the profession isn't told or is a code's own.
    """
    held = [library.codes[c] for c in case.codes if c in library.codes]
    gone: list[str] = []
    for technique in library.techniques.values():
        codes = {value: {o.code for o in told} for value, told in technique.codes.items()}
        own = codes.get(case.fact("profession") or "", set())
        if technique.fact != "profession" or not own:
            continue
        others = [c for value in codes.values() for c in held if {*c.replaced_by} & (value - own)]
        if others:
            gone += [c for c, told in library.codes.items() if own & {*told.replaced_by}]
    return tuple(gone) or None


def _whether_active(case: Case) -> str:
    """Yes or no, where just the status of a code that is active is asked for."""
    if case.wants("gone") and not opens_yes_no(case):
        return "No, "  # It is taken for granted that the code is gone.
    asked = opens_yes_no(case) and not asks_what_replaced(case)
    if set(case.intents) != {"status"} or case.wants("who") or not asked:
        return ""
    gone, valid = case.wants("gone"), case.wants("valid")
    return "" if gone == valid else "No, " if gone else "Yes, "


_NOT_VALID = "I"
