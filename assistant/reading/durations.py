"""Minutes in every usual form, each with its place in the question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.around import BREAKS, word_at, words_at, words_before
from assistant.reading.clock import clock, length, onward
from assistant.reading.facts import Duration
from assistant.reading.given_often import given_twice
from assistant.reading.hours import hours
from assistant.reading.idle_time import idle, idle_before, inside, part_before, whole_behind
from assistant.reading.numbers import behind_minutes, is_minutes, number_at, whole
from assistant.reading.rounds import between_rounds, of_codes, of_sessions, rounds_of, same_again
from assistant.reading.text import Token
from assistant.reading.time_roles import (
    below_zero,
    booked,
    bounding,
    given_of_it,
    needed_for_units,
    of_a_unit,
    total_before,
)
from knowledge.phrases import Phrases
from knowledge.reading_words import reading_words, time_words


def durations(found: Sequence[Token], taken: frozenset[int] = frozenset()) -> tuple[Duration, ...]:
    """Every duration of a question.

    Args:
        found: The question's tokens.
        taken: Indexes of tokens that belong to something else, such as the name of a rule.

    >>> from assistant.reading.text import tokens
    >>> found = tokens("an hour and a half, then 1 hr 15, then 10:05 to 10:43")
    >>> [d.minutes for d in durations(found)]
    [90, 75, 38]
    """
    out: list[Duration] = []
    place = 0
    while place < len(found):
        if place in taken:
            place += 1
            continue
        got = clock(found, place) or hours(found, place) or _minutes(found, place)
        got = got or length(found, place) or onward(found, place)
        given = bool(out) and out[-1].role == "treatment"
        if got is None and given and (end := same_again(found, place)) is not None:
            got = out[-1].minutes, out[-1].upper, end
        if got is None:
            place += 1
            continue
        minutes, upper, behind = got
        if any(p in taken for p in range(place, behind)):
            place += 1
            continue
        out += _told_again(found, out, _placed(found, place, behind, minutes, upper))
        place = behind
    return tuple(out)


def _told_again(found: Sequence[Token], out: list[Duration], one: Duration) -> list[Duration]:
    """A time, with the one before it where it is the same again: "half an hour, so 30 minutes"."""
    before = out[-1] if out else one
    ahead = word_at(found, one.first - 1) in reading_words("comes_to")
    if ahead and before.role == "idle" and one.minutes == sum(d.minutes for d in out):
        return [one._replace(role="total")]  # "25 min massage + 5 min of notes = 30 min"
    between = " ".join(t.fold for t in found[before.last + 1 : one.first])
    again = _TOLD_AGAIN.search(between)
    roles = {before.role, one.role} - {"total", "treatment"}
    if again is None or roles or before[:2] != one[:2]:
        return [one]
    same = [[t.fold for t in found[d.first : d.last + 1]] for d in (before, one)]
    if same[0] == same[1] and word_at(found, one.last + 1) not in {*_ENDED, "of", "hand"}:
        return [one]  # "15 min or 15 min of another"
    if any(c.isalnum() for c in between[: again.start()]):
        return [one._replace(role="gap") if word_at(found, one.last + 1) in _ENDED else one]
    role = before.role if one.role == "total" else one.role
    return [out.pop()._replace(last=one.last, end=one.end, role=role)]


def _minutes(found: Sequence[Token], place: int) -> tuple[int, int | None, int] | None:
    """`44 minutes`, `forty-four min`, `22-25 minutes`, `7 to 10 minutes`."""
    if word_at(found, place) == "minute" and word_at(found, place - 1) in {"at", "by", "after"}:
        named = number_at(found, place + 1)
        return None if named is None else (whole(named[0]), None, named[1])
    first = number_at(found, place)
    if first is None:
        return None
    value, behind = first
    joined = word_at(found, behind)
    ranged = joined != "and" or word_at(found, place - 1) == "between"
    if ranged and joined in {"-", "to", "or", "through", "and"}:
        second = number_at(found, behind + 1)
        if second is not None and is_minutes(found, second[1]):
            rising = value < second[0]
            end = behind_minutes(found, second[1])
            return (whole(value), whole(second[0]), end) if rising else None
    end = behind_minutes(found, behind) if is_minutes(found, behind) else behind
    if tuple(words_at(found, end, 2)) in _SHORT_OF:  # "five short of an hour"
        hour = hours(found, end + 2)
        if hour is not None and hour[0] > value:
            return hour[0] - whole(value), None, hour[2]
        told = None if word_at(found, end) in _COMPARED else number_at(found, end + 2)
        if told is not None and told[0] > value and word_at(found, told[1]) not in _UNITS:
            behind = told[1] if not is_minutes(found, told[1]) else behind_minutes(found, told[1])
            return whole(told[0]) - whole(value), None, behind
    if end > behind:
        return whole(value), None, end
    mark = found[place].text in reading_words("numbered_modifiers")  # a line needs them
    led = word_at(found, place - 1) in time_words("needed") and not mark
    if led and word_at(found, behind) in _ASKED and needed_for_units(found, place, behind):
        return whole(value), None, behind  # "for 3 units, do I need 45?"
    part = words_at(found, behind, 3) == ["and", "a", "half"]
    if part and is_minutes(found, behind + 3):
        return whole(value), None, behind_minutes(found, behind + 3)
    return None


def _placed(
    found: Sequence[Token], place: int, behind: int, minutes: int, upper: int | None
) -> Duration:
    """A duration with what it is the time of."""
    role = "treatment"
    after, before = words_at(found, behind, 2), words_before(found, place, 2)
    rounds = rounds_of(found, place, behind) or of_codes(found, place, behind)
    if rounds and rounds * minutes > _LONGEST_DAY and of_sessions(found):
        rounds = 1
    each = (
        bool(rounds)
        or after[0] in time_words("of_each")
        or (after[1] == "each" and (after[0] in {"of", "for"}))
        or (_had_by_each(found, place) and "unit" not in after)
    )
    if not rounds and given_twice(found, behind):
        minutes, upper = 2 * minutes, None if upper is None else 2 * upper
    worded = not rounds and found[place].kind != "clock"
    ahead = before[1] if before[0] in reading_words("begun") else before[0]
    by_the = before == ["the", "by"]
    of_each = by_the or ahead in {"per", "each", "every", "any"}
    sized = worded and of_a_unit(found, place, behind, minutes)
    needed = needed_for_units(found, place, behind) if worded else None
    if needed is not None:
        role = needed
    elif sized or (of_each and not each) or bounding(found, place):
        role = "unit"
    elif (
        between_rounds(found, behind)
        or before[0] == "same"
        or _NOT_GIVEN.search(" ".join(t.fold for t in found[behind - 1 : behind + 4]))
    ):
        role = "gap"
    elif below_zero(found, place) and not idle(found, behind):
        role = "negative"
    elif booked(found, place, behind) or given_of_it(found, place, behind):
        role = "booked"
    elif part_before(found, place) is None and (idle(found, behind) or idle_before(found, place)):
        of_whole = after[0] != "late" and whole_behind(found, behind)
        part = "part" if of_whole else "idle"
        role = "less" if inside(found, place, behind) else part
    elif _total(found, place, behind):
        role = "total"
    start, end = found[place].start, found[behind - 1].end
    return Duration(minutes, upper, place, behind - 1, start, end, role, each, rounds)


def _had_by_each(found: Sequence[Token], place: int) -> bool:
    """Whether a list of codes before a time had it each: "97140 and 97110 both 10 min"."""
    at = place - 1 - (word_at(found, place - 1) in _TOOK)
    each = word_at(found, at)
    if each not in _EACH:
        return False
    at -= 1 + (word_at(found, at - 1) in _TOOK)
    codes = 0
    while at >= 0 and (found[at].kind == "code" or found[at].fold in _LISTED):
        codes += found[at].kind == "code"
        at -= 1
    return codes > (2 if each == "all" else 1)  # "all 45 minutes" of two may be their total


_EACH, _LISTED = frozenset({"each", "both", "all"}), frozenset({"and", "&", "+", ",", "/"})
_TOOK = frozenset({"for", "at", "got", "was", "were", "had", "took"})
_COMPARED = frozenset({"less", "fewer"})
_UNITS = frozenset({"unit", "u"})
_SHORT_OF = {("short", "of"), ("shy", "of"), ("less", "than"), ("fewer", "than")}
_TOLD_AGAIN = Phrases("told_again")
_ENDED = BREAKS | {"", ")", "total"}
_NOT_GIVEN = Phrases("since_or_by_the_week")
_ASKED = frozenset({"", "?", ".", ",", "for"})
_LONGEST_DAY = 120  # sessions of more minutes together are hardly of one day


def _total(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether minutes are the day's total: "38 minutes in all", "total timed 38 minutes"."""
    after, second = words_at(found, behind, 2)
    alone = after in {"total", "altogether"} and number_at(found, behind + 1) is None
    inside = not {"total", "timed"}.isdisjoint(words_at(found, place, behind - place))
    in_all = after == "in" and second in {"all", "total"}
    return alone or in_all or inside or total_before(found, place)
