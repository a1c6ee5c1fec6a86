"""Times of day without a colon: `11.40`, `1315`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.reading.around import word_at
from assistant.reading.text import Token
from knowledge.reading_words import reading_words

_POINTED = re.compile(r"^(\d{1,2})\.([0-5]\d)$|^(\d{2})([0-5]\d)$")
_YEARS = range(1990, 2036)
_LAST_HOUR = 23
_NEAR = 5
"""Within so many words another such time stands, where it is one."""
_AMOUNT = frozenset({"$", "code", "usd"})


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
    near = (*range(max(0, place - _NEAR), place), *range(place + 1, place + _NEAR + 1))
    mate = any(
        _of_day(found, n) is not None and ("." in found[n].text) == shape
        for n in near
        if n < len(found)
    )
    return told if mate else None


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
    measured = word_at(found, place + 1) in reading_words("measured")
    if measured or word_at(found, place - 1) in _AMOUNT:
        return None
    if word_at(found, place + 1) == "h" and "." in token.text:
        return None
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4])
    return hour * 60 + minute if hour <= _LAST_HOUR else None
