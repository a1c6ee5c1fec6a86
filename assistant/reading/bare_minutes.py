"""Numbers that stand for minutes though the word minutes is not behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.reading.around import word_at
from assistant.reading.counts import in_a_row
from assistant.reading.duration import Duration
from assistant.reading.facts import Service
from assistant.reading.hands_on import hands_on
from assistant.reading.idle_time import idle_bare
from assistant.reading.minute_words import HOURS, told_of
from assistant.reading.numbers import number_at, ordinal_at
from assistant.reading.other_numbers import (
    in_brackets,
    in_figures,
    measured_twice,
    scored,
    share,
    shared_out,
)
from assistant.reading.rounds import in_rounds, of_sets
from assistant.reading.speaking import rows
from assistant.reading.text import Token
from assistant.reading.time_roles import below_zero, total_before
from assistant.reading.unread import BREAKS
from knowledge.time_words import time_words


def bare_numbers(found: Sequence[Token], taken: frozenset[int]) -> Iterator[Duration]:
    """Numbers that could be minutes though the word doesn't stand behind them.

    Args:
        found: The question's tokens.
        taken: Indexes of tokens that belong to something else.
    """
    reached = 0
    for place, token in enumerate(found):
        if place in taken or place < reached or token.kind not in {"number", "word"}:
            continue
        got = number_at(found, place)
        if got is None:
            continue
        value, reached = got
        behind = reached
        if ordinal_at(found, place) is not None:
            continue
        if not value.is_integer() or not 1 <= value <= 480:
            continue
        if token.kind == "word" and value < 5:
            continue
        counts = word_at(found, behind) in time_words("other_counts") | HOURS
        if (counts and not in_a_row(found, place)) or share(found, behind):
            continue
        if word_at(found, place - 1) == "of" and word_at(found, place - 2) in time_words("groups"):
            continue
        if in_figures(found, place) or in_figures(found, place - 2) or scored(found, place):
            continue
        ends = behind >= len(found) or found[behind].text in ".?!"
        required = ends and word_at(found, place - 1) in time_words("required")
        if required or measured_twice(found, place, behind):
            continue
        end, each = found[behind - 1].end, word_at(found, behind) == "each"
        yield Duration(int(value), None, place, behind - 1, token.start, end, "bare", each)


WERE = frozenset({"was", "were", "is", "are", "went", "being", "spent"})
_ARTICLES = frozenset({"a", "an", "the"})
_NOON = 12
"""A bare number up to this one behind "at" is an hour of the day."""
_CELLS = frozenset({"|", ",", ";"})
_BETWEEN_NUMBERS = frozenset({",", "and", "&", "+", "/", "then", "plus"})


def bare_minutes(
    found: Sequence[Token],
    bare: Sequence[Duration],
    services: Sequence[Service],
    timed: Sequence[Duration],
    named: frozenset[int],
) -> list[Duration]:
    """Numbers that stand for minutes though the word isn't behind them.

    They are in a row with minutes, beside a service, or before `of` or `to` and what the time
    went into.
    """
    numbers = [d for d in bare if d.minutes >= 2]
    numbers = [d for d in numbers if not (timed and of_sets(found, d))]
    ends = {s.last + 1 for s in services}
    starts = {s.first for s in services}
    places = {d.first for d in timed}
    row = rows(found, numbers, len(services))
    whole = {d.minutes for d in timed}
    numbers = [d for d in numbers if not shared_out(found, d.first, d.last)]
    numbers = [d for d in numbers if in_brackets(found, d.first) not in whole]
    kept = []
    for number in reversed(numbers):
        if (
            number in row
            or _in_row(found, number, places, named)
            or _beside(found, number, starts, ends)
            or _at_a_place(found, number, named)
            or _of_the_day(found, number, bool(timed))
            or idle_bare(found, number)
            or number.each
        ):
            kept.append(number)
            places.add(number.first)
    every = (*kept, *timed)
    more = len(every) > len({s.code or s.technique for s in services})
    kept = [
        d._replace(role="total")
        if (more and _whole(found, d, every, ends))
        or (len(every) > 1 and total_before(found, d.first))
        else d
        for d in kept
    ]
    kept = [d._replace(role="negative") if _below(found, d, starts) else d for d in kept]
    return sorted((in_rounds(found, d) for d in kept), key=lambda d: d.first)


def _below(found: Sequence[Token], number: Duration, starts: set[int]) -> bool:
    """Whether a number stands below zero: "10 of 97110 and minus 5 of 97140"."""
    of_its_own = word_at(found, number.last + 1) == "of" and number.last + 2 in starts
    minus = word_at(found, number.first - 1) == "minus"
    return (minus and of_its_own) or below_zero(found, number.first)


def _whole(
    found: Sequence[Token], number: Duration, every: Sequence[Duration], ends: set[int]
) -> bool:
    """Whether a number is said to be the whole of the others: "total 31", "23 + 22 = 45"."""
    near = {word_at(found, n) for n in (number.first - 1, number.last + 1)}
    if total_before(found, number.first):
        near.add("total")
    before = [d for d in every if d.first < number.first]
    sums = word_at(found, number.first - 1) == "=" and number.first - 1 not in ends
    return "total" in near or (sums and len(before) > 1)


def _of_the_day(found: Sequence[Token], number: Duration, timed: bool) -> bool:
    """Whether a part of the day stands behind a number: "20 in the afternoon", "12 after"."""
    if not timed and word_at(found, number.first - 1) not in BREAKS:
        return False
    behind = [t.fold for t in found[number.last + 1 : number.last + 4]]
    if behind[:1] and behind[0] in {"after", "afterwards", "later", *time_words("parts_of_day")}:
        return True
    return (
        bool(behind)
        and behind[0] in {"in", "at", "this"}
        and bool(time_words("parts_of_day") & set(behind[1:]))
    )


def _in_row(
    found: Sequence[Token], number: Duration, places: set[int], named: frozenset[int]
) -> bool:
    """Whether a number stands in a row with minutes: "18, 13 and 10 minutes"."""
    place = number.last + 1
    for _ in range(5):
        if place in places:
            return place > number.last + 1
        joins = place < len(found) and (found[place].fold in _BETWEEN_NUMBERS or place in named)
        if not joins:
            return False
        place += 1
    return False


def _beside(found: Sequence[Token], number: Duration, starts: set[int], ends: set[int]) -> bool:
    """Whether a number stands right beside a service, or before what its time went into."""
    before = found[number.first - 1] if number.first else None
    further = word_at(found, number.last + 1) in time_words("once_more")
    at = number.last + (2 if further else 1)
    after = found[at] if at < len(found) else None
    on = after is not None and after.fold in {"on", "for", "doing"}
    if number.first in ends or number.last + 1 in starts or (on and number.last + 2 in starts):
        return True
    behind = number.last + (3 if word_at(found, number.last + 2) in _ARTICLES else 2)
    if after is not None and after.fold in WERE and behind in starts:
        return True
    of_day = before is not None and before.fold == "at" and number.minutes <= _NOON
    if of_day and number.first - 1 not in ends:
        return False
    if before is not None and (
        before.kind == "code" or before.fold in time_words("before_minutes")
    ):
        return True
    if told_of(found, number.first, ends):
        return True
    if before is not None and before.text in "/-" and found[number.first - 2].kind == "code":
        return True
    if before is not None and "total" in (before.fold, found[number.first - 2].fold):
        return True
    if before is not None and before.fold in _CELLS and _ends_row(after):
        return number.first > 1 and found[number.first - 2].kind == "code"
    ranged = word_at(found, number.last + 1) == "to" and number_at(found, number.last + 2)
    led = after is not None and after.fold in {"of", "to", "enough"} and not ranged
    to = after is not None and after.fold in _TO_WHAT and _goes_to(found, number, starts)
    led = led or (to and before is not None and before.fold in BREAKS)
    if led or hands_on(found, number):
        return True
    return before is not None and before.kind == "word" and _near_end(number.first, ends)


_TO_WHAT = frozenset({"by", "in", "on", "with", "doing", "for"})
_FEW = 6


def _goes_to(found: Sequence[Token], number: Duration, starts: set[int]) -> bool:
    """Whether somebody's name, or a service a few words on, follows: "20 in the pool (97113)"."""
    at = number.last + 1
    if found[at].fold == "by":
        return number_at(found, at + 1) is None
    reach = takewhile(lambda n: found[n].fold not in BREAKS, range(at, min(len(found), at + _FEW)))
    return not starts.isdisjoint(reach)


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
    if behind_named(found, number, named):
        return True
    at = number.last + 1
    if at < len(found) and found[at].fold in {"on", "for", "in", "to", "by", "from"}:
        at += 2 if at + 1 < len(found) and found[at + 1].fold in {"the", "her", "his", "my"} else 1
        return at in named
    return False


def _ends_row(after: Token | None) -> bool:
    """Whether a row of a pasted table ends here."""
    return after is None or after.fold in _CELLS


def _near_end(place: int, ends: set[int]) -> bool:
    """Whether a service ends a word or two before a place: "massaged feet 20"."""
    return place - 1 in ends or place - 2 in ends
