"""A file of claims: CSV, Excel or 837P, told by its content and read in batches of lines."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from files.claims_csv import csv_batches, read_csv_header
from files.claims_faults import ClaimFileError, unreadable
from files.claims_sheet import is_excel, read_sheet
from files.claims_text import plain_text
from files.claims_x12 import is_x12, x12_batches
from knowledge.library import Library

Form = Literal["CSV", "Excel", "837P"]
_OF_837P = (
    "An 837P file holds no minutes and no regions; of its diagnoses their number is looked at, so "
    "that a line points to one that the claim lists, and not which they are."
)


@dataclass(frozen=True)
class ClaimFile:
    """A file of claims that is open.

    Attributes:
        name: Its name.
        form: What it is, by its content.
        notes: What the user should know of how it is read.
    """

    name: str
    form: Form
    notes: tuple[str, ...]
    _batches: Callable[[int], Iterator[pl.DataFrame]]

    def batches(self, at_once: int) -> Iterator[pl.DataFrame]:
        """Its lines as `batch_read.CELLS`, in the order of its rows; each call begins anew.

        Args:
            at_once: About how many lines a batch holds.

        Raises:
            ClaimFileError: It is cut or damaged further on.
        """
        try:
            yield from self._batches(at_once)
        except pl.exceptions.PolarsError:
            raise ClaimFileError(
                self.name, "can't be read to its end", "Save it again as CSV in UTF-8."
            ) from None


@contextlib.contextmanager
def open_claims(path: Path, library: Library) -> Iterator[ClaimFile]:
    """A file of claims, open for reading.

    Args:
        path: The file.
        library: The knowledge base, which names the columns that are needed.

    Raises:
        ClaimFileError: It can't be used, with what is wrong and what to do.
    """
    needed, where = library.claim_rules.needed, path.name
    try:
        with path.open("rb") as stream:
            first = stream.read(256)
    except OSError as problem:
        raise unreadable(where, problem) from None
    if first.startswith(b"PK\x03\x04") and is_excel(path):
        sheet = read_sheet(path, needed)
        yield ClaimFile(where, "Excel", sheet.notes, sheet.batches)
    elif is_x12(first):
        taxonomy = library.claim_rules.taxonomy
        with plain_text(path, lines=False) as text:
            yield ClaimFile(
                where,
                "837P",
                (*text.notes, _OF_837P),
                lambda at_once: x12_batches(text.path, where, taxonomy, at_once),
            )
    else:
        with plain_text(path) as text:
            header, line = read_csv_header(text.path, needed, where)
            yield ClaimFile(
                where,
                "CSV",
                (*text.notes, *header.notes),
                lambda at_once: csv_batches(text.path, header, line, at_once),
            )
