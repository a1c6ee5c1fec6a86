"""Whether units are to be counted, or the minutes of some units are asked for."""

from __future__ import annotations

import re

from assistant.intents.choice import THAT_CODE
from assistant.intents.following import changed
from assistant.intents.signs import asks_more, folds, only_minutes, wants_code
from assistant.reading.duration import Duration
from assistant.reading.facts import Service
from assistant.reading.rounds import codes_counted
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.reading_words import reading_words

HOW_MANY_EACH = re.compile(
    r"\bhow many\b(?!\s+(?:visits|regions|codes|muscles|minutes|patients))", re.I
)


def asks_minutes(case: Case, library: Library) -> bool:
    """Whether the minutes are asked for, rather than given.

    Args:
        case: The case.
        library: The knowledge base.
    """
    if set(case.sources) & set(case.called):
        return False
    if library.subjects.keep_out(case.topics, "minutes_for", case.facts.claimed_units):
        return False
    if case.follows and case.facts.methods and case.timed:
        return False
    if case.follows and case.timed and (_IN_ALL.search(case.facts.question) or asks_more(case)):
        return False
    given = case.facts.timed_services or case.facts.loose
    facts = case.facts
    named = case.codes or case.services or facts.labels or facts.methods or facts.payers
    billed = "field" in facts.scope or folds(case) & reading_words("of_billing")
    if not (case.follows or named or billed):
        return False
    wanted = case.wants("minutes_for") or facts.needed
    return bool(wanted) and not given and not (case.timed and not case.follows)


_IN_ALL = re.compile(
    r"\bminutes? (?:is|are|was|were|does|do|did)? ?(?:that|it|this|they)?\W*(?:add up|come to)?\W*"
    r"(?:in (?:all|total)|total|altogether|together|combined)\b|\btotal (?:timed )?minutes\b",
    re.I,
)


def below_zero(case: Case) -> bool:
    """Whether minutes below zero are given, which no code and no count can mend.

    Args:
        case: The case.
    """
    return any(d.role == "negative" for d in case.facts.loose)


def asks_units(case: Case, library: Library) -> bool:
    """Whether units are to be counted: minutes are given, and nothing else is asked of them.

    Args:
        case: The case.
        library: The knowledge base.
    """
    if case.groups or below_zero(case):
        return True
    if library.subjects.keep_out(case.topics, "units", case.wants("units")):
        return False
    if not case.timed:
        loose = [d for d in case.facts.loose if d.role in ("treatment", "total")]
        loose = [d for d in loose if not _units_own_length(case, d, library)]
        asked = case.wants("units", "what_bill") or bool(HOW_MANY_EACH.search(case.facts.question))
        claimed = len(case.facts.claimed_units) > 0 and len(case.codes) > 1
        held = case.fact("hands") == "hand" and not (case.services or case.codes)
        whole = any(d.role == "total" for d in loose) and len(case.services) > 1
        several = any(d.repeats for d in loose) or bool(case.methods)
        several = several or len(loose) in codes_counted(case.facts.tokens)
        shared = whole and not case.wants("yes_no", "who", "modifier", "edit")
        return bool(loose) and (
            asked
            or claimed
            or held
            or shared
            or several
            or only_minutes(case.facts)
            or bool(folds(case) & {"timed", "service"})
        )
    words = case.facts.question
    lined = library.subjects.play(case.topics, "one_line") and case.wants("yes_no")
    if lined and not (case.wants("units") or case.facts.claimed_units):
        return False
    if case.wants("units") or HOW_MANY_EACH.search(words) or case.methods:
        return True
    on_a_count = {"units", "what_if", "choice"} & set(case.earlier.intents)
    if case.follows and case.earlier.intents and not (on_a_count or changed(case)):
        return False
    if case.wants("what_bill") and all(is_settled(s, library) for s in case.timed):
        return True
    if wants_code(case) and not case.facts.codes:
        return False
    if THAT_CODE.search(words) and all(s.code is None or not s.numbered for s in case.timed):
        return False
    if case.wants("claimed") and case.facts.codes and all(s.code is None for s in case.timed):
        return False
    if wants_code(case) and any(s.technique and not s.numbered for s in case.timed):
        return False
    paired = case.wants("pair") or case.facts.modifiers
    if paired and case.wants("modifier", "edit") and len(case.codes) >= 2:
        return case.follows and "units" in case.earlier.intents
    recorded = library.subjects.answered_by(case.topics, "documentation")
    return not recorded or bool(case.payer)


def _units_own_length(case: Case, told: Duration, library: Library) -> bool:
    """Whether minutes are a unit's own length: "counts in the 15 minutes"."""
    before = case.facts.tokens[told.first - 1 : told.first] if told.first else ()
    own = {method.unit_minutes for method in library.methods.values()}
    return told.minutes in own and not told.upper and [t.fold for t in before] == ["the"]


def is_settled(service: Service, library: Library) -> bool:
    """Whether a service has one code, by its number, by the code's name or by what was done.

    Args:
        service: The service.
        library: The knowledge base.
    """
    if service.code:
        return True
    technique = library.techniques.get(service.technique or "")
    return technique is not None and technique.rule == "settled" and not technique.then
