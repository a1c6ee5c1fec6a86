"""Numbers that stand for minutes though the word minutes is not behind them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import takewhile

from assistant.reading.around import BREAKS, Span, past, past_article, word_at, words_at
from assistant.reading.facts import Duration, Service, kinds
from assistant.reading.idle_time import idle_bare
from assistant.reading.numbers import added, number_at, told_of
from assistant.reading.other_numbers import SMALLEST_IN_WORDS, in_brackets
from assistant.reading.rounds import in_rounds, of_sets
from assistant.reading.text import Token
from assistant.reading.time_roles import below_zero, booked, given, total_before, total_behind
from knowledge.reading_words import reading_words, time_words

WERE = reading_words("went")
_NOON = 12  # a bare number up to this one behind "at" is an hour of the day
_CELLS = frozenset("|,;")


def bare_minutes(
    found: Sequence[Token],
    bare: Sequence[Duration],
    services: Sequence[Service],
    timed: Sequence[Duration],
    named: frozenset[int],
) -> list[Duration]:
    """Numbers that stand for minutes though the word isn't behind them: by a service or in a row.

    Args:
        found: The question's tokens.
        bare: Numbers that could be minutes.
        services: The services, in order.
        timed: The durations of treatment.
        named: Indexes of tokens of parts of the body and of people.
    """
    ends = {s.last + 1 for s in services}
    least = 1 if ends <= {d.first for d in bare} else 2  # "97110 29 97140 1"
    numbers = [d for d in bare if d.minutes >= least and not (timed and of_sets(found, d))]
    row = rows(found, numbers, len(services))
    starts = {s.first for s in services}
    places = {d.first for d in timed}
    wholes = {d.minutes for d in timed}
    planned = not time_words("booked").isdisjoint(t.fold for t in found)
    kept: list[Duration] = []
    for number in reversed(numbers):
        if in_brackets(found, number.first) in wholes:
            continue
        if (
            number in row
            or number.each
            or _in_row(found, number, places, named)
            or _beside(found, number, starts, ends)
            or _at_a_place(found, number, named)
            or _of_the_day(found, number, bool(timed))
            or idle_bare(found, number)
            or (planned and given(found, number.first))
        ):
            kept.append(number)
            places.add(number.first)
    every = (*kept, *timed)
    more = len(every) > len(kinds(services))
    told = []
    for number in reversed(kept):
        apart = number.first not in ends and total_behind(found, number)
        ahead = total_before(found, number.first) and word_at(found, number.last + 1) != "+"
        if below_zero(found, number.first):
            number = number._replace(role="negative")
        elif _booked_bare(found, number.first, number.last + 1, more or len(every) == 1):
            number = number._replace(role="booked")
        elif _whole(found, number, every, ends, more) or (len(every) > 1 and (apart or ahead)):
            number = number._replace(role="total")
        told.append(in_rounds(found, number))
    return told


def _whole(
    found: Sequence[Token], number: Duration, every: Sequence[Duration], ends: Set[int], more: bool
) -> bool:
    """Whether a number is said to be the whole of the others: "total 31", "te + mt 40 total"."""
    before, after = word_at(found, number.first - 1), word_at(found, number.last + 1)
    if not more:
        joined = ends >= {number.first, number.first - 2} and after == "total" and len(every) > 1
        return joined and word_at(found, number.first - 2) in {"+", *reading_words("lists_numbers")}
    sums = before == "=" and number.first - 1 not in ends
    ahead = sum(d.first < number.first for d in every)
    of_it = before == "total" and total_before(found, number.first)
    return of_it or after == "total" or (sums and ahead > 1)


def _in_row(found: Sequence[Token], number: Duration, places: Set[int], named: Set[int]) -> bool:
    """Whether a number stands in a row with minutes: "18, 13 and 10 minutes"."""
    for place in range(number.last + 1, number.last + 6):
        if place in places:
            return place > number.last + 1
        if word_at(found, place) not in reading_words("between_numbers") and place not in named:
            return False
    return False


def _beside(found: Sequence[Token], number: Duration, starts: Set[int], ends: Set[int]) -> bool:
    """Whether a number stands right beside a service, or before what its time went into."""
    if added(found, number.first) and word_at(found, number.last + 1) != "of":
        one = number._replace(first=number.first - 2, last=number.first - 2)
        return _beside(found, one, starts, ends)
    before, further = word_at(found, number.first - 1), word_at(found, number.first - 2)
    behind = number.last + 1
    after = word_at(found, behind + (word_at(found, behind) in time_words("once_more")))
    told = past_article(found, behind + 1)
    if number.first in ends or {behind, past(found, behind, BETWEEN)} & starts:
        return True
    if (after in {"on", "for", "doing"} and behind + 1 in starts) or (
        after in WERE and told in starts
    ):
        return True
    if before == "at" and number.minutes <= _NOON and number.first - 1 not in ends:
        return False  # an hour of the day
    if before in time_words("before_minutes") or told_of(found, number.first, ends):
        return True
    coded = number.first > 1 and found[number.first - 2].kind == "code"
    total = "total" in (before, further) or total_behind(found, number)
    if (coded and before in {"/", "-"}) or total:
        return True
    if before in _CELLS and (not after or after in _CELLS):
        return coded
    ranged = word_at(found, behind) == "to" and number_at(found, behind + 1)
    if after in {"of", "out", "to", "enough"} and not ranged:
        return True
    if before in BREAKS and after in _TO_WHAT and _goes_to(found, behind, starts):
        return True
    worded = number.first > 0 and found[number.first - 1].kind == "word"
    return worded and not ends.isdisjoint({number.first - 1, number.first - 2})


BETWEEN = frozenset("-()[]")
_TO_WHAT = frozenset({"by", "in", "on", "with", "doing", "for"})
_FEW = 6


def _goes_to(found: Sequence[Token], at: int, starts: Set[int]) -> bool:
    """Whether somebody's name, or a service a few words on, follows: "20 in the pool (97113)"."""
    if found[at].fold == "by":
        return number_at(found, at + 1) is None
    reach = range(at, min(len(found), at + _FEW))
    return not starts.isdisjoint(takewhile(lambda n: found[n].fold not in BREAKS, reach))


