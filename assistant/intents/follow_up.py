"""What kind of answer a follow-up asks for."""

from __future__ import annotations

import re

from assistant.intents.signs import DEFINES, MORE, asks_more, folds, wants_code
from assistant.turns.case import Case
from assistant.turns.in_full import only_names
from assistant.turns.signs import GETS
from knowledge.library import Library


def followed(case: Case, told: list[str], words: frozenset[str], library: Library) -> list[str]:
    """The kinds of a follow-up: its own, or the last turn's with the changed facts."""
    before = [i for i in case.earlier.intents if i not in _PASSING]
    if _asks_sources(case):
        return ["sources", *[i for i in before if i not in ("explain", "status")]]
    if case.earlier.asked in dict(case.stated) and case.earlier.asked not in dict(
        case.earlier.stated
    ):
        return [i for i in before if i != "explain"] or told
    if "improper" in told:
        return told
    if _names_who(case) and before and not {"units", "what_if"} & set(before):
        again = [i for i in before if i != "explain"]
        facts = {library.techniques[s.technique].fact for s in case.services if s.technique}
        asked = bool(facts & set(case.facts.stated))
        gave = bool(case.facts.providers) and "choice" in again and not asked
        return ["explain"] if gave or not again else again
    known = _known(case, library)
    if _beside_one(case, before) or ("pair" in before and _of_the_pair(case, told, known)):
        return ["pair"]
    if set(told) <= {"choice", "units", "modifiers"} and _turns_aside(case):
        return ["modifiers", "explain"] if case.facts.modifiers else ["explain"]
    recount = _recounted(case, before, told, library)
    if recount:
        return recount
    if _asks_timed(case):
        return ["status"]
    if {"pair", "choice"} <= set(told) and not case.facts.services:
        return [i for i in told if i != "choice"]
    if told in ([], ["choice"], ["status"]) and _puts_forward(case, before):
        return ["choice"]
    if _together(case, before):
        return ["pair"]
    named = [s for s in case.facts.services if s.technique]
    if told == ["status"] and named and not (case.facts.codes or case.wants("status")):
        return ["choice"]
    if "modifiers" in before and set(case.facts.stated) & _OF_A_LINE:
        return [i for i in before if i != "explain"]
    if not told and "pair" in before and set(case.facts.stated) & _OF_A_PAIR:
        return [i for i in before if i != "explain"]
    if told == ["choice"] and "pair" in before and case.services[:1] and known:
        return ["pair"]
    if case.wants("why"):
        next_unit = ["what_if"] if "units" in before and case.timed else []
        return ["why", *[i for i in before if i != "explain"], *next_unit]
    if case.facts.asked_units and {"units", "what_if"} & set(before) and case.timed:
        return ["what_if"]
    if case.wants("source"):
        return ["source", *[i for i in before if i != "explain"], "explain"]
    if case.wants("modifier") and "pair" in before and not case.facts.topics:
        return ["pair"]
    if case.wants("matter") and "units" in before:
        return ["units", "explain"]
    if told:
        if told == ["status"] and "status" not in before and "mue" in before:
            return ["mue"]
        return told
    counting = {"units", "what_if"} & set(before) and case.timed
    if counting and told in ([], ["choice"]) and not wants_code(case):
        return ["what_if"] if asks_more(case) else ["units"]
    if MORE.search(case.facts.question) and case.timed and not told:
        return ["what_if"]
    fresh = bool(case.facts.services or case.facts.codes)
    if fresh and case.timed and {"units", "what_if"} & set(before):
        return ["units"]
    if fresh and "choice" in before and any(s.technique for s in case.facts.services):
        return ["choice"]
    if (
        fresh
        and not case.timed
        and any(s.technique for s in case.facts.services)
        and _OPENED.search(case.facts.question)
    ):
        return ["choice"]
    defines = "definition" in words and DEFINES.search(case.facts.question)
    by_whom = bool(case.facts.providers) and set(before) <= {"status", "explain"}
    own = bool(case.facts.topics or defines or by_whom or words & {"documentation", "coverage"})
    if own and not (fresh and set(before) & {"pair", "status", "mue", "modifiers"}):
        return told
    return [i for i in before if i != "explain"] or told


_PASSING = frozenset({"improper", "greeting", "why", "source", "sources"})
"""Kinds of answer that a follow-up doesn't ask for again."""
_FEW_WORDS = 9
_SHORT = 5
_ALONE = 3


def _names_who(case: Case) -> bool:
    """Whether a turn only names who pays or who gave it: "workers' comp instead?"."""
    kinds = {slot.kind for slot in case.facts.slots}
    return bool(kinds) and kinds <= {"payer", "provider"} and only_names(case.facts)


def _of_the_pair(case: Case, told: list[str], known: bool) -> bool:
    """Whether a turn asks on about a pair: its modifier, who is paid, or another code beside it."""
    facts = case.facts
    if facts.timed_services or wants_code(case) or case.wants("why", "source", "documentation"):
        return False
    if known and (case.wants("modifier") or GETS.search(facts.question) is not None):
        return not facts.modifiers and not {"mue", "status"} & set(told)
    named = bool(facts.services) and len(case.codes) > 1
    steady = told in ([], ["choice"]) or (told == ["status"] and not case.wants("status"))
    short = sum(t.kind != "sign" for t in facts.tokens) <= _SHORT
    return named and steady and (short or case.wants("beside", "yes_no", "pair"))


_SOURCES = frozenset({"source", "citation", "reference", "your", "the", "and", "please"})


