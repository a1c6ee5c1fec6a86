"""The first sheet of an Excel workbook as columns of text."""

from __future__ import annotations

import fastexcel
import polars as pl

from files.cms_layout import Row
from files.cms_source import AGAIN, Piece
from files.tables_faults import OtherFileError


def read_sheet(piece: Piece) -> pl.DataFrame:
    """The first sheet's cells as text, an empty one as an empty text; no row is a heading.

    Whole numbers keep their digits and days become `YYYY-MM-DD 00:00:00`. Repeated texts are held
    once, so that the sheets of a whole quarter fit in memory.

    Raises:
        OtherFileError: It can't be read as a workbook.
    """
    try:
        book = fastexcel.read_excel(b"".join(piece.chunks()))
        sheet = book.load_sheet(0, header_row=None, dtypes="string")
        cells = sheet.to_polars()
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError):
        raise OtherFileError(piece.where, "can't be read as an Excel workbook", AGAIN) from None
    return cells.select(pl.all().fill_null("").cast(pl.Categorical))


def head_of(cells: pl.DataFrame, rows: int = 60) -> list[Row]:
    """The first rows of a sheet, each with its number."""
    texts = cells.head(rows).cast(pl.String).rows()
    return [(number, tuple(row)) for number, row in enumerate(texts, 1)]
