"""Counts that stand before a word: units, regions, muscles; units named by their order."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.around import word_at
from assistant.reading.minute_words import MINUTES, behind_minutes, is_minutes
from assistant.reading.numbers import added, number_at, ordinal_at
from assistant.reading.text import Token
from knowledge.time_words import time_words


class _Counts:
    """Counts that stand before a word: units, regions, muscles."""

    def __init__(self) -> None:
        self.units: tuple[int, ...] = ()
        self.regions: int | None = None
        self.muscles: int | None = None
        self.places: set[int] = set()


def counts_of(found: Sequence[Token]) -> _Counts:
    """Numbers of units, regions and muscles that the words name."""
    told = _Counts()
    in_minutes = any(
        found[n - 1].fold == "x" and (got := number_at(found, n)) is not None and got[0] >= LEAST
        for n in range(1, len(found))
    )
    units: list[int] = []
    for place in range(len(found)):
        got = number_at(found, place)
        if got is None or found[place].kind == "code":
            continue
        value, behind = int(got[0]), got[1]
        words = [t.fold for t in found[behind : behind + 4]]
        skip = set(time_words("counted_between"))
        if behind < len(found) and found[behind].start == found[behind - 1].end:
            skip.add("-")
        at = next((n for n, w in enumerate(words) if w not in skip), len(words))
        word = words[at] if at < len(words) else ""
        if word == "u" and at == 0 and found[behind].start == found[behind - 1].end:
            word = "unit"
        beside = value >= 2 * LEAST or added(found, place) or _behind_a_code(found, place)
        if word == "unit" and ((at and beside) or in_a_row(found, place)):
            continue  # "massage 30 Medicare units"
        if word == "unit":
            units += [value, *_or_so_many(found, behind + at + 1)]
        elif word == "or" and behind + 1 < len(found):
            again = number_at(found, behind + 1)
            if again and again[1] < len(found) and found[again[1]].fold == "unit":
                units.append(value)
            else:
                continue
        elif word in {"region", "area"} and 0 < value < 8:
            told.regions = value
        elif 0 < value < 20 and (
            _equals(found, place) or (word in _ENDS and _billed_so(found, place))
        ):
            units.append(value)
        elif word == "muscle" and value:
            told.muscles = value
        elif (word == "of" and value < 20 and _billed(found, place, behind + at + 1)) or (
            place
            and found[place - 1].fold == "x"
            and value < LEAST
            and "min" not in word
            and word_at(found, place - 2) not in time_words("repeated")
            and not in_minutes
        ):
            units.append(value)
        else:
            continue
        told.places.update(range(place, behind))
    told.units = tuple(dict.fromkeys(units))
    return told


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
    named = all(found[n - 1].kind in {"word", "code"} for n in (*before, place))
    minutes = any(t.fold in MINUTES for t in found)
    long = all((got := number_at(found, n)) is not None and got[0] >= LEAST for n in before)
    last = number_at(found, place)
    ends = last is not None and last[0] >= LEAST and word_at(found, last[1]) in _ASKED_OF
    return ends and bool(before) and named and long and not minutes


_ASKED_OF = frozenset({"unit", "code"})
"""What may be asked for right behind a row of minutes."""
LEAST = 8
"""From so many on, "97110 x 14" gives minutes rather than units."""


_ENDS = frozenset({"", ".", ",", "?", "!", ";"})


_BIDS = frozenset({"", ",", ".", ";", "no", "sorry", "oop", "ok", "and", "so", "please", "then"})
_TO_WHOM = frozenset({"it", "me", "us"})


def _equals(found: Sequence[Token], place: int) -> bool:
    """Whether a number is what minutes are said to be: "32 min = 4", "so 24 minutes is 3"."""
    if place > 1 and found[place - 1].fold == "=" and found[place - 2].fold in MINUTES:
        return True
    clause = range(place - 1, max(-1, place - _A_CLAUSE), -1)
    ended = next((n for n in clause if found[n].text in ".;:?!,"), -1)
    timed = MINUTES & {t.fold for t in found[ended + 1 : place]}
    got = number_at(found, place)
    last = got is not None and word_at(found, got[1]) in _ENDS and got[0] < LEAST
    said = {"is", "are", "was"} & {t.fold for t in found[ended + 1 : place - 1]}
    so = (
        last
        and bool(timed)
        and not said
        and word_at(found, place - 1) in {"is", "are", "be", "equal"}
    )
    return so and any(t.fold == "unit" for t in found)


_A_CLAUSE = 14


def _billed_so(found: Sequence[Token], place: int) -> bool:
    """Whether a number that ends a clause is said to be billed: "my boss bills 4"."""
    at = place - 2 if place > 1 and found[place - 1].fold in _TO_WHOM else place - 1
    if at >= 0 and found[at].fold == "make" and word_at(found, at - 1) in _BIDS:
        return False  # "sorry, make it 8" puts minutes right, and "my boss makes it 4" bills.
    earned = at == place - 2 and found[at].fold in {"get", "earn", "give"}
    return at >= 0 and (earned or found[at].fold in time_words("billed"))


def _billed(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether a number of a code is said to be billed: "my boss bills 4 of 97124"."""
    coded = behind < len(found) and found[behind].kind == "code"
    return coded and any(t.fold in time_words("billed") for t in found[max(0, place - 2) : place])


def ordinals(found: Sequence[Token]) -> tuple[int, ...]:
    """Units named by their order: "the third unit", "the 7th unit, and the 8th"."""
    named = [(n, o) for n in range(len(found)) if (o := ordinal_at(found, n)) is not None]
    units = [n for n, t in enumerate(found) if t.fold == "unit"]
    if not any(0 < u - n <= 3 for n, _ in named for u in units):
        return ()
    return tuple(dict.fromkeys(o for _, o in named))


def units_given(found: Sequence[Token], place: int) -> tuple[int, int] | None:
    """The units that minutes are said to give, and the index behind them: "8 minutes gets a unit".

    Args:
        found: The tokens of a question.
        place: The index behind the number of minutes.
    """
    at = behind_minutes(found, place) if is_minutes(found, place) else place
    verbs = 0
    while word_at(found, at) in time_words("gives_units"):
        at, verbs = at + 1, verbs + 1
    if word_at(found, at) in {"a", "an"} and word_at(found, at + 1) == "unit":
        return (1, at + 2) if verbs else None
    got = number_at(found, at)
    if got is None or not 0 < got[0] < LEAST or found[at].kind == "code":
        return None
    ends = word_at(found, got[1]) in _ENDS | {"unit", "and", "but"}
    bare = verbs or found[at].kind == "word"
    behind = got[1] + (1 if word_at(found, got[1]) == "unit" else 0)
    return (int(got[0]), behind) if ends and bare else None
