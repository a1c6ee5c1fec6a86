"""The facts that a question holds, each found in its words and none assumed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from assistant.reading.text import Token


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
            treatment; `gap` for time between rounds; `less` for no treatment inside another time;
            `unit` for the size of a unit; `needed` and `under` where it is asked whether a unit
            takes so many, or fewer will do; `total` for a day's total; `bare` for a number without
            the word minutes; `negative` for minutes below zero; `other` for what is no service.
        each: Whether it is given for each of several services.
        repeats: For how many services it stands ("three 8-minute services"), else None.
    """

    minutes: int
    upper: int | None
    first: int
    last: int
    start: int
    end: int
    role: str = "treatment"
    each: bool = False
    repeats: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A service that the question names, with the minutes that belong to it.

    Attributes:
        code: Its code where a number or a code's own name gave it.
        technique: The technique's id where a technique was named.
        minutes: Whole minutes, or None.
        upper: The upper end of a range of minutes, or None.
        first: The index of its first token.
        last: The index of its last token.
        start: Where it begins in the question.
        end: Where it ends.
        numbered: Whether the code stood as a number.
        regions: Ids of the regions that are named with it.
    """

    code: str | None = None
    technique: str | None = None
    minutes: int | None = None
    upper: int | None = None
    first: int = 0
    last: int = 0
    start: int = 0
    end: int = 0
    numbered: bool = False
    regions: tuple[str, ...] = ()


def kinds(services: Iterable[Service]) -> set[str | None]:
    """What services are of: their codes, or the techniques of those without one."""
    return {s.code or s.technique for s in services}


@dataclass(frozen=True, slots=True)
class Slot:
    """A fact with its place in the words.

    Attributes:
        kind: `service` for a code or a technique, else `payer`, `provider`, `modifier`, `state`
            or `year`.
        first: The index of its first token.
        last: The index of its last token.
        start: Where it begins in the question.
        end: Where it ends.
        id: What it names, where a name stands there.
    """

    kind: str
    first: int
    last: int
    start: int
    end: int
    id: str = ""


@dataclass(frozen=True)
class Facts:
    """What one question holds.

    Attributes:
        question: The asker's words, cleaned, their spelling mended; personal health information is
            masked before.
        codes: Codes that stand as numbers, ranges written out, in order.
        ranges: Ranges as they stand.
        named: Codes by their own names.
        not_given: Those of them that are said not to have been given.
        services: Services, with their minutes.
        loose: Minutes that belong to no service.
        needed: Minutes of which it is asked whether a unit takes them.
        idle: Minutes of something that is no treatment.
        bare: Numbers that belong to nothing else, and could be minutes.
        unread: What is told of minutes and went into no count, as it stands.
        claimed_units: Numbers of units that the asker names.
        asked_units: Units asked after by their order, as in "a third unit".
        modifiers: Modifiers, with the code that each hangs on, or None.
        unheld: What the question names and the library doesn't hold, by kind.
        denied_payers: Payers that the asker rules out.
        stated: Values of facts of `knowledge/asks.yaml`.
        wants: What kinds of answer are asked for.
        asked: The sentences that ask, where others tell a story and these say what of.
        scope: Which of the lists of `knowledge/scope.yaml` the words touch.
        spoilt: Words that are a number misspelt, as typed.
        spoilt_codes: Words that are a code but for one slip, as typed.
        slots: The services, payers, providers, modifiers, states and years with their places.
        language: The language where it isn't English, or None.
        typed: The question as it was typed, its spelling not mended.
    """

    question: str = ""
    tokens: tuple[Token, ...] = ()
    codes: tuple[str, ...] = ()
    ranges: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    not_given: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()
    loose: tuple[Duration, ...] = ()
    needed: tuple[Duration, ...] = ()
    idle: tuple[Duration, ...] = ()
    bare: tuple[Duration, ...] = ()
    unread: tuple[str, ...] = ()
    claimed_units: tuple[int, ...] = ()
    asked_units: tuple[int, ...] = ()
    modifiers: tuple[tuple[str, str | None], ...] = ()
    payers: tuple[str, ...] = ()
    denied_payers: tuple[str, ...] = ()
    generic_payer: str | None = None
    states: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    open_regions: tuple[str, ...] = ()
    region_count: int | None = None
    muscles: tuple[str, ...] = ()
    muscle_count: int | None = None
    goals: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    improper: tuple[str, ...] = ()
    date_of_service: date | None = None
    year: int | None = None
    stated: Mapping[str, str] = field(default_factory=dict)
    wants: frozenset[str] = frozenset()
    asked: str = ""
    scope: frozenset[str] = frozenset()
    unheld: tuple[tuple[str, str], ...] = ()
    spoilt: tuple[str, ...] = ()
    spoilt_codes: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    language: str | None = None
    typed: str = ""

    @cached_property
    def folds(self) -> frozenset[str]:
        """The words as they are matched."""
        return frozenset(t.fold for t in self.tokens)

    @property
    def names_something(self) -> bool:
        """Whether the words name what they ask of."""
        return bool(self.slots or self.loose or self.topics or self.sources or self.improper)

    @property
    def given(self) -> list[Duration]:
        """Times of treatment, or of the whole of it, that belong to no service."""
        return [d for d in self.loose if d.role in ("treatment", "total")]

    @property
    def timed_services(self) -> bool:
        """Whether a service has minutes."""
        return any(s.minutes is not None for s in self.services)

    @property
    def all_codes(self) -> tuple[str, ...]:
        """Every code, by number or by its own name, in order of the services."""
        found = [s.code for s in self.services if s.code]
        return tuple(dict.fromkeys((*found, *self.codes, *self.named)))
