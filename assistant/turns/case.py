"""The case that a turn puts: this question's facts with what the conversation carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.reading.facts import Facts, Service
from assistant.turns.conversation import CarriedService, Conversation
from knowledge.phrases import phrases
from knowledge.reading_words import reading_words

ANY = "timed code"
"""What minutes are counted under where no code is named."""
AGAIN = "the question asked before"
"""What a turn takes from before that puts the last question again."""
ANY_CODES = (
    ANY, "other timed code", "third timed code", "fourth timed code", "fifth timed code",
    "sixth timed code", "seventh timed code", "eighth timed code",
)  # fmt: skip
"""What the minutes of several codes are counted under where none is named."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was given on one of several days, or to one of several patients.

    Attributes:
        name: The day or the patient, in the asker's words.
        services: The services with their minutes.
        claimed: The units that are said to come of them, or None.
    """

    name: str
    services: tuple[Service, ...]
    claimed: int | None = None


@dataclass(frozen=True, slots=True)
class Was:
    """What was counted before a change was supposed.

    Attributes:
        services: The services with their minutes.
        payer: The payer's id, or None.
        methods: The methods that were named.
        date_of_service: The date of service, or None.
        told: Whether it stands in the same question as the change.
    """

    services: tuple[Service, ...]
    payer: str | None = None
    methods: tuple[str, ...] = ()
    date_of_service: date | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Minutes that a turn gives, where it isn't told of which service they are.

    Attributes:
        minutes: The minutes.
        of: The services that they may be of.
        whole: Whether they are the whole of those services, and not one's own.
        instead: The code that is named in the place of one of the services, or None.
    """

    minutes: int
    of: tuple[Service, ...]
    whole: bool = False
    instead: str | None = None


_HOW = ("payer", "unheld_payer", "methods", "date_of_service")
"""The facts beside the services that change how units are counted."""


def counted_of(
    services: Iterable[Service | CarriedService], timed: bool = False
) -> list[tuple[str | None, str | None, int | None]]:
    """What is counted of services: of each its code, its technique and its minutes.

    Args:
        services: The services.
        timed: Whether those without minutes are left out.
    """
    told = [(s.code, s.technique, s.minutes) for s in services]
    return [one for one in told if not timed or one[2] is not None]


@dataclass(frozen=True, slots=True)
class Case:
    """What the answering modules work from.

    Attributes:
        facts: This turn's facts, as read.
        services: The services in play, with their minutes.
        codes: The codes in play.
        payer: The payer that governs, or None.
        payers: Every payer named, where several are.
        unheld_payer: A payer that is named and not held, or None.
        intents: What is asked for, the first first.
        given_by: The codes that an assistant gave, each with the assistant, where not all are.
        called: The documents that are always named in what is said from them.
        used: Earlier facts that this answer uses, in words.
        groups: The services of each day or patient, where the words tell several apart.
        was: What was counted before this turn supposed a change, or None.
        unplaced: Minutes of which it isn't told whose they are, or None.
        earlier: The conversation before this turn.
        follows: Whether this turn follows on the last one.
        part: Whether it is one of several things that a message asks.
    """

    facts: Facts
    services: tuple[Service, ...] = ()
    codes: tuple[str, ...] = ()
    payer: str | None = None
    payers: tuple[str, ...] = ()
    unheld_payer: str | None = None
    payer_denied: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    date_of_service: date | None = None
    providers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    region_count: int | None = None
    muscles: tuple[str, ...] = ()
    muscle_count: int | None = None
    goals: tuple[str, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    given_by: tuple[tuple[str, str], ...] = ()
    modifiers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    was: Was | None = None
    unplaced: Unplaced | None = None
    earlier: Conversation = field(default_factory=Conversation)
    follows: bool = False
    part: bool = False

    @property
    def ground(self) -> tuple[str, ...]:
        """Every word of the asker so far, this turn's included; the payer stated outside them."""
        payer = () if self.payer is None else (self.payer.replace("_", " "),)
        return (*payer, *self.earlier.said, self.facts.question)

    @property
    def timed(self) -> tuple[Service, ...]:
        """The services with minutes."""
        return tuple(s for s in self.services if s.minutes is not None)

    @property
    def documents(self) -> frozenset[str]:
        """The documents in play that are asked about by their names."""
        return frozenset(self.sources).intersection(self.called)

    @property
    def changed(self) -> bool:
        """Whether it changes the minutes, services, payer, method or date counted before it."""
        earlier = self.earlier
        now, was = (counted_of(c.services, timed=True) for c in (self, earlier))
        if now == was and len(self.services) > len(earlier.services) > 0:
            return True
        return now != was or any(getattr(self, f) != getattr(earlier, f) for f in _HOW)

    @property
    def goes_on(self) -> bool:
        """Whether it follows on the last turn, or puts the question before it again."""
        return self.follows or AGAIN in self.used

    def fact(self, name: str) -> str | None:
        """A stated fact's value."""
        return dict(self.stated).get(name)

    @property
    def opening(self) -> str:
        """The word that the turn opens with, behind "and"."""
        return next((t.fold for t in self.facts.tokens if t.fold != "and"), "")

    def shows(self, phrases_of: str) -> bool:
        """Whether the turn's words hold a phrase of a list in `phrases.yaml`."""
        return phrases(phrases_of).search(self.facts.question) is not None

    def says(self, words: str) -> bool:
        """Whether a word of a list of `reading_words.yaml` stands in the turn."""
        return not reading_words(words).isdisjoint(self.facts.folds)

    def wants(self, *kinds: str) -> bool:
        """Whether the words ask for one of these kinds."""
        return not self.facts.wants.isdisjoint(kinds)

    def with_(self, **changes: object) -> Case:
        """The case with some facts changed."""
        return replace(self, **changes)  # type: ignore[arg-type]
