"""Times of day: minutes from `10:05 to 10:43`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.around import word_at
from assistant.reading.clock_pointed import lettered_time, pointed_time
from assistant.reading.clock_words import spoken_time
from assistant.reading.minute_words import HOURS, MINUTES, is_minutes
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from knowledge.time_words import time_words

_HOURS = 12
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})$")


def clock(found: Sequence[Token], place: int) -> tuple[int, int | None, int] | None:
    """`10:05 to 10:43`, `from 2:00 pm to 2:38 pm`, `9-9:40am`, `started 9:05, finished 9:50`."""
    first = _time(found, place)
    if first is None:
        return None
    begin, half, behind, sure = first
    gap = behind
    if word_at(found, gap) in {"to", "-", "until", "till", "and", "through", "til"}:
        joined = word_at(found, gap)
        gap += 1
        if joined == "and" and word_at(found, place - 1) != "between":
            ended = _ended(found, gap, 2)
            if ended is None:
                return None
            gap = ended
    elif (ended := _ended(found, gap)) is not None:
        gap = ended
    else:
        return _started(found, place, first)
    second = _time(found, gap)
    if second is None:
        return None
    finish, half2, behind2, sure2 = second
    seen = word_at(found, place - (2 if word_at(found, place - 1) == "from" else 1))
    if not (sure or sure2 or (seen in time_words("seen_from") and not is_minutes(found, behind2))):
        return None
    length = _length(begin, half, finish, half2)
    switched = {word_at(found, n) for n in range(behind, gap)} & time_words("clock_starts")
    return None if length is None else (length, None, behind if switched else behind2)


def _ended(found: Sequence[Token], place: int, far: int = 4) -> int | None:
    """The index behind words such as `, finished at`."""
    for ahead in range(far):
        if word_at(found, place + ahead) in time_words("clock_ends"):
            after = place + ahead + 1
            while word_at(found, after) in {"at", "around", "time", ":", "up", "by", "it"}:
                after += 1
            if word_at(found, place + ahead) in time_words("clock_starts"):
                ahead_at = (n for n in range(after, after + 4) if word_at(found, n) == "at")
                after = next(ahead_at, after - 1) + 1
            return after
    return None


def _started(
    found: Sequence[Token], place: int, first: tuple[int, str, int, bool]
) -> tuple[int, int | None, int] | None:
    """A start whose stop stands further on: `started at 9:00, break 9:20-9:30, stopped at 9:50`."""
    begin, half, behind, sure = first
    before = [word_at(found, place - n) for n in range(1, 5)]
    if not sure or not time_words("clock_starts") & set(before):
        return None
    at = _ended(found, behind, 24)
    second = _time(found, at) if at is not None else None
    if second is None or not second[3]:
        return None
    length = _length(begin, half, second[0], second[1])
    return None if length is None else (length, None, behind)


_UNTIL = frozenset({"until", "till", "til", "to"})
_HANDED_ON = 12
"""So many words on, a time still ends what began where another service ended."""


def onward(found: Sequence[Token], place: int) -> tuple[int, int | None, int] | None:
    """A service that began when the last one ended: "10:05-10:52, then exercise until 11:10".

    Args:
        found: The question's tokens.
        place: The index of a token.
    """
    finish = _time(found, place + 1) if word_at(found, place) in _UNTIL else None
    if finish is None or not finish[3]:
        return None
    for at in range(place - 1, max(-1, place - _HANDED_ON), -1):
        if word_at(found, at) in MINUTES:
            return None
        told = found[at].kind in {"clock", "number"} or found[at].fold == "noon"
        begin = _time(found, at) if told else None
        if begin is not None and begin[3]:
            length = _length(begin[0], begin[1], finish[0], finish[1])
            return None if length is None else (length, None, finish[2])
    return None


def length(found: Sequence[Token], place: int) -> tuple[int, int | None, int] | None:
    """A length written as hours and minutes: `1:15 of 97124`, `1:20 hours`, `0:23`.

    Args:
        found: The question's tokens.
        place: The index of a token.
    """
    match = _CLOCK.match(found[place].text) if found[place].kind == "clock" else None
    if match is None or int(match[1]) > 9 or int(match[2]) > 59:
        return None
    behind = place + 1
    if word_at(found, behind) in HOURS:
        behind += 1
    elif word_at(found, behind) != "of" and int(match[1]):
        return None
    return int(match[1]) * 60 + int(match[2]), None, behind


def _time(found: Sequence[Token], place: int) -> tuple[int, str, int, bool] | None:
    """A time of day: minutes from midnight, its half of the day, the index behind, how sure."""
    if place >= len(found):
        return None
    token = found[place]
    spoken = spoken_time(found, place)
    if spoken is not None:
        half, behind = _half(found, spoken.behind)
        return spoken.minutes, half, behind, spoken.sure
    if token.kind == "clock":
        match = _CLOCK.match(token.text)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            return None
        minutes, behind = int(match[1]) * 60 + int(match[2]), place + 1
    elif (told := lettered_time(found, place)) is not None:
        return told, "", place + 3, True
    elif (told := pointed_time(found, place)) is not None:
        half, behind = _half(found, place + 1)
        return told, half, behind, True
    elif token.kind == "number" and token.text.isdigit() and int(token.text) <= 12:
        minutes, behind = int(token.text) * 60, place + 1
    elif token.fold == "noon":
        return 720, "pm", place + 1, True
    elif token.kind == "word" and (got := number_at(found, place)) and 0 < got[0] <= _HOURS:
        minutes, behind = int(got[0]) * 60, got[1]
    else:
        return None
    half, behind = _half(found, behind)
    return minutes, half, behind, token.kind == "clock"


def _half(found: Sequence[Token], place: int) -> tuple[str, int]:
    """`am` or `pm` behind a time, with or without points."""
    word = word_at(found, place)
    if word in {"am", "pm"}:
        return word, place + 1
    if word in {"a", "p"} and (
        found[place].start == found[place - 1].end or word_at(found, place + 1) in _UNTIL | {"-"}
    ):
        return word + "m", place + 1
    if word in {"a", "p"} and word_at(found, place + 1) == "." and word_at(found, place + 2) == "m":
        return word + "m", place + (4 if word_at(found, place + 3) == "." else 3)
    return "", place


def _length(begin: int, half: str, finish: int, half2: str) -> int | None:
    """Minutes from one time to another, over noon where it must be."""

    def day(minutes: int, part: str) -> int:
        if part == "pm" and minutes < 720:
            return minutes + 720
        if part == "am" and minutes >= 720:
            return minutes - 720
        return minutes

    if half or half2:
        if half and half2:
            begin, finish = day(begin, half), day(finish, half2)
        elif half2:
            late = day(finish, half2)
            begin = day(begin, half2) if day(begin, half2) <= late else begin
            finish = late
        else:
            begin = day(begin, half)
            finish = finish if finish >= begin else finish + 720
    if finish < begin:
        finish += 720
    length = finish - begin
    return length if 0 < length <= 600 else None
