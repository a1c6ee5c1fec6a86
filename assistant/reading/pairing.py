"""Minutes paired with the services that they belong to."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.duration import Duration
from assistant.reading.each_time import each_apart
from assistant.reading.facts import Service
from assistant.reading.text import Token
from assistant.reading.unread import BREAKS, of_nothing_read
from knowledge.time_words import time_words

_FORWARD = frozenset(
    {"|", "of", "for", "on", "in", "doing", "worth", "and", "hands", "-", "the", "a", "hand",
     "one", "were", "was", "unattended", "spent", "additional", "attended"}
)  # fmt: skip


_BACKWARD = frozenset({"|", "for", ":", "=", "x", "was", "lasted", "took", "ran", "from", "(", "at",
                       "about", "only", "of", "is", "-", "exactly", "last",
                       "time", "came", "to", "to,", "@", "code"})  # fmt: skip


_OF = frozenset({"of", "for", "in", "on", "doing"})


_TOOK = frozenset({"x", ":", "=", "for", "was", "took", "ran", "lasted", "@", "("})


_FAR = 9.0
_BY_A_HAIR = 1000
"""Of two that are as far as can be, the nearer one still counts as nearer."""
_SAME_BREATH = 60
"""Farther than this many words, a time and a service are as far apart as can be."""


def with_minutes(
    services: Sequence[Service],
    times: Sequence[Duration],
    found: Sequence[Token],
    known_words: frozenset[int] = frozenset(),
    unknown_words: frozenset[int] = frozenset(),
) -> tuple[tuple[Service, ...], tuple[Duration, ...]]:
    """Services with the minutes that belong to each, and the minutes that belong to none.

    Args:
        services: The services, in order.
        times: The durations of treatment, in order.
        found: The question's tokens.
        known_words: Indexes of tokens of regions, muscles and people.
        unknown_words: Indexes of tokens of words that are known from nowhere.
    """
    if not services or not times:
        return tuple(services), tuple(times)
    unread = of_nothing_read(services, times, found, known_words, unknown_words)
    if unread:
        known = [d for d in times if d not in unread]
        paired, loose = with_minutes(services, known, found)
        unread = [d._replace(role="other") for d in unread]
        return paired, tuple(sorted((*loose, *unread), key=lambda d: d.first))
    if each := each_apart(services, times, found):
        others = [s for n, s in enumerate(services) if n not in each]
        paired, loose = with_minutes(others, [d for d in times if not d.each], found)
        rest = iter(paired)
        return tuple(each[n] if n in each else next(rest) for n in range(len(services))), loose
    shared = next((d for d in times if d.each), None)
    kinds = {s.code or s.technique for s in services}
    if shared is not None and len(times) == 1 and len(kinds) == 1 and shared.repeats:
        return (replace(services[0], minutes=shared.minutes * shared.repeats),), ()
    if len(kinds) == 1 and len(times) > 1 and _parts_of_one(times, found):
        total = sum(d.minutes for d in times)
        return (replace(services[0], minutes=total), *services[1:]), ()
    if len(kinds) > 1 < len(times) and all(_around(d, found) for d in times):
        total = sum(d.minutes for d in times)
        return (replace(services[0], minutes=total), *services[1:]), ()
    if shared is not None and len(times) == 1:
        return tuple(_given(s, shared) for s in _reached(services, shared)), ()
    if len(times) > len(kinds) > 1:
        times = _added(times, found)
    listed = _lists(services, times)
    if listed is not None:
        return listed, ()
    chosen = _matched(services, times, found)
    out = list(services)
    used = set()
    for time_place, service_place in chosen:
        out[service_place] = _given(out[service_place], times[time_place])
        used.add(time_place)
    return tuple(out), tuple(d for n, d in enumerate(times) if n not in used)


def less(
    times: Sequence[Duration], idle: Sequence[Duration], found: Sequence[Token]
) -> list[Duration]:
    """Times of treatment without what of them was no treatment; a rest between rounds is outside.

    Args:
        times: The durations of treatment.
        idle: The durations of something else; those inside another have the role `less`.
        found: The question's tokens.
    """
    inside = [d for d in idle if d.role in ("less", "part")]
    if len(times) != 1 or not inside:
        return list(times)
    if times[0].repeats and any(t.fold == "between" for t in found[inside[0].last :]):
        return list(times)
    if inside[0].role == "less" and inside[0].first < times[0].first:
        return list(times)
    left = times[0].minutes - sum(d.minutes for d in inside)
    return [times[0]._replace(minutes=left)] if left >= 0 else list(times)


def _around(time: Duration, found: Sequence[Token]) -> bool:
    """Whether a time is told by another service: "10 minutes before the adjustment, 12 after"."""
    behind = found[time.last + 1].fold if time.last + 1 < len(found) else ""
    return behind in {"before", "after", "afterwards", "beforehand"}


_NEAR, _FURTHER, _ASIDE = 6, 12, 16
"""Within so many words two times are parts of one service; "the other" or "did" reach further, and
"again" over what is said aside."""


def _one_day(found: Sequence[Token]) -> bool:
    """Whether no two days are named."""
    words = {t.fold for t in found}
    return len(time_words("weekdays") & words) < 2 and time_words("other_day").isdisjoint(words)


def _parts_of_one(times: Sequence[Duration], found: Sequence[Token]) -> bool:
    """Whether several times are parts of one service: "feet 20, back 20 and neck 15 minutes"."""
    for one, other in itertools.pairwise(times):
        between = found[one.last + 1 : other.first]
        given = {t.fold for t in between[-3:]} & time_words("gave")
        more = between and between[-1].fold in {"other", "another"}
        again = bool({t.fold for t in between} & time_words("resumed")) and _one_day(found)
        near = _ASIDE if again else _FURTHER if given or more else _NEAR
        ends = {"or", "not", "instead", "?"} | (set() if again else {"."})
        if len(between) > near or any(t.fold in ends for t in between):
            return False
        if not again and not any(t.fold in {",", "and", "plus", "then", "&", "+"} for t in between):
            return False
    return True


def _added(times: Sequence[Duration], found: Sequence[Token]) -> list[Duration]:
    """Times with those that only a plus joins made one: "10 + 10 + 10 minutes"."""
    out: list[Duration] = []
    for time in times:
        between = found[out[-1].last + 1 : time.first] if out else ()
        if out and [t.text for t in between] == ["+"]:
            minutes = out[-1].minutes + time.minutes
            out[-1] = out[-1]._replace(minutes=minutes, last=time.last, end=time.end)
        else:
            out.append(time)
    return out


def _reached(services: Sequence[Service], time: Duration) -> list[Service]:
    """The services that a shared time is meant for."""
    if time.repeats is not None and len(services) > time.repeats:
        after = [s for s in services if s.first > time.last]
        return list(after if len(after) >= time.repeats else services)[: time.repeats]
    return list(services)


def _given(service: Service, time: Duration) -> Service:
    """A service with its minutes."""
    return replace(service, minutes=time.minutes, upper=time.upper)


def _lists(services: Sequence[Service], times: Sequence[Duration]) -> tuple[Service, ...] | None:
    """A list of times beside a list of services of the same length, read in order."""
    if len(services) != len(times) or len(times) < 2:
        return None
    times_first = times[-1].last < services[0].first
    services_first = services[-1].last < times[0].first
    if not (times_first or services_first):
        return None
    return tuple(_given(s, d) for s, d in zip(services, times, strict=True))


def _matched(
    services: Sequence[Service], times: Sequence[Duration], found: Sequence[Token]
) -> list[tuple[int, int]]:
    """Pairs of a time and its service, in order and as near as can be."""
    rows, columns = len(times), len(services)
    costs = [[_cost(d, s, found) for s in services] for d in times]
    skip = _FAR
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    move: list[list[str]] = [[""] * (columns + 1) for _ in range(rows + 1)]
    for row in range(1, rows + 1):
        best[row][0], move[row][0] = row * skip, "time"
    for column in range(1, columns + 1):
        move[0][column] = "service"
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            options = (
                (best[row - 1][column - 1] + costs[row - 1][column - 1], "pair"),
                (best[row][column - 1], "service"),
                (best[row - 1][column] + skip, "time"),
            )
            best[row][column], move[row][column] = min(options, key=lambda option: option[0])
    found_pairs = []
    row, column = rows, columns
    while row or column:
        step = move[row][column]
        if step == "pair":
            found_pairs.append((row - 1, column - 1))
            row, column = row - 1, column - 1
        elif step == "service":
            column -= 1
        else:
            row -= 1
    return found_pairs[::-1]


def _cost(time: Duration, service: Service, found: Sequence[Token]) -> float:
    """How far a time stands from a service, in words; a break between them weighs more."""
    if max(service.first - time.last, time.first - service.last) > _SAME_BREATH:
        return _FAR - 0.5
    if service.first > time.last:
        between = range(time.last + 1, service.first)
        free = _FORWARD
        base = 0.0 if any(found[n].fold in _OF for n in between) else 0.2
    elif service.last < time.first:
        between = range(service.last + 1, time.first)
        free = _BACKWARD
        base = 0.0 if any(found[n].fold in _TOOK for n in between) else 0.4
    else:
        return 0.0
    cost = base
    for place in between:
        word = found[place].fold
        if word == "," and _glued(place, found):
            cost += 0.1
        elif word in BREAKS:
            cost += 2.0 if word == "," else 2.6
        elif word not in free:
            cost += 0.8
    return min(cost, _FAR - 0.5) + cost / _BY_A_HAIR


def _glued(place: int, found: Sequence[Token]) -> bool:
    """Whether a comma stands between two signs without a space, as in a pasted table."""
    before, comma, behind = found[place - 1 : place + 2]
    return before.end == comma.start and comma.end == behind.start
