"""How much a passage that was found answers the question."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.context import Found

_HELD = 2.0
"""What the share of the question's words that a passage holds weighs against its similarity."""


def answers(hit: Found) -> float:
    """How much a passage answers, from 0 to 1: its nearness in meaning times the words it holds.

    Where words alone were searched, the share of the question's words decides.

    Args:
        hit: What the search found.
    """
    return hit.coverage * (1.0 if hit.similarity is None else hit.similarity)


def answering(hits: Iterable[Found]) -> float:
    """How much that one of the passages found answers which answers most.

    Args:
        hits: What the search found.
    """
    return max(map(answers, hits), default=0.0)


def leads_search(hit: Found) -> bool:
    """Whether a passage leads by words and by meaning alike.

    Args:
        hit: What the search found.
    """
    return hit.words_rank == hit.vector_rank == 1


def nearness(hit: Found) -> float:
    """What a passage's own words and meaning add to its place in the search.

    Set on the questions of the library, each left out once: this puts the passage that they were
    written for first more often than the search alone.

    Args:
        hit: What the search found.
    """
    return _HELD * hit.coverage + (hit.similarity or 0.0)
