"""The user's pair and MUE tables as a claim check asks for them, and how a finding cites them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coding_tools.claim_tables import MueTable
from coding_tools.pair_rows import quarter_of
from files.claims_cells import CITED_APART
from files.tables_cite import table_source
from files.tables_find import mue_for, open_table, tables_for
from knowledge.library import Library
from knowledge.records import PairTable


class UserTables:
    """The tables that the user added, opened when a date of service first asks for them."""

    def __init__(self, home: Path | None = None) -> None:
        """The user's tables.

        Args:
            home: The folder of the user's data, where it is not the usual one.
        """
        self._home = home
        self._pairs: dict[str, PairTable | None] = {}
        self._mue: dict[str, MueTable | None] = {}

    def pairs(self, day: date) -> PairTable | None:
        """The pair table of a day's quarter, or None where it was not added."""
        quarter = quarter_of(day)
        if quarter not in self._pairs:
            self._pairs[quarter] = tables_for(day, self._home)
        return self._pairs[quarter]

    def mue(self, day: date) -> MueTable | None:
        """The MUE table of a day's quarter, or None where it was not added."""
        quarter = quarter_of(day)
        if quarter not in self._mue:
            self._mue[quarter] = mue_for(day, self._home)
        return self._mue[quarter]

    @property
    def used(self) -> tuple[str, ...]:
        """The ids of the tables that were opened."""
        opened = [*self._pairs.values(), *self._mue.values()]
        return tuple(table.source for table in opened if table is not None)


class Citations:
    """How findings name their passages in a table: the source, the place and the key."""

    def __init__(self, library: Library, home: Path | None = None) -> None:
        """Citations.

        Args:
            library: The knowledge base.
            home: The folder of the user's data, where it is not the usual one.
        """
        self._library, self._home = library, home
        self._told: dict[str, str] = {}
        self._titles: dict[str, str] = {}

    def of(self, supports: str) -> str:
        """Passages, parted by semicolons, as a reader finds them.

        >>> from knowledge.library import bundled
        >>> Citations(bundled()).of("cms-claims-5/total")
        'Medicare Claims Processing Manual, ... section 20.2.C [cms-claims-5/total]'
        """
        told = self._told.get(supports)
        if told is None:
            told = CITED_APART.join(self._one(key) for key in supports.split(";") if key)
            if len(self._told) > _MOST:
                self._told.clear()
            self._told[supports] = told
        return told

    def _one(self, key: str) -> str:
        source = key.split("/")[0]
        if source in self._library.sources:
            passage = self._library.passage(key)
            return f"{self._library.sources[source].title}: {passage.at} [{key}]"
        if source not in self._titles:
            self._titles[source] = table_source(open_table(source, self._home).manifest).title
        place = key.split("/row-")[-1].replace("-", " with ")
        return f"{self._titles[source]}: {place} [{key}]"


_MOST = 100_000
