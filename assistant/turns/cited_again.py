"""What a turn asks on about of the passages that the last answer rested on."""

from __future__ import annotations

import re

from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Passage
from retrieval.tokens import tokens_of

_OPEN = frozenset(
    {"yes_no", "who", "claimed", "beside", "never", "definition", "thanks", "why", "when", "dated"}
)
"""What a turn wants at most that asks for no other kind of answer."""
DAY = re.compile(r"\b(?:19|20)\d\d\b")
"""A day or a year that a passage names."""


def asked_on(case: Case, library: Library) -> list[str]:
    """What the last answer rested on, where a turn that names nothing asks on about just that.

    Why it is so, since when, or what holds most of the turn's own words: "can they appeal?".

    Args:
        case: The case.
        library: The knowledge base.
    """
    facts = case.facts
    told = facts.slots or facts.topics or facts.stated or case.sources
    if told or not case.follows or facts.wants - _OPEN:
        return []
    cited = {k: library.passages[k] for k in case.earlier.cited if k in library.passages}
    on_it = [k for k, p in cited.items() if not off_its_codes(p, case, library)]
    if case.wants("when", "dated"):
        return [k for k in on_it if DAY.search(cited[k].text)]
    if case.wants("why"):
        return [k for k in on_it if cited[k].codes or "pair" not in case.earlier.intents]
    asked = {*tokens_of(case.facts.question)}.difference(tokens_of(case.earlier.question))
    held = {k: len(asked.intersection(tokens_of(cited[k].text))) for k in on_it}
    return [k for k in on_it if held[k] * 2 >= len(asked) > 0]


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
