"""Minutes in every usual form, each with its place in the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.numbers import number_at, whole
from assistant.text import Token

_MINUTES = frozenset({"min", "minute", "minut", "mn", "m"})
_HOURS = frozenset({"hour", "hr", "h"})
_NOT_TREATMENT = frozenset(
    {
        "documentation", "documenting", "charting", "paperwork", "note", "setup", "set", "undressing",
        "dressing", "rest", "resting", "waiting", "intake", "cleanup", "changing", "consultation",
        "talking", "break",
    }
)  # fmt: skip
_BOOKED = frozenset({"booking", "appointment", "slot", "booked", "scheduled", "reserved", "in-room"})
_ROUNDS = frozenset({"session", "block", "time", "visit", "round", "bout", "segment", "set"})
_LESS = frozenset({"including", "includes", "include", "which", "minus", "less", "incl", "with", "that"})
_PER_UNIT = frozenset({"unit", "increment", "block", "interval", "segment", "rule", "code", "period"})


class Duration(NamedTuple):
    """Minutes that stand in the question.

    Attributes:
        minutes: Whole minutes; the lower end of a range.
        upper: The upper end of a range such as "22-25 minutes", else None.
        first: The index of its first token.
        last: The index of its last token.
        start: Where it begins in the question.
        end: Where it ends.
        role: `treatment`; `booked` for the length of an appointment; `idle` for time that is not
            treatment; `less` for such time inside another; `unit` for the size of a unit; `total` for a day's total; `bare` for a
            number without the word minutes.
        each: Whether it is given for each of several services.
        count: For how many services it stands ("three 8-minute services"), else None.
    """

    minutes: int
    upper: int | None
    first: int
    last: int
    start: int
    end: int
    role: str = "treatment"
    each: bool = False
    count: int | None = None


def durations(found: Sequence[Token], taken: frozenset[int] = frozenset()) -> tuple[Duration, ...]:
    """Every duration of a question.

    Args:
        found: The question's tokens.
        taken: Indexes of tokens that belong to something else, such as the name of a rule.

    >>> from assistant.text import tokens
    >>> [d.minutes for d in durations(tokens("an hour and a half, then 1 hr 15, then 10:05 to 10:43"))]
    [90, 75, 38]
    """
    out: list[Duration] = []
    place = 0
    while place < len(found):
        if place in taken:
            place += 1
            continue
        got = _clock(found, place) or _hours(found, place) or _minutes(found, place)
        if got is None:
            place += 1
            continue
        minutes, upper, behind = got
        if any(p in taken for p in range(place, behind)):
            place += 1
            continue
        out.append(_placed(found, place, behind, minutes, upper))
        place = behind
    return tuple(out)


def _word(found: Sequence[Token], place: int) -> str:
    """A token's fold, or nothing past the end."""
    return found[place].fold if 0 <= place < len(found) else ""


def _minutes(found: Sequence[Token], place: int) -> tuple[int, int | None, int] | None:
    """`44 minutes`, `forty-four min`, `22-25 minutes`, `7 to 10 minutes`."""
    first = number_at(found, place)
    if first is None or found[place].kind == "code":
        return None
    value, behind = first
    upper: int | None = None
    if _word(found, behind) in {"-", "to", "or", "through", "and"}:
        second = number_at(found, behind + 1)
        joined = _word(found, behind)
        ranged = joined != "and" or _word(found, place - 1) == "between"
        if second is not None and _is_minutes(found, second[1]) and ranged:
            if value < second[0]:
                return whole(value), whole(second[0]), _past(found, second[1])
            return None
    if _is_minutes(found, behind):
        return whole(value), upper, _past(found, behind)
    return None


_BETWEEN = frozenset(
    {"timed", "more", "full", "treatment", "total", "further", "whole", "hand", "-", "on", "actual",
     "additional", "extra", "table", "solid", "one", "direct", "contact"}
)  # fmt: skip


def _word_minutes(found: Sequence[Token], place: int) -> int | None:
    """The index of the word minutes that belongs to the number before `place`, if it is there."""
    for ahead in range(place, place + 5):
        word = _word(found, ahead)
        if word in _MINUTES:
            near = word != "m" or found[ahead].start == found[ahead - 1].end
            return ahead if near else None
        if word == "'" and ahead == place and _word(found, place - 1).isdigit():
            return ahead
        if word not in _BETWEEN:
            return None
    return None


def _is_minutes(found: Sequence[Token], place: int) -> bool:
    """Whether the word minutes belongs to the number before this token."""
    return _word_minutes(found, place) is not None


def _past(found: Sequence[Token], place: int) -> int:
    """The index behind the word minutes."""
    at = _word_minutes(found, place)
    return place + 1 if at is None else at + 1


