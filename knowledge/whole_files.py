"""Files of the knowledge folder that are one record: what stands at their top, by name."""

from __future__ import annotations

from datetime import date
from typing import Any

from knowledge.records import Record

Entries = dict[str, dict[str, Any]]
"""Entries that become records of their own, by id."""


class About(Record):
    """`library.yaml`: the release, the day it was checked, and questions to start from.

    Attributes:
        tables_of: The payer whose pair table, daily limits and fee schedule are held.
    """

    version: str
    checked_on: date
    tables_of: str
    examples: tuple[str, ...]


class Regions(Record):
    """`regions.yaml`: regions, the muscles and spans that lie in them, and words for none."""

    regions: Entries
    muscles: Entries
    spans: Entries
    unclear: tuple[str, ...]


class Purposes(Record):
    """`goals.yaml`: what the work aims at, and the sides that this points to."""

    sides: Entries
    goals: Entries


class Unheld(Record):
    """`unheld.yaml`: names that a question may hold and the library does not."""

    payers: tuple[str, ...]
    generic_payers: tuple[str, ...]
    states: dict[str, tuple[str, ...]]