def _asks_sources(case: Case) -> bool:
    """Whether it is only asked what the last answer rests on."""
    facts = case.facts
    named = facts.codes or facts.services or facts.sources or facts.payers or facts.modifiers
    words = [t for t in facts.tokens if t.kind != "sign"]
    asked = case.wants("source") or {t.fold for t in words} <= _SOURCES
    return bool(asked and case.earlier.cited and not named and len(words) <= _FEW_WORDS)


_ASIDE = frozenset(
    {"patient-liability", "bundled", "over-mue", "appeals", "what-time-counts", "record-totals",
     "minutes-each-area", "unit-caps"}
)  # fmt: skip
"""Subjects that a turn leaves the count for."""


_POINTS = re.compile(r"\b(it|that|this|them|those)\b", re.I)


def _turns_aside(case: Case) -> bool:
    """Whether a turn leaves what was counted for a modifier on it, or for who pays."""
    facts = case.facts
    if facts.bare or facts.loose or facts.idle or facts.services or facts.codes:
        return False
    together = case.wants("both", "pair", "edit", "modifier")
    if case.wants("coverage", "documentation") and not together:
        return bool(_POINTS.search(facts.question)) or not _changed(case)
    if facts.payers or _changed(case):
        return False
    alone = len(facts.tokens) <= _ALONE
    marked = bool(facts.modifiers) and (alone or case.wants("yes_no")) and not facts.codes
    if facts.providers and case.wants("yes_no", "who", "valid") and not facts.modifiers:
        return True
    return marked or bool(_ASIDE & set(facts.topics))


def _puts_forward(case: Case, before: list[str]) -> bool:
    """Whether a number alone is put forward as the code of what was described before."""
    numbered = all(s.numbered and not s.technique for s in case.facts.services)
    described = any(s.technique for s in case.services)
    own = bool(case.facts.codes) and numbered and not case.facts.wants - {"beside", "yes_no"}
    return "choice" in before and own and described and case.services != case.facts.services


def _beside_one(case: Case, before: list[str]) -> bool:
    """Whether another code is put beside the one before: "what's 97750?" and then "with 97530?"."""
    opening = [t.fold for t in case.facts.tokens if t.fold != "and"][:1]
    short = len(case.facts.tokens) <= _FEW_WORDS
    alone = short and case.facts.wants <= {"beside", "yes_no", "pair"}
    counted = {"units", "what_if"} & set(before)
    opened = opening == ["with"] or (opening == ["plus"] and "choice" in before)
    return opened and len(case.codes) == 2 and alone and not counted


def _asks_timed(case: Case) -> bool:
    """Whether it is asked of the codes in play if they are timed."""
    return case.wants("yes_no") and {"timed", "untimed"} & folds(case) != set() and bool(case.codes)


def _together(case: Case, before: list[str]) -> bool:
    """Whether a turn asks if the services in play may stand together, or says where they were."""
    given = dict(case.stated).items() - dict(case.earlier.stated).items()
    placed = {"region_relation", "distinct", "providers"} & {fact for fact, _ in given}
    if "pair" in before and placed and not case.facts.codes:
        return True
    counted = {"units", "what_if"} & set(before) and not _changed(case)
    asked = case.wants("both", "pair", "edit", "modifier")
    return bool(counted and asked and len(case.codes) > 1 and not case.facts.timed_services)


_OTHERWISE = frozenset(
    {"why", "source", "pair", "edit", "modifier", "documentation", "mue", "minutes_for", "status",
     "ask_payer", "compare", "matter"}
)  # fmt: skip


def _recounted(case: Case, before: list[str], told: list[str], library: Library) -> list[str]:
    """A count again, where a turn only changes what was counted or asks on about it."""
    if not ({"units", "what_if"} & set(before) and case.timed):
        return []
    if GETS.search(case.facts.question) and not (_changed(case) or "pair" in before):
        return ["units"]
    if case.facts.wants & _OTHERWISE:
        return []
    if wants_code(case) or case.facts.asked_units:
        return []
    another = not _known(case, library) and len(case.timed) < 2
    if "choice" in before and another:
        return []
    if _changed(case):
        return ["what_if"] if asks_more(case) else ["units"]
    aside = DEFINES.search(case.facts.question) or case.facts.services or case.wants("coverage")
    going_on = told in ([], ["units"]) and not aside
    return ["what_if"] if going_on and "what_if" in before else []


def _changed(case: Case) -> bool:
    """Whether a turn changes the minutes, services, payer, method or date that were counted."""
    earlier = case.earlier
    now = [(s.code, s.technique, s.minutes) for s in case.timed]
    was = [(s.code, s.technique, s.minutes) for s in earlier.services if s.minutes is not None]
    if now == was and len(case.services) > len(earlier.services) > 0:
        return True
    facts = (case.payer, case.unheld_payer, case.methods, case.date_of_service)
    held = (earlier.payer, earlier.unheld_payer, earlier.methods, earlier.date_of_service)
    return now != was or facts != held


_OF_A_PAIR = frozenset({"region_relation", "distinct", "evaluation_separate", "dates"})
"""Facts that decide a pair."""
_OF_A_LINE = frozenset({"care", "plan", "last_unit", "twice"})
"""Facts that decide a modifier on a line."""
_OPENED = re.compile(r"^\W*(ok|okay|and|so|but|what if|fine|then)\b", re.I)


def _known(case: Case, library: Library) -> bool:
    """Whether the services that this turn names are those of the earlier turns."""
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
