"""What some minutes are the time of: treatment, an appointment, no treatment, a unit, the day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.reading.around import word_at
from assistant.reading.minute_words import MINUTES
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from knowledge.time_words import time_words


def below_zero(found: Sequence[Token], place: int) -> bool:
    """Whether a minus stands right before a number, and joins nothing to it: "-5 minutes".

    Args:
        found: The question's tokens.
        place: The index of the number.
    """
    if word_at(found, place - 1) == "minus" and word_at(found, place - 2) in _SAID_OF_MINUTES:
        return True
    if place == 0 or found[place - 1].text != "-" or found[place - 1].end != found[place].start:
        return False
    before = found[place - 2] if place > 1 else None
    return before is None or (before.end < found[place - 1].start and before.kind != "code")


_SAID_OF_MINUTES = frozenset(
    {"", "is", "are", "was", "of", "for", ":", "and", ",", "+", "plus", "with"}
)
"""Before a minus in words they take it off nothing: "how many units is minus ten minutes"."""


def booked(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether it is the length of an appointment rather than of treatment."""
    after = [word_at(found, behind + n) for n in range(3)]
    further = _treated_further_on(found, behind) or _has_hands_on(found, behind)
    at = place - 1
    while word_at(found, at) in time_words("naming_time"):
        at -= 1
    if word_at(found, at) in time_words("booking") and further:
        return True
    if after[0] in time_words("booked") or after[1] in {"slot", "appointment", "booking"}:
        return True
    if after[:3] == ["in", "the", "room"]:
        return True
    if further and after[0] == "on" and time_words("booked_on") & set(after[1:]):
        return True
    holds = after[1] in _HOLDS and _treated_further_on(found, behind)
    return after[0] in {"session", "visit"} and (holds or _has_hands_on(found, behind))


_HOLDS = frozenset({"with", "including", "incl", "of"})
"""Behind a session's length, before the times that it holds."""


def of_a_unit(found: Sequence[Token], place: int, behind: int, minutes: int) -> bool:
    """Whether it is how long a unit is, or what a rule asks for: "15-minute units".

    "You need 13 minutes for a unit" is of the rule; "30 minutes, units?" asks for a count.

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
        behind: The index behind them.
        minutes: How many they are.
    """
    after = word_at(found, behind)
    joined = any(word_at(found, n) == "-" for n in range(place, behind))
    sized = joined or minutes == _A_UNIT or after != "unit"
    if after in time_words("of_a_unit") and sized and not _asked(found, place, behind):
        return True
    if {word_at(found, place - n) for n in (1, 2)} & {"toward", "towards"}:
        return True
    if after == "-" and word_at(found, behind + 1) == "per":
        return True  # "an 8-min-per-code plan"
    if [word_at(found, place - n) for n in (1, 2)] in (["of", "unit"], ["of", "increment"]):
        return minutes == _A_UNIT and number_at(found, place - 3) is None
    if word_at(found, place - 1) in {"is", "=", "be"} and word_at(found, place - 2) == "unit":
        return minutes == _A_UNIT
    needed = {word_at(found, place - n) for n in range(1, 5)} & time_words("needed")
    reach = [word_at(found, behind + n) for n in range(4)]
    return bool(needed) and "unit" in reach and reach[0] in {"for", "per", "to", "before", "a"}


_A_UNIT = 15


def _asked(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether the word units behind minutes asks how many: "15 minutes units?"."""
    if word_at(found, behind) != "unit" or found[behind].text.lower() != "units":
        return False
    if word_at(found, place - 1) in {"in", "of", "the", "a", "as", "into"}:
        return False
    joined = any(word_at(found, n) == "-" for n in range(place, behind))
    return not joined and word_at(found, behind + 1) in {"", "?", ".", "!", "please"}


def bounding(found: Sequence[Token], place: int) -> bool:
    """Whether it is a bound that a rule names: "a service under 8", "each code needs 8 minutes".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
    """
    at = place - 1
    near = [word_at(found, place - n) for n in range(1, _NEAR)]
    if {"each", "every"} & set(near) and time_words("any_service") & set(near):
        return bool(time_words("needed") & set(near))
    if word_at(found, at) == "than":
        at -= 1
    if word_at(found, at) not in {"under", "below", "over", "above", "less", "fewer", "more"}:
        return False
    while word_at(found, at - 1) in {"is", "are", "that", "was", "of", "with", "lasting"}:
        at -= 1
    return word_at(found, at - 1) in time_words("any_service")


_NEAR = 8
"""So many words before the minutes a rule's own words stand."""


def needed_for_units(found: Sequence[Token], place: int, behind: int) -> str | None:
    """Whether a clause asks if a unit takes so many minutes: "is 15 minutes required for a unit?".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
        behind: The index behind them.

    Returns:
        `needed`; `under` where it asks of fewer minutes than so many; else None.
    """
    first = next((n for n in range(place - 1, -1, -1) if word_at(found, n) in _STOPS), -1) + 1
    last = next((n for n in range(behind, len(found)) if word_at(found, n) in _STOPS), len(found))
    words = [word_at(found, n) for n in range(first, last)]
    if set(words[:1]) & _OPENS and word_at(found, first - 1) == ",":
        # "For 3 units of massage, do I need 45 minutes?": what is needed is told before the comma.
        before = (n for n in range(first - 2, -1, -1) if word_at(found, n) in _STOPS)
        words = [word_at(found, n) for n in range(next(before, -1) + 1, first - 1)] + words
    if word_at(found, place - 1) in time_words("needed") and found[place - 2].kind == "code":
        return "needed"
    if "unit" not in words or {"many", "much", "know"} & set(words):
        return None
    if word_at(found, place - 1) == "than" and word_at(found, place - 2) in {"less", "fewer"}:
        return "under"
    must = any(one in {"have", "has"} and to == "to" for one, to in pairwise(words))
    return "needed" if must or time_words("required") & set(words) else None


_OPENS = frozenset({"do", "does", "must", "is", "are", "should"})
_STOPS = frozenset({".", "?", "!", ";", ",", ":", "because", "since", "so", "but"})


def total_inside(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether the words say that it is the day's total."""
    inside = {word_at(found, n) for n in range(place, behind)}
    return bool({"total", "timed"} & inside)


def total_before(found: Sequence[Token], place: int) -> bool:
    """Whether the words right before minutes say that they are the day's total: "total timed 38".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
    """
    at = place - 1
    while word_at(found, at) in time_words("naming_total"):
        at -= 1
    return word_at(found, at) == "total"


def _treated_further_on(found: Sequence[Token], behind: int) -> bool:
    """Whether other minutes are named further on."""
    return any(t.fold in MINUTES for t in found[behind:])


def _has_hands_on(found: Sequence[Token], behind: int) -> bool:
    """Whether hands-on minutes stand further on."""
    rest = [t.fold for t in found[behind:]]
    return "hand" in rest and "on" in rest
