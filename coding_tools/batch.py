"""Checking a batch of claims in columns: the findings of `claim.check_claim`, for any number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl
from polars.io.plugins import register_io_source

from coding_tools.batch_claims import whole_claims
from coding_tools.batch_day import code_columns, day_codes, day_columns
from coding_tools.batch_edits import Edits
from coding_tools.batch_lines import line_columns
from coding_tools.batch_memory import Memory, now
from coding_tools.batch_pairs import pair_columns
from coding_tools.batch_read import CELLS, read_lines
from coding_tools.batch_units import unit_columns
from coding_tools.batch_words import PLACED
from coding_tools.claim_tables import OwnTables, Tables
from knowledge.library import Library

FINDINGS = {
    "claim_id": pl.String,
    "line": pl.UInt32,
    "row": pl.UInt32,
    "severity": pl.String,
    "id": pl.String,
    "field": pl.String,
    "says": pl.String,
    "fix": pl.String,
    "supports": pl.String,
}
# Lines that are judged at once: enough to keep the columns long, few enough to fit anywhere.
AT_ONCE = 70_000


class Checker:
    """Checks batches of whole claims, and remembers what it has met from one to the next."""

    def __init__(self, library: Library, today: date, tables: Tables | None = None) -> None:
        """A checker.

        Args:
            library: The knowledge base.
            today: The day the claims are checked.
            tables: Pair and MUE tables that the user added; the library's own where None.
        """
        self._library, self._today, self._tables = library, today, tables or OwnTables()
        self._used: set[str] = set()
        self._forget()

    def _forget(self) -> None:
        self._memory = Memory(self._library, self._tables, self._today)
        self._edits = Edits(self._memory)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that the dates of service met so far were judged by."""
        return tuple(sorted(self._used | set(self._memory.table_names)))

    def check(self, cells: pl.DataFrame) -> pl.DataFrame:
        """The findings of whole claims, in the order of their rows.

        Args:
            cells: Columns as `batch_read.CELLS`; the lines of a claim stand together, in the order
                of the rows, and every claim is whole.

        Returns:
            Columns as `FINDINGS`.
        """
        if self._memory.full:
            self._used |= set(self._memory.table_names)
            self._forget()
        memory = self._memory
        lines, findings = read_lines(cells, memory)
        read = lines.filter(~pl.col("broken"))
        findings += line_columns(read, memory)
        dated = code_columns(read.filter(pl.col("day").is_not_null()), memory)
        codes = day_codes(dated)
        unknown = dated.filter(~pl.col("held") & (pl.col("minutes") > 0))
        findings += day_columns(dated, codes, memory)
        findings += unit_columns(dated, codes, unknown, memory)
        findings += pair_columns(dated, self._edits, memory)
        told = pl.concat(one.select(*PLACED) for one in findings)
        return now(
            told.lazy()
            .join(lines.lazy().select("row", "line", "claim_id"), on="row")
            .sort("row", "rank", "id", "says")
            .select(*FINDINGS)
        )


def check_lines(
    lines: pl.LazyFrame,
    today: date,
    library: Library,
    tables: Tables | None = None,
    at_once: int = AT_ONCE,
) -> pl.LazyFrame:
    """Every finding of a batch of claims.

    Args:
        lines: Columns as `batch_read.CELLS`, all text but the row, in the order of the rows. The
            lines of a claim stand together.
        today: The day the claims are checked; a date of service after it is an error.
        library: The knowledge base.
        tables: Pair and MUE tables that the user added; the library's own where None.
        at_once: How many lines are judged at once.

    Returns:
        Columns as `FINDINGS`, in the order of the rows. Lines are read and judged as the result is
        collected or written, never all at once.

    Raises:
        ScatteredClaimsError: While it is collected, where a claim's lines don't stand together.

    >>> from datetime import date
    >>> from knowledge.library import bundled
    >>> cells = {"row": 2, "claim_id": "A", "date_of_service": "2024-08-05", "payer": "medicare",
    ...          "provider_type": "pt", "code": "97110", "modifiers": "GP", "units": "2",
    ...          "minutes": "20"}
    >>> lines = pl.LazyFrame([cells], schema=CELLS)
    >>> check_lines(lines, date(2024, 9, 1), bundled()).collect()["id"].to_list()
    ['units-over']
    """
    checker = Checker(library, today, tables)

    def source(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, _size: int | None
    ) -> Iterator[pl.DataFrame]:
        left = rows
        for cells in whole_claims(lines.collect_batches(chunk_size=at_once), at_once):
            found = checker.check(cells)
            found = found if predicate is None else found.filter(predicate)
            found = found if columns is None else found.select(columns)
            if left is not None:
                found = found.head(left)
                left -= found.height
            yield found
            if left == 0:
                return

    return register_io_source(source, schema=FINDINGS)


__all__ = ["AT_ONCE", "CELLS", "FINDINGS", "Checker", "check_lines"]
