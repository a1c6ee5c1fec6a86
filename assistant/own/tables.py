"""The user's own pair and MUE tables while questions are answered: by date of service, cited."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coding_tools.claim_tables import MueTable
from files.cms_quarter import Quarter
from files.tables_cite import row_passage, table_source
from files.tables_faults import TableError
from files.tables_find import list_tables, mue_for, open_table, tables_for
from files.tables_home import tables_folder
from files.tables_manifest import read_id
from files.tables_mue import StoredMue
from files.tables_pairs import StoredPairTable
from knowledge.library import Library
from knowledge.records import PairTable, Passage, Source

_MOST_KEPT = 10_000


class UserTables:
    """The tables that the user added, opened when a question first asks for one.

    Attributes:
        quarters: The quarters of the tables, the bundled ones first.
        faults: What is wrong with any, a sentence each.

    Args:
        library: The knowledge base.
        home: The folder of the user's data, where it is not the usual one.
    """

    def __init__(self, library: Library, home: Path | None = None) -> None:
        self._home = home
        self._state = 0
        self._passages: dict[str, Passage | None] = {}
        self._sources: dict[str, Source | None] = {}
        self._bundled = max(Quarter.parse(name) for name in library.tables)
        self.quarters = library.tables
        self.faults: tuple[str, ...] = ()
        try:
            held = list_tables(home)
        except (OSError, TableError) as problem:
            self.faults = (str(problem),)
            return
        sound = [info.quarter for info in held if info.damage is None]
        self.quarters = tuple(dict.fromkeys((*library.tables, *sorted(sound))))
        self.faults = tuple(info.damage for info in held if info.damage)

    def pairs(self, on: date | None) -> PairTable | None:
        """The pair table of a date of service; without a date the newest, where it is the user's.

        Args:
            on: The date of service.

        Returns:
            None where the bundled table is the one to be asked.
        """
        try:
            if on is not None:
                return tables_for(on, self._home)
            newest = self._newest("pairs")
            table = open_table(newest, self._home) if newest else None
        except (OSError, TableError):
            return None
        return table if isinstance(table, StoredPairTable) else None

    def mue(self, on: date | None) -> MueTable | None:
        """The MUE values of a date of service; as `pairs`.

        Args:
            on: The date of service.
        """
        try:
            if on is not None:
                return mue_for(on, self._home)
            newest = self._newest("mue")
            table = open_table(newest, self._home) if newest else None
        except (OSError, TableError):
            return None
        return table if isinstance(table, StoredMue) else None

    def passage(self, key: str) -> Passage | None:
        """A row as a passage by its key, or None."""
        if read_id(key.partition("/")[0]) is None:
            return None
        self._follow()
        if key not in self._passages:
            try:
                self._passages[key] = row_passage(key, self._home)
            except KeyError:
                return None
        return self._passages[key]

    def source(self, source_id: str) -> Source | None:
        """A table as a source by its id, or None."""
        if read_id(source_id) is None:
            return None
        self._follow()
        if source_id not in self._sources:
            try:
                manifest = open_table(source_id, self._home).manifest
            except TableError:
                return None
            self._sources[source_id] = table_source(manifest)
        return self._sources[source_id]

    def _follow(self) -> None:
        """Forget what was read where a table was added or removed meanwhile."""
        try:
            state = tables_folder(self._home).stat().st_mtime_ns
        except OSError:
            state = 0
        if state != self._state or len(self._passages) > _MOST_KEPT:
            self._state = state
            self._passages.clear()
            self._sources.clear()

    def _newest(self, kind: str) -> str | None:
        """The newest table of a kind that is as new as the bundled one."""
        held = [
            (Quarter.parse(info.quarter), info.id)
            for info in list_tables(self._home)
            if info.kind == kind and info.damage is None
        ]
        quarter, name = max(held, default=(None, None))
        return name if quarter is not None and quarter >= self._bundled else None
