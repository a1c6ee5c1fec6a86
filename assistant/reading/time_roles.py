"""What some minutes are the time of: treatment, an appointment, no treatment, a unit, the day."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.duration import Duration
from assistant.reading.minute_words import MINUTES, word_at
from assistant.reading.numbers import number_at
from assistant.reading.text import Token

NOT_TREATMENT = frozenset(
    {"documentation", "documenting", "charting", "paperwork", "note", "setup", "set",
     "rested", "paused", "pause",
     "undressing", "dressing", "rest", "resting", "waiting", "intake", "cleanup",
     "changing", "consultation", "talking", "break"}
)  # fmt: skip


_BOOKED = frozenset(
    {"booking", "appointment", "slot", "booked", "scheduled", "reserved", "in-room"}
)


_BOOKING = frozenset({"book", "booked", "booking", "schedule", "scheduled", "reserve", "reserved"})
_ROUNDS = frozenset({"session", "block", "time", "visit", "round", "bout", "segment", "set"})


_LESS = frozenset(
    {"including", "includes", "include", "which", "minus", "less", "incl", "with", "that"}
)


PER_UNIT = frozenset(
    {"unit", "increment", "block", "interval", "segment", "rule", "code", "period"}
)


_TO_WHAT = frozenset(
    {"of", "for", "on", "in", "was", "were", "went", "to", "spent", "is", "which", "that",
     "a", "the", "my", "getting"}
)  # fmt: skip


def below_zero(found: Sequence[Token], place: int) -> bool:
    """Whether a minus stands right before a number, and joins nothing to it: "-5 minutes".

    Args:
        found: The question's tokens.
        place: The index of the number.
    """
    if place == 0 or found[place - 1].text != "-" or found[place - 1].end != found[place].start:
        return False
    before = found[place - 2] if place > 1 else None
    return before is None or (before.end < found[place - 1].start and before.kind != "code")


def booked(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether it is the length of an appointment rather than of treatment."""
    after = [word_at(found, behind + n) for n in range(3)]
    further = _treated_further_on(found, behind) or _has_hands_on(found, behind)
    if word_at(found, place - 1) in _BOOKING and further:
        return True
    if after[0] in _BOOKED or after[1] in {"slot", "appointment", "booking"}:
        return True
    if after[:3] == ["in", "the", "room"]:
        return True
    return after[0] in {"session", "visit"} and _has_hands_on(found, behind)


def rounds_of(found: Sequence[Token], place: int) -> int | None:
    """How many times of this length there were: "two sessions of 19 minutes", "3 x 15 min"."""
    if place > 1 and word_at(found, place - 1) in {"x", "*"}:
        got = number_at(found, place - 2)
        if got is not None and got[1] == place - 1 and 1 < got[0] < 9:
            return int(got[0])
    if place > 1 and word_at(found, place - 1) == "of" and word_at(found, place - 2) in _ROUNDS:
        for back in (place - 3, place - 4):
            got = number_at(found, back) if back >= 0 else None
            if got is not None and 1 < got[0] < 9:
                return int(got[0])
    return None


def of_codes(found: Sequence[Token], behind: int) -> int | None:
    """For how many codes the minutes are given: "8 minutes of four different codes".

    Args:
        found: The question's tokens.
        behind: The index behind the minutes.
    """
    got = number_at(found, behind + 1) if word_at(found, behind) in {"of", "on", "for"} else None
    if got is None or not 1 < got[0] < 9:
        return None
    place = got[1]
    while word_at(found, place) in {"different", "timed", "separate", "other", "distinct"}:
        place += 1
    return int(got[0]) if word_at(found, place) in {"code", "service", "procedure"} else None


def inside(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether time that is no treatment lies inside the time named before it."""
    before = {word_at(found, place - n) for n in range(1, 4)}
    around = before | {word_at(found, behind + n) for n in range(2)}
    paused = bool(around & _PAUSES) and any(t.kind == "clock" for t in found[:place])
    return bool(before & _LESS) or paused


_PAUSES = frozenset({"break", "rest", "resting", "pause"})


def total_inside(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether the words say that it is the day's total."""
    inside = {word_at(found, n) for n in range(place, behind)}
    return bool({"total", "timed"} & inside)


def _treated_further_on(found: Sequence[Token], behind: int) -> bool:
    """Whether other minutes are named further on."""
    return any(t.fold in MINUTES for t in found[behind:])


def _has_hands_on(found: Sequence[Token], behind: int) -> bool:
    """Whether hands-on minutes stand further on."""
    rest = [t.fold for t in found[behind:]]
    return "hand" in rest and "on" in rest


def idle_bare(found: Sequence[Token], number: Duration) -> bool:
    """Whether a bare number is of something that is no treatment: "5 to set up".

    Args:
        found: The question's tokens.
        number: The bare number.
    """
    return idle(found, number.last + 1) or idle_before(found, number.first)


def idle_part(found: Sequence[Token], number: Duration) -> Duration:
    """A bare number of no treatment, as a part where it is one: "10 of my 40 minutes".

    Args:
        found: The question's tokens.
        number: The bare number.
    """
    of = word_at(found, number.last + 1) == "of"
    whole = any(number_at(found, number.last + n) for n in (2, 3))
    return number._replace(role="part") if of and whole else number


def idle_before(found: Sequence[Token], place: int) -> bool:
    """Whether a word before the minutes says that they are no treatment: "break 9:20-9:30".

    Args:
        found: The question's tokens.
        place: The index of the minutes' first token.
    """
    at = place - 1
    while word_at(found, at) in _NAMING:
        at -= 1
    return word_at(found, at) in NOT_TREATMENT and word_at(found, at - 1) != "the"


_NAMING = frozenset({":", "=", "from", "was", "took", "take", "for", "about", "(", "-", "up"})


def idle(found: Sequence[Token], behind: int) -> bool:
    """Whether the minutes are of something that is no treatment."""
    place = behind
    while word_at(found, place) in _TO_WHAT:
        place += 1
    return word_at(found, place) in NOT_TREATMENT
