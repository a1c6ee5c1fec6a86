"""What a follow-up does with what the answer before it was on."""

from __future__ import annotations

import re

from assistant.intents.signs import folds, wants_code
from assistant.turns.case import Case
from assistant.turns.in_full import only_names
from assistant.turns.signs import ADD_ONE, BESIDE, GETS, WITH_IT
from knowledge.library import Library

_FEW_WORDS = 9
_SHORT = 5
_ALONE = 3


def names_who(case: Case) -> bool:
    """Whether a turn only names who pays or who gave it: "workers' comp instead?".

    Args:
        case: The case.
    """
    kinds = {slot.kind for slot in case.facts.slots}
    return bool(kinds) and kinds <= {"payer", "provider"} and only_names(case.facts)


def of_the_pair(case: Case, told: list[str], known: bool) -> bool:
    """Whether a turn asks on about a pair: its modifier, who is paid, or another code beside it.

    Args:
        case: The case.
        told: The kinds found so far.
        known: Whether it names only services of the earlier turns.
    """
    facts = case.facts
    if facts.timed_services or wants_code(case) or case.wants("why", "source", "documentation"):
        return False
    if known and (case.wants("modifier") or GETS.search(facts.question) is not None):
        return not facts.modifiers and not {"mue", "status"} & set(told)
    named = bool(facts.services) and len(case.codes) > 1
    steady = told in ([], ["choice"]) or (told == ["status"] and not case.wants("status"))
    short = sum(t.kind != "sign" for t in facts.tokens) <= _SHORT
    plain = short or not facts.wants or case.wants("beside", "yes_no", "pair")
    return named and steady and plain


_SOURCES = frozenset(
    {"source", "citation", "reference", "your", "the", "and", "please", "what", "is", "what's",
     "which", "a", "any", "have", "you", "do", "got", "for", "that", "it", "this", "give", "me",
     "show", "so", "ok", "are", "or"}
)  # fmt: skip
_NAMES_SOURCE = frozenset({"source", "citation", "reference"})


def asks_sources(case: Case) -> bool:
    """Whether it is only asked what the last answer rests on.

    Args:
        case: The case.
    """
    facts = case.facts
    put = [s for s in facts.services if not (s.numbered and case.earlier.conflicts)]
    named = put or facts.sources or facts.payers or facts.modifiers
    words = [t for t in facts.tokens if t.kind != "sign"]
    folded = {t.fold for t in words}
    asked = case.wants("source", "disagree") or (
        bool(folded & _NAMES_SOURCE) and folded <= _SOURCES
    )
    return bool(asked and case.earlier.cited and not named and len(words) <= _FEW_WORDS)


_ASIDE = frozenset(
    {"patient-liability", "bundled", "over-mue", "appeals", "what-time-counts", "record-totals",
     "minutes-each-area", "unit-caps"}
)  # fmt: skip
"""Subjects that a turn leaves the count for."""


_POINTS = re.compile(r"\b(it|that|this|them|those)\b", re.I)


def turns_aside(case: Case) -> bool:
    """Whether a turn leaves what was counted for a modifier on it, or for who pays.

    Args:
        case: The case.
    """
    facts = case.facts
    if facts.bare or facts.loose or facts.idle or facts.services or facts.codes:
        return False
    paired = case.wants("both", "pair", "edit", "modifier")
    if paired and len(case.codes) > 1 and _ASIDE & set(facts.topics) <= {"bundled"}:
        return False
    if case.wants("coverage", "documentation") and not paired:
        return bool(_POINTS.search(facts.question)) or not changed(case)
    if facts.payers or changed(case):
        return False
    alone = len(facts.tokens) <= _ALONE
    marked = bool(facts.modifiers) and (alone or case.wants("yes_no")) and not facts.codes
    if facts.providers and case.wants("yes_no", "who", "valid") and not facts.modifiers:
        return True
    return marked or bool(_ASIDE & set(facts.topics))


