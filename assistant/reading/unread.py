"""Minutes of something that is no service here, beside minutes of one that is."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.duration import Duration
from assistant.reading.facts import Service
from assistant.reading.text import Token
from knowledge.reading_words import reading_words

BREAKS = frozenset(
    {",", "and", "+", ";", "then", "plus", ".", "&", "/", "followed", "after", "but"}
)
"""Words and signs that end what one time belongs to."""


def of_nothing_read(
    services: Sequence[Service],
    times: Sequence[Duration],
    found: Sequence[Token],
    known: frozenset[int] = frozenset(),
    unknown: frozenset[int] = frozenset(),
) -> list[Duration]:
    """Times of something that isn't a service here, where others are each of one by name.

    "20 of yoga and 7 of massage", "20 min zumba, 7 min massage": the 20 are none of the massage's.

    Args:
        services: The services, in order.
        times: The times of treatment, in order.
        found: The question's tokens.
        known: Indexes of tokens of regions, muscles and people.
        unknown: Indexes of tokens of words that are known from nowhere.
    """
    starts = {s.first for s in services}
    ends = {s.last for s in services}
    named = [d for d in times if _name(d, found) in starts or _behind(d, found) in ends]
    if not named or len(named) == len(times):
        return []
    taken = {n for s in services for n in range(s.first, s.last + 1)}
    other = [
        d
        for d in times
        if d not in named
        and (at := _name(d, found)) < len(found)
        and (at in unknown or found[at - 1].fold == "of")
        and found[at].kind == "word"
        and at not in known
        and found[at].fold not in reading_words("no_service")
        and not taken & set(range(d.last, at + _FURTHER))
        and (_breaks(found, at + 1) or _other(found[at]))
    ]
    return other if len(other) + len(named) == len(times) else []


_FURTHER = 3
"""So far behind the name of what a time is of no service stands."""


def _name(time: Duration, found: Sequence[Token]) -> int:
    """The index of the word behind a time, or behind its "of"."""
    of = time.last + 1 < len(found) and found[time.last + 1].fold == "of"
    return time.last + (2 if of else 1)


def _behind(time: Duration, found: Sequence[Token]) -> int:
    """The place of the word before a time, signs and "for" left out: "massage: 30 min"."""
    place = time.first - 1
    while place > 0 and (found[place].fold in {":", "=", "-", "(", "for", "x"}):
        place -= 1
    return place


def _other(word: Token) -> bool:
    """Whether a word stands for a service that isn't told: "12 minutes of something else"."""
    return word.fold in {"nothing", "something", "anything", "other", "stuff"}


def _breaks(found: Sequence[Token], place: int) -> bool:
    """Whether what is named ends here."""
    return place >= len(found) or found[place].fold in BREAKS
