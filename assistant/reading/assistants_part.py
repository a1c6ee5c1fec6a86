"""A part of a whole time that a therapist's assistant gave: "the PTA did 9 of a 15 minute unit"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from assistant.reading.around import past_article, word_at
from assistant.reading.duration import Duration
from assistant.reading.idle_time import idle, idle_before, whole_behind
from assistant.reading.minute_words import MINUTES, behind_minutes
from assistant.reading.numbers import number_at
from assistant.reading.text import Token


def with_wholes(
    found: Sequence[Token], times: Sequence[Duration], assistants: Set[int], several: bool = False
) -> tuple[tuple[Duration, ...], frozenset[int]]:
    """The times, an assistant's part of one left out: the whole is what was given.

    Args:
        found: The question's tokens.
        times: Every duration, in order.
        assistants: Indexes of the tokens that name an assistant.
        several: Whether several services are named; then a whole is one's that stands behind it.

    Returns:
        The times, and the indexes of the tokens of what is a part, of what the therapist did of it
        as well.

    >>> from assistant.reading.durations import durations
    >>> from assistant.reading.text import tokens
    >>> found = tokens("PTA did 9 minutes of a 15 minute unit, PT did 6")
    >>> told, parts = with_wholes(found, durations(found), {0})
    >>> [(d.minutes, d.role) for d in told], sorted(parts)
    ([(15, 'treatment')], [2, 3, 12])
    """
    for place in range(min(assistants, default=len(found)) + 1, len(found)):
        whole = _whole_of(found, place)
        if whole is not None and several and word_at(found, whole.last + 1) != "of":
            continue
        if whole is not None and not any(d.each for d in times):
            parts = _parts(found, place, whole, several)
            kept = [d for d in times if d.first not in parts and d.first != whole.first]
            return tuple(sorted([*kept, whole], key=lambda d: d.first)), parts
    return tuple(times), frozenset()


def _whole_of(found: Sequence[Token], place: int) -> Duration | None:
    """The whole that a number of minutes is told as a part of, as time of treatment."""
    part = number_at(found, place)
    if part is None or number_at(found, place - 1):
        return None
    behind = behind_minutes(found, part[1]) if word_at(found, part[1]) in MINUTES else part[1]
    end = whole_behind(found, behind)
    if end is None or idle(found, behind) or idle_before(found, place):
        return None
    if word_at(found, behind - 1) not in MINUTES and word_at(found, end - 1) not in MINUTES:
        return None  # "3 of 4 units"
    first = past_article(found, behind + (2 if word_at(found, behind) == "out" else 1))
    got = number_at(found, first)
    if got is None or got[0] <= part[0]:
        return None
    whole = int(got[0])
    return Duration(whole, None, first, end - 1, found[first].start, found[end - 1].end)


def _parts(found: Sequence[Token], place: int, whole: Duration, several: bool) -> frozenset[int]:
    """The tokens of the part, and of a later number that makes the whole with it.

    What has a service of its own is no rest of it: "and the PT gave 15 of 97140".
    """
    part = number_at(found, place)
    assert part is not None
    parts = set(range(place, part[1] + (word_at(found, part[1]) in MINUTES)))
    for at in range(whole.last + 1, whole.last + 1 if several else len(found)):
        rest = number_at(found, at)
        if rest is not None and part[0] + rest[0] == whole.minutes:
            behind = rest[1] + (word_at(found, rest[1]) in MINUTES)
            if word_at(found, behind) not in ("of", "for", "on"):
                parts |= set(range(at, behind))
            break
    return frozenset(parts)
