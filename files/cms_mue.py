"""Rows of a practitioner MUE file, read strictly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from files.cms_layout import Layout, Row
from files.cms_lines import Block
from files.cms_pairs import code
from files.tables_faults import TableError, cut_row
from knowledge.records import Mue

_AGAIN = "Download the file again from CMS."
_UNPUBLISHED = ("", "n/a", "not published", "unpublished", "confidential")


@dataclass(frozen=True)
class MueRows:
    """The rows of an MUE file.

    Attributes:
        edits: The edits, by code.
        unpublished: Codes that stand there without a value.
    """

    edits: dict[str, Mue]
    unpublished: tuple[str, ...]


def mue_of_text(lines: Iterable[Block], layout: Layout, where: str) -> MueRows:
    """The edits of a text file.

    Args:
        lines: Its lines from the first data row on.
        layout: How its rows are written.
        where: What to call the file in an error.

    Raises:
        TableError: A row that is cut or can't be, with its line.
    """
    blocks = list(lines)
    text = b"".join(block.text for block in blocks).decode()
    ended = not blocks or blocks[-1].ended
    return _read(_rows(text, layout, where), layout, f"{where}, line", where, ended=ended)


def mue_of_sheet(cells: pl.DataFrame, layout: Layout, where: str) -> MueRows:
    """The edits of a sheet; see `mue_of_text`."""
    texts = cells.slice(layout.first - 1).cast(pl.String).rows()
    rows = ((number, row[: layout.width]) for number, row in enumerate(texts, layout.first))
    return _read(rows, layout, f"{where}, row", where, ended=True)


def _rows(text: str, layout: Layout, where: str) -> Iterator[Row]:
    """The rows of a text, each with its line."""
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=layout.separator, strict=True)
    start = layout.first
    try:
        for cells in reader:
            yield start, tuple(cells)
            start = layout.first + reader.line_num
    except csv.Error:
        raise TableError(
            f"{where}, line {start}", "has a quotation that doesn't end; the row was cut", _AGAIN
        ) from None


def _read(rows: Iterable[Row], layout: Layout, place: str, where: str, *, ended: bool) -> MueRows:
    """The edits that rows hold."""
    edits: dict[str, Mue] = {}
    unpublished: list[str] = []
    last: Mue | None = None
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != layout.width:
            raise cut_row(f"{place} {line}", len(cells), layout.width)
        values = {name: cells[column].strip() for name, column in layout.columns.items()}
        try:
            name = code(values["code"])
            if name in edits or name in unpublished:
                raise ValueError(f"{name} stands twice")
            if values["units"].lower() in _UNPUBLISHED:
                unpublished.append(name)
                last = None
                continue
            edits[name] = last = _edit(name, values)
        except ValueError as problem:
            raise TableError(f"{place} {line}", str(problem), _AGAIN) from None
    if not edits:
        raise TableError(where, "holds no rows", _AGAIN)
    if not ended and last and _stops_short(last, edits):
        raise TableError(f"{where}, last line", "stops within its rationale", _AGAIN)
    return MueRows(edits, tuple(unpublished))


def _edit(name: str, values: dict[str, str]) -> Mue:
    """One row's edit.

    Raises:
        ValueError: A value that can't be.
    """
    units, kind = values["units"], values["indicator"][:1]
    if not (units.isascii() and units.isdecimal()):
        raise ValueError(f"{units!r} is no number of units")
    if kind not in ("1", "2", "3"):
        raise ValueError(f"{values['indicator']!r} is no adjudication indicator (1, 2 or 3)")
    return Mue(code=name, units=int(units), indicator=int(kind), rationale=values["rationale"])


def _stops_short(last: Mue, edits: dict[str, Mue]) -> bool:
    """Whether the last row's rationale is the beginning of another's."""
    others = {edit.rationale for edit in edits.values()} - {last.rationale}
    return any(other.startswith(last.rationale) for other in others)
