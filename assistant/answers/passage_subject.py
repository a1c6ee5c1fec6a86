"""Whether a passage is on the subject of a question, by the codes and payers that it names."""

from __future__ import annotations

from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Passage


def _others_rule(key: str, case: Case, library: Library) -> bool:
    """Whether a passage tells the rule of a payer that the question doesn't name.

    Args:
        key: The passage's key.
        case: The case.
        library: The knowledge base.
    """
    passage = library.passages.get(key)
    payers = {*passage.payers} if passage is not None else set()
    return bool(payers) and "medicare" not in payers and payers.isdisjoint(case.facts.payers)


def off_its_codes(passage: Passage, case: Case, library: Library) -> bool:
    """Whether a passage speaks of codes, and of none that the question is on.

    Args:
        passage: The passage.
        case: The case.
        library: The knowledge base.
    """
    named = {c for s in case.services if s.technique for c in library.technique_codes[s.technique]}
    asked = {*case.codes, *named}
    if not {*passage.modifiers}.isdisjoint(case.modifiers):
        return False
    return bool(asked and passage.codes) and asked.isdisjoint(passage.codes)


def aside(key: str, case: Case, library: Library, led: bool) -> bool:
    """Whether a passage tells another payer's rule, or speaks of other codes alone.

    Args:
        key: The passage's key.
        case: The case.
        library: The knowledge base.
        led: Whether a subject of the question leads with it, whoever's rule it is.
    """
    passage = library.passages.get(key)
    off = passage is not None and off_its_codes(passage, case, library)
    return off or (not led and _others_rule(key, case, library))


def speaks(passage: Passage, case: Case, library: Library) -> bool:
    """Whether a passage may be said.

    One of a place that the question doesn't name stays out, and so does an amount of money where
    the wish is to bill by what pays.

    Args:
        passage: The passage.
        case: The case.
        library: The knowledge base.
    """
    for state in library.states:
        if state in passage.topics or state.replace(" ", "-") in passage.topics:
            return state in case.facts.states or state in case.facts.question.lower()
    if case.facts.improper and "$" in passage.text:
        return False
    of_another = (passage.payers and "medicare" not in passage.payers) or (
        "federal-plan" in passage.topics
    )
    if case.unheld_payer and of_another:
        return False
    if "florida-pip" in passage.topics:
        named = case.facts.states
        return "florida" in named or ("auto-insurance" in case.topics and not named)
    if "colorado-carrier" in passage.topics:
        return "colorado-carrier" in case.topics
    return True
