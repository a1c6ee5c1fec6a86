"""Writing a table's files into a folder that nobody reads yet."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from files.cms_mue import MueRows
from files.tables_faults import TableError
from files.tables_index import CODES, DELETED, EPOCH, HALF, INDICATOR, KEYS, RATIONALE, ROWS, TURNED

PARQUET, EDITS = "rows.parquet", "edits.csv"
MUE_COLUMNS = ("code", "units", "indicator", "rationale")


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        rows: How many rows.
        content: sha256 of the rows, whatever file they came in.
        rationales: The rationales, as the rows number them.
    """

    rows: int
    content: str
    rationales: tuple[str, ...]


def write_pairs(folder: Path, rows: pl.DataFrame) -> Written:
    """Write a quarter's pair edits: the index for one pair and the columns for batches.

    Args:
        folder: An empty folder.
        rows: As `files.cms_pairs` gives them, all parts together.

    Raises:
        TableError: A pair is live twice.
    """
    codes = pl.concat([rows["column1"], rows["column2"]]).unique().sort()
    rationales = rows["rationale"].unique().cast(pl.String).sort()
    number = pl.Enum(codes)
    one, other = (pl.col(name).cast(number).to_physical().cast(pl.UInt64) for name in _PAIR)
    low, high = pl.min_horizontal(one, other), pl.max_horizontal(one, other)
    reason = pl.col("rationale").cast(pl.String).cast(pl.Enum(rationales)).to_physical()
    # Numbered powers of two and sums, for polars has no shift: the fields don't overlap.
    numbered = rows.with_columns(
        key=low * 2**HALF + high,
        row=_days("effective_on")
        + _days("deleted_on") * 2**DELETED
        + reason.cast(pl.UInt64) * 2**RATIONALE
        + pl.col("indicator").cast(pl.UInt64) * 2**INDICATOR
        + (one > other).cast(pl.UInt64) * 2**TURNED,
    ).sort("key", maintain_order=True)
    _refuse_twice(numbered)
    digest = hashlib.sha256("\n".join([*codes, "", *rationales]).encode())
    # The order of a pair's own rows is the file's; the content is the same in any.
    canonical = numbered.select("key", "row").sort("key", "row")
    for name in ("key", "row"):
        digest.update(_numbers(canonical[name]).tobytes())
    _numbers(numbered["key"]).tofile(folder / KEYS)
    _numbers(numbered["row"]).tofile(folder / ROWS)
    (folder / CODES).write_text("\n".join(codes), encoding="ascii")
    numbered.select(
        *_PAIR, "effective_on", "deleted_on", "indicator", pl.col("rationale").cast(pl.String)
    ).write_parquet(folder / PARQUET)
    return Written(rows.height, digest.hexdigest(), tuple(rationales))


def write_mue(folder: Path, rows: MueRows) -> Written:
    """Write a quarter's Medically Unlikely Edits.

    Args:
        folder: An empty folder.
        rows: The edits.
    """
    edits = [rows.edits[code] for code in sorted(rows.edits)]
    with (folder / EDITS).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(MUE_COLUMNS)
        writer.writerows((one.code, one.units, one.indicator, one.rationale) for one in edits)
    content = hashlib.sha256((folder / EDITS).read_bytes() + " ".join(rows.unpublished).encode())
    return Written(len(edits), content.hexdigest(), ())


_PAIR = ("column1", "column2")


def _days(name: str) -> pl.Expr:
    """A day as its distance from the epoch; 0 for none."""
    return (pl.col(name) - pl.lit(EPOCH)).dt.total_days().fill_null(0).cast(pl.UInt64)


def _numbers(column: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """A column as the bytes of little-endian 8-byte numbers."""
    return column.to_numpy().astype("<u8", copy=False)


def _refuse_twice(rows: pl.DataFrame) -> None:
    """Refuse a table in which an ordered pair is live twice: two parts would hold the same rows."""
    live = rows.filter(pl.col("deleted_on").is_null()).select(*_PAIR)
    twice = live.filter(live.is_duplicated())
    if twice.height:
        one, other = twice.row(0)
        raise TableError(
            f"column 1 {one}, column 2 {other}",
            "stands live twice in this quarter, so two of its files hold the same rows",
            "Add each part once, as CMS publishes it.",
        )
