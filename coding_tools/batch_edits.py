"""The rows of pair tables that speak of a batch's codes, as columns of numbers."""

from __future__ import annotations

from datetime import date

import polars as pl

from coding_tools.batch_memory import Memory
from knowledge.pairs import PairExtract
from knowledge.records import PairTable

_ROWS = {
    "column1": pl.String,
    "column2": pl.String,
    "effective_on": pl.Date,
    "deleted_on": pl.Date,
    "indicator": pl.Int64,
}


class Edits:
    """The rows of the pair tables between the codes of a batch, by the codes' numbers."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._held: dict[int, tuple[int, pl.DataFrame]] = {}

    def rows(self, table: int) -> pl.DataFrame:
        """Every row of a table between two codes that were met.

        Columns `low` and `high` (the codes' numbers, the smaller first), `column1`, `column2`,
        `effective`, `deleted` (days or null), `indicator`, `place` (the order of the table),
        `ended` (the last day of an ended row, or null) and `undated` (the live row has no start).
        """
        met = len(self._memory.codes)
        held = self._held.get(table)
        if held is None or held[0] < met:
            held = self._held[table] = (met, self._read(self._memory.pair_tables[table]))
        return held[1]

    def _read(self, table: PairTable) -> pl.DataFrame:
        known = self._memory.codes.known
        codes = pl.DataFrame(
            {"text": known, "number": range(len(known))},
            schema={"text": pl.String, "number": pl.UInt32},
        )
        rows = _frame(table).filter(pl.col("column1").is_in(known) & pl.col("column2").is_in(known))
        numbered = rows.select(*_ROWS).cast(_ROWS).collect().with_row_index("place")  # type: ignore[arg-type]
        for name in ("column1", "column2"):
            numbered = numbered.join(
                codes, left_on=name, right_on="text", maintain_order="left"
            ).drop(name).rename({"number": name})  # fmt: skip
        one, other = pl.col("column1"), pl.col("column2")
        pair = ["low", "high"]
        live = pl.col("deleted_on").is_null()
        gone = self._memory.library.claim_rules.pairs.gone
        return (
            numbered.filter(pl.col("indicator") != gone)
            .with_columns(
                low=pl.min_horizontal(one, other),
                high=pl.max_horizontal(one, other),
                effective=_ordinal("effective_on"),
                deleted=_ordinal("deleted_on"),
            )
            .with_columns(
                ended=pl.col("deleted").max().over(pair),
                undated=pl.col("effective").filter(live).is_null().first().over(pair),
            )
            .drop("effective_on", "deleted_on")
        )


def _ordinal(name: str) -> pl.Expr:
    """A day as its number from year 1, as `date.toordinal` counts."""
    return (pl.col(name) - pl.lit(date(1970, 1, 1))).dt.total_days() + date(1970, 1, 1).toordinal()


def _frame(table: PairTable) -> pl.LazyFrame:
    """A pair table's rows as columns."""
    if isinstance(table, PairExtract):
        rows = table.rows()
        return pl.LazyFrame(
            {name: [getattr(row, name) for row in rows] for name in _ROWS}, schema=_ROWS
        )
    return table.frame()  # type: ignore[attr-defined, no-any-return]
