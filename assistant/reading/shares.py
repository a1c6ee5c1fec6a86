"""Parts of one whole: told as fractions of it, or taken off it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import chain, takewhile

from assistant.reading.around import past, past_article, word_at, words_at, words_before
from assistant.reading.facts import Duration
from assistant.reading.idle_time import of_it
from assistant.reading.other_numbers import in_figures
from assistant.reading.text import Token
from knowledge.reading_words import number_words, time_words

_PARTS = number_words("parts")
_COUNTS = number_words("parts_told")
_HOW_LONG = ("treatment", "booked", "total")


def with_shares(
    found: Sequence[Token],
    times: Sequence[Duration],
    others: Sequence[Duration],
    starts: Set[int],
    taken: Set[int] = frozenset(),
) -> list[Duration]:
    """The times of treatment, those told as fractions of the one whole as times of their own.

    Args:
        found: The question's tokens.
        times: The times of treatment, in order.
        others: Times of every kind, an appointment's length among them.
        starts: Indexes of the first tokens of the services.
        taken: Indexes of tokens of something else, such as a date.

    >>> from assistant.reading.durations import durations
    >>> from assistant.reading.text import tokens
    >>> found = tokens("45 minutes, a third was manual, the rest exercise")
    >>> [(d.minutes, d.role) for d in with_shares(found, durations(found), (), {6})]
    [(45, 'total'), (15, 'treatment')]
    """
    if not any(t.fold in _PARTS or t.text == "/" for t in found):
        return list(times)
    wholes = [*times, *(d for d in others if d.role in _HOW_LONG and d not in times)]
    if len(wholes) != 1 or wholes[0].each or wholes[0].upper:
        return list(times)
    (whole,) = wholes
    parts: list[Duration] = []
    for place in sorted({*range(len(found))} - {*range(whole.first, whole.last + 1)} - taken):
        got = _fraction(found, place)
        if got is None or (parts and place <= parts[-1].last):
            continue
        over, under, behind = got
        at = past(found, _past_whole(found, behind, whole), time_words("share_went_to"))
        if at in starts:
            minutes = whole.minutes * over // under
            start, end = found[place].start, found[at - 1].end
            parts.append(Duration(minutes, None, place, at - 1, start, end))
    left = whole.minutes - sum(d.minutes for d in parts)
    if not parts or left < 0:
        return list(times)
    if 0 < left < len(parts) and len({d.minutes for d in parts}) == 1:
        return [whole._replace(role="total")]  # "45 min, half te half mt": 22.5 each
    if 0 < left < len(parts):  # What whole minutes leave over of a whole that is all shared out.
        parts[-1], left = parts[-1]._replace(minutes=parts[-1].minutes + left), 0
    behind = whole.last + (2 if word_at(found, whole.last + 1) == "of" else 1)
    # "30 minutes of 97140, half of it was 97110": what is left is the whole's own service's.
    kept = whole._replace(minutes=left) if left and behind in starts else None
    return sorted([kept or whole._replace(role="total"), *parts], key=lambda d: d.first)


def _fraction(found: Sequence[Token], place: int) -> tuple[int, int, int] | None:
    """What stands over and under the line of a fraction, and the index behind it."""
    upper, line, lower = words_at(found, place, 3)
    if in_figures(found, place):
        return int(upper), int(lower), place + 3
    if upper == "half":
        return 1, 2, place + 1
    gap = 2 if line == "-" else 1
    part = word_at(found, place + gap)
    if part not in _PARTS or upper not in _COUNTS:
        return None
    return _COUNTS[upper], _PARTS[part], place + gap + 1


def _past_whole(found: Sequence[Token], behind: int, whole: Duration) -> int:
    """The index behind the whole where it is named right behind its part: "1/3 of a 45 minute"."""
    named = word_at(found, behind) == "of" and past_article(found, behind + 1) == whole.first
    return whole.last + 1 if named else behind


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
    if len(times) > 1:
        return _less_of_one(times, [d for d in idle if _of_the_last(found, d)])
    inside = [d for d in idle if d.role in ("less", "part")]
    if not (times and inside):
        return list(times)
    if times[0].repeats and any(t.fold == "between" for t in found[inside[0].last :]):
        return list(times)
    if inside[0].role == "less" and inside[0].first < times[0].first:
        return list(times)
    whole = times[0].minutes - sum(d.minutes * (d.repeats or 1) for d in inside)
    return [times[0]._replace(minutes=whole)] if whole >= 0 else list(times)


def _less_of_one(times: Sequence[Duration], inside: Sequence[Duration]) -> list[Duration]:
    """Several times, each without what of it was none: "60 massage, 10 of it talking"."""
    out = list(times)
    for part in inside:
        told = [n for n, d in enumerate(out) if d.last < part.first and not (d.each or d.repeats)]
        if told and out[told[-1]].minutes > part.minutes:
            whole = out[told[-1]]
            out[told[-1]] = whole._replace(minutes=whole.minutes - part.minutes)
    return out


def _of_the_last(found: Sequence[Token], idle: Duration) -> bool:
    """Whether time of no treatment is said to be of the one before it: "25 including 5 of rest"."""
    told = of_it(found, idle.last + 1) or "including" in words_before(found, idle.first, 2)
    return idle.role == "less" and told


def _of_each(found: Sequence[Token], idle: Duration) -> bool:
    """Whether every service had a time of no treatment: "each had 2 minutes of rest"."""
    before = found[max(0, idle.first - _NEAR) : idle.first][::-1]
    behind = found[idle.last + 1 : idle.last + 1 + _NEAR]
    words = (takewhile(lambda token: token.kind != "sign", side) for side in (before, behind))
    return any(t.fold in time_words("of_all") for t in chain(*words))


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
