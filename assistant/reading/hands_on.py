"""Numbers of hands-on minutes: "60 min, 45 hands on"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.reading.counts import LEAST
from assistant.reading.facts import Duration, Service, kinds
from assistant.reading.numbers import told_given
from assistant.reading.text import Token
from knowledge.reading_words import time_words


def hands_on_minutes(found: Sequence[Token], bare: Sequence[Duration]) -> list[Duration]:
    """Numbers said to be hands-on, where a time stands in the words: "60 min, 45 hands on".

    Args:
        found: The question's tokens.
        bare: Numbers that could be minutes.

    >>> from assistant.reading.bare_minutes import bare_numbers
    >>> from assistant.reading.text import tokens
    >>> found = tokens("10 intake, 45 hands on")
    >>> [d.minutes for d in hands_on_minutes(found, tuple(bare_numbers(found, frozenset())))]
    [45]
    """
    return [d._replace(role="treatment") for d in bare if d.minutes >= LEAST and hands_on(found, d)]


def hands_on(found: Sequence[Token], number: Duration) -> bool:
    """Whether it is a number of hands-on minutes: "47 hands on massage", "hands on 50".

    Args:
        found: The question's tokens.
        number: The number.
    """
    behind = (t.fold for t in found[number.last + 1 : number.last + 6])
    words = [fold for fold in behind if fold != "-" and fold not in time_words("of_them")]
    near = found[max(0, number.first - 5) : number.first]
    before = [t.fold for t in near if t.fold not in _NAMING]
    return told_given(words) or before[-2:] == ["hand", "on"]


_NAMING = time_words("told_of") | time_words("perhaps") | {"time", "minute", "it"}


def of_the_hands(
    found: Sequence[Token], times: Sequence[Duration], services: Sequence[Service]
) -> list[Duration]:
    """The times of treatment, hands-on ones alone where a longer one holds them.

    "60 minutes, 52 of them hands-on" is 52 minutes of the one service.

    Args:
        found: The question's tokens.
        times: The times of treatment, in order.
        services: The services that are named.
    """
    hands = [d for d in times if _is_hands_on(found, d)]
    longer = [d for d in times if d not in hands]
    one = len(kinds(services)) < 2
    if not (hands and longer and one) or any(d.each for d in times):
        return list(times)
    whole = sum(d.minutes for d in hands)
    return hands if all(d.minutes > whole for d in longer) else list(times)


def _is_hands_on(found: Sequence[Token], time: Duration) -> bool:
    """Whether minutes are said to be hands-on or actual ones."""
    after = takewhile(lambda fold: fold != "but", (t.fold for t in found[time.last + 1 :][:6]))
    behind = [fold for fold in after if fold not in time_words("of_them")][:3]
    near = {*(t.fold for t in found[max(0, time.first - 3) : time.last + 1]), *behind}
    told = {"hand", "on"} <= near or bool(near & time_words("actual")) or hands_on(found, time)
    return told or ("time" in near and bool(near & time_words("hands_on_time")))