def _hours(found: Sequence[Token], place: int) -> tuple[int, int | None, int] | None:
    """`an hour and a half`, `1 hr 15`, `1.5 hours`, `half an hour`, `three quarters of an hour`."""
    part = _part_of_hour(found, place)
    if part is not None:
        return part
    word = _word(found, place)
    if word in {"a", "an", "one"} and _word(found, place + 1) in _HOURS:
        value, behind = 1.0, place + 2
    elif word == "hour" and _word(found, place + 1) == "and":
        value, behind = 1.0, place + 1
    else:
        got = number_at(found, place)
        if got is None or found[place].kind == "code":
            return None
        value, behind = got
        if _word(found, behind) == "and" and _word(found, behind + 1) == "a":
            if _word(found, behind + 2) == "half" and _word(found, behind + 3) in _HOURS:
                return whole(value * 60 + 30), None, behind + 4
        if _word(found, behind) == "-":
            behind += 1
        if _word(found, behind) not in _HOURS:
            return None
        if _word(found, behind) == "h" and found[behind].start != found[behind - 1].end:
            return None
        behind += 1
    more, behind = _rest_of_hour(found, behind)
    return whole(value * 60 + more), None, behind


def _part_of_hour(found: Sequence[Token], place: int) -> tuple[int, int | None, int] | None:
    """Half an hour, a quarter of an hour, three quarters of an hour."""
    words = [_word(found, place + n) for n in range(5)]
    if words[0] in {"a", "an"} and words[1] in {"half", "quarter"}:
        words, place = words[1:] + [_word(found, place + 5)], place + 1
    if words[0] == "half":
        if words[1] in _HOURS:
            return 30, None, place + 2
        if words[1] in {"a", "an"} and words[2] in _HOURS:
            return 30, None, place + 3
        if words[1] == "-" and words[2] in _HOURS:
            return 30, None, place + 3
    if words[0] == "quarter":
        if words[1] in _HOURS:
            return 15, None, place + 2
        if words[1] == "of" and words[2] in {"a", "an"} and words[3] in _HOURS:
            return 15, None, place + 4
    if words[0] in {"three", "3"}:
        gap = 1 if words[1] == "-" else 0
        if words[1 + gap] == "quarter" and words[2 + gap] == "of" and words[3 + gap] in {"a", "an"}:
            if _word(found, place + 4 + gap) in _HOURS:
                return 45, None, place + 5 + gap
    return None


def _rest_of_hour(found: Sequence[Token], behind: int) -> tuple[float, int]:
    """What stands behind the hours: `and a half`, `15`, `and seven minutes`."""
    place = behind
    if _word(found, place) == "and":
        place += 1
        if _word(found, place) == "a":
            if _word(found, place + 1) in {"half", "quarter"}:
                return (30 if _word(found, place + 1) == "half" else 15), place + 2
            return 0, behind
    elif _word(found, place) == "," and _is_minutes(found, place + 2):
        place += 1
    got = number_at(found, place)
    if got is None or got[0] >= 60 or found[place].kind == "code":
        return 0, behind
    if _is_minutes(found, got[1]):
        return got[0], _past(found, got[1])
    nothing_behind = got[1] >= len(found) or _word(found, got[1]) in {",", ".", "?", ";", "of", "and", "for", ")"}
    plain = found[place].kind == "number" or got[0] >= 5
    if plain and nothing_behind and float(got[0]).is_integer():
        return got[0], got[1]
    return 0, behind


_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})$")


def _clock(found: Sequence[Token], place: int) -> tuple[int, int | None, int] | None:
    """`10:05 to 10:43`, `from 2:00 pm to 2:38 pm`, `9-9:40am`, `started 9:05, finished 9:50`."""
    first = _time(found, place)
    if first is None:
        return None
    begin, half, behind, sure = first
    gap = behind
    if _word(found, gap) in {"to", "-", "until", "till", "and", "through", "til"}:
        gap += 1
        if _word(found, gap - 1) == "and" and _word(found, place - 1) != "between":
            return None
    elif _ended(found, gap) is not None:
        gap = _ended(found, gap) or gap
    else:
        return None
    second = _time(found, gap)
    if second is None:
        return None
    finish, half2, behind2, sure2 = second
    if not (sure or sure2):
        return None
    length = _length(begin, half, finish, half2)
    return None if length is None else (length, None, behind2)


def _ended(found: Sequence[Token], place: int) -> int | None:
    """The index behind words such as `, finished at`."""
    for ahead in range(4):
        if _word(found, place + ahead) in {"finished", "ended", "stopped", "end", "done", "out", "finish", "stop"}:
            after = place + ahead + 1
            while _word(found, after) in {"at", "around", "time", ":"}:
                after += 1
            return after
    return None


def _time(found: Sequence[Token], place: int) -> tuple[int, str, int, bool] | None:
    """A time of day: minutes from midnight, its half of the day, the index behind, how sure."""
    if place >= len(found):
        return None
    token = found[place]
    if token.kind == "clock":
        match = _CLOCK.match(token.text)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            return None
        minutes, behind = int(match[1]) * 60 + int(match[2]), place + 1
    elif token.kind == "number" and token.text.isdigit() and int(token.text) <= 12:
        minutes, behind = int(token.text) * 60, place + 1
    elif token.fold == "noon":
        return 720, "pm", place + 1, True
    else:
        return None
    half, behind = _half(found, behind)
    return minutes, half, behind, token.kind == "clock"


