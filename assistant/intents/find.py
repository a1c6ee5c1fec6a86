"""What kind of answer a case asks for, found from its facts and its words together."""

from __future__ import annotations

import re

from assistant.intents.choice import THAT_CODE, asks_choice, billed_as_another
from assistant.intents.coverage import asks_coverage
from assistant.intents.follow_up import followed
from assistant.intents.modifiers import asked_of_modifier, asks_modifiers, asks_which
from assistant.intents.mue import asks_mue, asks_whether
from assistant.intents.onward import changed
from assistant.intents.pair import asks_pair
from assistant.intents.regions import asks_region
from assistant.intents.signs import (
    asks_more,
    asks_timed,
    folds,
    only_minutes,
    opens_yes_no,
    wants_code,
)
from assistant.intents.status import asks_status
from assistant.reading.facts import Service
from assistant.turns.case import Case
from knowledge.library import Library

_HOW_MANY_EACH = re.compile(
    r"\bhow many\b(?!\s+(?:visits|regions|codes|muscles|minutes|patients))", re.I
)


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
    inverse = _asks_minutes(case)
    if inverse:
        told.append("minutes_for")
    over = {o for t in case.topics for o in library.topics[t].over}
    if asks_mue(case, library) and ("mue" not in over or asks_whether(case, library)):
        told.append("mue")
    elif not inverse and _asks_units(case, library):
        told.append("what_if" if asks_more(case) else "units")
    chosen = asks_choice(case, library, told) and not _of_idle_time(case)
    if _open_between(case) or chosen:
        told.append("choice")
    if asks_pair(case, library, told):
        told.append("pair")
    if asks_modifiers(case, told):
        first = 0 if asked_of_modifier(case) and "pair" not in told else len(told)
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
    if "units" in told and told[0] == "improper" and case.timed and case.facts.claimed_units:
        told.remove("units")
        told.insert(0, "units")
    if {"pair", "units"} <= set(told) and "denials" in case.topics and "units" not in words:
        told.remove("pair")
        told.insert(0, "pair")
    if {"pair", "choice"} <= set(told) and not wants_code(case) and not case.follows:
        told.remove("choice")
        told.insert(told.index("pair") + 1, "choice")
    if "choice" not in told and "units" in told and billed_as_another(case, library):
        told.insert(0, "choice")
    elif {"units", "choice"} <= set(told) and _told_minutes(case):
        told.remove("units")
        told.insert(0, "units")
    elif {"units", "choice"} <= set(told) and _code_first(case, library):
        told.remove("choice")
        told.insert(1 if told[0] == "improper" else 0, "choice")
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


def _of_idle_time(case: Case) -> bool:
    """Whether it is asked if time that is no treatment counts: "does the intake count?"."""
    return "what-time-counts" in case.topics and not case.timed and not case.facts.codes


def _told_minutes(case: Case) -> bool:
    """Whether a turn only gives the minutes of a service whose code was asked for before."""
    facts = case.facts
    given = facts.loose or facts.bare
    asked = wants_code(case) or facts.services or facts.codes or facts.goals or facts.improper
    return bool(case.follows and given and not asked and "choice" in case.earlier.intents)


def _code_first(case: Case, library: Library) -> bool:
    """Whether the code goes before the count: it is asked for, or the words don't settle it."""
    if case.wants("units") or _HOW_MANY_EACH.search(case.facts.question):
        return False
    if case.payer and len(case.timed) > 1 and not wants_code(case):
        return False
    codes = [library.codes.get(s.code or "") for s in case.timed]
    counted = [c for c in codes if c is not None and c.timed]
    return wants_code(case) or not counted or any(s.code is None for s in case.timed)


def _asks_minutes(case: Case) -> bool:
    """Whether the minutes are asked for, rather than given."""
    if set(case.sources) & set(case.called):
        return False
    if "unit-caps" in case.topics and not case.facts.claimed_units:
        return False
    if case.follows and case.facts.methods and case.timed:
        return False
    if case.follows and case.timed and _IN_ALL.search(case.facts.question):
        return False
    given = case.facts.timed_services or case.facts.loose
    facts = case.facts
    named = case.codes or case.services or facts.labels or facts.methods or facts.payers
    if not (case.follows or named or "field" in facts.scope or folds(case) & _BILLING):
        return False
    wanted = case.wants("minutes_for") or facts.needed
    return bool(wanted) and not given and not (case.timed and not case.follows)


_IN_ALL = re.compile(
    r"\bminutes? (?:is|are|was|were|does|do|did)? ?(?:that|it|this|they)?\W*(?:add up|come to)?\W*"
    r"(?:in (?:all|total)|total|altogether|together|combined)\b|\btotal (?:timed )?minutes\b",
    re.I,
)
_BILLING = frozenset({"unit", "bill", "billable", "billed", "billing", "claim", "code", "timed"})


def _asks_units(case: Case, library: Library) -> bool:
    """Whether units are to be counted: minutes are given, and nothing else is asked of them."""
    if case.groups or any(d.role == "negative" for d in case.facts.loose):
        return True
    if not case.timed:
        loose = [d for d in case.facts.loose if d.role in ("treatment", "total")]
        asked = case.wants("units", "what_bill") or bool(_HOW_MANY_EACH.search(case.facts.question))
        claimed = len(case.facts.claimed_units) > 0 and len(case.codes) > 1
        held = case.fact("hands") == "hand" and not (case.services or case.codes)
        whole = any(d.role == "total" for d in loose) and len(case.services) > 1
        shared = whole and not case.wants("yes_no", "who", "modifier", "edit")
        return bool(loose) and (
            asked
            or claimed
            or held
            or shared
            or only_minutes(case.facts)
            or bool(folds(case) & {"timed", "service"})
        )
    words = case.facts.question
    if case.wants("units") or _HOW_MANY_EACH.search(words) or case.methods:
        return True
    on_a_count = {"units", "what_if", "choice"} & set(case.earlier.intents)
    if case.follows and case.earlier.intents and not (on_a_count or changed(case)):
        return False
    if case.wants("what_bill") and all(_settled(s, library) for s in case.timed):
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
    return not ("documentation" in case.topics and not case.payer)


def _settled(service: Service, library: Library) -> bool:
    """Whether a service has one code, by its number, by the code's name or by what was done."""
    if service.code:
        return True
    technique = library.techniques.get(service.technique or "")
    return technique is not None and technique.rule == "settled" and not technique.then


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
