"""Counts that stand before a word: units, regions, muscles; units named by their order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.reading.around import past, piece, word_at, words_before
from assistant.reading.given_often import of_visits, times_over
from assistant.reading.numbers import (
    MINUTES,
    added,
    behind_minutes,
    is_minutes,
    number_at,
    ordinal_at,
)
from assistant.reading.text import Token
from knowledge.reading_words import reading_words, time_words


class Counts(NamedTuple):
    """Counts that stand before a word.

    Attributes:
        units: Numbers of units, each once.
        regions: A number of regions.
        muscles: A number of muscles.
        places: The indexes of the numbers' tokens.
    """

    units: tuple[int, ...]
    regions: int | None
    muscles: int | None
    places: set[int]


def counts_of(found: Sequence[Token]) -> Counts:
    """Numbers of units, regions and muscles that the words name.

    Args:
        found: The question's tokens.
    """
    units: list[int] = []
    counted: dict[str, int] = {}
    places: set[int] = set()
    for place in range(len(found)):
        got = number_at(found, place)
        if got is None:
            continue
        value, behind = int(got[0]), got[1]
        at, word = _counted(found, behind)
        if word == "unit":
            row = place > 3 and value > 4 and {found[place - n].kind for n in (2, 4)} == {"number"}
            asked = value >= LEAST and word_at(found, at - 1) in reading_words("payer_of_units")
            asked = asked and word_at(found, place - 1) not in reading_words("before_units")
            beside = asked or row or added(found, place) or _behind_a_code(found, place)
            summed = added(found, place) and value >= LEAST  # "8+8+8 units?"
            if summed or (at > behind and beside) or in_a_row(found, place):
                continue  # "massage 30 Medicare units"
            if added(found, place):
                value += int((number_at(found, place - 2) or (0,))[0])
                places.add(place - 2)  # "2+1 units"
            units += [value, *_or_so_many(found, at + 1)]
        elif word == "or":
            again = number_at(found, behind + 1)
            if again is None or word_at(found, again[1]) != "unit":
                continue
            units.append(value)
        elif word in _MOST and 0 < value < _MOST[word]:
            counted[word] = value
        elif _units_alone(found, place, at, value) or (units and _goes_on(found, place, at, value)):
            units.append(value)
        else:
            continue
        places.update(range(place, behind))
    if len(units) > 2 and units[0] == sum(units[1:]):
        units = units[:1]  # "3 units, 2 of 97140 and 1 of 97110"
    regions = counted.get("region", counted.get("area"))
    return Counts(tuple(dict.fromkeys(units)), regions, counted.get("muscle"), places)


_MOST = {"region": 8, "area": 8, "muscle": 100}
"""Of what else is counted there are fewer than so many."""


def _counted(found: Sequence[Token], behind: int) -> tuple[int, str]:
    """The place and the word of what a number counts: "2 Medicare units", "3-unit", "2u"."""
    glued = behind < len(found) and found[behind].start == found[behind - 1].end
    few = glued or (len(found[behind - 1].text) == 1 and word_at(found, behind + 1) != "/")
    if few and word_at(found, behind) == "u":  # "35 u think?"
        return behind, "unit"
    at = past(found, behind, time_words("counted_between") | ({"-"} if glued else frozenset()))
    return (at, word_at(found, at)) if at < behind + _REACH else (behind + _REACH, "")


_REACH = 4


def _units_alone(found: Sequence[Token], place: int, at: int, value: int) -> bool:
    """Whether a number without the word is one of units: "97124 x 2", "my boss bills 4"."""
    word = word_at(found, at)
    bracket = (word_at(found, place - 1), word) == ("(", ")") and found[place - 2].kind == "code"
    numbers = (a.text for a, b in pairwise(found) if b.text == ")" and a.text.isdigit())
    if bracket and all(int(number) <= LEAST // 2 for number in numbers):
        return True  # "97140 (2) 97110 (1)"
    if 0 < value < _UNITS and (
        _equals(found, place)
        or (word in _ENDS and _billed_so(found, place))
        or (word == "of" and _billed(found, place, at + 1))
    ):
        return True
    times = word_at(found, place - 1) == "x" and value < LEAST and "min" not in word
    times = times and word not in time_words("other_counts") - {"line", "code"}
    return times and not (
        word_at(found, place - 2) in time_words("repeated")
        or _times_minutes(found)
        or of_visits(found, at)
        or times_over(found, place - 1)
    )


_UNITS = 20


def _goes_on(found: Sequence[Token], place: int, at: int, value: int) -> bool:
    """Whether a number of a code follows one of units: "2 units of 97140 and 1 of 97110"."""
    coded = at + 1 < len(found) and found[at + 1].kind == "code"
    joined = word_at(found, place - 1) in {"and", "&", "+", ",", "plus"}
    return 0 < value < LEAST and word_at(found, at) == "of" and coded and joined


def _times_minutes(found: Sequence[Token]) -> bool:
    """Whether a number behind an x is one of minutes: "97110 x 14"."""
    behind = (number_at(found, n + 1) for n, t in enumerate(found) if t.fold == "x")
    return any(got is not None and got[0] >= LEAST for got in behind)


def _or_so_many(found: Sequence[Token], place: int) -> list[int]:
    """The number that stands against one of units: the 4 of "3 units or 4?"."""
    got = number_at(found, place + 1) if word_at(found, place) == "or" else None
    ends = got is not None and word_at(found, got[1]) in _ENDS
    return [int(got[0])] if got is not None and ends else []


def _behind_a_code(found: Sequence[Token], place: int) -> bool:
    """Whether a number stands beside a code, as its minutes do: "97140 - 8 Medicare units"."""
    beside = [t.kind for t in found[max(0, place - 2) : place] if t.text not in "-:=@/"]
    return beside[-1:] == ["code"]


def in_a_row(found: Sequence[Token], place: int) -> bool:
    """Whether a number ends a row of minutes without the word: "97110 15 97140 10 units".

    Args:
        found: The question's tokens.
        place: The index of the number.
    """
    before = [n for n in range(1, place - 1) if found[n].kind == "number"]
    named = all(
        found[n - 1].kind in {"word", "code"} or found[n - 1].text == ":" for n in (*before, place)
    )
    minutes = any(t.fold in MINUTES for t in found)
    row = [number_at(found, n) for n in (*before, place)]
    long = all(got is not None and got[0] >= LEAST for got in row)
    ends = row[-1] is not None and word_at(found, row[-1][1]) in {"unit", "code"}
    return ends and bool(before) and named and long and not minutes


LEAST = 8
"""From so many on, "97110 x 14" gives minutes rather than units."""


_ENDS = frozenset({"", ".", ",", "?", "!", ";"})


def _equals(found: Sequence[Token], place: int) -> bool:
    """Whether a number is what minutes are said to be: "32 min = 4", "so 24 minutes is 3"."""
    before, further = words_before(found, place, 2)
    if before == "=" and further in MINUTES:
        return True
    got = number_at(found, place)
    if got is None or got[0] >= LEAST or word_at(found, got[1]) not in _ENDS:
        return False
    ahead = [found[n].fold for n in range(piece(found, place, place, ".;:?!,").start, place)]
    said = not {"is", "are", "was"}.isdisjoint(ahead[:-1])
    timed = before in {"is", "are", "be", "equal"} and not said and not MINUTES.isdisjoint(ahead)
    return timed and any(t.fold == "unit" for t in found)


def _billed_so(found: Sequence[Token], place: int) -> bool:
    """Whether a number that ends a clause is said to be billed: "my boss bills 4"."""
    at = place - (2 if word_at(found, place - 1) in reading_words("to_whom") else 1)
    bid = word_at(found, at - 1) in reading_words("before_make") or at == 0
    if word_at(found, at) == "make" and bid:
        return False  # "sorry, make it 8" puts minutes right, and "my boss makes it 4" bills.
    earned = at == place - 2 and found[at].fold in {"get", "earn", "give"}
    return earned or word_at(found, at) in time_words("billed")


def _billed(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether a number of a code is said to be billed: "my boss bills 4 of 97124"."""
    coded = behind < len(found) and found[behind].kind == "code"
    return coded and any(t.fold in time_words("billed") for t in found[max(0, place - 2) : place])


