"""What a user's file is: whose table, of which kind, quarter and part, and how to read its rows."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from files.cms_layout import Kind, Layout, find_layout, head_rows
from files.cms_lines import blocks
from files.cms_mue import MueRows, mue_of_sheet, mue_of_text
from files.cms_pairs import pairs_of_sheet, pairs_of_text
from files.cms_quarter import Quarter, named_quarters, noticed_quarters
from files.cms_sheet import head_of, read_sheet
from files.cms_source import Piece, check_text
from files.cms_whose import another_table, part_number, says_practitioner
from files.tables_faults import OtherFileError, OtherTableError, TableError

_HEAD = 1 << 18
_WANTED = "Add CMS's quarterly practitioner file of pair edits (ccipra) or of MUE values."


@dataclass(frozen=True)
class Known:
    """A file that was recognised.

    Attributes:
        piece: The file.
        layout: How its rows are written.
        quarter: The quarter that it is in force.
        part: Which part of the quarter it is; None for a file that is whole by itself.
        vouched: Whether only the user's word says that it is the practitioner's.
        cells: Its cells, where it is a workbook.
    """

    piece: Piece
    layout: Layout
    quarter: Quarter
    part: int | None
    vouched: bool
    cells: pl.DataFrame | None

    @property
    def kind(self) -> Kind:
        """Pair edits or Medically Unlikely Edits."""
        return self.layout.kind

    @property
    def where(self) -> str:
        """What to call the file."""
        return self.piece.where

    def pairs(self) -> pl.DataFrame:
        """Its pair edits; see `files.cms_pairs`."""
        if self.cells is not None:
            return pairs_of_sheet(self.cells, self.layout, self.where)
        lines = blocks(self.piece.chunks(), self.layout.first, self.where)
        return pairs_of_text(lines, self.layout, self.where)

    def mue(self) -> MueRows:
        """Its Medically Unlikely Edits; see `files.cms_mue`."""
        if self.cells is not None:
            return mue_of_sheet(self.cells, self.layout, self.where)
        lines = blocks(self.piece.chunks(), self.layout.first, self.where)
        return mue_of_text(lines, self.layout, self.where)


def recognise(piece: Piece, said: Quarter | None) -> Known:
    """What a file is.

    Args:
        piece: The file.
        said: The quarter that the user says it is, if any.

    Raises:
        TableError: It is another table, damaged, or doesn't tell its quarter.
    """
    if another := another_table(piece.names, ""):
        raise OtherTableError(piece.where, another, _WANTED)
    cells = read_sheet(piece) if piece.sheet else None
    layout = _layout_of(piece, cells)
    if another := another_table(piece.names, layout.notice):
        raise OtherTableError(piece.where, another, _WANTED)
    told = says_practitioner(piece.names, layout.notice)
    if not told and said is None:
        raise TableError(
            piece.where,
            "doesn't say whose table it is, and the hospital's looks the same",
            "Give it CMS's own name back (such as ccipra-v321r0-f1.txt), or name a day of its "
            "quarter with --published.",
        )
    part = part_number(piece.names)
    if layout.kind == "mue" or "effective" not in layout.columns:
        part = None
    elif part is None:
        raise TableError(
            piece.where,
            "doesn't say which part of the quarter it is",
            "Give it CMS's own name back, such as ccipra-v321r0-f1.txt.",
        )
    return Known(piece, layout, _quarter_of(piece, layout, said), part, not told, cells)


def _layout_of(piece: Piece, cells: pl.DataFrame | None) -> Layout:
    """How a file's rows are written."""
    if cells is not None:
        layout = find_layout(head_of(cells), "", piece.where)
    else:
        head = next(piece.chunks(_HEAD), b"")
        check_text(head[:512], piece.where)
        text = head.decode("utf-8-sig", "replace")
        layout = (
            find_layout(head_rows(text, "\t"), "\t", piece.where)
            or find_layout(head_rows(text, ","), ",", piece.where)
            or find_layout(head_rows(text, "\t", quoted=False), "\t", piece.where)
        )
        if layout is not None and (layout.kind, layout.separator) == ("pairs", ","):
            raise TableError(
                piece.where, "has commas where CMS's text has tabs", "Add CMS's own file."
            )
    if layout is None:
        raise OtherFileError(piece.where, "holds no pair edits and no MUE values", _WANTED)
    return layout


def _quarter_of(piece: Piece, layout: Layout, said: Quarter | None) -> Quarter:
    """The quarter that a file is in force.

    Raises:
        TableError: Nothing tells it, or two things tell it differently.
    """
    named: set[Quarter] = next(filter(None, map(named_quarters, piece.names)), set())
    told = named | noticed_quarters(layout.notice)
    names = ", ".join(sorted(quarter.name for quarter in told))
    if len(told) > 1 and said in told:
        return said
    if len(told) > 1:
        raise TableError(
            piece.where,
            f"tells several quarters ({names})",
            "Name a day of the right one with --published.",
        )
    if said is not None and told and said not in told:
        raise TableError(
            piece.where, f"says {names}, not {said.name}", "Leave --published out or mend it."
        )
    if said is None and not told:
        raise TableError(
            piece.where,
            "doesn't say which quarter it is in force",
            "Name a day of its quarter (--published 2025-01-01), or give it CMS's own name back.",
        )
    return said or told.pop()
