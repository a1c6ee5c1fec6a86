"""Whether a rewording of a question still holds every fact of the asker's own words."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.reading.duration import Duration
from assistant.reading.facts import Facts

_KEPT = (
    "codes", "ranges", "named", "modifiers", "payers", "denied_payers", "states", "providers",
    "regions", "muscles", "goals", "methods", "sources", "topics", "unheld", "improper",
)  # fmt: skip
_SAME = ("codes", "modifiers", "date_of_service", "year", "claimed_units", "asked_units")


def nothing_lost(before: Facts, after: Facts) -> bool:
    """Whether a rewording adds names only: no fact is gone, and no value is another.

    Args:
        before: The facts of the asker's own words.
        after: The facts of the rewording.
    """
    if any(not set(getattr(before, fact)) <= set(getattr(after, fact)) for fact in _KEPT):
        return False
    if any(getattr(before, fact) != getattr(after, fact) for fact in _SAME):
        return False
    named = {s.technique or s.code for s in before.services}
    if not named <= {s.technique or s.code for s in after.services}:
        return False
    return _treated(before) == _treated(after) and _minutes(before.idle) == _minutes(after.idle)


def _treated(facts: Facts) -> list[int]:
    """All the minutes of treatment, whichever service they belong to."""
    told = [s.minutes for s in facts.services if s.minutes is not None]
    return sorted([*told, *_minutes(facts.loose)])


def _minutes(durations: Iterable[Duration]) -> list[int]:
    """The minutes of some durations."""
    return sorted(d.minutes for d in durations)
