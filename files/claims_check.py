"""Checking a file of claims: read, judged in columns, written, and summed up."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

import polars as pl

from coding_tools.batch import AT_ONCE, Checker
from coding_tools.batch_claims import ScatteredClaimsError, claim_ids, whole_claims
from coding_tools.claim_words import SEVERITIES
from files.claims_cells import COLUMNS
from files.claims_faults import ClaimFileError
from files.claims_read import ClaimFile, open_claims
from files.claims_scattered import check_scattered
from files.claims_summary import Summary
from files.claims_tables import Citations, UserTables
from files.claims_write import Writer, form_of, writer_for
from knowledge.library import Library

# Bytes of a claim line, to guess how many lines a file has.
_LINE_BYTES = 60


def check_file(
    path: Path,
    out: Path | None = None,
    *,
    today: date,
    library: Library,
    stream: BinaryIO | None = None,
    form: str = "csv",
    home: Path | None = None,
    at_once: int = AT_ONCE,
) -> Summary:
    """Check a file of claims and write what is found.

    Args:
        path: CSV, Excel or 837P, told by its content.
        out: Where the findings go, as CSV, Excel or JSON by its name; it is replaced only when all
            is written.
        today: The day of the check; a date of service after it is an error.
        library: The knowledge base, with the user's payers where there are any.
        stream: Where the findings go instead, in the form that `form` names.
        form: `csv`, `xlsx` or `json`; for `stream` alone.
        home: The folder of the user's tables, where it is not the usual one.
        at_once: How many lines are judged at once.

    Raises:
        ClaimFileError: The file can't be used, or the findings can't be written.
        TableError: A table that the user added is damaged.
    """
    if out is not None:
        form = form_of(out)
        if out.exists() and path.exists() and out.samefile(path):
            raise ClaimFileError(out.name, "is the file of claims itself", "Name another file.")
    with open_claims(path, library) as claims, _written(out, stream) as taken:
        writer = writer_for(form, taken) if taken else None
        check = _Check(library, today, home)
        try:
            for found in check.whole(claims, at_once):
                check.take(found, writer)
        except ScatteredClaimsError:
            if taken:
                taken.seek(0)
                taken.truncate()
            writer = writer_for(form, taken) if taken else None
            check = _Check(library, today, home)
            size = path.stat().st_size * (8 if claims.form == "Excel" else 1)
            parts = 1 + size // (_LINE_BYTES * at_once)
            for found in check.scattered(claims, parts, at_once):
                check.take(found, writer)
        summary = check.summary(claims)
        if summary.lines == 0:
            raise ClaimFileError(path.name, "holds no claim line", "Write a row for each service.")
        if writer:
            writer.close(summary.result())
    return summary


@contextlib.contextmanager
def _written(out: Path | None, stream: BinaryIO | None) -> Iterator[BinaryIO | None]:
    """Where findings are written; a file takes its place only when all went well."""
    if out is None:
        if stream is None:
            yield None
            return
        # Findings may have to be begun anew, which a pipe can't.
        with tempfile.TemporaryFile(prefix="knead-findings-") as passing:
            yield cast(BinaryIO, passing)
            passing.seek(0)
            while block := passing.read(1 << 20):
                stream.write(block)
        return
    passing_name = ""
    try:
        handle, passing_name = tempfile.mkstemp(prefix=f".{out.name}-", dir=out.parent)
        with os.fdopen(handle, "w+b") as taken:
            yield taken
        Path(passing_name).chmod(0o666 & ~_umask())
        Path(passing_name).replace(out)
    except OSError as problem:
        raise ClaimFileError(
            out.name, f"can't be written ({problem.strerror or problem})", "Name another place."
        ) from None
    finally:
        if passing_name:
            Path(passing_name).unlink(missing_ok=True)


def _umask() -> int:
    """The process's mask of permissions, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@dataclass
class _Check:
    """One check of a file, and what it has counted."""

    library: Library
    today: date
    home: Path | None
    lines: int = 0
    claims: int = 0
    unread: int = 0
    found: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._tables = UserTables(self.home)
        self._checker = Checker(self.library, self.today, self._tables)
        self._citations = Citations(self.library, self.home)

    def whole(self, claims: ClaimFile, at_once: int) -> Iterator[pl.DataFrame]:
        """Findings of a file whose claims stand together."""
        for cells in whole_claims(claims.batches(at_once // 2), at_once):
            yield self._judged(cells)

    def scattered(self, claims: ClaimFile, parts: int, at_once: int) -> Iterator[pl.DataFrame]:
        """Findings of a file whose claims' lines stand apart."""
        with tempfile.TemporaryDirectory(prefix="knead-claims-") as folder:
            batches = claims.batches(at_once)
            yield from check_scattered(batches, self._judged, Path(folder), parts, at_once)

    def _judged(self, cells: pl.DataFrame) -> pl.DataFrame:
        """The findings of whole claims, which are counted."""
        ids = claim_ids(cells)
        named = ids.filter(ids != "")
        self.lines += cells.height
        self.claims += named.n_unique() + (len(ids) - len(named))
        self.unread += int(cells["fault"].is_not_null().sum())
        return self._checker.check(cells)

    def take(self, findings: pl.DataFrame, writer: Writer | None) -> None:
        """Count findings and write them, with their places and citations."""
        counted = findings["severity"].value_counts()
        self.found.update(dict(counted.iter_rows()))
        if writer is not None:
            writer.take(self.placed(findings))

    def placed(self, findings: pl.DataFrame) -> pl.DataFrame:
        """Findings with their places on a claim and their citations."""
        places = self.library.claim_rules.places
        fields = list(places)
        supports = findings["supports"].unique().to_list()
        cited = [self._citations.of(one) for one in supports]
        return findings.with_columns(
            cms1500=_replaced("field", fields, [places[name].cms1500 for name in fields]),
            x12=_replaced("field", fields, [places[name].x12 for name in fields]),
            citations=_replaced("supports", supports, cited),
        ).select(*COLUMNS, "supports")

    def summary(self, claims: ClaimFile) -> Summary:
        """What the check came to."""
        return Summary(
            file=claims.name,
            form=claims.form,
            lines=self.lines,
            claims=self.claims,
            unread=self.unread,
            found={severity: self.found[severity] for severity in SEVERITIES},
            notes=claims.notes,
            tables=self._checker.tables,
            not_checked=(self.library.claim_rules.not_in_file,),
        )


def _replaced(name: str, old: Sequence[str], new: Sequence[str]) -> pl.Expr:
    return pl.col(name).replace_strict(old, new, return_dtype=pl.String)
