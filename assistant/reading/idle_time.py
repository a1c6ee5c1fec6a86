"""Minutes that are no treatment, and minutes that are a part of others: "10 of my 40 minutes"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.around import word_at
from assistant.reading.duration import Duration
from assistant.reading.hours import hours
from assistant.reading.minute_words import MINUTES, is_minutes
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from knowledge.time_words import time_words


def inside(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether time that is no treatment lies inside the time named before it."""
    if word_at(found, behind) == "of" and word_at(found, behind + 1) in _THE_WHOLE:
        return True
    if _of_a_session(found, place, behind):
        return True
    before = {word_at(found, place - n) for n in range(1, 4)}
    around = before | {word_at(found, behind + n) for n in range(2)}
    paused = bool(around & time_words("pauses")) and any(t.kind == "clock" for t in found[:place])
    return bool(before & time_words("taken_off")) or paused


def _of_a_session(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether a whole stands before: "45 minutes, 10 was talking", "a 45 min session, 10 talk"."""
    start = next((n for n in range(place - 1, -1, -1) if word_at(found, n) in _ENDS), -1) + 1
    told = [n for n in range(start, place) if is_minutes(found, n) or hours(found, n)]
    sessions = any(word_at(found, n) in time_words("sessions") for n in range(start, place))
    alone = len(told) == 1 and not any(word_at(found, n) in _NEXT for n in range(start, place))
    return alone and (sessions or word_at(found, behind) in _WERE)


_NEXT = frozenset({"and", "plus", "then", "+", "&", "after", "before"})
"""Words that lead to a further time, which is no part of the one before."""
_THE_WHOLE = frozenset({"that", "it", "this", "those", "them", "which"})


def perhaps_inside(found: Sequence[Token], idle: Sequence[Duration]) -> bool:
    """Whether it isn't told if time that is no treatment lies inside another: "40, 10 charting".

    Args:
        found: The question's tokens.
        idle: The times that are no treatment.
    """
    told = (word_at(found, d.first - 1) for d in idle if d.first)
    apart = all(d.role != "less" for d in idle)
    return bool(idle) and apart and all(word in _BESIDE for word in told)


_BESIDE = frozenset({",", "(", "-", ";", "with"})


def idle_bare(found: Sequence[Token], number: Duration) -> bool:
    """Whether a bare number is of something that is no treatment: "5 to set up".

    Args:
        found: The question's tokens.
        number: The bare number.
    """
    return idle(found, number.last + 1) or idle_before(found, number.first)


def whole_behind(found: Sequence[Token], behind: int) -> int | None:
    """The index behind the whole that minutes are said to be a part of: "of my 40 minutes".

    Args:
        found: The question's tokens.
        behind: The index behind the minutes that are a part.
    """
    if word_at(found, behind) == "out":
        behind += 1
    if word_at(found, behind) != "of":
        return None
    start = behind + (2 if word_at(found, behind + 1) in ARTICLES else 1)
    whole = number_at(found, start)
    if whole is None:
        return None
    return whole[1] + 1 if word_at(found, whole[1]) in MINUTES else whole[1]


def whole_ahead(found: Sequence[Token], place: int) -> bool:
    """Whether a sentence begins with the whole that minutes are a part of: "of 53 minutes, 15".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes that are a part.
    """
    first = next((n for n in range(place - 1, -1, -1) if word_at(found, n) in _ENDS), -1) + 1
    start = first + (2 if word_at(found, first + 1) in ARTICLES else 1)
    whole = number_at(found, start) if word_at(found, first) == "of" else None
    return whole is not None and whole[1] <= place


_ENDS = frozenset(".;?!")


def part_before(found: Sequence[Token], place: int) -> bool:
    """Whether minutes are the whole that a number before them is a part of: "10 of my 40".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
    """
    of = place - (2 if word_at(found, place - 1) in ARTICLES else 1)
    at = of - (2 if word_at(found, of - 1) in MINUTES else 1)
    return word_at(found, of) == "of" and at >= 0 and number_at(found, at) is not None


ARTICLES = frozenset({"a", "an", "the", "those", "these", "her", "his", "my", "our", "their"})
"""What may stand between `of` and a whole."""


def idle_part(found: Sequence[Token], number: Duration) -> Duration:
    """A bare number of no treatment, as a part where it is one: "10 of my 40 minutes".

    Args:
        found: The question's tokens.
        number: The bare number.
    """
    if inside(found, number.first, number.last + 1):
        return number._replace(role="less")
    whole = whole_behind(found, number.last + 1) is not None or whole_ahead(found, number.first)
    return number._replace(role="part") if whole else number


def idle_before(found: Sequence[Token], place: int) -> bool:
    """Whether a word before the minutes says that they are no treatment: "break 9:20-9:30".

    Args:
        found: The question's tokens.
        place: The index of the minutes' first token.
    """
    at = place - 1
    while word_at(found, at) in time_words("naming_time"):
        at -= 1
    heading = word_at(found, at) == "note" and word_at(found, at + 1) == ":"
    idle = word_at(found, at) in time_words("no_treatment") and word_at(found, at - 1) != "the"
    return (idle and not heading) or _away(found, at)


def _away(found: Sequence[Token], at: int) -> bool:
    """Whether the clause up to a place tells of something far from the patient."""
    for place in range(at, max(-1, at - _CLAUSE), -1):
        if found[place].kind != "word":
            return False
        if word_at(found, place) in time_words("away"):
            return True
    return False


_CLAUSE = 6
"""So many words before its minutes a clause still tells what they were spent on."""


def idle(found: Sequence[Token], behind: int) -> bool:
    """Whether the minutes are of something that is no treatment: "5 of the 45 were a break"."""
    whole = whole_behind(found, behind)
    place = behind if whole is None else whole
    if word_at(found, behind) == "of" and word_at(found, behind + 1) in _THE_WHOLE:
        ahead = {word_at(found, behind + n) for n in range(2, 5)}
        if ahead & time_words("unattended"):
            return True
    if whole is not None:
        place += next((n for n in range(_NOUN) if word_at(found, place + n) in _WERE), 0)
    while word_at(found, place) in time_words("goes_to"):
        place += 1
    left = word_at(found, place) in time_words("left") and word_at(found, place - 1) == "the"
    return not left and word_at(found, place) in time_words("no_treatment")


_WERE = frozenset({"were", "was", "went", "is", "are"})
_NOUN = 4
"""Behind a whole so many words may name it: "10 of a 60 minute deep tissue massage were"."""