def _half(found: Sequence[Token], place: int) -> tuple[str, int]:
    """`am` or `pm` behind a time, with or without points."""
    word = _word(found, place)
    if word in {"am", "pm"}:
        return word, place + 1
    if word in {"a", "p"} and _word(found, place + 1) == "." and _word(found, place + 2) == "m":
        return word + "m", place + (4 if _word(found, place + 3) == "." else 3)
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


def _placed(
    found: Sequence[Token], place: int, behind: int, minutes: int, upper: int | None
) -> Duration:
    """A duration with what it is the time of."""
    each, count, role = False, None, "treatment"
    after = [_word(found, behind + n) for n in range(4)]
    if after[0] in {"each", "apiece"} or after[:2] == ["of", "each"] or after[:2] == ["for", "each"]:
        each = True
    before = [_word(found, place - n) for n in range(1, 4)]
    rounds = _rounds(found, place)
    if rounds:
        each, count = True, rounds
    if after[0] in {"service", "procedure"} or after[:2] == ["timed", "service"]:
        said = number_at(found, place - 1) if place else None
        if said is not None and said[1] == place and 1 < said[0] < 9:
            count, each = int(said[0]), True
    joined = any(_word(found, n) == "-" for n in range(place, behind))
    if after[0] in _PER_UNIT and (joined or minutes == 15 or after[0] != "unit"):
        role = "unit"
    elif before[0] in {"per", "each", "every"} and not each:
        role = "unit"
    elif _booked(found, behind, after):
        role = "booked"
    elif _idle(found, behind):
        role = "less" if _inside(found, place) else "idle"
    elif (after[0] in {"total", "altogether"} or after[:2] == ["in", "all"]
          or after[:2] == ["in", "total"] or _total_inside(found, place, behind)):
        role = "total"
    start, end = found[place].start, found[behind - 1].end
    return Duration(minutes, upper, place, behind - 1, start, end, role, each, count)


def _booked(found: Sequence[Token], behind: int, after: list[str]) -> bool:
    """Whether it is the length of an appointment rather than of treatment."""
    if after[0] in _BOOKED or after[1] in {"slot", "appointment", "booking"}:
        return True
    if after[:3] == ["in", "the", "room"]:
        return True
    return after[0] in {"session", "visit"} and _has_hands_on(found, behind)


def _rounds(found: Sequence[Token], place: int) -> int | None:
    """How many sessions of this length there were: "two sessions of 19 minutes"."""
    if place > 1 and _word(found, place - 1) == "of" and _word(found, place - 2) in _ROUNDS:
        for back in (place - 3, place - 4):
            got = number_at(found, back) if back >= 0 else None
            if got is not None and 1 < got[0] < 9:
                return int(got[0])
    return None


def _inside(found: Sequence[Token], place: int) -> bool:
    """Whether time that is no treatment lies inside the time named before it."""
    before = {_word(found, place - n) for n in range(1, 4)}
    return bool(before & _LESS)


def _total_inside(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether the words say that it is the day's total."""
    inside = {_word(found, n) for n in range(place, behind)}
    return bool({"total", "timed"} & inside)


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
    return _idle(found, number.last + 1)


_TO_WHAT = frozenset({"of", "for", "on", "in", "was", "were", "went", "to", "spent", "is", "which", "that",
                      "a", "the", "my", "getting"})  # fmt: skip


def _idle(found: Sequence[Token], behind: int) -> bool:
    """Whether the minutes are of something that is no treatment."""
    place = behind
    while _word(found, place) in _TO_WHAT:
        place += 1
    return _word(found, place) in _NOT_TREATMENT


def bare_numbers(found: Sequence[Token], taken: frozenset[int]) -> Iterator[Duration]:
    """Numbers that could be minutes though the word doesn't stand behind them.

    Args:
        found: The question's tokens.
        taken: Indexes of tokens that belong to something else.
    """
    for place, token in enumerate(found):
        if place in taken or token.kind not in {"number", "word"}:
            continue
        got = number_at(found, place)
        if got is None or place > 0 and number_at(found, place - 1) == (got[0], got[1]):
            continue
        value, behind = got
        if not value.is_integer() or not 1 <= value <= 480:
            continue
        if token.kind == "word" and value < 5:
            continue
        if _word(found, behind) in {"%", "unit", "region", "muscle", "day", "visit", "year", "time", "code", "line", "session", "patient", "am", "pm", "area", "degree", "x", "mile", "$", "weeks", "week", "month", "visit"} | _HOURS:
            continue
        yield Duration(
            int(value), None, place, behind - 1, token.start, found[behind - 1].end, "bare"
        )
