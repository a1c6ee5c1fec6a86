"""Which bare numbers are minutes after all, beside those that have the word behind them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.around import word_at
from assistant.reading.bare_minutes import WERE, behind_named
from assistant.reading.counts import LEAST
from assistant.reading.duration import Duration
from assistant.reading.facts import Service, kinds
from assistant.reading.minute_words import MINUTES, told_of
from assistant.reading.numbers import added, number_at
from assistant.reading.speaking import rows
from assistant.reading.text import Token
from knowledge.time_words import time_words


def settled(
    found: Sequence[Token],
    bare: Sequence[Duration],
    timed: Sequence[Duration],
    services: Sequence[Service],
    asked_why: bool,
    people: frozenset[int] = frozenset(),
) -> list[Duration]:
    """The bare numbers that are minutes after all, beside those that have the word behind them.

    Args:
        found: The question's tokens.
        bare: Numbers that could be minutes.
        timed: The durations of treatment.
        services: The services.
        asked_why: Whether it is asked why, so that a small number is one of units.
        people: Indexes of tokens of those who gave the treatment.
    """
    if any(d.each for d in timed):
        return []
    ends, starts = {s.last + 1 for s in services}, {s.first for s in services}
    row = rows(found, bare, len(services))
    sure = row if any(d.minutes >= LEAST for d in row) else []
    enough = asked_why or len(timed) >= len(kinds(services))
    return [
        d
        for d in bare
        if not _of_units(found, d)
        if d.minutes >= LEAST
        or d in sure
        or (timed and (behind_named(found, d, people) or word_at(found, d.last + 1) == "by"))
        or _joined(found, d)
        or added(found, d.first)
        or _led(found, d, starts)
        or (not enough and (d.last + 1 in starts or _its_own(found, d, starts, ends)))
    ]


def _of_units(found: Sequence[Token], number: Duration) -> bool:
    """Whether a small number shares out units that are named before it: "3 units, 2 of 97140".

    However far before, where no minutes are spoken of.
    """
    spoken = any(t.fold in MINUTES for t in found)
    near = found[max(0, number.first - 4) if spoken else 0 : number.first]
    return number.minutes < LEAST and any(t.fold == "unit" for t in near)


def _led(found: Sequence[Token], number: Duration, starts: set[int]) -> bool:
    """Whether "of" and a service stand behind a number that no time stands nearer to."""
    behind = number.last + 1
    if behind < len(found) and found[behind].fold in time_words("once_more"):
        behind += 1
    led = behind < len(found) and found[behind].fold == "of" and behind + 1 in starts
    return led and number.minutes > _A_FEW


_A_FEW = 2
"""So few of a service may be units: "2 of 97124"."""


def _joined(found: Sequence[Token], number: Duration) -> bool:
    """Whether a number is one of a row: "5 + 5 minutes"."""
    at = number.last + 1
    joins = at < len(found) and (found[at].text in "+/,&" or found[at].fold == "and")
    return joins and at + 1 < len(found) and number_at(found, at + 1) is not None


def _its_own(found: Sequence[Token], number: Duration, starts: set[int], ends: set[int]) -> bool:
    """Whether a small number stands with the service or the purpose that it is the time of."""
    after = found[number.last + 1].fold if number.last + 1 < len(found) else ""
    if after in {"of", "to", "on"} or number.first in ends:
        return True
    if after in WERE and number.last + 2 in starts:
        return True
    return told_of(found, number.first, ends)