def puts_forward(case: Case, before: list[str]) -> bool:
    """Whether a number alone is put forward as the code of what was described before.

    Args:
        case: The case.
        before: The kinds of the last answer.
    """
    if WITH_IT.search(case.facts.question):
        return False
    numbered = all(s.numbered and not s.technique for s in case.facts.services)
    described = any(s.technique for s in case.services)
    own = bool(case.facts.codes) and numbered and not case.facts.wants - {"beside", "yes_no"}
    return "choice" in before and own and described and case.services != case.facts.services


_TOGETHER = frozenset({"who", "beside", "yes_no", "pair", "valid", "thanks", "both"})


def beside_one(case: Case, before: list[str]) -> bool:
    """Whether another code is put beside the one before: "what's 97750?" and then "with 97530?".

    Args:
        case: The case.
        before: The kinds of the last answer.
    """
    opening = [t.fold for t in case.facts.tokens if t.fold != "and"][:1]
    short = len(case.facts.tokens) <= _FEW_WORDS
    alone = short and case.facts.wants <= _TOGETHER
    counted = {"units", "what_if"} & set(before)
    adds = {"plus", "+"} if "choice" not in before else frozenset()
    opened = bool(opening) and opening[0] in BESIDE - adds
    opened = opened or WITH_IT.search(case.facts.question) is not None or adds_one(case)
    return opened and len(case.codes) == 2 and alone and not counted


def adds_one(case: Case) -> bool:
    """Whether it is asked if another code may be added: "can I add 97140?".

    Args:
        case: The case.
    """
    asks = case.wants("yes_no", "who") and not case.facts.loose
    return bool(asks and case.facts.codes and ADD_ONE.search(case.facts.question))


def asks_if_those_are_timed(case: Case) -> bool:
    """Whether it is asked of the codes in play if they are timed.

    Args:
        case: The case.
    """
    return case.wants("yes_no") and {"timed", "untimed"} & folds(case) != set() and bool(case.codes)


def together(case: Case, before: list[str]) -> bool:
    """Whether a turn asks if the services in play may stand together, or says where they were.

    Args:
        case: The case.
        before: The kinds of the last answer.
    """
    given = dict(case.stated).items() - dict(case.earlier.stated).items()
    placed = {"region_relation", "distinct", "providers"} & {fact for fact, _ in given}
    if "pair" in before and placed and not case.facts.codes:
        return True
    counted = {"units", "what_if"} & set(before) and not changed(case)
    asked = case.wants("both", "pair", "edit", "modifier")
    several = len(case.codes) > 1 or len({s.code or s.technique for s in case.services}) > 1
    return bool(counted and asked and several and not case.facts.timed_services)


def changed(case: Case) -> bool:
    """Whether a turn changes the minutes, services, payer, method or date that were counted.

    Args:
        case: The case.
    """
    earlier = case.earlier
    now = [(s.code, s.technique, s.minutes) for s in case.timed]
    was = [(s.code, s.technique, s.minutes) for s in earlier.services if s.minutes is not None]
    if now == was and len(case.services) > len(earlier.services) > 0:
        return True
    facts = (case.payer, case.unheld_payer, case.methods, case.date_of_service)
    held = (earlier.payer, earlier.unheld_payer, earlier.methods, earlier.date_of_service)
    return now != was or facts != held


def known(case: Case, library: Library) -> bool:
    """Whether the services that this turn names are those of the earlier turns.

    Args:
        case: The case.
        library: The knowledge base.
    """
    earlier = {(s.technique, s.code) for s in case.earlier.services}
    techniques = {t for t, _ in earlier if t}
    codes = {c for _, c in earlier if c}
    codes |= set(case.earlier.codes)
    own = case.facts.services
    return all(
        s.technique in techniques
        or s.code in codes
        or (s.technique and library.technique_codes[s.technique] & codes)
        for s in own
    )
