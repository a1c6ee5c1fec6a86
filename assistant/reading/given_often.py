"""How often a time was given, told in words: "twice a day", "repeated x3", "20 min each time"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from assistant.reading.around import past, piece, word_at, words_at, words_before
from assistant.reading.numbers import MINUTES, number_at
from assistant.reading.text import Token
from knowledge.reading_words import time_words

MOST = 8
"""More rounds than so many are no rounds of one visit."""
ONE_CLAUSE = 9
"""Within so many words a time belongs to the sessions that are named before it."""
EACH = time_words("of_each") | {"every"}
_NEAR = 6  # so many words on, a time's service may still be followed by how often it was given


def given_twice(found: Sequence[Token], behind: int) -> bool:
    """Whether a time was given twice, its service named between: "10 min ther ex twice".

    Args:
        found: The question's tokens.
        behind: The index behind the time.
    """
    parts = (time_words("rounds") | time_words("treated_parts")) - time_words("own_day")
    for at in range(behind + 1, min(behind + _NEAR, len(found))):
        rounds = words_at(found, at, 2) == ["x", "2"] and word_at(found, at + 2) in parts
        if found[at].fold == "twice" or rounds:
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
    told = words_at(found, behind, _NEAR)
    if not any(a in EACH and b in time_words("rounds") for a, b in pairwise(told)):
        return None
    ahead = piece(found, place, place, ".;?!").start
    for back in range(place - 1, max(ahead - 1, place - ONE_CLAUSE), -1):
        times = _times(found, back)
        if times is not None:
            return None if of_visits(found, times[1]) else times[0]
    return None


def _times(found: Sequence[Token], place: int) -> tuple[int, int] | None:
    """How many times are told at a place, and the index behind: "twice", "3 times", "3x"."""
    if word_at(found, place) == "twice":
        return 2, place + 1
    got = number_at(found, place)
    if got is None or word_at(found, got[1]) not in {"time", "x"} or not 1 < got[0] <= MOST:
        return None
    return int(got[0]), got[1] + 1


def of_each_side(found: Sequence[Token], behind: int, place: int = 0) -> bool:
    """Whether a time is of each of a pair of limbs or sides: "15 min 97140 each arm", "5 a side".

    Args:
        found: The question's tokens.
        behind: The index behind the time.
        place: The index of the time's first token, where the side may stand before it.

    >>> from assistant.reading.text import tokens
    >>> of_each_side(tokens("15 minutes of massage on each leg"), 2)
    True
    """
    side, each = words_before(found, place, 2)
    if each in EACH | {"per"} and side in time_words("paired_parts"):
        return {"all"}.union(time_words("shared")).isdisjoint(words_at(found, behind, 2))
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
    at = past(found, behind, frozenset({",", "("}))
    if word_at(found, behind) == "twice":
        at = behind
    elif word_at(found, at) in time_words("repeated"):
        at += 1
    else:
        return None
    got = number_at(found, at + 1) if word_at(found, at) == "x" else None
    told = (int(got[0]), got[1]) if got is not None else _times(found, at)
    return told[0] if told and 1 < told[0] <= MOST and not of_visits(found, told[1]) else None


def times_over(found: Sequence[Token], at: int) -> int | None:
    """How many times a time was given, told behind it: "5 min x 3", "10 min x 2 areas".

    None where the number may be of the units that the time gives: "30 min x 2".

    Args:
        found: The question's tokens.
        at: The index of the x behind the time.

    >>> from assistant.reading.text import tokens
    >>> times_over(tokens("15 min x 2"), 2), times_over(tokens("30 min x 2"), 2)
    (2, None)
    """
    more = number_at(found, at + 1) if word_at(found, at) == "x" else None
    timed = word_at(found, at - 1) in MINUTES
    time = number_at(found, at - 2 if timed else at - 1) if at > 1 else None
    coded = timed or (found[at - 2].kind == "code" and time is not None and time[0] == _UNIT)
    if more is None or time is None or not coded or not 1 < more[0] <= MOST:
        return None
    parts = (time_words("rounds") | time_words("treated_parts")) - time_words("own_day")
    if not parts.isdisjoint(words_at(found, more[1], 3)):
        return int(more[0])
    unit = of_visits(found, more[1]) or word_at(found, more[1]) in time_words("own_day")
    unit = unit or any(a.fold == "x" and b.text == "1" for a, b in pairwise(found))
    return None if unit or time[0] > _UNIT * (more[0] - 1) + _SHORT else int(more[0])


_UNIT, _SHORT = 15, 7  # minutes of a unit, and so many as give none


def in_a_day(found: Sequence[Token], behind: int) -> int | None:
    """How often in one day a time was given: "20 minutes twice a day", "97140 3x daily".

    Args:
        found: The question's tokens.
        behind: The index behind the time.
    """
    at = behind + (word_at(found, behind) == "of")
    at += at < len(found) and found[at].kind == "code"
    times = _times(found, at + (word_at(found, at) == ","))
    if times is None:
        return None
    per, day = words_at(found, times[1], 2)
    daily = per in {"daily", "today"} or (per in time_words("per_period") and day == "day")
    return times[0] if daily else None


def of_visits(found: Sequence[Token], behind: int) -> bool:
    """Whether what was counted are visits, of which each had the time: "3 times a week".

    Args:
        found: The question's tokens.
        behind: The index behind the number of times.
    """
    behind += word_at(found, behind) == "/"  # "3/week"
    if word_at(found, behind - 1) == "/" and word_at(found, behind) in time_words("own_day"):
        return word_at(found, behind) != "day"
    daily = word_at(found, behind) == "daily" or word_at(found, behind + 1) == "day"
    return word_at(found, behind) in time_words("per_period") and not daily
