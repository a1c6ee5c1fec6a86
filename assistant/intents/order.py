"""Which of several kinds of answer goes first."""

from __future__ import annotations

from assistant.intents.choice import puts_code_forward
from assistant.intents.counting import below_zero, is_settled
from assistant.intents.mistaken import mistaken_code
from assistant.intents.pair import asks_both, billed_beside_cmt
from assistant.intents.signs import wants_code
from assistant.reading.facts import Service
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.reading_words import reading_words, time_words


def ordered(told: list[str], case: Case, library: Library) -> tuple[str, ...]:
    """The kinds of answer, each once, the most direct first.

    Args:
        told: The kinds found.
        case: The case.
        library: The knowledge base.
    """
    earnest = _asked_in_earnest(case)
    if told[:1] == ["improper"] and earnest in told:
        told = _moved(told, earnest, 0)
    each = (wants_code(case) and not case.wants("both")) or mistaken_code(case, library)
    if {"pair", "choice"} <= set(told) and not each and not case.follows:
        told = _behind(told, "choice", "pair")
    if told[:1] == ["units"] and _modifier_first(told, case, library):
        told = sorted(told, key=["units", "choice"].__contains__)
    denied = library.subjects.play(case.topics, "denied") and not case.wants("units")
    both = {"units", "choice"} <= set(told)
    paired = denied or asks_both(case) or billed_beside_cmt(case, library)
    if {"pair", "units"} <= set(told) and paired:
        told = _moved(told, "pair", 0)
    elif "choice" not in told and "units" in told and _billed_as_another(case, library):
        told = ["choice", *told]
    elif both and (_told_minutes(case) or below_zero(case)):
        told = _moved(told, "units", 0)
    elif both and (
        _said_another(case) or mistaken_code(case, library) or _code_first(case, library)
    ):
        told = _moved(told, "choice", 1 if told[0] == "improper" else 0)
    if "documentation" in told and _opens_on_the_record(case):
        told = _moved(told, "documentation", 0)
    if told[:2] == ["choice", "units"] and "pair" in told:
        told = _behind(told, "units", "pair")
    return tuple(dict.fromkeys(told))


def _modifier_first(told: list[str], case: Case, library: Library) -> bool:
    """Whether a modifier goes before the count: of an assistant's "unit" it is no count's word."""
    marks = library.claim_rules.pairs.assistants
    if case.shows("how_many") or "modifiers" not in told:
        return False
    shared = library.subjects.play(case.topics, "assistants")
    asked = case.wants("modifier") or (shared and not set(marks).isdisjoint(case.modifiers))
    return asked and (shared or not case.wants("units"))


def _opens_on_the_record(case: Case) -> bool:
    """Whether a question opens on the record, or asks if it is enough.

    "What must the note show for 59 on 97140?" opens on it.
    """
    if not case.facts.folds.isdisjoint(reading_words("enough")):
        return True
    opening = [t.fold for t in case.facts.tokens if t.kind == "word"][:_OPENING]
    asks = opening[:1] and opening[0] in ("what", "how", "which")
    return bool(asks) and not reading_words("of_the_record").isdisjoint(opening)


_OPENING = 7
"""So many words open a question."""


def _moved(told: list[str], kind: str, place: int) -> list[str]:
    """The kinds with one at a place among the others."""
    others = [other for other in told if other != kind]
    return [*others[:place], kind, *others[place:]]


def _behind(told: list[str], kind: str, other: str) -> list[str]:
    """The kinds with one right behind another."""
    return _moved(told, kind, [k for k in told if k != kind].index(other) + 1)


def _asked_in_earnest(case: Case) -> str:
    """The kind that goes before what is declined: a claim to be checked is no wish."""
    if case.timed and case.facts.claimed_units:
        return "units"
    needed = case.wants("claimed") or not case.facts.folds.isdisjoint(time_words("required"))
    earnest = (("by-default",), *((("around-edit",),) if needed else ()))
    whether = case.modifiers and case.facts.improper in earnest
    return "pair" if whether or (case.wants("claimed") and case.wants("edit")) else ""


def _told_minutes(case: Case) -> bool:
    """Whether a turn only gives the minutes of a service whose code was asked for before."""
    facts = case.facts
    given = facts.loose or facts.bare
    asked = wants_code(case) or facts.services or facts.codes or facts.goals or facts.improper
    return bool(case.follows and given and not asked and "choice" in case.earlier.intents)


def _code_first(case: Case, library: Library) -> bool:
    """Whether the code goes before the count: it is asked for, or the words don't settle it."""
    counting = library.subjects.play(case.facts.topics, "counting")
    summed = case.follows and (counting or case.wants("total"))
    if case.wants("units") or summed or case.shows("how_many"):
        return False
    if puts_code_forward(case.facts.question):
        return True
    told = not any(_by_a_fact(s, library) for s in case.timed)
    if case.payer and (case.timed or case.facts.given) and told and not wants_code(case):
        return False
    if case.wants("what_bill") and all(is_settled(s, library) for s in case.timed):
        return False
    codes = [library.codes.get(s.code or "") for s in case.timed]
    counted = [c for c in codes if c is not None and c.timed]
    return wants_code(case) or not counted or any(_open_time(s, library) for s in case.timed)


def _by_a_fact(service: Service, library: Library) -> bool:
    """Whether a service's code hangs on how it was done, or on who pays."""
    technique = library.techniques.get(service.technique or "")
    return technique is not None and technique.rule == "by_fact" and not service.code


def _open_time(service: Service, library: Library) -> bool:
    """Whether the code of a service isn't typed and one of those it may be is timed."""
    codes = library.technique_codes[service.technique] if service.technique else frozenset()
    untimed = codes and not any(library.codes[c].timed for c in codes if c in library.codes)
    return not (service.code or untimed)


def _billed_as_another(case: Case, library: Library) -> bool:
    """Whether what was done is said to be billed under a code that isn't its own."""
    if _said_another(case):
        return True
    if not case.shows("billed_as"):
        return False
    apart = {s.code for s in case.timed if s.numbered}
    codes = [c for c in case.facts.codes if c not in apart]
    named = [c for c in codes if c in library.codes and library.codes[c].timed]
    done = [library.technique_codes[s.technique] for s in case.timed if s.technique]
    return len(done) == 1 and bool(named) and not done[0] <= set(named)


def _said_another(case: Case) -> bool:
    """Whether a code that is said to be a service's own was left out; see `under_own_name`."""
    told = {s.code for s in case.facts.services if s.numbered}
    own = [s for s in case.services if s.technique and not s.numbered]
    return len(own) == len(case.services) == 1 and bool(told - {own[0].code})
