"""Times of day: minutes from `10:05 to 10:43`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.reading.around import past, word_at, words_at, words_before
from assistant.reading.clock_words import lettered_time, pointed_time, spoken_time
from assistant.reading.numbers import HOURS, MINUTES, is_minutes, number_at
from assistant.reading.text import Token
from knowledge.reading_words import reading_words, time_words

_NOON = 12 * 60
_LONGEST = 10 * 60  # longer than so many minutes no treatment lasts
_CLOCK = re.compile(r"^(\d{1,2}):([0-5]\d)$")
_UNTIL = reading_words("until")
_HANDED_ON = 12  # so many words on, a time still ends what began where another service ended
_FAR = 24  # so many words behind its start a treatment may be told to have stopped

_Length = tuple[int, int | None, int]
"""Minutes, the upper end of a range of them, and the index behind their words."""


class _Time(NamedTuple):
    """A time of day: minutes from midnight, its half of the day, the index behind, how sure."""

    minutes: int
    half: str
    behind: int
    sure: bool = True


def clock(found: Sequence[Token], place: int) -> _Length | None:
    """`10:05 to 10:43`, `from 2:00 pm to 2:38 pm`, `9-9:40am`, `started 9:05, finished 9:50`."""
    begin = _time(found, place)
    if begin is None:
        return None
    joined = word_at(found, begin.behind)
    gap: int | None = begin.behind + 1
    if joined == "and" and word_at(found, place - 1) != "between":
        gap = _ended(found, begin.behind + 1, 2)
    elif joined not in _UNTIL | {"-", "and", "through"}:
        gap = _ended(found, begin.behind)
        if gap is None:
            return _started(found, place, begin)
    finish = _time(found, gap) if gap is not None else None
    if gap is None or finish is None:
        return None
    seen = word_at(found, place - (2 if word_at(found, place - 1) == "from" else 1))
    told = seen in time_words("seen_from") and not is_minutes(found, finish.behind)
    if not (begin.sure or finish.sure or told):
        return None
    between = words_at(found, begin.behind, gap - begin.behind)
    switched = not time_words("clock_starts").isdisjoint(between)
    return _lasted(begin, finish, begin.behind if switched else finish.behind)


def _ended(found: Sequence[Token], place: int, far: int = 4) -> int | None:
    """The index behind words such as `, finished at`."""
    for at in range(place, place + far):
        word = word_at(found, at)
        if word in time_words("clock_ends"):
            after = past(found, at + 1, reading_words("before_an_end"))
            if word not in time_words("clock_starts") and _time(found, after) is not None:
                return after
            ahead = (n + 1 for n in range(after, after + 4) if word_at(found, n) == "at")
            return next(ahead, after)
    return None


def _started(found: Sequence[Token], place: int, begin: _Time) -> _Length | None:
    """A start whose stop stands further on: `started at 9:00, break 9:20-9:30, stopped at 9:50`."""
    if not begin.sure or time_words("clock_starts").isdisjoint(words_before(found, place, 4)):
        return None
    at = _ended(found, begin.behind, _FAR)
    finish = _time(found, at) if at is not None else None
    if at is None or finish is None or not finish.sure or _started_later(found, begin.behind, at):
        return None
    return _lasted(begin, finish, begin.behind)


def _started_later(found: Sequence[Token], behind: int, end: int) -> bool:
    """Whether a later time is the start: "came in for 9:00, started at 9:07, stopped 9:52"."""
    starts = time_words("clock_starts") - time_words("clock_ends")
    told = (n for n in range(behind, end) if found[n].kind == "clock")
    return any(not starts.isdisjoint(words_before(found, n, 4)) for n in told)


def onward(found: Sequence[Token], place: int) -> _Length | None:
    """A service that began when the last one ended: "10:05-10:52, then exercise until 11:10".

    Args:
        found: The question's tokens.
        place: The index of a token.
    """
    finish = _time(found, place + 1) if word_at(found, place) in _UNTIL else None
    if finish is None or not finish.sure:
        return None
    for at in range(place - 1, max(-1, place - _HANDED_ON), -1):
        if word_at(found, at) in MINUTES:
            return None
        told = found[at].kind in {"clock", "number"} or found[at].fold == "noon"
        begin = _time(found, at) if told else None
        if begin is not None and begin.sure:
            return _lasted(begin, finish, finish.behind)
    return None


def length(found: Sequence[Token], place: int) -> _Length | None:
    """A length written as hours and minutes: `1:15 of 97124`, `1:20 hours`, `0:23`.

    Args:
        found: The question's tokens.
        place: The index of a token.
    """
    match = _CLOCK.match(found[place].text)
    if match is None or int(match[1]) > 9:
        return None
    behind = place + (3 if word_at(found, place + 1) == ":" else 1)
    hours = word_at(found, behind) in HOURS
    alone = (
        [t.kind for t in found].count("clock") == 1 and place and found[place - 1].kind == "code"
    )
    alone = alone and word_at(found, behind) in {"", *",.;?"} | reading_words("who_pays")
    if not hours and not alone and word_at(found, behind) != "of" and int(match[1]):
        return None
    return int(match[1]) * 60 + int(match[2]), None, behind + hours


def _time(found: Sequence[Token], place: int) -> _Time | None:
    """The time of day that begins at a token."""
    if place >= len(found):
        return None
    spoken = spoken_time(found, place)
    if spoken is not None:
        half, behind = _half(found, spoken.behind)
        return _Time(spoken.minutes, half, behind, spoken.sure)
    if found[place].fold == "noon":
        return _Time(_NOON, "pm", place + 1)
    if (told := lettered_time(found, place)) is not None:
        return _Time(told, "", place + 3)
    match = _CLOCK.match(found[place].text)
    if match and int(match[1]) < 24:
        told, behind = int(match[1]) * 60 + int(match[2]), place + 1
    elif (told := pointed_time(found, place)) is not None:
        behind = place + 1
    else:
        got = number_at(found, place)
        if got is None or not got[0].is_integer() or not 0 < got[0] <= 12:
            return None
        half, behind = _half(found, got[1])
        return _Time(int(got[0]) * 60, half, behind, sure=False)
    half, behind = _half(found, behind)
    return _Time(told, half, behind)


def _half(found: Sequence[Token], place: int) -> tuple[str, int]:
    """`am` or `pm` behind a time, with or without points, and the index behind it."""
    word = word_at(found, place)
    if word in {"am", "pm"}:
        return word, place + 1
    if word not in {"a", "p"}:
        return "", place
    if words_at(found, place + 1, 2) == [".", "m"]:
        return f"{word}m", place + 3 + (word_at(found, place + 3) == ".")
    glued = found[place].start == found[place - 1].end
    led = word_at(found, place + 1) in _UNTIL | {"-"}
    return (f"{word}m", place + 1) if glued or led else ("", place)


def _lasted(begin: _Time, finish: _Time, behind: int) -> _Length | None:
    """Minutes from one time to another, over noon where it must be."""
    late = _in_half(finish.minutes, finish.half)
    early = _in_half(begin.minutes, begin.half or finish.half)
    if not begin.half and early > late:
        early = begin.minutes
    lasted = (late - early) % _NOON if late < early else late - early
    return (lasted, None, behind) if 0 < lasted <= _LONGEST else None


def _in_half(minutes: int, half: str) -> int:
    """A time of a twelve-hour clock in its half of the day."""
    return minutes % _NOON + (_NOON if half == "pm" else 0) if half else minutes
