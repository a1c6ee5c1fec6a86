"""Claim lines from the first sheet of an Excel workbook: values as their cells show them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl

from coding_tools.batch_read import CELLS
from files.claims_faults import ClaimFileError
from files.claims_head import Header, read_header
from files.cms_workbook import check_workbook, is_workbook
from files.tables_faults import TableError

# A cell with a formula and no stored value, as programs other than Excel write it.
_UNSTORED = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>|<f\s*/>\s*</c>")
_OVERLAP = 64
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MIDNIGHT = r"[ T]00:00:00(?:\.0+)?$"
_WHOLE = r"^(\d+)\.0+$"
AGAIN = "Save it as .xlsx again, or export it as CSV."


def is_excel(path: Path) -> bool:
    """Whether a file is an Excel workbook, by its content."""
    try:
        with zipfile.ZipFile(path) as archive:
            return is_workbook(archive)
    except (zipfile.BadZipFile, OSError):
        return False


@dataclass(frozen=True)
class Sheet:
    """The first sheet of a workbook.

    Attributes:
        notes: What the user should know of it.
    """

    notes: tuple[str, ...]
    _header: Header
    _rows: pl.DataFrame

    def batches(self, at_once: int) -> Iterator[pl.DataFrame]:
        """Its rows below the header as `batch_read.CELLS`, so many at once."""
        texts = [name for name in self._rows.columns if name != "row"]
        cells = {name: pl.col(texts[place]) for name, place in self._header.places.items()}
        if "date_of_service" in cells:
            cells["date_of_service"] = cells["date_of_service"].str.replace(_MIDNIGHT, "")
        for name in ("code", "claim_id"):
            cells[name] = cells[name].str.replace(_WHOLE, "$1")
        absent = {name: pl.lit(None, pl.String) for name in CELLS if name not in cells}
        told = absent | {"row": pl.col("row").cast(pl.UInt32)} | cells
        for rows in self._rows.iter_slices(at_once):
            yield rows.select(**told).select(*CELLS)


def read_sheet(path: Path, needed: Sequence[str]) -> Sheet:
    """The first sheet of a workbook.

    Args:
        path: The workbook.
        needed: Columns without which nothing can be checked.

    Raises:
        ClaimFileError: It can't be read, or holds no table of claims.
    """
    where = path.name
    try:
        check_workbook(path, where)
        book = fastexcel.read_excel(path)
        cells = book.load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except TableError as fault:
        raise ClaimFileError(where, fault.problem, AGAIN) from None
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError, OSError):
        raise ClaimFileError(where, "can't be read as an Excel workbook", AGAIN) from None
    filled = cells.fill_null("").with_row_index("row", offset=1)
    texts = [name for name in filled.columns if name != "row"]
    lines = filled.filter(pl.any_horizontal(pl.col(texts).str.strip_chars() != ""))
    if lines.is_empty():
        raise ClaimFileError(
            where, "has an empty first sheet", "Put the claims on its first sheet."
        )
    first = lines.row(0)
    while len(first) > 2 and not first[-1].strip():
        first = first[:-1]
    header = read_header([str(cell) for cell in first[1:]], needed, where)
    notes = [*header.notes, *_notes(path, book.sheet_names)]
    return Sheet(tuple(notes), header, lines.slice(1))


def _notes(path: Path, sheets: Sequence[str]) -> Iterator[str]:
    """What the user should know of a workbook."""
    if len(sheets) > 1:
        yield f"Only the first of its {len(sheets)} sheets was read: {sheets[0]}."
    count = 0
    with zipfile.ZipFile(path) as archive:
        for name in filter(_SHEET.fullmatch, archive.namelist()):
            with archive.open(name) as stream:
                before = b""
                while chunk := stream.read(1 << 22):
                    both = before + chunk
                    found = list(_UNSTORED.finditer(both))
                    count += len(found)
                    before = both[max(len(both) - _OVERLAP, found[-1].end() if found else 0) :]
    if count:
        cells = "1 cell holds" if count == 1 else f"{count} cells hold"
        yield (
            f"{cells} a formula without a stored value and were read as empty: open the workbook "
            "in Excel and save it."
        )
