"""A part of a whole time: "9 of a 15 minute unit", "24 minutes, 8 of them by the PTA"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise, takewhile

from assistant.reading.around import BREAKS, past_article, piece, word_at
from assistant.reading.facts import Duration, Service, kinds
from assistant.reading.given_often import of_each_side
from assistant.reading.idle_time import idle, idle_before, whole_behind
from assistant.reading.numbers import MINUTES, behind_minutes, number_at
from assistant.reading.rest import rest_at
from assistant.reading.text import Token
from knowledge.reading_words import reading_words, time_words


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
    coded = found[end : end + 1] and found[end].kind == "code" and len(found[end - 1].text) > 1
    told = {word_at(found, behind - 1), word_at(found, end - 1)} & MINUTES
    if not (told or coded):
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


def without_parts(
    found: Sequence[Token],
    times: Sequence[Duration],
    services: Sequence[Service],
    named: Set[int] = frozenset(),
) -> tuple[list[Duration], list[Duration]]:
    """The times, no minute of them told twice, and the parts of which nothing read is told.

    A part of one service's time is a share of it and is left out; what was another service is taken
    off it; and a time of no service's own, or one of which the rest is told, is the whole of its
    parts.

    Args:
        found: The question's tokens.
        times: The times of treatment, in order.
        services: The services that are named.
        named: Indexes of tokens of parts of the body and of people.

    >>> from assistant.reading.durations import durations
    >>> from assistant.reading.text import tokens
    >>> found = tokens("24 minutes of 97116, 8 minutes of them by the PTA")
    >>> gait = Service("97116", first=3, last=3)
    >>> times, untold = without_parts(found, durations(found), [gait])
    >>> [d.minutes for d in times], untold
    ([24], [])
    """
    out: list[Duration] = []
    untold: list[Duration] = []
    at, own = -1, set[str | None]()
    rest = rest_at(found, services) or 0
    for n, time in enumerate(times):
        if at < 0 or not _is_part(found, time, out[at]):
            start = times[n - 1].last if n else -1
            end = times[n + 1].first if n + 1 < len(times) else len(found)
            own = kinds(s for s in services if start < s.first < end)
            at = len(out)
            out.append(time)
            continue
        ahead = takewhile(lambda m: found[m].fold not in BREAKS, range(time.last + 1, len(found)))
        reach = {time.first - 1, *ahead}
        its = kinds(s for s in services if {s.first, s.last} & reach)
        if its - own:
            left = out[at].minutes - time.minutes
            apart = own and rest < time.last
            out[at] = out[at]._replace(minutes=left) if apart else out[at]._replace(role="total")
            out.append(time)
            continue
        clause = piece(found, time.first, time.last, ".?!;,")
        whose = any(n in named or found[n].fold in _WHOSE for n in clause)
        if not (its or time.repeats or whose):
            untold.append(time)  # "40 minutes, 5 minutes of them he was sneezing"
    return out, untold


_WHOSE = time_words("people") | time_words("paired_parts") | {"by"}


def _is_part(found: Sequence[Token], time: Duration, whole: Duration) -> bool:
    """Whether a time is said to be of the one before it, one person's share or of each side."""
    behind = time.last + 1
    if time.minutes > whole.minutes or "total" in (whole.role, time.role):
        return False
    if time.minutes * (time.repeats or 0) == whole.minutes and of_each_side(found, behind):
        return True
    if word_at(found, behind) == "of":
        named = number_at(found, past_article(found, behind + 1))
        return word_at(found, behind + 1) in _IT or (named or (0,))[0] == whole.minutes
    of_it = word_at(found, time.first - 2) == "of" and word_at(found, time.first - 1) in _IT
    ahead = pairwise(t.fold for t in found[max(0, time.first - 5) : time.first])
    if of_it or ("of", "which") in ahead:
        return True
    near = {t.fold for t in found[max(0, time.first - 4) : behind + 4]}
    told = {t.fold for t in found[: time.first]}
    shared = time.minutes < whole.minutes and bool(told & time_words("given_at_once"))
    return shared and bool(near & time_words("people"))


_IT = reading_words("the_whole")
