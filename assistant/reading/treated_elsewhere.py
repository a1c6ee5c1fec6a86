"""Minutes on a part of the body beside an adjustment: they and it belong to another service."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.duration import Duration
from assistant.reading.facts import Service
from assistant.reading.text import Token
from assistant.reading.unread import BREAKS
from knowledge.library import Library
from knowledge.time_words import time_words

_ENDS = BREAKS | {":", "?", "!", "while"}


def elsewhere(
    found: Sequence[Token],
    services: Sequence[Service],
    placed: Sequence[tuple[int, str]],
    times: Sequence[Duration],
    people: frozenset[int],
    library: Library,
) -> tuple[list[tuple[int, str]], list[Duration]]:
    """The regions and times that are not the adjustment's, where that is all that has a name.

    "Chiro adjusted C and T, then 30 minutes on the hamstrings": an adjustment has no minutes, and
    nobody adjusted the hamstrings.

    Args:
        found: The question's tokens.
        services: The services, in order.
        placed: Each region with its place in the question.
        times: The durations of treatment, in order.
        people: Indexes of tokens of people.
        library: The knowledge base.
    """
    if not services or any(not library.adjusts(s.technique) or s.code for s in services):
        return [], []
    taken = {n for s in services for n in range(s.first, s.last + 1)}
    regions: list[tuple[int, str]] = []
    other: list[Duration] = []
    for time in times:
        first = next((n + 1 for n in range(time.first, -1, -1) if found[n].fold in _ENDS), 0)
        behind = (n for n in range(time.last + 1, len(found)) if found[n].fold in _ENDS)
        last = next(behind, len(found))
        piece = range(first, last)
        if taken & set(piece):
            continue
        told = people & set(piece) or any(found[n].fold in time_words("gave") for n in piece)
        start = found[first if told else time.last].start
        own = [(at, region) for at, region in placed if start <= at < found[last - 1].end]
        if own:
            regions += own
            other.append(time)
    return regions, other