def behind_named(found: Sequence[Token], number: Duration, named: frozenset[int]) -> bool:
    """Whether a number stands right behind what is named: "legs 20", "the PTA did 5".

    Args:
        found: The question's tokens.
        number: The number.
        named: Indexes of tokens of what is named.
    """
    place = number.first - 1
    return place - (word_at(found, place) in time_words("gave")) in named


def _at_a_place(found: Sequence[Token], number: Duration, named: frozenset[int]) -> bool:
    """Whether it is the time of one part of the body: "12 on the shoulder", "legs 20"."""
    at = number.last + 1
    led = word_at(found, at) in reading_words("at_a_place") | {"l", "r", "left", "right"}
    at = past_article(found, at + 1) if led else at
    row = number.minutes >= SMALLEST_IN_WORDS and word_at(found, number.first - 1) in BREAKS
    placed = at in named and (led or row)
    return placed or behind_named(found, number, named)


def rows(found: Sequence[Token], numbers: Sequence[Duration], services: int) -> list[Duration]:
    """A row of as many numbers as there are services: "TE/MT/NMR 20/15/10".

    Args:
        found: The question's tokens.
        numbers: Numbers that belong to nothing else.
        services: How many services there are.
    """
    row: list[Duration] = []
    for number in numbers:
        joined = row and number.first == row[-1].last + 2
        between = found[number.first - 1].fold if number.first else ""
        row = [*row, number] if joined and between in {"/", ",", "+", "&", "and"} else [number]
        if len(row) == services > 1:
            return row
    return []


def _booked_bare(found: Sequence[Token], place: int, behind: int, more: bool) -> bool:
    """Whether a bare number is an appointment's length.

    The word for one is not its own in "te 15 appt 60", nor in "te 15 mt 20 planned", where each
    service has one number.
    """
    others = number_at(found, behind + 1) and word_at(found, behind) in time_words("lengths")
    shared = not more and all(t.kind != "number" for t in found[behind:])
    return not (others or shared) and booked(found, place, behind)


def _of_the_day(found: Sequence[Token], number: Span, timed: bool) -> bool:
    """Whether a part of the day stands behind a number: "20 in the afternoon", "12 after"."""
    behind = words_at(found, number.last + 1, 3)
    of_day = not time_words("parts_of_day").isdisjoint(behind)
    of_day |= behind[0] == "in" and behind[1] in time_words("halves_of_day")
    after = of_day or behind[0] in reading_words("afterwards")
    if behind[0] in time_words("once_more") and behind[1] in {"", *BREAKS}:
        return timed and word_at(found, number.first - 1) in BREAKS  # "then 15 more"
    return after and (timed or word_at(found, number.first - 1) in BREAKS)
