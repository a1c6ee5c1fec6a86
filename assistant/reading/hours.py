"""Hours and parts of hours, as minutes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.around import word_at, words_at
from assistant.reading.numbers import HOURS, behind_minutes, is_minutes, number_at, whole
from assistant.reading.text import Token
from knowledge.reading_words import number_words, reading_words


def hours(found: Sequence[Token], place: int) -> tuple[int, int | None, int] | None:
    """`an hour and a half`, `1 hr 15`, `1.5 hours`, `half an hour`, `three quarters of an hour`."""
    part = _part_of_hour(found, place)
    if part is not None:
        return part
    word = word_at(found, place)
    if word in {"a", "an"} and word_at(found, place + 1) in HOURS and _rate(found, place):
        return None
    at = place + 1 + (word_at(found, place + 1) in {"full", "whole", "solid"})
    if word in {"a", "an", "one"} and word_at(found, at) in HOURS:
        value, behind = 1.0, at + 1
    elif word == "hour" and word_at(found, place + 1) == "and":
        value, behind = 1.0, place + 1
    else:
        got = number_at(found, place)
        if got is None or found[place].kind == "code":
            return None
        value, behind = got
        after = words_at(found, behind, 4)
        if after[:2] == ["and", "a"] and after[2] in _PARTS and after[3] in HOURS:
            return whole(value * 60 + _PARTS[after[2]]), None, behind + 4
        if word_at(found, behind) == "-":
            behind += 1
        if word_at(found, behind) not in HOURS:
            return None
        behind += 1
    more, behind = _rest_of_hour(found, behind, value.is_integer())
    less, behind = _less(found, behind)
    return whole(value * 60 + more - less), None, behind


_PARTS = number_words("part_of_hour")
"""The minutes of a part of an hour."""


def _rate(found: Sequence[Token], place: int) -> bool:
    """Whether an hour is what a price is for: `20 an hour`, `$60 dollars an hour`."""
    before = found[place - 1] if place else None
    return before is not None and (before.kind == "number" or before.fold in reading_words("money"))


def _less(found: Sequence[Token], behind: int) -> tuple[float, int]:
    """What an hour falls short of itself: `an hour less ten minutes`."""
    got = number_at(found, behind + 1) if word_at(found, behind) in {"less", "minus"} else None
    if got is None or got[0] >= 60 or not is_minutes(found, got[1]):
        return 0, behind
    return got[0], behind_minutes(found, got[1])


def _part_of_hour(found: Sequence[Token], place: int) -> tuple[int, int | None, int] | None:
    """`1/2 hour`, `1 1/2 hours`, half an hour, a quarter of an hour, two thirds of an hour."""
    begins = word_at(found, place) in _BEGINS_PART or word_at(found, place).isdigit()
    if not begins or found[place].kind == "code":
        return None
    words = " ".join(words_at(found, place, _LONGEST))
    if match := _FRACTION.match(words):
        ahead, upper, lower = (int(figure or 0) for figure in match.groups())
        if upper >= lower:
            return None
        return 60 * ahead + 60 * upper // lower, None, place + len(match[0].split())
    for minutes, pattern in _PARTS_OF_HOUR:
        if match := pattern.match(words):
            return minutes, None, place + len(match[0].split())
    return None


_BEGINS_PART = reading_words("begins_part_of_hour")
_LONGEST = 8
_HOUR = rf" (?:{'|'.join(sorted(HOURS))})(?= |$)"
_FRACTION = re.compile(r"(?:(\d+) )?(\d+) / (\d+)(?: of \S+)?" + _HOUR)
_PARTS_OF_HOUR = tuple(
    (minutes, re.compile(words + _HOUR))
    for minutes, words in (
        (15, "(?:an? )?quarter(?: of an?)?"),
        (20, "(?:a|one) third of an?"),
        (30, "(?:an? )?half(?: an?| -)?"),
        (40, "two third of an?"),
        (45, "(?:three|3)(?: -)? quarter of an?"),
    )
)


def _rest_of_hour(
    found: Sequence[Token], behind: int, whole_hours: bool = True
) -> tuple[float, int]:
    """What stands behind the hours: `and a half`, `15`, `and seven minutes`."""
    place = behind
    if word_at(found, place) == "and":
        place += 1
        if word_at(found, place) in {"three", "3"} and word_at(found, place + 1) == "quarter":
            return 45, place + 2
        if word_at(found, place) == "a":
            part = _PARTS.get(word_at(found, place + 1))
            return (0, behind) if part is None else (part, place + 2)
    elif word_at(found, place) == "," and is_minutes(found, place + 2) and whole_hours:
        place += 1
    got = number_at(found, place)
    if got is None or got[0] >= 60 or found[place].kind == "code":
        return 0, behind
    if is_minutes(found, got[1]):
        return got[0], behind_minutes(found, got[1])
    after = found[got[1]] if got[1] < len(found) else None
    ends = after is None or after.kind == "code" or after.fold in _ENDS
    glued = found[place].start == found[place - 1].end
    plain = found[place].kind == "number" or got[0] >= 5
    if plain and (ends or glued) and float(got[0]).is_integer():
        return got[0], got[1]
    return 0, behind


_ENDS = reading_words("behind_bare_minutes")
