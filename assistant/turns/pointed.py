"""What a turn says of services counted before, each pointed at by its name, place or length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from assistant.reading.facts import Service
from assistant.reading.text import Token
from assistant.turns import signs
from assistant.turns.case import Unplaced
from assistant.turns.changed_minutes import difference, exchange_told
from assistant.turns.changed_named import ASKING
from assistant.turns.given_minutes import speaks_of_idle
from assistant.turns.turn import NUMBER, Services, Turn, among, changed_last, figures, part_of
from knowledge.phrases import phrases
from knowledge.reading_words import reading_words, time_words


def of_several(turn: Turn) -> Unplaced | None:
    """Minutes of one of several services, or of all together: "one of them was 6".

    Args:
        turn: The turn.
    """
    told = next((t for t in told_of(turn) if t.open), None)
    if told is None or not told.minutes:
        return None
    held = sum(s.minutes or 0 for s in told.of)
    if told.whole and (told.by or told.minutes == held):
        return None
    return Unplaced(told.minutes, told.of, told.whole) if not told.by else None


_INSTEAD = frozenset({"beside", "change", "instead", "valid", "who", "yes_no"})
_SHORT = 4  # a turn of so few words that has a number gives it as minutes


def of_none(turn: Turn) -> Unplaced | None:
    """Minutes that put right what was counted and point at no service: "make it 25".

    Args:
        turn: The turn, which changed nothing.
    """
    held, numbers = turn.was_timed, turn.numbers
    named = [s.code for s in turn.fresh if s.code and s.minutes is None]
    several = len(held) > 1 and len(turn.own) == len(named) == 1 and turn.was_counted
    replaces = "instead" in turn.case.facts.folds and turn.case.facts.wants <= _INSTEAD
    if several and replaces:
        return Unplaced(0, tuple(held), whole=True, instead=named[0])
    if turn.own or len(held) < 2 or len(numbers) != 1 or not turn.was_counted:
        return None
    corrects = phrases("corrects").search(turn.words) or signs.SUPPOSED.search(turn.words)
    corrects = corrects or signs.PART_OF.search(turn.figures)  # "25 min of it?", of two codes
    few = len(turn.figures.split()) <= _SHORT
    if phrases("in_sum").search(turn.figures) or turn.case.facts.wants & ASKING:
        return None
    if not (corrects or few) or numbers[0] in {s.minutes for s in held} or _says_more(turn):
        return None
    return Unplaced(numbers[0], tuple(held))


def of_a_whole(turn: Turn, services: Services) -> tuple[Services, Unplaced | None]:
    """Services after a change, the whole kept where it is said to stand: "the total is right".

    Args:
        turn: The turn.
        services: The services after its change.

    Returns:
        The services; of two the other one has the rest. Where it is open which of more have it,
        those before the change, and the whole.
    """
    whole = sum(s.minutes or 0 for s in turn.was_timed)
    now = [s for s in services if s.minutes is not None]
    if not phrases("all_stands").search(turn.figures) or sum(s.minutes or 0 for s in now) == whole:
        return services, None
    same_as = [s for s in now if s in turn.was_timed]
    rest = whole - sum(s.minutes or 0 for s in now if s not in same_as)
    if len(same_as) == 1 and rest > 0:
        return tuple(replace(s, minutes=rest) if s in same_as else s for s in services), None
    return tuple(turn.before), Unplaced(whole, tuple(turn.was_timed), whole=True)


class Told(NamedTuple):
    """What a part of a turn says of the services that it points at.

    Attributes:
        of: The services; several where it isn't told which of them is meant.
        minutes: Their minutes from now on, or how many more or less.
        by: Whether it is so many more or less.
        each: Whether it is said of each of them.
        whole: Whether it is said of all of them together.
    """

    of: tuple[Service, ...]
    minutes: int
    by: bool = False
    each: bool = False
    whole: bool = False

    @property
    def open(self) -> bool:
        """Whether it isn't told which service is meant."""
        return len(self.of) != 1 and not self.each

    def now(self, service: Service) -> int:
        """The minutes of a service from now on."""
        return (service.minutes or 0) + self.minutes if self.by else self.minutes


def pointed(turn: Turn) -> Services | None:
    """Services with what a turn says of each that it points at: "the longer one was 25".

    Args:
        turn: The turn.
    """
    told = told_of(turn)
    if not told or any(t.open for t in told):
        return None
    now = {id(s): t.now(s) for t in told for s in t.of}
    if any(minutes < 0 for minutes in now.values()):
        return None
    changed = [(s, now.get(id(s), s.minutes)) for s in turn.before]
    left = tuple(s if s.minutes == m else replace(s, minutes=m) for s, m in changed if m != 0)
    return left or None


