"""The pair and MUE tables that govern a date of service: the user's of that quarter, or ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Protocol

from knowledge.library import MUE_SOURCE, QUARTER, Library
from knowledge.records import Mue, PairTable


class MueTable(Protocol):
    """A quarter's Medically Unlikely Edits."""

    @property
    def quarter(self) -> str:
        """The quarter, such as `2024Q3`."""

    @property
    def source(self) -> str:
        """The id of the source that the table is cited by."""

    def get(self, code: str) -> Mue | None:
        """A code's edit, or None where none is held."""


class Tables(Protocol):
    """Tables that the user added, by date of service."""

    def pairs(self, day: date) -> PairTable | None:
        """The pair table of a day's quarter, or None where it was not added."""

    def mue(self, day: date) -> MueTable | None:
        """The MUE table of a day's quarter, or None where it was not added."""


class OwnTables:
    """No table but those of the library.

    >>> from datetime import date
    >>> OwnTables().pairs(date(2024, 8, 5)) is None
    True
    """

    def pairs(self, day: date) -> PairTable | None:  # noqa: ARG002
        """None: the library's own table governs."""
        return None

    def mue(self, day: date) -> MueTable | None:  # noqa: ARG002
        """None: the library's own values govern."""
        return None


class OwnMue(NamedTuple):
    """The library's own MUE values as a table."""

    edits: Mapping[str, Mue]
    quarter: str = QUARTER
    source: str = MUE_SOURCE

    def get(self, code: str) -> Mue | None:
        """A code's edit, or None where none is held."""
        return self.edits.get(code)


class Governing(NamedTuple):
    """The tables that govern a date of service."""

    pairs: PairTable
    mue: MueTable


def governing(day: date, library: Library, tables: Tables) -> Governing:
    """The tables that govern a date of service.

    Args:
        day: The date of service.
        library: The knowledge base, whose own tables stand in.
        tables: The user's tables.

    >>> from datetime import date
    >>> from knowledge.library import bundled
    >>> governing(date(2025, 1, 1), bundled(), OwnTables()).pairs.quarter
    '2024Q3'
    """
    return Governing(tables.pairs(day) or library.pairs, tables.mue(day) or OwnMue(library.mue))
