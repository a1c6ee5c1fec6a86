"""Times of day in words and without a colon: `ten past three`, `11.40`, `1315`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.reading.around import word_at
from assistant.reading.numbers import MINUTES, number_at
from assistant.reading.text import Token
from knowledge.reading_words import number_words, reading_words

_HOURS = 12


class Spoken(NamedTuple):
    """A time of day that was found in words.

    Attributes:
        minutes: Minutes from midnight or noon; which of them isn't said.
        behind: The index behind it.
        sure: Whether it can be nothing but a time of day.
    """

    minutes: int
    behind: int
    sure: bool


def spoken_time(found: Sequence[Token], place: int) -> Spoken | None:
    """The time of day in words that begins at a token.

    Args:
        found: The question's tokens.
        place: The index of a token.

    >>> from assistant.reading.text import tokens
    >>> spoken_time(tokens("quarter to four"), 0), spoken_time(tokens("half past two"), 0)
    (Spoken(minutes=225, behind=3, sure=True), Spoken(minutes=150, behind=3, sure=True))
    """
    at = place + (word_at(found, place) == "a")
    word = word_at(found, at)
    named = _PARTS.get(word)
    got = (named, at + 1) if named else number_at(found, at)
    if got is None or not float(got[0]).is_integer():
        return None
    part, behind = int(got[0]), got[1]
    if word_at(found, behind) in {"o'clock", "oclock"}:
        return Spoken(part * 60, behind + 1, True) if 0 < part <= _HOURS else None
    behind += word_at(found, behind) in MINUTES
    spelt = found[at].kind == "word" and behind < len(found) and found[behind].kind == "word"
    further = number_at(found, behind) if spelt and not named and 0 < part <= _HOURS else None
    if further is not None:
        ends = word_at(found, further[1]) not in MINUTES | {"-"}
        told = part * 60 + int(further[0])
        return Spoken(told, further[1], True) if ends and 10 <= further[0] < 60 else None
    past = word_at(found, behind) in {"past", "after"}
    to = word != "half" and word_at(found, behind) in {"to", "of", "till", "before"}
    hour = _hour(found, behind + 1) if past or to else None
    if hour is None or not 0 < part < 60:
        return None
    hours, end = hour
    sure = bool(named) or past
    if not sure and spelt and number_at(found, end) is not None:
        return None  # "nine to nine forty-five" begins at nine.
    onward = word_at(found, end) in reading_words("until") | {"-"}
    if part <= _HOURS and word_at(found, at - 1) in {"from", "seen"} and not (sure or onward):
        return None  # "seen from 9 to 10" begins at nine.
    minutes = hours * 60 + (part if past else -part)
    return Spoken(minutes % (_HOURS * 60), end, sure)


_PARTS = number_words("part_of_hour")


def _hour(found: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The hour that a part of it is past or to, and the index behind it."""
    if word_at(found, place) == "noon":
        return _HOURS, place + 1
    got = number_at(found, place)
    if got is None or not got[0].is_integer() or not 0 < got[0] <= _HOURS:
        return None
    return None if word_at(found, got[1]) in MINUTES else (int(got[0]), got[1])


_POINTED = re.compile(r"^(\d{1,2})\.([0-5]\d)$|^(\d{2})([0-5]\d)$")
_YEARS = range(1990, 2036)
_LAST_HOUR = 23
_NEAR = 5  # within so many words another such time stands, where it is one


def pointed_time(found: Sequence[Token], place: int) -> int | None:
    """Minutes from midnight of a time without a colon, where a number is one.

    It is one where another stands near it, and neither is a length, an amount or a year.

    Args:
        found: The question's tokens.
        place: The index of a token.

    >>> from assistant.reading.text import tokens
    >>> pointed_time(tokens("in 1315, out 1400"), 1), pointed_time(tokens("since 2019 or 2024"), 1)
    (795, None)
    >>> pointed_time(tokens("from 11.40 to 12.20"), 1), pointed_time(tokens("1.25 to 1.50 h"), 0)
    (700, None)
    """
    told = _of_day(found, place)
    if told is None:
        return None
    shape = "." in found[place].text
    near = range(max(0, place - _NEAR), min(len(found), place + _NEAR + 1))
    return (
        told
        if any(
            n != place and ("." in found[n].text) == shape and _of_day(found, n) is not None
            for n in near
        )
        else None
    )


def lettered_time(found: Sequence[Token], place: int) -> int | None:
    """Minutes from midnight of `16h10`, all in one word.

    Args:
        found: The question's tokens.
        place: The index of a token.

    >>> from assistant.reading.text import tokens
    >>> lettered_time(tokens("16h10"), 0)
    970
    """
    parts = found[place : place + 3]
    if [t.kind for t in parts] != ["number", "word", "number"] or parts[1].fold != "h":
        return None
    whole = all(one.end == other.start for one, other in itertools.pairwise(parts))
    match = _POINTED.match(f"{parts[0].text}.{parts[2].text}") if whole else None
    return int(match[1]) * 60 + int(match[2]) if match and int(match[1]) <= _LAST_HOUR else None


def _of_day(found: Sequence[Token], place: int) -> int | None:
    """Minutes from midnight that a number could stand for."""
    token = found[place]
    match = _POINTED.match(token.text) if token.kind == "number" else None
    if match is None or (token.text.isdigit() and int(token.text) in _YEARS):
        return None
    hours = word_at(found, place + 1) == "h" and "." in token.text
    measured = hours or word_at(found, place + 1) in reading_words("measured")
    if measured or word_at(found, place - 1) in {"$", "code", "usd"}:
        return None
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4])
    return hour * 60 + minute if hour <= _LAST_HOUR else None
