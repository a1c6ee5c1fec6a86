"""Whether modifiers are asked about, on a line or at all."""

from __future__ import annotations

import re

from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.phrases import phrases

_WHICH = re.compile(r"\b(modifiers?|mods?|modifer)\b", re.I)
_ENDS = re.compile(r"\b(?:modifiers?|mods?)\W*$", re.I)


def asks_modifiers(case: Case, library: Library, told: list[str]) -> bool:
    """Whether modifiers are asked about.

    Args:
        case: The case.
        library: The knowledge base.
        told: The kinds found so far.
    """
    question = case.facts.question
    if case.sources and set(case.sources) & set(case.called) and phrases("regard").search(question):
        return False
    named = bool(case.facts.modifiers or (case.modifiers and phrases("on_a_line").search(question)))
    if library.subjects.keep_out(case.topics, "modifiers", named):
        return False
    if {"units", "what_if", "mue", "minutes_for"} & set(told) and not case.wants("modifier"):
        marks = set(library.claim_rules.pairs.assistants)
        share = not marks.isdisjoint(m for m, _ in case.facts.modifiers)
        return named and (share or _asked_by_name(case) or asked_of_modifier(case))
    coded = bool(case.codes) or any(s.technique for s in case.services)
    if not coded:
        asked = named and bool(phrases("need").search(question))
        return asked and (_between(case, library) or not case.wants("definition", "compare"))
    if named and len(case.modifiers) > 2 and case.wants("definition"):
        # Of so many it is asked what each is, not whether they stand on a line together.
        return False
    if named:
        return not case.wants("definition") or bool(phrases("need").search(question))
    return bool(_WHICH.search(question)) and bool(
        phrases("need").search(question) or _ENDS.search(question)
    )


def _between(case: Case, library: Library) -> bool:
    """Whether it is asked which of two modifiers for a distinct service is meant."""
    distinct = library.claim_rules.pairs.distinct
    return len(case.modifiers) > 1 and set(case.modifiers) <= set(distinct)


def _asked_by_name(case: Case) -> bool:
    """Whether a modifier that is named is what the question is about."""
    names = "|".join(re.escape(m) for m, _ in case.facts.modifiers)
    return bool(
        re.search(rf"\b(?:{names})\s*(?:\?|(?:on|for|goes|go)\b)", case.facts.question, re.I)
        or re.search(
            rf"\b(?:need|add|put|use|append|require|want)\w*\b.{{0,12}}\b(?:{names})\b",
            case.facts.question,
            re.I,
        )
    )


def asked_of_modifier(case: Case) -> bool:
    """Whether it is asked if a modifier applies, and not how many units there are.

    Args:
        case: The case.
    """
    words, named = case.facts.question, case.facts.modifiers
    apart = any(code is None for _, code in named)
    asks = case.wants("yes_no") or _OPENS_WITH.match(words)
    needed = named and _NEEDED.search(words)
    return bool((apart and asks) or needed) and not _COUNT.search(words)


_OPENS_WITH = re.compile(r"\W*(?:modifier |mod )?[A-Z0-9]{2} (?:on|for|to|with)\b", re.I)
"""A modifier and where it would stand, before anything else: "52 on 97124 because ..."."""
_NEEDED = re.compile(r"\b(?:needed|required|necessary)\b[^.?!]*\?\s*$", re.I)
"""Asks at its end if a modifier must be there: "97124-52 for 9 minutes. Needed for Medicare?"."""
_COUNT = re.compile(r"\bhow (many|much)\b|\bunits? (of )?each\b", re.I)


def asks_which(case: Case, told: list[str]) -> bool:
    """Whether every modifier of the lines is asked for, and not what a pair of them comes to."""
    unnamed = not (case.facts.modifiers or case.fact("region_relation"))
    return unnamed and "pair" in told and case.shows("every_modifier")