def told_of(turn: Turn) -> list[Told]:
    """What the parts of a turn say, each of the services that it points at.

    Args:
        turn: The turn.

    Returns:
        Nothing where a part gives minutes and points at none, or says more than that.
    """
    if not turn.was_counted or turn.fresh or _says_more(turn):
        return []
    numbers = {d.minutes for d in (*turn.case.facts.bare, *turn.case.facts.loose)}
    numbers |= {s.minutes for s in turn.own if s.minutes is not None}
    found = []
    for first, last in _clauses(turn.case.facts.tokens):
        text = figures(turn.case.facts.tokens[first:last])
        minutes, by = _minutes(text, numbers)
        if minutes is None and not numbers:
            minutes = turn.earlier.unplaced
        if minutes is None:
            continue
        of = _pointed_at(turn, text, first, last)
        if of is None:
            return []
        several = signs.EACH.search(text) and len(of) == len(turn.was_timed)
        each = bool(several or _SOME.search(text))
        found.append(Told(of, minutes, by, each, phrases("in_sum").search(text) is not None))
    return found


def _says_more(turn: Turn) -> bool:
    """Whether a turn asks why, or speaks of a part, of no treatment, of units or of who gave it."""
    facts = turn.case.facts
    other = facts.providers or facts.claimed_units or facts.asked_units or "why" in facts.wants
    return bool(other or turn.not_given or part_of(turn) or speaks_of_idle(facts.tokens))


def _clauses(found: Sequence[Token]) -> list[tuple[int, int]]:
    """The parts of a turn, between commas and words that join."""
    joints, onward = reading_words("between_changes"), reading_words("goes_on_with")
    folds = [t.fold for t in found]
    ends = [n for n, w in enumerate(folds) if w in joints and not {*folds[n + 1 : n + 2]} & onward]
    bounds = [-1, *ends, len(found)]
    return [(a + 1, b) for a, b in pairwise(bounds) if a + 1 < b]


_NONE = re.compile(r"\b(?:nothing|none|zero|0)\b")


def _minutes(text: str, numbers: set[int]) -> tuple[int | None, bool]:
    """The minutes that a part of a turn gives, and whether they are so many more or less."""
    by = difference(text)
    if by is not None:
        return by, True
    exchanged = exchange_told(text)
    if exchanged is not None:
        return exchanged[1], False
    given = [int(n) for n in re.findall(NUMBER, _SOME.sub("", text))]
    if len(given) == 1 and given[0] in numbers:
        return given[0], False
    gone = not given and (_NONE.search(text) or signs.DROPPING.search(text))
    return (0, False) if gone else (None, False)


def _pointed_at(turn: Turn, text: str, first: int, last: int) -> tuple[Service, ...] | None:
    """The services that a part of a turn points at; several where it is open which is meant."""
    held = turn.was_timed
    own = [s for s in turn.own if first <= s.first < last]
    if own:
        named = tuple(b for b in held if among(b, own))
        return named if len(own) == len(named) == 1 else None
    if signs.EACH.search(text) and not _SOME.search(text):
        return tuple(held)
    if (at := _places(text, len(held))) is not None:
        return tuple(held[n] for n in at)
    words = text.split()
    for sizes, extreme in ((time_words("longer_one"), max), (time_words("shorter_one"), min)):
        if any(a == "the" and b in sizes for a, b in pairwise(words)):
            most = extreme(s.minutes or 0 for s in held)
            return tuple(s for s in held if s.minutes == most)
    if _OTHER.search(text) and len(held) == 2 and (changed := changed_last(turn)) is not None:
        return tuple(s for s in held if s is not changed)
    every = _ONE_OF.search(text) or phrases("in_sum").search(text)
    return tuple(held) if len(held) > 1 and every else None


_OTHER = re.compile(r"\bthe other\b")
_ONE_OF = re.compile(r"\b(?:one|1|some) of (?:them|those|these|the)\b|\b(?:either|another) one\b")
_PLACE = re.compile(
    rf"\b({'|'.join(signs.PLACES)})\b(?! (?:unit|visit|day|week|patient|session|time|of all|off))"
)


_SOME = re.compile(r"\b(first|last|other) (2|3|4)\b")


def _places(text: str, many: int) -> Sequence[int] | None:
    """The indexes of services named by their places among so many: "the middle one"."""
    if (some := _SOME.search(text)) is not None and int(some[2]) < many:
        return range(int(some[2])) if some[1] == "first" else range(many - int(some[2]), many)
    told = [signs.PLACES[word] for word in _PLACE.findall(text)]
    if len(told) != 1 or not -1 <= told[0] < many:
        return None
    return [told[0] % many] if "middle" not in text or many == 3 else None
