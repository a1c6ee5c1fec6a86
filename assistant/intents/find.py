"""What kind of answer a case asks for, found from its facts and its words together."""

from __future__ import annotations

from assistant.intents.choice import asks_choice, billed_as_another
from assistant.intents.counting import HOW_MANY_EACH, asks_minutes, asks_units, below_zero
from assistant.intents.coverage import asks_coverage
from assistant.intents.follow_up import followed
from assistant.intents.modifiers import asked_of_modifier, asks_modifiers, asks_which
from assistant.intents.mue import asks_mue, asks_whether
from assistant.intents.pair import asks_both, asks_pair
from assistant.intents.regions import asks_region
from assistant.intents.signs import (
    NOT_ASKED,
    asks_more,
    asks_timed,
    opens_yes_no,
    wants_code,
)
from assistant.intents.status import asks_status
from assistant.reading.facts import Service
from assistant.turns.case import Case
from knowledge.library import Library


def intents_of(case: Case, library: Library) -> tuple[str, ...]:
    """The kinds of answer that a case asks for, the first first.

    Args:
        case: The case.
        library: The knowledge base.

    Returns:
        Some of: `improper`, `greeting`, `minutes_for`, `units`, `mue`, `pair`, `status`,
        `choice`, `modifiers`, `coverage`, `ask_payer`, `documentation`, `what_if`, `why`, `source`,
        `explain`.
    """
    if case.was is not None and not case.facts.improper:
        return ("choice",) if _described_anew(case) else ("what_if",)
    if asks_region(case, library):
        return ("region",)
    told: list[str] = []
    if case.facts.improper:
        told.append("improper")
    words = case.facts.wants
    inverse = asks_minutes(case)
    if inverse:
        told.append("minutes_for")
    over = {o for t in case.topics for o in library.topics[t].over}
    if asks_mue(case, library) and ("mue" not in over or asks_whether(case, library)):
        told.append("mue")
    elif not inverse and asks_units(case, library):
        told.append("what_if" if asks_more(case) else "units")
    if _open_between(case) or asks_choice(case, library, told):
        told.append("choice")
    if asks_pair(case, library, told):
        told.append("pair")
    if asks_modifiers(case, told) and NOT_ASKED.isdisjoint(case.topics):
        alone = asked_of_modifier(case) and "pair" not in told
        first = told.count("improper") if alone else len(told)
        told.insert(told.index("pair") if asks_which(case, told) else first, "modifiers")
    if not told and _units_alone(case):
        told.append("minutes_for")
    if asks_status(case, library, told):
        told.append("status")
    if case.wants("ask_payer") and "benefit-questions" in case.topics:
        told.append("ask_payer")
    documented = case.wants("documentation") and "documentation" in case.topics
    if documented and case.codes and "documentation" not in over:
        told.append("documentation")
    if not told and asks_coverage(case, library):
        told.append("coverage")
    if case.follows:
        told = followed(case, told, words, library)
    elif case.facts.wants & {"why", "source"} and not told:
        told = ["explain"]
    if told[:1] == ["sources"]:
        return tuple(dict.fromkeys(told))
    if _needs_passages(case, told):
        told.append("explain")
    earnest = _asked_in_earnest(case)
    if told[:1] == ["improper"] and earnest in told:
        told.remove(earnest)
        told.insert(0, earnest)
    if {"pair", "choice"} <= set(told) and not wants_code(case) and not case.follows:
        told.remove("choice")
        told.insert(told.index("pair") + 1, "choice")
    if told[:1] == ["units"] and case.wants("modifier") and not case.wants("units"):
        told = [*told[1:], "units"]
    denied = "denials" in case.topics and "units" not in words
    if {"pair", "units"} <= set(told) and (denied or asks_both(case)):
        told.remove("pair")
        told.insert(0, "pair")
    elif "choice" not in told and "units" in told and billed_as_another(case, library):
        told.insert(0, "choice")
    elif {"units", "choice"} <= set(told) and (_told_minutes(case) or below_zero(case)):
        told.remove("units")
        told.insert(0, "units")
    elif {"units", "choice"} <= set(told) and _code_first(case, library):
        told.remove("choice")
        told.insert(1 if told[0] == "improper" else 0, "choice")
    if told[:2] == ["choice", "units"] and "pair" in told:
        told.remove("units")
        told.insert(told.index("pair") + 1, "units")
    return tuple(dict.fromkeys(told))


