"""A quarter's pair edits that the user added: one pair at once, or all of them as columns."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from files.tables_index import CODES, KEYS, ROWS, PairIndex
from files.tables_manifest import check_files
from files.tables_stored import StoredTable
from knowledge.records import PairEdit

if TYPE_CHECKING:
    import polars as pl

_PARQUET = "rows.parquet"


class StoredPairTable(StoredTable):
    """A whole pair table of one quarter; fulfils `knowledge.records.PairTable`.

    Opening compares the index with its checksums and loads no data frame library, so that a start
    that looks up one pair stays short.
    """

    def __init__(self, folder: Path) -> None:
        """Open a stored table.

        Args:
            folder: Its folder.

        Raises:
            TableError: It is damaged.
        """
        super().__init__(folder, KEYS, ROWS, CODES)
        self._index = PairIndex(folder, self.manifest.rationales)

    def __len__(self) -> int:
        return len(self._index)

    @property
    def codes(self) -> frozenset[str]:
        """Every code that stands in it, in either column, ended rows included."""
        return frozenset(self._index.codes)

    def covers(self, code: str) -> bool:
        """Whether the table speaks of this code: it stands in a row, live or ended.

        A code that stands nowhere in a whole table may be newer than it, or none: not loaded,
        which is never allowed.
        """
        return code in self._index.codes

    def edits(self, one: str, other: str) -> tuple[PairEdit, ...]:
        """Every row between two codes, in either order, ended ones too.

        Args:
            one: A code.
            other: Another.
        """
        return self._index.edits(one, other)

    def frame(self) -> pl.LazyFrame:
        """Every row, for batches.

        Returns:
            Columns `column1`, `column2` (text), `effective_on`, `deleted_on` (days, null for not
            known or none), `indicator` (0, 1, 9) and `rationale` (text).

        Raises:
            TableError: Its file is damaged.
        """
        return self._frame

    @cached_property
    def _frame(self) -> pl.LazyFrame:
        import polars as pl

        check_files(self._folder, self.manifest, _PARQUET)
        return pl.scan_parquet(self._folder / _PARQUET)
