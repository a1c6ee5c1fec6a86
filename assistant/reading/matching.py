"""Which time is nearest to which service, in words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.around import BREAKS
from assistant.reading.facts import Duration, Service
from assistant.reading.text import Token
from knowledge.reading_words import reading_words

_FAR = 9.0
_BY_A_HAIR = 1000
"""Of two that are as far as can be, the nearer one still counts as nearer."""
_SAME_BREATH = 60
"""Farther than this many words, a time and a service are as far apart as can be."""


_Way = tuple[float, tuple[tuple[int, int], ...]]
"""What it costs to pair some times with some services, and the pairs."""


def matched(
    services: Sequence[Service], times: Sequence[Duration], found: Sequence[Token]
) -> tuple[tuple[int, int], ...]:
    """Pairs of a time and its service by their indexes, in order and as near as can be.

    Args:
        services: The services, in order.
        times: The durations of treatment, in order.
        found: The question's tokens.
    """
    above: list[_Way] = [(0.0, ())] * (len(services) + 1)
    led = services[0].last < times[0].first  # "97110 29 97140": the code leads to its time
    for row, time in enumerate(times):
        ways: list[_Way] = [(above[0][0] + _FAR, ())]
        for column, service in enumerate(services):
            cost, pairs = above[column]
            further, others = above[column + 1]
            options: tuple[_Way, ...] = (
                (cost + _cost(time, service, found, led), (*pairs, (row, column))),
                ways[column],
                (further + _FAR, others),
            )
            ways.append(min(options, key=lambda option: option[0]))
        above = ways
    return above[-1][1]


def _cost(time: Duration, service: Service, found: Sequence[Token], led: bool) -> float:
    """How far a time stands from a service, in words; a break between them weighs more."""
    if max(service.first - time.last, time.first - service.last) > _SAME_BREATH:
        return _FAR - 0.5
    if service.first > time.last:
        words = [t.fold for t in found[time.last + 1 : service.first]]
        free = reading_words("before_its_service")
        cost = (0.2 if words or not led else 0.5) if _INTO.isdisjoint(words) else 0.0
    elif service.last < time.first:
        words = [t.fold for t in found[service.last + 1 : time.first]]
        free = reading_words("behind_its_service")
        cost = 0.4 if reading_words("took").isdisjoint(words) else 0.0
    else:
        return 0.0
    for word in words:
        if word in BREAKS:
            cost += 2.0 if word == "," else 2.6
        elif word not in free:
            cost += 0.8
    return min(cost, _FAR - 0.5) + cost / _BY_A_HAIR


_INTO = reading_words("into_what")
