"""What is taken off a time: what was no treatment inside it, and what of it was another service."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.reading.duration import Duration
from assistant.reading.text import Token
from knowledge.time_words import time_words


def less(
    times: Sequence[Duration], idle: Sequence[Duration], found: Sequence[Token]
) -> list[Duration]:
    """Times of treatment without what of them was no treatment; a rest between rounds is outside.

    Args:
        times: The durations of treatment.
        idle: The durations of something else; those inside another have the role `less`.
        found: The question's tokens.
    """
    if len(times) > 1 and len(idle) == 1 and _of_each(found, idle[0]):
        left = [d.minutes - idle[0].minutes for d in times]
        return [d._replace(minutes=n) for d, n in zip(times, left, strict=True) if n > 0]
    inside = [d for d in idle if d.role in ("less", "part")]
    if len(times) != 1 or not inside:
        return list(times)
    if times[0].repeats and any(t.fold == "between" for t in found[inside[0].last :]):
        return list(times)
    if inside[0].role == "less" and inside[0].first < times[0].first:
        return list(times)
    whole = times[0].minutes - sum(d.minutes for d in inside)
    return [times[0]._replace(minutes=whole)] if whole >= 0 else list(times)


def _of_each(found: Sequence[Token], idle: Duration) -> bool:
    """Whether every service had a time of no treatment: "each had 2 minutes of rest"."""
    before = found[max(0, idle.first - _NEAR) : idle.first][::-1]
    behind = found[idle.last + 1 : idle.last + 1 + _NEAR]
    words = (*takewhile(_is_word, before), *takewhile(_is_word, behind))
    return any(t.fold in time_words("of_all") for t in words)


def _is_word(token: Token) -> bool:
    """Whether a token is no sign."""
    return token.kind != "sign"


_NEAR = 4


def without_exceptions(found: Sequence[Token], times: Sequence[Duration]) -> list[Duration]:
    """The times, the first without what of it was another service: "40 min te except 8 of mt".

    Args:
        found: The question's tokens.
        times: The durations of treatment, in order.
    """
    apart = [d for d in times[1:] if _excepted(found, d)]
    left = times[0].minutes - sum(d.minutes for d in apart) if times else 0
    if not apart or left <= 0 or times[0].each:
        return list(times)
    return [times[0]._replace(minutes=left), *times[1:]]


def _excepted(found: Sequence[Token], time: Duration) -> bool:
    """Whether a time is told as what a whole is short of: "all of it but 8"."""
    word = found[time.first - 1].fold
    every = word == "but" and any(t.fold in _EVERY for t in found[: time.first])
    return every or word in time_words("excepting")


_EVERY = frozenset({"all", "everything", "entire", "entirely"})
