"""A time that several services had each, beside times of others: "15 each of A and B, C for 8"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.duration import Duration
from assistant.reading.facts import Service
from assistant.reading.minute_words import word_at
from assistant.reading.text import Token
from knowledge.time_words import time_words


def each_apart(
    services: Sequence[Service], times: Sequence[Duration], found: Sequence[Token]
) -> dict[int, Service]:
    """The services that a time of each is of, with it, by their index.

    They stand between it and the time after or before it.

    Args:
        services: The services, in order.
        times: The durations of treatment, in order.
        found: The question's tokens.
    """
    told: dict[int, Service] = {}
    if len(times) < _SEVERAL:
        return told
    for n, time in enumerate(times):
        if not time.each or time.repeats:
            continue
        start = times[n - 1].last if n else -1
        end = times[n + 1].first if n + 1 < len(times) else len(found)
        before = [m for m, s in enumerate(services) if start < s.first < time.first]
        after = [m for m, s in enumerate(services) if time.last < s.first < end]
        led = {word_at(found, time.last + k) for k in (1, 2)} & _OF
        for m in after if led or not before else before:
            told[m] = replace(services[m], minutes=time.minutes, upper=time.upper)
    return told


def of_each_part(
    found: Sequence[Token],
    services: Sequence[Service],
    times: Sequence[Duration],
    body: frozenset[int],
) -> list[Duration]:
    """The times, the one that each part of the body had as often: "both shoulders 8 minutes each".

    Args:
        found: The question's tokens.
        services: The services, in order.
        times: The durations of treatment, in order.
        body: Indexes of tokens of parts of the body.
    """
    one = len({s.code or s.technique for s in services}) == 1
    if not one or len(times) != 1 or not times[0].each or times[0].repeats:
        return list(times)
    if not {word_at(found, times[0].last + k) for k in (1, 2)}.isdisjoint(time_words("each_visit")):
        return list(times)
    start = next((n + 1 for n in range(times[0].first, -1, -1) if found[n].text in ".?!;"), 0)
    end = next((n for n in range(times[0].last, len(found)) if found[n].text in ".?!;"), len(found))
    begun = [n for n in body if n - 1 not in body and start <= n < end]
    parts = sum(
        _SEVERAL if "both" in (word_at(found, n - 1), word_at(found, n - 2)) else 1 for n in begun
    )
    return [times[0]._replace(repeats=parts if parts > 1 else None)]


_SEVERAL = 2
_OF = frozenset({"of", "for", ":"})
