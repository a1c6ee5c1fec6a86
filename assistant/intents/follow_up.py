"""What kind of answer a follow-up asks for."""

from __future__ import annotations

import re

from assistant.intents.onward import (
    asks_if_those_are_timed,
    asks_sources,
    beside_one,
    changed,
    known,
    names_who,
    of_the_pair,
    puts_forward,
    together,
    turns_aside,
)
from assistant.intents.signs import DEFINES, MORE, REGARD, asks_more, wants_code
from assistant.turns.case import Case
from assistant.turns.given_minutes import share_told
from assistant.turns.in_full import within_subject
from assistant.turns.signs import GETS
from knowledge.library import Library


def followed(case: Case, told: list[str], words: frozenset[str], library: Library) -> list[str]:
    """The kinds of a follow-up: its own, or the last turn's with the changed facts."""
    before = [i for i in case.earlier.intents if i not in _PASSING]
    if case.wants("governs") and case.earlier.conflicts and not _names_anew(case):
        return ["sources"]
    if asks_sources(case):
        return ["sources", *[i for i in before if i not in ("explain", "status")]]
    if case.earlier.asked in dict(case.stated) and case.earlier.asked not in dict(
        case.earlier.stated
    ):
        return [i for i in before if i != "explain"] or told
    if "improper" in told:
        return told
    if "modifiers" in before and share_told(case):
        return [i for i in before if i != "explain"]
    counted = "units" in before and bool(case.timed)
    if counted and "assistants" in case.facts.topics and _only_told(case):
        return ["modifiers", "units"]
    if {"modifiers", "pair"} & set(before) and _both_modifiers(case):
        return ["modifiers"]
    fresh = bool(case.facts.services or case.facts.codes)
    if case.facts.topics and not fresh and _MEANS.search(case.facts.question):
        return ["explain"]
    hearsay = REGARD.search(case.facts.question) and not (fresh or case.facts.topics)
    if "pair" in before and hearsay and not case.wants("source", "disagree", "definition"):
        return ["pair"]
    if "documentation" in told and not (fresh or case.facts.loose or case.facts.bare):
        return ["documentation"]
    tried = set(case.modifiers) - set(case.earlier.modifiers)
    if "pair" in before and any(library.modifiers[m].group == "no_bypass" for m in tried):
        return ["modifiers", "pair"]
    counts_alone = {"units", "what_if"} & set(before) and "modifiers" not in before
    if names_who(case) and before and not counts_alone:
        again = [i for i in before if i != "explain"]
        facts = {library.techniques[s.technique].fact for s in case.services if s.technique}
        asked = bool(facts & set(case.facts.stated))
        gave = bool(case.facts.providers) and "choice" in again and not asked
        return ["explain"] if gave or not again else again
    held = known(case, library)
    if beside_one(case, before) or ("pair" in before and of_the_pair(case, told, held)):
        marked = held and before[:1] == ["modifiers"]
        return [i for i in before if i != "explain"] if marked else ["pair"]
    if "mue" in before and case.facts.claimed_units and case.wants("coverage") and not fresh:
        return ["mue"]
    if set(told) <= {"choice", "units", "modifiers"} and turns_aside(case):
        return ["modifiers", "explain"] if case.facts.modifiers else ["explain"]
    if before[:1] == ["choice"] and _done_otherwise(case, library):
        return [i for i in before if i != "explain"]
    recount = _recounted(case, before, told, library)
    if recount:
        return recount
    if asks_if_those_are_timed(case):
        return ["status"]
    if {"pair", "choice"} <= set(told) and not case.facts.services:
        return [i for i in told if i != "choice"]
    if told in ([], ["choice"], ["status"]) and puts_forward(case, before):
        return ["choice"]
    if together(case, before):
        return ["pair"]
    named = [s for s in case.facts.services if s.technique]
    if told == ["status"] and named and not (case.facts.codes or case.wants("status")):
        return ["choice"]
    if "modifiers" in before and set(case.facts.stated) & _OF_A_LINE:
        return [i for i in before if i != "explain"]
    if not told and "pair" in before and set(case.facts.stated) & _OF_A_PAIR:
        return [i for i in before if i != "explain"]
    if told == ["choice"] and "pair" in before and case.services[:1] and held:
        return ["pair"]
    if told == ["choice"] and before and not set(before) - _TOLD and not _names_anew(case):
        return list(case.earlier.intents)
    if "pair" in before and told in ([], ["explain"]) and _OF_THE_EDIT.search(case.facts.question):
        return ["pair"]
    if "pair" in before and case.wants("other_payer") and told in ([], ["explain"]):
        return ["pair"]
    if "pair" in before and case.wants("dated", "when") and not case.facts.services:
        return [i for i in before if i != "explain"]
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
    if case.facts.sources and REGARD.search(case.facts.question) and not fresh:
        return ["explain"]
    of_code = bool(before) and set(before) <= _OF_A_CODE and set(before) != {"explain"}
    if of_code and _OPEN.search(case.facts.question) and not fresh:
        return ["explain"]
    counting = {"units", "what_if"} & set(before) and case.timed
    if counting and told in ([], ["choice"]) and not wants_code(case):
        return ["what_if"] if asks_more(case) else ["units"]
    if MORE.search(case.facts.question) and case.timed and not told:
        return ["what_if"]
    if fresh and case.timed and {"units", "what_if"} & set(before):
        return ["units"]
    if fresh and "choice" in before and any(s.technique for s in case.facts.services):
        return ["choice"]
    if fresh and within_subject(case.facts, case.earlier) and not wants_code(case):
        return ["explain"]
    if (
        fresh
        and not case.timed
        and any(s.technique for s in case.facts.services)
        and not (held and "pair" in before)
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


_TOLD = frozenset({"explain", "coverage", "documentation", "ask_payer"})
"""Kinds of answer that a code doesn't belong to: a fact of the patient is told for them."""
_OF_THE_EDIT = re.compile(
    r"^\W*(?:(?:and|so|what|what's|is|the|its) )*(?:modifier )?indicator\W*$", re.I
)
"""What the row of the pair says, in a word or two."""


def _names_anew(case: Case) -> bool:
    """Whether a turn names a service of its own, or asks for its code."""
    facts = case.facts
    told = facts.services or facts.codes or facts.loose or facts.muscles or facts.region_count
    return bool(told or facts.muscle_count or facts.stated or wants_code(case))


_OTHERWISE = frozenset(
    {"why", "source", "pair", "edit", "modifier", "documentation", "mue", "minutes_for", "status",
     "ask_payer", "compare", "matter"}
)  # fmt: skip


def _done_otherwise(case: Case, library: Library) -> bool:
    """Whether a turn only tells how a service was done, of which its code depends: "by hand?"."""
    facts = case.facts
    manner = {library.techniques[s.technique].fact for s in case.services if s.technique}
    other = facts.services or facts.loose or facts.bare or facts.payers or case.wants("units")
    return not manner.isdisjoint(facts.stated) and not other


def _recounted(case: Case, before: list[str], told: list[str], library: Library) -> list[str]:
    """A count again, where a turn only changes what was counted or asks on about it."""
    minutes = [s.minutes for s in case.earlier.services if s.minutes is not None]
    told_anew = bool(minutes) and [s.minutes for s in case.timed] != minutes
    fewer = 0 < len(case.timed) < len(minutes)
    if before[:1] == ["modifiers"] and not told_anew:
        return before if changed(case) and not case.facts.wants & _OTHERWISE else []
    given = bool(case.facts.bare or case.facts.loose or fewer)
    renewed = told_anew and told in ([], ["choice"]) and given
    if not ((renewed or {"units", "what_if"} & set(before)) and case.timed):
        return []
    if GETS.search(case.facts.question) and not (changed(case) or "pair" in before):
        return ["units"]
    if case.facts.wants & _OTHERWISE and not _puts_right(case):
        return []
    if wants_code(case) or case.facts.asked_units:
        return []
    another = not known(case, library) and len(case.timed) < 2
    if "choice" in before and another:
        return []
    if changed(case):
        return ["what_if"] if asks_more(case) else ["units"]
    aside = DEFINES.search(case.facts.question) or case.facts.services or case.wants("coverage")
    going_on = told in ([], ["units"]) and not aside
    new = {d.minutes for d in case.facts.bare} - {s.minutes for s in case.earlier.services}
    more = asks_more(case) or "change" in case.facts.wants or new
    return [("what_if" if more else "units")] if going_on and "what_if" in before else []


def _both_modifiers(case: Case) -> bool:
    """Whether it is asked if a line takes both modifiers that were named: "59 or XS?", "both?"."""
    named = max(len(case.earlier.modifiers), len(case.facts.modifiers))
    return named > 1 and case.wants("both") and not case.facts.codes


def _only_told(case: Case) -> bool:
    """Whether a turn says who gave what was counted, and asks nothing: "the COTA did it"."""
    facts = case.facts
    told = facts.services or facts.codes or facts.payers or facts.modifiers
    return bool(facts.providers) and not (told or facts.wants - {"beside", "yes_no", "change"})


def _puts_right(case: Case) -> bool:
    """Whether a turn asks nothing and gives other minutes: "I misread my note, it was 34"."""
    told = case.facts.timed_services or case.facts.bare or case.facts.loose
    return bool(told and "?" not in case.facts.question and changed(case))


_OF_A_PAIR = frozenset({"region_relation", "distinct", "evaluation_separate", "dates", "patients"})
"""Facts that decide a pair."""
_MEANS = re.compile(
    r"\bwhat(?:'s| is| are| does| do| did)?\b.{0,40}\bmean\b"
    r"|\b(?:means|meaning|stands? for|explain)\b",
    re.I,
)
"""Asks what a word means."""
_OF_A_CODE = frozenset({"status", "mue", "documentation", "explain"})
_OPEN = re.compile(
    r"^\W*(?:(?:and|so|but|then) )*(?:how|what|who|where|whose)\b(?=(?:\W+\w+){3})", re.I
)
"""Asks something of its own, where fewer words would ask for the same kind of answer again."""
_OF_A_LINE = frozenset({"care", "plan", "last_unit", "twice"})
"""Facts that decide a modifier on a line."""
_OPENED = re.compile(r"^\W*(ok|okay|and|so|but|what if|fine|then)\b", re.I)
