"""Whoever is asked by name what they say, and of whom nothing is held on that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.context import Found
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.phrases import phrases
from knowledge.records import Passage, Source

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
        for name in _named(source, case.facts.question):
            each = source.speaks == "each"
            word = [p for p in source.passages if not each or _holds(name, p.text)]
            if not any(p.key in near or _on_it(p, case) for p in word):
                yield f"what {name} says of that"


def _named(source: Source, question: str) -> list[str]:
    """The names of a source that stand in a question."""
    return [name for name in source.names if _holds(name, question)]


def _holds(name: str, text: str) -> bool:
    """Whether a name stands in a text as a whole word."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I) is not None


def _on_it(passage: Passage, case: Case) -> bool:
    """Whether a passage is on the codes or the subjects of a question."""
    shared = {*passage.codes} & {*case.codes} | {*passage.topics} & {*case.topics}
    return bool(shared)
