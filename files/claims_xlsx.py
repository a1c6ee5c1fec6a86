"""Findings as an Excel workbook, written row by row, so that no number of them fills the memory."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

import polars as pl

from files.claims_cells import COLUMNS, harmless

# What XML can't hold.
_UNHEARD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SHEET_ROWS = 1_048_575


class SheetWriter:
    """Findings as an Excel workbook whose every cell is text or a number, never a formula."""

    def __init__(self, stream: BinaryIO) -> None:
        self._archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._sheets = 0
        self._rows = 0
        self._sheet: Any = None
        self._begin()

    def take(self, findings: pl.DataFrame) -> None:
        """Write a batch of findings; a sheet that is full is followed by another."""
        for row in harmless(findings.select(COLUMNS)).iter_rows():
            if self._rows == SHEET_ROWS:
                self._end()
                self._begin()
            self._write(row)
            self._rows += 1

    def close(self, about: Mapping[str, Any]) -> None:  # noqa: ARG002
        """End the workbook."""
        self._end()
        for name, text in _parts(self._sheets).items():
            self._archive.writestr(name, text)
        self._archive.close()

    def drop(self) -> None:
        """Let go of the archive, which else writes its end when it is forgotten."""
        self._sheet.close()
        self._archive.close()

    def _begin(self) -> None:
        self._sheets += 1
        self._rows = 0
        name = f"xl/worksheets/sheet{self._sheets}.xml"
        self._sheet = self._archive.open(name, "w", force_zip64=True)
        self._sheet.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
        self._write(COLUMNS)

    def _write(self, row: tuple[object, ...]) -> None:
        cells = "".join(_cell(cell) for cell in row)
        self._sheet.write(f"<row>{cells}</row>".encode())

    def _end(self) -> None:
        self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _cell(value: object) -> str:
    """A cell: a number, or a text that no program takes for a formula."""
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    text = _xml(str(value or ""))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _xml(text: str) -> str:
    """A text as XML holds it."""
    return escape(_UNHEARD.sub(" ", text))


def _parts(sheets: int) -> dict[str, str]:
    """The parts of a workbook beside its sheets."""
    numbers = range(1, sheets + 1)
    listed = "".join(
        f'<sheet name="findings{"" if n == 1 else f" {n}"}" sheetId="{n}" r:id="rId{n}"/>'
        for n in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
            f"{kinds}</Types>"
        ),
        "_rels/.rels": (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>'
            "</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
        ),
    }
