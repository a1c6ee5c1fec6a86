"""Findings as CSV, Excel or JSON, by the name of the file that they go to, or as text to read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import polars as pl

from files.claims_cells import CITED_APART, COLUMNS, harmless
from files.claims_faults import ClaimFileError
from files.claims_xlsx import SheetWriter


class Writer(Protocol):
    """Takes findings, batch after batch, and closes with what is said of all."""

    def take(self, findings: pl.DataFrame) -> None:
        """Write a batch of findings, with the columns of `COLUMNS` and `supports`."""

    def close(self, about: Mapping[str, Any]) -> None:
        """Write what is said of all the findings, and end the file."""

    def drop(self) -> None:
        """Let go of a file that is not to be ended."""


def writer_for(form: str, stream: BinaryIO) -> Writer:
    """The writer of a form.

    Args:
        form: `csv`, `xlsx`, `json` or `text`.
        stream: Where it writes.
    """
    writers: dict[str, Callable[[BinaryIO], Writer]] = {
        "csv": CsvWriter,
        "xlsx": SheetWriter,
        "json": JsonWriter,
        "text": TextWriter,
    }
    return writers[form](stream)


def form_of(path: Path) -> str:
    """The form that a file's name asks for.

    Raises:
        ClaimFileError: Another than CSV, Excel or JSON.

    >>> form_of(Path("findings.XLSX"))
    'xlsx'
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in ("csv", "xlsx", "json"):
        raise ClaimFileError(
            path.name,
            "names no form that findings are written in",
            "End it in .csv, .xlsx or .json.",
        )
    return form


class CsvWriter:
    """Findings as CSV in UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow(COLUMNS)
        stream.write(text.getvalue().encode())

    def take(self, findings: pl.DataFrame) -> None:
        """Write a batch of findings."""
        if findings.height:
            told = harmless(findings.select(COLUMNS))
            told.write_csv(self._stream, include_header=False)

    def close(self, about: Mapping[str, Any]) -> None:  # noqa: ARG002
        """End the file; what is said of all goes to standard error alone."""
        self._stream.flush()

    def drop(self) -> None:
        """Nothing is held back."""


class JsonWriter:
    """Findings as one JSON object: `findings` first, then what is said of all.

    A finding's `supports` are the keys of its passages, its `citations` the same as a reader finds
    them.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._any = stream, False
        stream.write(b'{"findings": [')

    def take(self, findings: pl.DataFrame) -> None:
        """Write a batch of findings."""
        if findings.is_empty():
            return
        told = findings.select(*COLUMNS, "supports").with_columns(
            citations=_listed("citations", CITED_APART), supports=_listed("supports", ";")
        )
        rows = told.write_json()[1:-1]
        self._stream.write((b",\n" if self._any else b"\n") + rows.encode())
        self._any = True

    def close(self, about: Mapping[str, Any]) -> None:
        """Write what is said of all, and end the file."""
        told = json.dumps(dict(about), ensure_ascii=False, indent=1)
        self._stream.write(b"\n],\n" + told.removeprefix("{\n").encode() + b"\n")
        self._stream.flush()

    def drop(self) -> None:
        """Nothing is held back."""


# What a terminal would act on.
_CONTROL = r"[\x00-\x1f\x7f-\x9f]"


class TextWriter:
    """Findings as text to read at a terminal, a few lines each."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def take(self, findings: pl.DataFrame) -> None:
        """Write a batch of findings."""
        if findings.is_empty():
            return
        plain = findings.with_columns(pl.col(pl.String).str.replace_all(_CONTROL, " "))
        source = pl.when(pl.col("citations") != "").then(pl.format("\n  {}", "citations"))
        told = plain.select(
            pl.format(
                "{}, line {} (row {}): {} {}, {} (CMS-1500 {}, 837P {})\n  {} {}{}\n",
                *("claim_id", "line", "row", "severity", "id", "field", "cms1500", "x12"),
                *("says", "fix", source.otherwise(pl.lit(""))),
            ).str.join("\n")
        )
        self._stream.write(f"{told.item()}\n".encode())

    def close(self, about: Mapping[str, Any]) -> None:  # noqa: ARG002
        """End the text; what is said of all goes to standard error."""
        self._stream.flush()

    def drop(self) -> None:
        """Nothing is held back."""


def _listed(name: str, mark: str) -> pl.Expr:
    """A column of texts as lists; an empty text is an empty list."""
    nothing = pl.lit([], pl.List(pl.String))
    return pl.when(pl.col(name) == "").then(nothing).otherwise(pl.col(name).str.split(mark))
