"""What a batch has read once and need not read again: each different value by a number.

A batch is columns of numbers; what a number stands for, and what a rule makes of it, is worked out
once for each different value by the same functions that check a single claim.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

import polars as pl

from coding_tools.claim_cells import Regions
from coding_tools.claim_payer import SEVERAL, PayerFacts, payer_facts, payer_key
from coding_tools.claim_tables import MueTable, Tables, governing
from coding_tools.claim_words import Found, Wording, rank, worded
from knowledge.library import Library
from knowledge.records import PairTable

V = TypeVar("V", bound=Hashable)
K = TypeVar("K", bound=Hashable)
# Beyond this many different values a memory is emptied, so that no file can fill the machine.
MOST_VALUES = 500_000


class Values(Generic[V]):
    """Different values, numbered from 0 as they are met.

    >>> seen = Values[str]()
    >>> seen.number("97124"), seen.number("97140"), seen.number("97124"), seen.known
    (0, 1, 0, ['97124', '97140'])
    """

    def __init__(self) -> None:
        self.known: list[V] = []
        self._numbers: dict[V, int] = {}

    def number(self, value: V) -> int:
        """A value's number."""
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self.known)
            self.known.append(value)
        return found

    def __len__(self) -> int:
        return len(self.known)


class Payers(NamedTuple):
    """A claim's payer: the text of the first line that has one, and whether it names several."""

    text: str
    several: bool


class Memory:
    """Everything a batch has met, and the rules' word on it.

    Attributes:
        library: The knowledge base.
        tables: The user's tables.
        today: The day the claims are checked.
    """

    def __init__(self, library: Library, tables: Tables, today: date) -> None:
        self.library, self.tables, self.today = library, tables, today
        self.codes = Values[str]()
        self.modifiers = Values[tuple[str, ...]]()
        self.regions = Values[Regions | None]()
        self.providers = Values[str]()
        self.payers = Values[Payers]()
        self.facts = Values[tuple[int, int]]()
        self.pair_tables: list[PairTable] = []
        self.mue_tables: list[MueTable] = []
        self._wordings = Values[Wording]()
        self._met: dict[tuple[str, Hashable], tuple[int, ...]] = {}
        self._payer_facts: list[PayerFacts] = []

    @property
    def full(self) -> bool:
        """Whether it has met too many different values to go on."""
        return len(self._met) + len(self._wordings) > MOST_VALUES

    def found(self, rule: str, key: K, judge: Callable[[K], Iterable[Found]]) -> tuple[int, ...]:
        """The numbers of the wordings that a rule finds for a key, worked out once.

        Args:
            rule: The rule's own name.
            key: All that it looks at.
            judge: What it finds for the key.
        """
        place = (rule, key)
        found = self._met.get(place)
        if found is None:
            found = tuple(dict.fromkeys(self.wording(one) for one in judge(key)))
            self._met[place] = found
        return found

    def wording(self, found: Found) -> int:
        """The number of a finding's wording."""
        return self._wordings.number(worded(found, self.library))

    def wordings(self, numbers: Sequence[int]) -> pl.DataFrame:
        """Wordings as columns.

        Args:
            numbers: Which of them.
        """
        told = [self._wordings.known[number] for number in numbers]
        return pl.DataFrame(
            {
                "wording": numbers,
                "severity": [one.severity for one in told],
                "rank": [rank(one.severity) for one in told],
                "id": [one.id for one in told],
                "field": [one.field for one in told],
                "says": [one.says for one in told],
                "fix": [one.fix for one in told],
                "supports": [";".join(one.supports) for one in told],
            },
            schema={"wording": pl.UInt32, **WORDED},
        )

    def payer(self, number: int, era: int) -> int:
        """The number of what is known of a payer in a stretch of days."""
        found = self.facts.number((number, era))
        if found == len(self._payer_facts):
            text, several = self.payers.known[number]
            key = SEVERAL if several else payer_key(text, self.library)
            on = self.library.claim_index.day_of(era)
            self._payer_facts.append(payer_facts(key, text, on, self.library))
        return found

    def payer_facts(self, number: int) -> PayerFacts:
        """What is known of a payer, by its number."""
        return self._payer_facts[number]

    @property
    def table_names(self) -> tuple[str, ...]:
        """The tables that were used, as a summary names them."""
        pairs = (f"the pair edits of {table.quarter}" for table in self.pair_tables)
        return (*pairs, *(f"the MUE values of {table.quarter}" for table in self.mue_tables))

    def governing(self, day: date) -> tuple[int, int]:
        """The numbers of the pair table and the MUE table that govern a date of service."""
        chosen = governing(day, self.library, self.tables)
        return (
            _place(self.pair_tables, chosen.pairs, lambda table: (table.source, table.quarter)),
            _place(self.mue_tables, chosen.mue, lambda table: (table.source, table.quarter)),
        )


def now(steps: pl.LazyFrame) -> pl.DataFrame:
    """Several steps on columns that are in memory, in one go: each by itself has its own cost."""
    return steps.collect(engine="in-memory")


T = TypeVar("T")


def _place(held: list[T], one: T, name: Callable[[T], object]) -> int:
    """The place of a table among those met, which it joins where it is new."""
    for place, other in enumerate(held):
        if name(other) == name(one):
            return place
    held.append(one)
    return len(held) - 1


WORDED = {
    "severity": pl.String,
    "rank": pl.UInt8,
    "id": pl.String,
    "field": pl.String,
    "says": pl.String,
    "fix": pl.String,
    "supports": pl.String,
}
