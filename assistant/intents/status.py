"""Whether the status of a code is asked for, valid, deleted or timed, and if its minutes count."""

from __future__ import annotations

import re

from assistant.intents.signs import opens_yes_no
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.phrases import phrases


def asks_status(case: Case, library: Library, told: list[str]) -> bool:
    """Whether a code's status is asked for, or a code is named that is gone or unknown.

    Args:
        case: The case.
        library: The knowledge base.
        told: The kinds of answer found so far.
    """
    kept_out = library.subjects.keep_out(case.topics, "status")
    if asks_timed(case) and not (told or kept_out):
        return True
    if kept_out and not case.wants("gone"):
        return False
    if not told and _units_of_untimed(case, library):
        return True
    paired = library.pairs.scope if "pair" in told or case.topics else frozenset()
    gone = [
        c
        for c in case.codes
        if (c not in library.codes and c not in paired)
        or (c in library.codes and library.codes[c].status == "deleted")
    ]
    onward = case.follows and not (case.facts.codes or case.wants("status"))
    if gone and not (onward and (case.facts.providers or "who" in case.facts.folds)):
        return True
    if not case.codes or not (case.facts.codes or case.follows or "code" in case.facts.folds):
        return False
    if library.subjects.play(case.topics, "timing") and not case.timed:
        return True
    timed = {"timed", "untimed"} & case.facts.folds or case.shows("by_time")
    if timed and not case.timed and not told:
        return True
    if not told and (_bare_code(case) or _undefined(case, library)):
        return True
    if case.wants("dated") and len(case.facts.codes) == 1 and not told:
        held = library.codes.get(case.facts.codes[0])
        if held is not None and held.since is not None:
            return True
    recounted = case.follows and "units" in told and not case.facts.codes
    if case.wants("status") and (case.facts.codes or not (case.facts.services or recounted)):
        steady = case.facts.wants & {"coverage", "modifier", "edit"}
        return not told or not steady
    return False


def _units_of_untimed(case: Case, library: Library) -> bool:
    """Whether units of an untimed code are asked for without minutes: "two packs, two units?"."""
    held = [library.codes[c] for c in case.codes if c in library.codes]
    untimed = held and all(code.timed is False for code in held)
    other = case.wants("coverage", "pair", "edit", "modifier", "documentation", "gone", "source")
    return bool(untimed) and case.wants("units") and not (other or case.timed or case.facts.loose)


def _undefined(case: Case, library: Library) -> bool:
    """Whether it is asked what a code is, which no passage of the code set says by itself."""
    facts = case.facts
    if not case.wants("definition") or len(facts.codes) != 1 or len(facts.tokens) > _SHORT // 2:
        return False
    if case.topics or case.providers or facts.payers or facts.modifiers:
        return False
    own = [p for p in library.passages.values() if p.source == "ama-cpt" and p.codes]
    return not any(facts.codes[0] in p.codes and len(p.codes) <= _SAID_OF for p in own)


_SAID_OF = 6
"""A passage on more codes than this lists them, and says of none what it is."""


def _bare_code(case: Case) -> bool:
    """Whether it is asked if a code can be billed, and nothing else is said of it."""
    facts = case.facts
    beside = (
        case.payer or case.payers or facts.providers or facts.modifiers or facts.states
        or facts.generic_payer or facts.unheld or case.topics or case.goals or case.regions
    )  # fmt: skip
    named = _IS_IT.match(facts.question)
    alone = len(facts.codes) == 1 and all(
        s.numbered and (named or not s.technique) for s in case.services
    )
    dated = case.date_of_service is not None
    billed = opens_yes_no(case) and bool(phrases("billed").search(facts.question))
    billed = billed and not phrases("needed").search(facts.question)
    asked = billed or dated or named or _WHAT_IS_UNIT.search(facts.question)
    other = facts.wants & {
        "coverage", "definition", "documentation", "why", "source", "compare",
        *(("who",) if case.date_of_service is None else ()),
    }  # fmt: skip
    apart = not beside or (named and not (facts.payers or facts.providers or facts.modifiers))
    return bool(alone and asked and apart and not other and len(facts.tokens) < _SHORT)


_IS_IT = re.compile(r"\W*is [A-Z]?\d{4,5} (?:now |still )?(?:the|an?|for)\b", re.I)
"""Whether a code is asked about by its own name: "is 97168 the re-evaluation now?"."""
_SHORT = 14
_WHAT_IS_UNIT = re.compile(r"\bunits? (?:for|of|in)\b", re.I)


_REPLACED = re.compile(r"\b(?:replac\w+|succeed\w*|success\w+|took its place)\b", re.I)


def asks_what_replaced(case: Case) -> bool:
    """Whether a code's successor is asked for, whichever year is named beside it.

    Args:
        case: The case.
    """
    return bool(_REPLACED.search(case.facts.question)) and not case.wants("valid")


_TIMED_LAST = re.compile(r"\b(?:un)?timed\W*\?\W*$", re.I)
"""What stands last of a note is asked of it: "ultrasound - timed?"."""


def asks_timed(case: Case) -> bool:
    """Whether it is asked if a service is timed: "is TENS timed?", "does it count to the total?".

    Args:
        case: The case.
    """
    facts = case.facts
    named = facts.services or facts.codes or (case.follows and (case.codes or case.services))
    if not named or facts.timed_services or facts.loose:
        return False
    asked = case.wants("yes_no") or _TIMED_LAST.search(facts.question)
    if not asked or facts.states or facts.idle:
        return False
    return asks_counted_in(case) or bool(phrases("timed").search(facts.question))


def asks_counted_in(case: Case) -> bool:
    """Whether it is asked if a service's minutes enter the total.

    Args:
        case: The case.
    """
    words = case.facts.question
    applied = phrases("rule_applies").search(words) and case.payer is None
    return bool(phrases("counts_in").search(words) or applied)
