"""Medicare's edits: code pairs, units of a day, and what a table of pairs can tell."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from knowledge.records.base import Record


class PairEdit(Record):
    """One row of a procedure-to-procedure table; `effective_on` is None where it is not known."""

    column1: str
    column2: str
    effective_on: date | None = None
    deleted_on: date | None
    indicator: int
    rationale: str


class Mue(Record):
    """A code's Medically Unlikely Edit for practitioners, and an outpatient hospital's if held."""

    code: str
    units: int
    indicator: int
    rationale: str
    outpatient_units: int | None = None
    outpatient_indicator: int | None = None


class PairTable(Protocol):
    """A quarter's pair edits: the bundled extract, or a whole table that the user added."""

    @property
    def quarter(self) -> str:
        """The quarter, such as `2024Q3`."""

    @property
    def source(self) -> str:
        """The id of the source that the table is cited by."""

    def covers(self, code: str) -> bool:
        """Whether the table speaks of this code; a pair with one that it doesn't is not loaded."""

    def edits(self, one: str, other: str) -> tuple[PairEdit, ...]:
        """Every row between two codes, in either order, ended ones too."""
