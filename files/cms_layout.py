"""Where the data of a CMS table begin and which column is which.

Lines of notice come first, then a heading of one or several lines, then the rows. A file is known
for a table of edits by its heading, never by its extension.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from files.tables_faults import OtherTableError, TableError

Kind = Literal["pairs", "mue"]
Row = tuple[int, tuple[str, ...]]

# What a column's heading holds, tried in this order.
_PAIRS = {
    "column1": ("column 1", "column1"),
    "column2": ("column 2", "column2"),
    "existence": ("existence", "prior to 1996"),
    "effective": ("effective",),
    "deleted": ("deletion",),
    "indicator": ("modifier",),
    "rationale": ("rationale",),
}
_MUE = {
    "code": ("cpt code", "hcpcs code", "hcpcs/cpt"),
    "units": ("mue value",),
    "indicator": ("adjudication",),
    "rationale": ("rationale",),
}
_DAY = re.compile(r"\s*\d{8}\s*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Layout:
    """How a table's rows are written.

    Attributes:
        kind: Pair edits or Medically Unlikely Edits.
        separator: What parts its fields; empty for a sheet.
        columns: The place of each column that it has.
        width: How many fields a row has.
        first: The line or sheet row that the data begin at, counted from 1.
        notice: The lines before the data, headings included.
    """

    kind: Kind
    separator: str
    columns: dict[str, int]
    width: int
    first: int
    notice: str


def head_rows(text: str, separator: str, *, quoted: bool = True) -> list[Row]:
    r"""The rows of a table's beginning, each with the line that it starts on.

    Args:
        text: Its beginning.
        separator: What parts its fields.
        quoted: Whether a quotation mark begins a field that may hold line ends.

    >>> head_rows('"a notice\nof two lines",\nx,y\n', ",")
    [(1, ('a notice\nof two lines', '')), (3, ('x', 'y'))]
    """
    lines = csv.reader(
        io.StringIO(text, newline="\n"),
        delimiter=separator,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
    )
    found: list[Row] = []
    start = 1
    try:
        for cells in lines:
            found.append((start, tuple(cells)))
            start = lines.line_num + 1
    except csv.Error:
        return found
    return found


def find_layout(rows: Sequence[Row], separator: str, where: str) -> Layout | None:
    """The layout that a file's first rows show, or None where they show no CMS table.

    Args:
        rows: The rows of its beginning.
        separator: What parts its fields; empty for a sheet.
        where: What to call the file in an error.

    Raises:
        TableError: It has such a heading and no rows, or lacks a column.
    """
    for place, (_, cells) in enumerate(rows):
        heads = [_plain(cell) for cell in cells]
        if _is(heads[:1], _PAIRS["column1"]) and _is(heads[1:], _PAIRS["column2"]):
            return _layout("pairs", _PAIRS, rows, place, separator, where)
        if _is(heads[:1], _MUE["code"]) and _is(heads[1:], _MUE["units"]):
            return _layout("mue", _MUE, rows, place, separator, where)
    return None


def _layout(
    kind: Kind,
    words: dict[str, tuple[str, ...]],
    rows: Sequence[Row],
    place: int,
    separator: str,
    where: str,
) -> Layout:
    """The layout below the heading that begins at a row."""
    heading = [_plain(cell) for cell in rows[place][1]]
    place += 1
    while place < len(rows) and _continues(rows[place][1]):
        for column, cell in enumerate(rows[place][1][: len(heading)]):
            heading[column] = f"{heading[column]} {_plain(cell)}".strip()
        place += 1
    while heading and not heading[-1]:
        heading.pop()
    if place == len(rows):
        raise TableError(where, "has a heading and no rows", "Download it again from CMS.")
    columns: dict[str, int] = {}
    for column, head in enumerate(heading):
        for name, signs in words.items():
            if name not in columns and _is([head], signs):
                columns[name] = column
                break
    for name, signs in words.items():
        if name not in columns and name not in ("existence", "effective"):
            other = " (Medicaid's files have none)" if (kind, name) == ("mue", "indicator") else ""
            raise OtherTableError(
                where,
                f"has no column named {signs[0]!r}{other}",
                "Add Medicare's practitioner file as CMS publishes it.",
            )
    if ("effective" in columns) != ("existence" in columns):
        raise OtherTableError(
            where,
            "lacks a column of Medicare's pair file, as Medicaid's does",
            "Add Medicare's practitioner file (ccipra).",
        )
    first, cells = rows[place]
    extra = cells[len(heading) :]
    width = len(cells) if extra and not any(cell.strip() for cell in extra) else len(heading)
    notice = "\n".join(" ".join(cell for cell in cells if cell) for _, cells in rows[:place])
    return Layout(kind, separator, columns, width, first, notice)


def _continues(cells: tuple[str, ...]) -> bool:
    """Whether a row belongs to the heading above it: it names no code and no day."""
    return not any(cell.strip() for cell in cells[:2]) and not any(map(_DAY.fullmatch, cells))


def _plain(cell: str) -> str:
    """A heading's words, small and with single spaces."""
    return _SPACE.sub(" ", cell).strip().lower()


def _is(heads: list[str], signs: tuple[str, ...]) -> bool:
    """Whether a heading is among these that the signs mean."""
    return any(sign in head for head in heads for sign in signs)
