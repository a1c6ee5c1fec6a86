"""Whether the words of a question are of this field, of another, or don't tell."""

from __future__ import annotations

import re

from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.phrases import phrases

_SUM = re.compile(
    r"\W*(?:what(?:'s| is| are|s)?|how much is|calculate|compute|work out)?\W*\d{1,4}"
    r"(?:\s*(?:times|x|\*|plus|\+|minus|-|divided by|over|/)\s*\d{1,4})+\W*$",
    re.I,
)
"""A sum and nothing else: numbers that nothing of this field is counted by."""
_COUNTED = frozenset({"units", "choice", "region", "status", "mue"})
"""Kinds of answer that only a question of this field asks for."""


def elsewhere(case: Case, library: Library) -> str:
    """Whether the question is on another subject: `yes`, `no`, or for the search to say.

    That is `open` where its words touch this field, and `far` where they don't.

    Args:
        case: The case.
        library: The knowledge base.
    """
    facts, scope = case.facts, case.facts.scope
    told = "billing" in scope
    billing, field = told or "counted" in scope, "field" in scope
    only_which = not facts.codes or set(case.intents) <= {"explain", "choice"}
    if "animals" in scope and only_which and not _animals_aside(case, library):
        return "yes"
    goes_on = case.follows or (case.earlier.said and facts.topics)
    if goes_on and ("elsewhere" not in scope or facts.services):
        return "no"
    if _SUM.match(facts.question) or scope & {"creative", "other_codes"}:
        return "yes"
    if _how_much_of_another(case, library):
        return "yes"
    if facts.codes or facts.modifiers or facts.timed_services or facts.improper:
        return "no"
    if "elsewhere" in scope and not (told or case.documents or _of_a_states_rule(case)):
        return "yes"
    if "other_medicine" in scope and "hands_on" not in scope and not facts.services:
        return "yes"
    topics = (billing and facts.topics) or _beside_techniques(case, library)
    counted = _COUNTED & ({*case.intents} if case.codes else {*case.intents} - {"mue"})
    if topics or facts.payers or case.documents or counted:
        return "no"
    if facts.services and facts.wants & {"definition", "choice"}:
        return "no"
    named = facts.unheld or facts.states or facts.providers or facts.generic_payer
    if (billing and (field or named)) or of_a_rule(case):
        return "no"
    near = billing or field or facts.services or facts.goals or facts.regions
    return "open" if near else "far"


def _how_much_of_another(case: Case, library: Library) -> bool:
    """Whether it is asked how much there is of another subject: "how many calories"."""
    found = [t.text.lower() for t in case.facts.tokens]
    return not case.wants("units") and any(
        found[at : at + 2] in (["how", "many"], ["how", "much"])
        and found[at + 2] in library.scope["elsewhere"]
        for at in range(len(found) - 2)
    )


def _animals_aside(case: Case, library: Library) -> bool:
    """Whether an animal is only spoken of beside the person who was treated."""
    sentence, treated, animals = 0, set(), set()
    starts = {s.first for s in case.facts.services if s.minutes is not None}
    words = [t.fold for t in case.facts.tokens]
    for place, word in enumerate(words):
        sentence += word in _SENTENCE_ENDS
        if place in starts:
            treated.add(sentence)
        if word in library.scope["animals"]:
            animals.add(sentence)
    person = set(library.words.persons) & set(words)
    return bool(person and treated) and not treated & animals


_SENTENCE_ENDS = frozenset({".", "?", "!"})


def _beside_techniques(case: Case, library: Library) -> list[str]:
    """The subjects of a question that it doesn't bring up by a technique's name alone."""
    techniques = [s.technique for s in case.facts.services if s.technique]
    names = {name for t in techniques for name in library.techniques[t].names}
    return [t for t in case.facts.topics if names.isdisjoint(library.topics[t].cues)]


def of_a_rule(case: Case) -> bool:
    """Whether a payer, or whether a state's therapist may or must, is asked about.

    Args:
        case: The case.
    """
    facts = case.facts
    payer = facts.unheld or facts.generic_payer or facts.payers
    held = payer and (facts.services or "field" in facts.scope)
    return bool(held or _of_a_states_rule(case))


def _of_a_states_rule(case: Case) -> bool:
    """Whether it is asked what a state lets a provider do."""
    facts = case.facts
    return bool(
        facts.states and facts.providers and phrases("allowed_or_needed").search(facts.question)
    )