def ordinals(found: Sequence[Token]) -> tuple[int, ...]:
    """Units named by their order: "the third unit", "the 7th unit, and the 8th"."""
    named = [(n, o) for n in range(len(found)) if (o := ordinal_at(found, n)) is not None]
    units = [n for n, t in enumerate(found) if t.fold == "unit"]
    begun = {"minute", "begin"} <= {t.fold for t in found}  # "at which minute does the 7th begin"
    if not (begun or any(0 < u - n <= 3 for n, _ in named for u in units)):
        return ()
    return tuple(dict.fromkeys(o for _, o in named))


def units_given(found: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The units that minutes are said to give, and the index behind them: "8 minutes gets a unit".

    Args:
        found: The tokens of a question.
        place: The index behind the number of minutes.
    """
    start = behind_minutes(found, place) if is_minutes(found, place) else place
    at = past(found, start, time_words("gives_units"))
    verbs = at > start
    if word_at(found, at) in {"a", "an"} and word_at(found, at + 1) == "unit":
        return (1, at + 2) if verbs else None
    got = number_at(found, at)
    if got is None or not 0 < got[0] < LEAST:
        return None
    ends = word_at(found, got[1]) in _ENDS | {"unit", "and", "but"}
    bare = verbs or found[at].kind == "word"
    behind = got[1] + (word_at(found, got[1]) == "unit")
    return (int(got[0]), behind) if ends and bare else None