def _units_alone(case: Case) -> bool:
    """Whether units of a code are asked for and no minutes are told: "units for 97124?"."""
    facts = case.facts
    other = facts.topics or facts.modifiers or facts.claimed_units or facts.loose or facts.sources
    asks = facts.wants & {"mue", "why", "source", "pair", "coverage", "documentation", "compare"}
    short = sum(t.kind != "sign" for t in facts.tokens) <= _FEW_WORDS
    if opens_yes_no(case) or case.timed or other or asks:
        return False
    return case.wants("units") and bool(case.codes) and short


_FEW_WORDS = 8


def _asked_in_earnest(case: Case) -> str:
    """The kind that goes before what is declined: a claim to be checked is no wish."""
    if case.timed and case.facts.claimed_units:
        return "units"
    return "pair" if case.wants("claimed") and case.wants("edit") else ""


def _described_anew(case: Case) -> bool:
    """Whether a service of another kind is supposed where its code was asked for, not a count."""
    own = case.facts.services
    left = {s.technique for s in case.services}
    named = bool(own) and all(s.technique in left and s.minutes is None for s in own)
    return named and "choice" in case.earlier.intents and not case.wants("units")


def _open_between(case: Case) -> bool:
    """Whether the code of one service is open between several that are named."""
    named = len(case.facts.codes) > 1 and not case.codes
    return named and len(case.services) == 1 and not case.wants("modifier", "documentation")


def _told_minutes(case: Case) -> bool:
    """Whether a turn only gives the minutes of a service whose code was asked for before."""
    facts = case.facts
    given = facts.loose or facts.bare
    asked = wants_code(case) or facts.services or facts.codes or facts.goals or facts.improper
    return bool(case.follows and given and not asked and "choice" in case.earlier.intents)


def _code_first(case: Case, library: Library) -> bool:
    """Whether the code goes before the count: it is asked for, or the words don't settle it."""
    if case.wants("units") or HOW_MANY_EACH.search(case.facts.question):
        return False
    if case.payer and len(case.timed) > 1 and not wants_code(case):
        return False
    codes = [library.codes.get(s.code or "") for s in case.timed]
    counted = [c for c in codes if c is not None and c.timed]
    return wants_code(case) or not counted or any(_open_time(s, library) for s in case.timed)


def _open_time(service: Service, library: Library) -> bool:
    """Whether the code of a service isn't typed and one of those it may be is timed."""
    codes = library.technique_codes[service.technique] if service.technique else frozenset()
    untimed = codes and not any(library.codes[c].timed for c in codes if c in library.codes)
    general = service.technique and library.techniques[service.technique].weak
    return not (service.numbered or untimed or (service.code and general))


def _needs_passages(case: Case, told: list[str]) -> bool:
    """Whether passages are wanted beside what is computed."""
    if told == ["coverage"] and not (case.payer == "medicare" or case.payer is None):
        return False
    if told[:1] == ["sources"]:
        return False
    if not told or told == ["improper"] or set(case.sources) & set(case.called):
        return True
    if case.wants("definition", "coverage", "who", "documentation", "source", "compare", "when"):
        if {"units", "pair"} & set(told) and not case.wants("definition", "source", "compare"):
            return bool(set(case.topics) - {"units"}) and "units" not in told
        return "status" not in told or bool(case.topics)
    if told in (["minutes_for"], ["what_if"]) or (told == ["status"] and asks_timed(case)):
        return False
    if told == ["status"] and case.wants("gone", "valid"):
        return bool(set(case.topics) - {"code-status"})
    return "choice" not in told and "units" not in told and "pair" not in told
