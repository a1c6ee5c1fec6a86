"""How often a time was given, told in words: "twice a day", "repeated x3", "20 min each time"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from assistant.reading.around import word_at
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from knowledge.time_words import time_words

MOST = 8
"""More rounds than so many are no rounds of one visit."""
ONE_CLAUSE = 9
"""Within so many words a time belongs to the sessions that are named before it."""
EACH = time_words("of_each") | {"every"}
_NEAR = 6
"""So many words on, a time's service may still be followed by how often it was given."""


def given_twice(found: Sequence[Token], behind: int) -> bool:
    """Whether a time was given twice, its service named between: "10 min ther ex twice".

    Args:
        found: The question's tokens.
        behind: The index behind the time.
    """
    for at in range(behind + 1, min(behind + _NEAR, len(found))):
        if found[at].fold == "twice":
            return not of_visits(found, at + 1)
        if found[at].kind in {"sign", "number"} or found[at].fold in time_words("no_rounds"):
            return False
    return False


def each_time(found: Sequence[Token], place: int, behind: int) -> int | None:
    """How often a time was given each time: "came twice today, 20 min of massage each time".

    Args:
        found: The question's tokens.
        place: The index of the time's first token.
        behind: The index behind the time.

    >>> from assistant.reading.text import tokens
    >>> each_time(tokens("came twice, 20 minutes of massage each time"), 3, 5)
    2
    """
    told = [word_at(found, n) for n in range(behind, behind + _NEAR)]
    each = any(a in EACH and b in time_words("rounds") for a, b in pairwise(told))
    for back in range(place - 1, max(-1, place - ONE_CLAUSE), -1):
        if not each or found[back].text in ".;?!":
            return None
        if found[back].fold == "twice":
            return None if of_visits(found, back + 1) else 2
        got = number_at(found, back)
        if got is not None and word_at(found, got[1]) == "time" and 1 < got[0] <= MOST:
            return None if of_visits(found, got[1] + 1) else int(got[0])
    return None


def of_each_side(found: Sequence[Token], behind: int) -> bool:
    """Whether a time is of each of a pair of limbs or sides: "15 min 97140 each arm", "5 a side".

    Args:
        found: The question's tokens.
        behind: The index behind the time.

    >>> from assistant.reading.text import tokens
    >>> of_each_side(tokens("15 minutes of massage on each leg"), 2)
    True
    """
    near = takewhile(lambda t: t.kind != "number", found[behind : behind + _NEAR])
    told = [t.fold for t in near]
    paired = [a for a, b in pairwise(told) if b in time_words("paired_parts")]
    return any(a in EACH for a in paired) or paired[:1] == told[:1] in (["a"], ["per"])


def repeated(found: Sequence[Token], behind: int) -> int | None:
    """How often a time is said to have been repeated: "5 min, repeated x3", "done 3 times".

    Args:
        found: The question's tokens.
        behind: The index behind the time.
    """
    at = behind
    while word_at(found, at) in {",", "("}:
        at += 1
    if word_at(found, at) not in time_words("repeated"):
        return None
    if word_at(found, at + 1) == "twice":
        return None if of_visits(found, at + 2) else 2
    times = word_at(found, at + 1) == "x"
    got = number_at(found, at + (2 if times else 1))
    times = times or (got is not None and word_at(found, got[1]) in {"time", "x"})
    if got is None or not times or of_visits(found, got[1] + 1):
        return None
    return int(got[0]) if 1 < got[0] <= MOST else None


def in_a_day(found: Sequence[Token], behind: int) -> int | None:
    """How often in one day a time was given: "20 minutes twice a day", "97140 3x daily".

    Args:
        found: The question's tokens.
        behind: The index behind the time.
    """
    at = behind
    at += word_at(found, at) == "of"
    at += at < len(found) and found[at].kind == "code"
    if word_at(found, at) == ",":
        at += 1
    times, at = (2.0, at + 1) if word_at(found, at) == "twice" else (0.0, at)
    if not times:
        got = number_at(found, at)
        if got is None or word_at(found, got[1]) not in {"time", "x"}:
            return None
        times, at = got[0], got[1] + 1
    daily = word_at(found, at) in {"daily", "today"}
    day = word_at(found, at) in time_words("per_period") and word_at(found, at + 1) == "day"
    return int(times) if (daily or day) and 1 < times <= MOST else None


def of_visits(found: Sequence[Token], behind: int) -> bool:
    """Whether what was counted are visits, of which each had the time: "3 times a week".

    Args:
        found: The question's tokens.
        behind: The index behind the number of times.
    """
    daily = word_at(found, behind) == "daily" or word_at(found, behind + 1) == "day"
    return word_at(found, behind) in time_words("per_period") and not daily
