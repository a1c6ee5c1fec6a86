"""Times of day in words: `ten past three`, `quarter to four`, `half past two`, `3 o'clock`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.reading.around import word_at
from assistant.reading.minute_words import MINUTES
from assistant.reading.numbers import number_at
from assistant.reading.text import Token

_PAST = frozenset({"past", "after"})
_TO = frozenset({"to", "of", "till", "before"})
_CLOCK = frozenset({"o'clock", "oclock"})
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
    at = place + 1 if word_at(found, place) == "a" else place
    word = word_at(found, at)
    if word in ("quarter", "half"):
        part, behind = (15 if word == "quarter" else 30), at + 1
    else:
        got = number_at(found, at)
        if got is None or not got[0].is_integer() or found[at].kind == "code":
            return None
        part, behind = int(got[0]), got[1]
        if word_at(found, behind) in _CLOCK and 0 < part <= _HOURS:
            return Spoken(part * 60, behind + 1, True)
        if word_at(found, behind) == "o" and word_at(found, behind + 2) == "clock":
            return Spoken(part * 60, behind + 3, True)
        if word_at(found, behind) in MINUTES:
            behind += 1
    turn = word_at(found, behind)
    spelt = found[at].kind == "word" and behind < len(found) and found[behind].kind == "word"
    further = number_at(found, behind) if spelt and 0 < part <= _HOURS else None
    if further is not None and word not in ("quarter", "half"):
        ends = word_at(found, further[1]) not in MINUTES | {"-"}
        told = part * 60 + int(further[0])
        return Spoken(told, further[1], True) if ends and 10 <= further[0] < 60 else None
    if turn not in _PAST | _TO or (turn in _TO and word == "half"):
        return None
    hour = _hour(found, behind + 1)
    if hour is None or not 0 < part < 60:
        return None
    hours, end = hour
    plain = word in ("quarter", "half") or turn in _PAST
    if not plain and spelt and number_at(found, end) is not None:
        return None  # "nine to nine forty-five" begins at nine.
    onward = word_at(found, end) in {"until", "till", "to", "-"}
    if part <= _HOURS and word_at(found, at - 1) in {"from", "seen"} and not (plain or onward):
        return None  # "seen from 9 to 10" begins at nine.
    minutes = hours * 60 + (part if turn in _PAST else -part)
    return Spoken(minutes % (_HOURS * 60), end, plain)


def _hour(found: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The hour that a part of it is past or to, and the index behind it."""
    if word_at(found, place) == "noon":
        return _HOURS, place + 1
    got = number_at(found, place)
    if got is None or found[place].kind == "code" or not got[0].is_integer():
        return None
    if not 0 < got[0] <= _HOURS or word_at(found, got[1]) in MINUTES:
        return None
    return int(got[0]), got[1]
