"""Which disagreements of the sources bear on what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Conflict

MOST = 2
_LEADING = 2
"""A side leads where it is among so many of the passages said first."""


def disagreements(
    case: Case, chosen: Sequence[str], near: Sequence[str], library: Library
) -> list[str]:
    """The disagreements in which what is said, or what is asked, takes sides.

    One is shown where two of its sides are said, or where the question is on its subject and one
    is said first or the search finds two of its sides nearest; or where it is on the codes asked
    about and a passage is said first that takes a side in no other. One on the codes asked about
    goes before another.

    Args:
        case: The case.
        chosen: The keys of the passages that are said, the first first.
        near: The keys of the passages that the search found nearest.
        library: The knowledge base.
    """
    found = []
    for conflict in library.conflicts.values():
        said = _taken(conflict, chosen)
        led = _taken(conflict, chosen[:_LEADING]) > 0
        opposed = _taken(conflict, [*chosen, *near]) >= 2
        about = bool(set(case.topics) & set(conflict.topics))
        coded = len(conflict.codes) > 1 and set(conflict.codes[:2]) <= set(case.codes)
        sole = _taken(conflict, [k for k in chosen[:_LEADING] if _sides(k, library) == 1]) > 0
        if said >= 2 or (about and (led or opposed)) or (coded and sole):
            found.append((said + 2 * about + coded + led, conflict.id))
    found.sort(key=lambda pair: -pair[0])
    return [conflict_id for _, conflict_id in found[:MOST]]


def _sides(key: str, library: Library) -> int:
    """In how many disagreements a passage takes a side."""
    return sum(_taken(conflict, [key]) > 0 for conflict in library.conflicts.values())


def _taken(conflict: Conflict, keys: Sequence[str]) -> int:
    """How many sides of a disagreement some passages take."""
    return sum(bool(set(keys) & set(side.passages)) for side in conflict.sides)
