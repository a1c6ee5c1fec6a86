"""Minutes paired with the services that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from assistant.reading.around import BREAKS, covered, past, past_article, past_back, word_at
from assistant.reading.dates import days_named
from assistant.reading.facts import Duration, Service, kinds
from assistant.reading.matching import matched
from assistant.reading.rounds import rounds_of
from assistant.reading.shared_time import each_apart
from assistant.reading.text import Token
from knowledge.reading_words import reading_words, time_words


def with_minutes(
    services: Sequence[Service],
    times: Sequence[Duration],
    found: Sequence[Token],
    known_words: frozenset[int] = frozenset(),
    unknown_words: frozenset[int] = frozenset(),
    odd_words: frozenset[int] = frozenset(),
) -> tuple[tuple[Service, ...], tuple[Duration, ...]]:
    """Services with the minutes that belong to each, and the minutes that belong to none.

    Args:
        services: The services, in order.
        times: The durations of treatment, in order.
        found: The question's tokens.
        known_words: Indexes of tokens of regions, muscles and people.
        unknown_words: Indexes of tokens of words that are known from nowhere.
        odd_words: Those, and the indexes of words of names that name no service here.
    """
    if not services or not times:
        return tuple(services), tuple(times)
    if unread := _of_nothing_read(services, times, found, known_words, unknown_words):
        paired, loose = with_minutes(services, [d for d in times if d not in unread], found)
        unread = [d._replace(role="other") for d in unread]
        return paired, tuple(sorted((*loose, *unread), key=lambda d: d.first))
    if each := each_apart(services, times, found):
        others = [s for n, s in enumerate(services) if n not in each]
        paired, loose = with_minutes(others, [d for d in times if not d.each], found)
        rest = iter(paired)
        return tuple(each[n] if n in each else next(rest) for n in range(len(services))), loose
    times = [_of_all_parts(d, services) for d in times]
    shared = next((d for d in times if d.each), None)
    out = list(services)
    sorts = len(kinds(services))
    about = {_about(d, services, found) for d in times} if sorts > 1 else set()
    own = [n for n, s in enumerate(services) if s.first not in about]
    placed = all(d.first - 1 in known_words for d in times)  # "neck 5 back 10 shoulder 8"
    parts = sorts == 1 < len(times) and (placed or _parts_of_one(times, found, odd_words))
    around = len(times) > 1 and None not in about and len(kinds(services[n] for n in own)) == 1
    if parts or (around and sorts > 1):
        out[own[0]] = replace(out[own[0]], minutes=sum(d.minutes for d in times))
        return tuple(out), ()
    if shared is not None and len(times) == 1:
        return tuple(_given(s, shared) for s in _reached(services, shared)), ()
    if sorts > 1 < len(times):
        times = [_in_all(d, found) for d in times]
        times = _with_parts(times, services, found, known_words)
    if len(times) > sorts > 1:
        times = _added(times, found)
    if (listed := _lists(services, times)) is not None:
        return listed, ()
    chosen = matched(services, times, found)
    used = {time_place for time_place, _ in chosen}
    for time_place, service_place in chosen:
        out[service_place] = _given(out[service_place], times[time_place])
    return tuple(out), tuple(d for n, d in enumerate(times) if n not in used)


def _of_nothing_read(
    services: Sequence[Service],
    times: Sequence[Duration],
    found: Sequence[Token],
    known: frozenset[int],
    unknown: frozenset[int],
) -> list[Duration]:
    """Times of something that isn't a service here, where others are each of one by name.

    "20 of yoga and 7 of massage", "20 min zumba, 7 min massage": the 20 are none of the massage's.
    """
    starts = {s.first for s in services}
    ends = {s.last for s in services}
    named = [d for d in times if _name(d, found) in starts or _behind(d, found) in ends]
    if not named or len(named) == len(times):
        return []
    taken = covered(services)
    other = [
        d
        for d in times
        if d not in named
        and (at := _name(d, found)) < len(found)
        and (at in unknown or found[at - 1].fold == "of")
        and found[at].kind == "word"
        and at not in known
        and found[at].fold not in reading_words("no_service")
        and not taken & set(range(d.last, at + _CLEAR))
        and (word_at(found, at + 1) in {"", *BREAKS} or found[at].fold in reading_words("no_name"))
    ]
    return other if len(other) + len(named) == len(times) else []


_CLEAR = 3  # so far behind the name of what a time is of no service stands


def _name(time: Duration, found: Sequence[Token]) -> int:
    """The index of the word behind a time, or behind its "of"."""
    return time.last + (2 if word_at(found, time.last + 1) == "of" else 1)


def _behind(time: Duration, found: Sequence[Token]) -> int:
    """The place of the word before a time, signs and "for" left out: "massage: 30 min"."""
    return past_back(found, time.first, frozenset({":", "=", "-", "(", "for", "x"}))


def _with_parts(
    times: Sequence[Duration],
    services: Sequence[Service],
    found: Sequence[Token],
    known: frozenset[int],
) -> list[Duration]:
    """The times, parts of the body in a row as one: "mt 8 min left shoulder, 9 min right"."""
    out: list[Duration] = []
    placed = False
    for time in times:
        ahead = takewhile(lambda n: found[n].fold not in BREAKS, range(time.last + 1, len(found)))
        reach = set(ahead)
        at_a_part = not reach.isdisjoint(known)
        own = any(s.first in reach or s.last + 1 == time.first for s in services)
        if placed and at_a_part and not own and not time.each:
            out[-1] = out[-1]._replace(minutes=out[-1].minutes + time.minutes, upper=None)
        else:
            out.append(time)
        placed = at_a_part
    return out


def _about(time: Duration, services: Sequence[Service], found: Sequence[Token]) -> int | None:
    """The index of what a time lay about: "10 minutes before the adjustment, 12 after it"."""
    at = past(found, time.last + 1, frozenset({"of"}))
    at = next((s.last + 1 for s in services if s.first == at), at)
    told = word_at(found, at) in reading_words("about_another")
    return past_article(found, at + 1) if told else None


_NEAR, _FURTHER, _ASIDE = 6, 12, 16
"""Within so many words two times are parts of one service; "did" reaches further, and "again"
over what is said aside."""


def _one_day(found: Sequence[Token]) -> bool:
    """Whether no two days are named."""
    words = {t.fold for t in found}
    return len(days_named(found)) < 2 and time_words("other_day").isdisjoint(words)


def _parts_of_one(times: Sequence[Duration], found: Sequence[Token], odd: frozenset[int]) -> bool:
    """Whether several times are parts of one service: "feet 20, back 20 and neck 15 minutes"."""
    if any(d.first - 1 in odd for d in times):
        return False  # "warm up 10 min, exercise 15 min": the first is something else's.
    for one, other in pairwise(times):
        between = found[one.last + 1 : other.first]
        if [t.text for t in between] == [","] and between[0].start == found[
            one.last
        ].end == other.start - 1:
            return False  # "22,5 min" may be a fraction.
        words = {t.fold for t in between}
        given = {t.fold for t in between[-3:]} & time_words("gave")
        more = word_at(found, other.last + 1) in time_words("once_more")
        again = _one_day(found) and (more or not words.isdisjoint(time_words("resumed")))
        near = _ASIDE if again else _FURTHER if given else _NEAR
        ends = {"or", "not", "instead", "?"} | (set() if again else {"."})
        joined = again or not words.isdisjoint({",", "and", "plus", "then", "&", "+"})
        if len(between) > near or words & ends or not joined:
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


def _of_all_parts(time: Duration, services: Sequence[Service]) -> Duration:
    """A time of each area as that of all, where one service alone is told before it.

    "Massage of 3 areas, 10 min each, 97140 x3?": 30 minutes, none of them of 97140.
    """
    told = [s for s in services if s.first < time.first] or services
    if not (time.each and time.repeats) or len(kinds(told)) > 1:
        return time
    return time._replace(minutes=time.minutes * time.repeats, each=False, repeats=None)


def _in_all(time: Duration, found: Sequence[Token]) -> Duration:
    """A time of several rounds with all of them: "two 10-minute bouts of gait training"."""
    rounds = rounds_of(found, time.first, time.last + 1) if time.repeats else None
    if not rounds:
        return time
    return time._replace(minutes=time.minutes * rounds, each=False, repeats=None)


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
