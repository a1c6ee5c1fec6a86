"""A turn beside the services of the turns before it, its numbers in figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.reading.durations import durations
from assistant.reading.facts import Service
from assistant.reading.numbers import number_at
from assistant.reading.text import Token, tokens
from assistant.turns import signs
from assistant.turns.case import Case
from assistant.turns.conversation import CarriedService, Conversation
from knowledge.reading_words import reading_words

Services = tuple[Service, ...]
NUMBER = r"(?<![\w.])(\d{1,4})(?![\w.]*\d)"
_WAS = re.compile(
    r"(?:\bif|^(?:(?:no|sorry|actually|wait) ,? ?)*) ?(\d{1,3})(?: minute)? (?:was|were)\b"
)
"""Minutes that are said to have been another service: "what if 8 was exercise"."""
MIN = r"(?: minute| min)?"
"""A number of minutes, and the word behind it, in words made figures."""


@dataclass(frozen=True)
class Turn:
    """A turn beside the services of the turns before it.

    Attributes:
        case: The case, with this turn's own facts.
        before: The services before it.
        numbers: Minutes that this turn gives without a service.
    """

    case: Case
    before: list[Service]
    numbers: list[int]

    @property
    def earlier(self) -> Conversation:
        """The conversation before it."""
        return self.case.earlier

    @property
    def own(self) -> Services:
        """The services that it names."""
        return self.case.services

    @property
    def words(self) -> str:
        """The turn's words."""
        return self.case.facts.question

    @cached_property
    def figures(self) -> str:
        """The turn's folded words, its numbers in figures."""
        return figures(self.case.facts.tokens)

    @property
    def timed(self) -> list[Service]:
        """The services that this turn gives minutes for."""
        return [s for s in self.own if s.minutes is not None]

    @property
    def asks_to_leave(self) -> bool:
        """Whether it only asks if what was told is to stay out: "should I toss the 8?"."""
        asks = signs.ASKS_TO_LEAVE.search(self.words) and not signs.SUPPOSED.search(self.words)
        said = {word for told in self.earlier.said for word in figures(tokens(told)).split()}
        new = any(w.isdigit() and w not in said for w in self.figures.split())
        new = new or self.own != tuple(self.known) or self.case.wants("units")
        return bool(asks) and not new

    @property
    def was_timed(self) -> list[Service]:
        """The services before it that have minutes."""
        return [s for s in self.before if s.minutes is not None]

    @property
    def was_counted(self) -> bool:
        """Whether the turn before it counted units."""
        return bool({"units", "what_if"} & set(self.earlier.intents))

    @property
    def returns(self) -> bool:
        """Whether it goes back to services set aside."""
        return signs.RETURNS.search(self.words) is not None

    @property
    def known(self) -> list[Service]:
        """The services that it names and that were there before."""
        return [s for s in self.own if among(s, self.before)]

    @property
    def known_timed(self) -> list[Service]:
        """The services before it that have minutes and that it names."""
        return [b for b in self.was_timed if among(b, self.own)]

    @property
    def by_length(self) -> list[Service]:
        """The services before it that it points at by their minutes: "the 8 was exercise"."""
        told = [*signs.LENGTHS.findall(self.figures), *_WAS.findall(self.figures)]
        return [b for b in self.was_timed if str(b.minutes) in told]

    @property
    def not_given(self) -> list[Service]:
        """The services before it that it says were not given: "no massage"."""
        named = set(self.case.facts.named) - {s.code for s in self.own}
        return [b for b in self.before if b.code in named]

    @property
    def fresh(self) -> list[Service]:
        """The services that it names and that were not there before."""
        return [s for s in self.own if not among(s, self.before)]

    def with_minutes(self, of: Sequence[Service], minutes: int | Callable[[int], int]) -> Services:
        """The services before it, some of them with other minutes.

        Args:
            of: Those of them that have others.
            minutes: Their minutes from now on, or what theirs become.
        """
        becomes = minutes if callable(minutes) else lambda _: minutes
        changed = {id(s): replace(s, minutes=becomes(s.minutes or 0)) for s in of}
        return tuple(changed.get(id(s), s) for s in self.before)


Change = Callable[[Turn], Services | None]


def among(one: Service, services: Iterable[Service]) -> bool:
    """Whether a service is of one code or of one technique with one of several.

    Args:
        one: A service.
        services: Several services.
    """
    return any(same(one, other) for other in services)


def same(one: Service, other: Service) -> bool:
    """Whether two services are of one code or of one technique.

    Args:
        one: A service.
        other: Another service.
    """
    coded = one.code is not None and one.code == other.code
    return coded or (one.technique is not None and one.technique == other.technique)


def part_of(turn: Turn) -> tuple[int, Service] | None:
    """The minutes that a turn names as a part, and the service that they are a part of.

    That is the one service with the whole that is named, or the only one with minutes.

    Args:
        turn: The turn.
    """
    match = signs.PART_OF.search(turn.figures)
    was = match or _WAS.search(turn.figures)
    if was is None:
        return None
    part, whole = int(was[1]), int((match and match[2]) or 0)
    alone = len(turn.was_timed) == 1 and not whole
    held = [s for s in turn.was_timed if alone or s.minutes == whole]
    return (part, held[0]) if len(held) == 1 and part < (held[0].minutes or 0) else None


def changed_last(turn: Turn) -> Service | None:
    """The one service that the turn before added or changed: "no wait, it was 12" is of it.

    Args:
        turn: The turn.
    """
    held = [(b.code, b.technique, b.minutes) for b in turn.earlier.before]
    new = [s for s in turn.was_timed if (s.code, s.technique, s.minutes) not in held]
    return new[0] if held and len(new) == 1 else None


def revived(held: CarriedService) -> Service:
    """A carried service as a service.

    Args:
        held: The service as the conversation keeps it.
    """
    numbered = held.code is not None and " " not in held.code
    return Service(held.code, held.technique, held.minutes, numbered=numbered, regions=held.regions)


def figures(found: Sequence[Token]) -> str:
    """The folded words of a turn, its numbers and its lengths of time in figures.

    Args:
        found: The turn's tokens.

    >>> from assistant.reading.text import tokens
    >>> figures(tokens("What if the half hour of 97124 were twenty-three minutes?"))
    'what if the 30 minute of 97124 were 23 minute ?'
    """
    times = {d.first: d for d in durations(found)}
    out: list[str] = []
    place = 0
    while place < len(found):
        time = times.get(place)
        number = number_at(found, place) if found[place].kind in ("number", "word") else None
        if time is not None:
            ends = (time.minutes,) if time.upper is None else (time.minutes, time.upper)
            more = reading_words("more_or_less")
            told = [t.fold for t in found[place : time.last] if t.fold in more]
            out.append(" to ".join(" ".join((str(end), *told, "minute")) for end in ends))
            place = time.last + 1
        elif number is not None and number[0].is_integer() and found[place].fold != "one":
            out.append(str(int(number[0])))
            place = number[1]
        else:
            out.append(found[place].fold)
            place += 1
    return " ".join(out)
