"""Numbers that stand for minutes though the word minutes is not behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.reading.duration import Duration
from assistant.reading.facts import Service
from assistant.reading.minute_words import HOURS, word_at
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention


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
        if got is None or (place > 0 and number_at(found, place - 1) == (got[0], got[1])):
            continue
        value, behind = got
        if not value.is_integer() or not 1 <= value <= 480:
            continue
        if token.kind == "word" and value < 5:
            continue
        if (
            word_at(found, behind)
            in {
                "%",
                "unit",
                "region",
                "muscle",
                "day",
                "visit",
                "year",
                "time",
                "code",
                "line",
                "session",
                "patient",
                "am",
                "pm",
                "area",
                "degree",
                "x",
                "mile",
                "$",
                "weeks",
                "week",
                "month",
            }
            | HOURS
        ):
            continue
        yield Duration(
            int(value), None, place, behind - 1, token.start, found[behind - 1].end, "bare"
        )


_CELLS = frozenset({"|", ",", ";"})
_BEFORE_MINUTES = frozenset(
    {"for", ":", "=", "took", "was", "ran", "lasted", "got", "had", "another"}
)


_BETWEEN_NUMBERS = frozenset({",", "and", "&", "+", "/", "then", "plus"})


def bare_minutes(
    found: Sequence[Token],
    taken: frozenset[int],
    services: Sequence[Service],
    timed: Sequence[Duration],
    named: frozenset[int],
) -> list[Duration]:
    """Numbers that stand for minutes though the word isn't behind them.

    They are in a row with minutes, beside a service, or before `of` or `to` and what the time
    went into.
    """
    numbers = [d for d in bare_numbers(found, taken) if d.minutes >= 2]
    ends = {s.last + 1 for s in services}
    starts = {s.first for s in services}
    places = {d.first for d in timed}
    kept = []
    for number in reversed(numbers):
        if _in_row(found, number, places, named) or _beside(found, number, starts, ends):
            kept.append(number)
            places.add(number.first)
    return sorted(kept, key=lambda d: d.first)


def speaks_of_minutes(
    found: Sequence[Token], timed: Sequence[Duration], cues: Sequence[Mention]
) -> bool:
    """Whether the words speak of minutes or units, so that a bare number can be minutes."""
    if timed or any(t.fold in {"minute", "min", "each"} for t in found):
        return True
    return any(m.kind == "want" and m.id == "units" for m in cues)


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
    after = found[number.last + 1] if number.last + 1 < len(found) else None
    if number.first in ends or number.last + 1 in starts:
        return True
    if before is not None and (before.kind == "code" or before.fold in _BEFORE_MINUTES):
        return True
    if before is not None and before.fold in _CELLS and _ends_row(after):
        return number.first > 1 and found[number.first - 2].kind == "code"
    if after is not None and after.fold in {"of", "to"}:
        return True
    return before is not None and before.kind == "word" and _near_end(number.first, ends)


def _ends_row(after: Token | None) -> bool:
    """Whether a row of a pasted table ends here."""
    return after is None or after.fold in _CELLS


def _near_end(place: int, ends: set[int]) -> bool:
    """Whether a service ends a word or two before a place: "massaged feet 20"."""
    return place - 1 in ends or place - 2 in ends
