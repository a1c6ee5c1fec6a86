"""Whoever is asked by name what they say, and of whom nothing is held on that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.context import Found
from assistant.finding import naming
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.phrases import phrases
from knowledge.records import Passage

_AMONG = 3
"""Where no code is in play, a passage is on what is asked if it is among so many of the nearest."""


def silent(case: Case, hits: Sequence[Found], library: Library) -> Iterator[str]:
    """What is asked of somebody's word and isn't held: "what WPS says of that".

    The five documents are looked up by themselves; this is for contractors and associations.

    Args:
        case: The case.
        hits: What the search found.
        library: The knowledge base.
    """
    asked = [s for s in case.facts.sources if s in library.sources and library.sources[s].speaks]
    if not asked or not {*case.intents} <= {"explain", "coverage"}:
        return
    if not phrases("their_word").search(case.facts.question):
        return
    near = [hit.passage_key for hit in hits[:_AMONG]] if not case.codes else []
    for source in (library.sources[s] for s in asked):
        for name in (n for n in source.names if naming((n,)).search(case.facts.question)):
            each = source.speaks == "each"
            word = [p for p in source.passages if not each or naming((name,)).search(p.text)]
            if not any(p.key in near or _on_it(p, case) for p in word):
                yield f"what {name} says of that"


def _on_it(passage: Passage, case: Case) -> bool:
    """Whether a passage is on the codes or the subjects of a question."""
    return bool({*passage.codes} & {*case.codes} or {*passage.topics} & {*case.topics})
