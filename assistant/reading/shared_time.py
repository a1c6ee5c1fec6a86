"""Times that are no one service's: the whole of several, or of others that are named beside it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from assistant.reading.around import covered, piece, word_at, words_at, words_before
from assistant.reading.facts import Duration, Service, kinds
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from knowledge.library import Library
from knowledge.reading_words import number_words, time_words


def of_all(
    found: Sequence[Token],
    services: Sequence[Service],
    times: Sequence[Duration],
    counted: Set[int],
    library: Library,
) -> bool:
    """Whether one time is the day's: "97110 x2, 97140 x1", "45 minutes of 97124 and 97110".

    Args:
        found: The question's tokens.
        services: The services, in order.
        times: The durations of treatment.
        counted: Indexes of the tokens of numbers of units.
        library: The knowledge base.
    """
    if len(times) != 1 or times[0].each or times[0].repeats:
        return False
    own = [s for s in services if s.numbered and counted & set(range(s.first - 3, s.last + 4))]
    ahead = {s.first < times[0].first for s in own if word_at(found, times[0].first - 1) == "for"}
    if len(ahead) < _SEVERAL and 1 < len({s.code for s in own}) <= len(counted):
        return True
    if counted and _units_shared(found, services, counted):
        return True
    timed = [s for s in services if is_timed(s, library)]
    codes_of = {(s.code,) if s.code else library.technique_codes[s.technique or ""] for s in timed}
    if len(codes_of) < _SEVERAL:
        return False
    row = range(timed[0].first, timed[-1].last + 1)
    spoken = covered(services)
    joined = all(n in spoken or found[n].fold in _JOINS for n in row)
    (time,) = times
    reach = {word_at(found, n) for n in range(time.last + 1, timed[0].first)}
    before = joined and time.first < row.start and reach <= _OF | _SHARED
    between = {word_at(found, n) for n in range(row.stop, time.first)}
    before |= joined and row.stop <= time.first and between <= _TOOK
    words = {t.fold for t in found}
    return before or (joined and bool(words & _SHARED) and time.first not in row)


def _units_shared(found: Sequence[Token], services: Sequence[Service], counted: Set[int]) -> bool:
    """Whether small numbers before the services share out the units: "3 units, 2 te 1 mt"."""
    told = [number_at(found, s.first - 1) for s in services]
    shares = [n[0] for n in told if n is not None]
    wholes = {got[0] for n in counted if (got := number_at(found, n)) is not None}
    return 1 < len(shares) == len(services) and sum(shares) in wholes


def of_both(
    found: Sequence[Token], services: Sequence[Service], times: Sequence[Duration]
) -> list[Duration]:
    """The times, one that several services had each: "both 97112 and 97116 took 19 minutes".

    Args:
        found: The question's tokens.
        services: The services, in order.
        times: The durations of treatment, in order.
    """
    if len(times) != 1 or not services or services[0].first > times[0].first:
        return list(times)
    both = word_at(found, services[0].first - 1) == "both"
    return [times[0]._replace(each=True)] if both else list(times)


_SEVERAL = 2
_JOINS = frozenset({"and", "&", "+", "/", ",", "plus", "with", "the", "(", ")"})
_BOTH = frozenset({"both", "bilateral"})
_OF = frozenset({"of", "for", "on", "doing", "in", "the", "both"})
_SHARED = time_words("shared")
_TOOK = time_words("told_of") | {",", "-"}


def is_timed(service: Service, library: Library) -> bool:
    """Whether a service is counted by its minutes.

    Args:
        service: The service.
        library: The knowledge base.
    """
    codes = {service.code} if service.code else library.technique_codes[service.technique or ""]
    return any(c in library.codes and library.codes[c].timed for c in codes if c)


def evenly(
    found: Sequence[Token], services: Sequence[Service], time: Duration, library: Library
) -> tuple[Service, ...] | None:
    """The services with their even shares of one time: "60 minutes split evenly between them".

    Args:
        found: The question's tokens.
        services: The services, in order.
        time: The one time that is told.
        library: The knowledge base.

    Returns:
        None where nothing says that they had it in even parts, or it has none.
    """
    words = [t.fold for t in found]
    halves = ("other", "half") in pairwise(words) or words.count("half") == _SEVERAL
    halves = halves or not {"evenly", "equally"}.isdisjoint(words)
    halves = halves or any(f"{part} each" in " ".join(words) for part in number_words("parts"))
    timed = [s for s in services if is_timed(s, library)]
    if not halves or len(timed) < _SEVERAL or time.minutes % len(timed):
        return None
    share = time.minutes // len(timed)
    return tuple(replace(s, minutes=share) if s in timed else s for s in services)


def lone_total(times: Sequence[Duration], services: Sequence[Service]) -> tuple[Duration, ...]:
    """The times, a total that is all that is told of the one service as its time.

    Args:
        times: Every duration, in order.
        services: The services, in order.
    """
    one = len(kinds(services)) == 1
    alone = one and sum(d.role == "total" for d in times) == 1
    return tuple(d._replace(role="treatment") if alone and d.role == "total" else d for d in times)


def summed(services: Sequence[Service], times: Sequence[Duration]) -> list[Duration]:
    """The times, one that is the sum of the others as their whole: "125 minutes: 65 and 60".

    Args:
        services: The services, in order.
        times: The durations of treatment, in order.

    >>> from assistant.reading.durations import durations
    >>> from assistant.reading.text import tokens
    >>> found = tokens("125 minutes, 65 minutes and 60 minutes")
    >>> [d.role for d in summed((), durations(found))]
    ['total', 'treatment', 'treatment']
    """
    named = len(kinds(services))
    every = {d.minutes * (d.repeats or 0) for d in times if d.each}  # "16 over two codes, 8 each"
    row = sorted([*((s.first, 0) for s in services), *((d.first, 1) for d in times)])
    own = len(services) == len(times) and all(a[1] != b[1] for a, b in pairwise(row))
    if len(times) <= max(_SEVERAL, named) or every or own:  # "97110 20, 97110 5, 97140 15"
        told = [not services and d.minutes in every and not d.each for d in times]
        return [d._replace(role="total") if t else d for d, t in zip(times, told, strict=True)]
    added = sum(d.minutes for d in times)
    whole = next((d for d in (times[0], times[-1]) if 2 * d.minutes == added), None)
    return [d._replace(role="total") if d is whole else d for d in times]


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
        led = {"of", "for", ":"}.intersection(words_at(found, time.last + 1, 2))
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
    one = len(kinds(services)) == 1
    if not one or len(times) != 1 or not times[0].each or times[0].repeats:
        return list(times)
    if not time_words("each_visit").isdisjoint(words_at(found, times[0].last + 1, 2)):
        return list(times)
    clause = piece(found, times[0].first, times[0].last, ".?!;")
    begun = [n for n in body if n - 1 not in body and n in clause]
    parts = sum(1 if _BOTH.isdisjoint(words_before(found, n, 2)) else _SEVERAL for n in begun)
    return [times[0]._replace(repeats=parts if parts > 1 else None)]
