"""Rows of a pair file, read strictly and in blocks: cut rows, codes, days, indicators."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

import polars as pl

from files.cms_layout import Layout
from files.cms_lines import Block
from files.tables_faults import TableError, cut_row

Value = TypeVar("Value", str, int, date | None)

_CODE = re.compile(r"[0-9A-Z]{5}")
_DAY = re.compile(r"(\d{4})(-?)(\d\d)\2(\d\d)(?: 00:00:00)?")
_EARLIEST, _LATEST = date(1950, 1, 1), date(2120, 1, 1)
_AGAIN = "Download the file again from CMS."
COLUMNS = ("column1", "column2", "effective", "deleted", "indicator", "rationale")


def pairs_of_text(lines: Iterable[Block], layout: Layout, where: str) -> pl.DataFrame:
    """The pair edits of a text file.

    Args:
        lines: Its lines from the first data row on.
        layout: How its rows are written.
        where: What to call the file in an error.

    Returns:
        Columns `column1`, `column2`, `effective_on`, `deleted_on`, `indicator`, `rationale`, in
        the file's order; the rationale is categorical.

    Raises:
        TableError: A row that is cut or can't be, with its line.
    """
    found: list[pl.DataFrame] = []
    ended = True
    for block in lines:
        found.append(_checked(_fields(block, layout, where), layout, f"{where}, line"))
        ended = block.ended
    return _whole(found, where, ended=ended)


def pairs_of_sheet(cells: pl.DataFrame, layout: Layout, where: str) -> pl.DataFrame:
    """The pair edits of a sheet; see `pairs_of_text`."""
    rows = cells.with_row_index("line", offset=1).slice(layout.first - 1)
    names = cells.columns[: layout.width]
    texts = rows.select("line", *(pl.col(name).cast(pl.String) for name in names))
    texts = texts.rename({name: f"field_{place}" for place, name in enumerate(names)})
    filled = texts.filter(pl.any_horizontal(pl.exclude("line").str.strip_chars() != ""))
    return _whole([_checked(filled, layout, f"{where}, row")], where, ended=True)


def code(text: str) -> str:
    """A billing code as it is written: five digits or capital letters.

    Raises:
        ValueError: It is none.
    """
    if not _CODE.fullmatch(text):
        lost = ", which may have lost its leading zeros" if re.fullmatch(r"\d{1,4}", text) else ""
        raise ValueError(f"{text!r} is no code of five characters{lost}")
    return text


def day(text: str) -> date | None:
    """A day as CMS writes it (yyyymmdd) or as Excel keeps it; None for `*` and for nothing.

    Raises:
        ValueError: It is no day, or none that a table could speak of.

    >>> day("20250101"), day("*")
    (datetime.date(2025, 1, 1), None)
    """
    if text in ("*", ""):
        return None
    match = _DAY.fullmatch(text)
    try:
        found = date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        found = None
    if found is None or not _EARLIEST <= found < _LATEST:
        raise ValueError(f"{text!r} is no day written yyyymmdd")
    return found


def indicator(text: str) -> int:
    """A modifier indicator.

    Raises:
        ValueError: It is not 0, 1 or 9.
    """
    if text not in ("0", "1", "9"):
        raise ValueError(f"{text!r} is no modifier indicator (0, 1 or 9)")
    return int(text)


def _fields(block: Block, layout: Layout, where: str) -> pl.DataFrame:
    """A block's fields, each row with its line; blank lines are left out."""
    lines = pl.read_lines(block.text, name="text").with_row_index("line", offset=block.first)
    lines = lines.filter(pl.col("text").str.strip_chars() != "")
    count = pl.col("text").str.count_matches("\t", literal=True) + 1
    wrong = lines.select("line", count.alias("fields")).filter(pl.col("fields") != layout.width)
    if wrong.height:
        line, fields = wrong.row(0)
        raise cut_row(f"{where}, line {line}", fields, layout.width)
    parts = pl.col("text").str.split_exact("\t", layout.width - 1)
    return lines.select("line", parts).unnest("text")


def _checked(fields: pl.DataFrame, layout: Layout, where: str) -> pl.DataFrame:
    """A block's rows with their values checked and read."""
    rows = fields.select(
        "line",
        *(
            pl.col(f"field_{layout.columns[name]}").str.strip_chars(' "').alias(name)
            for name in COLUMNS
            if name in layout.columns
        ),
    )
    if "effective" not in layout.columns:
        rows = rows.with_columns(effective=pl.lit(""))
    for name in ("column1", "column2"):
        _read(rows, name, code, where)
    effective = _read(rows, "effective", day, where)
    deleted = _read(rows, "deleted", day, where)
    allowed = _read(rows, "indicator", indicator, where)
    return rows.select(
        "column1",
        "column2",
        effective_on=pl.col("effective").replace_strict(effective, return_dtype=pl.Date),
        deleted_on=pl.col("deleted").replace_strict(deleted, return_dtype=pl.Date),
        indicator=pl.col("indicator").replace_strict(allowed, return_dtype=pl.UInt8),
        rationale=pl.col("rationale").cast(pl.Categorical),
    )


def _read(
    rows: pl.DataFrame, name: str, read: Callable[[str], Value], where: str
) -> dict[str, Value]:
    """Each different text of a column with what it means.

    Raises:
        TableError: One that means nothing, with the first line that it stands in.
    """
    meant: dict[str, Value] = {}
    wrong: dict[str, str] = {}
    for text in rows[name].unique():
        try:
            meant[text] = read(text)
        except ValueError as problem:
            wrong[text] = str(problem)
    if wrong:
        line, text = rows.filter(pl.col(name).is_in(list(wrong))).select("line", name).row(0)
        raise TableError(f"{where} {line}", f"{name} {wrong[text]}", _AGAIN)
    return meant


def _whole(found: list[pl.DataFrame], where: str, *, ended: bool) -> pl.DataFrame:
    """A file's rows together.

    Raises:
        TableError: There are none, or the last stops within its last word.
    """
    rows = pl.concat(found) if found else pl.DataFrame()
    if not rows.height:
        raise TableError(where, "holds no rows", _AGAIN)
    last = rows["rationale"][-1]
    if not ended and any(
        text != last and text.startswith(last)
        for text in rows["rationale"].unique().cast(pl.String)
    ):
        raise TableError(f"{where}, last line", f"stops within its rationale ({last!r})", _AGAIN)
    return rows
