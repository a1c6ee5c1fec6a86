"""Checking a file of claims: read, judged in columns, written, and summed up."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from coding_tools.batch import AT_ONCE, Checker
from coding_tools.batch_claims import ScatteredClaimsError, claim_ids, whole_claims
from coding_tools.claim_words import SEVERITIES
from files.claims_cells import COLUMNS
from files.claims_faults import ClaimFileError
from files.claims_read import ClaimFile, open_claims
from files.claims_scattered import check_scattered
from files.claims_sinks import Outlet, Sink, opened
from files.claims_summary import Summary
from files.claims_tables import Citations, UserTables
from knowledge.library import Library

# Bytes of a claim line, to guess how many lines a file has.
_LINE_BYTES = 60


def check_file(
    path: Path,
    sinks: Sequence[Sink] = (),
    *,
    today: date,
    library: Library,
    home: Path | None = None,
    at_once: int = AT_ONCE,
) -> Summary:
    """Check a file of claims and write what is found.

    Args:
        path: CSV, Excel or 837P, told by its content.
        sinks: Where the findings go; each is written only when all is judged.
        today: The day of the check; a date of service after it is an error.
        library: The knowledge base, with the user's payers where there are any.
        home: The folder of the user's tables, where it is not the usual one.
        at_once: How many lines are judged at once.

    Raises:
        ClaimFileError: The file can't be used, or the findings can't be written.
        TableError: A table that the user added is damaged.
    """
    for out in (sink.path for sink in sinks if sink.path is not None):
        if out.exists() and path.exists() and out.samefile(path):
            raise ClaimFileError(out.name, "is the file of claims itself", "Name another file.")
    with open_claims(path, library) as claims, opened(sinks) as outlet:
        check = _Check(library, today, home)
        try:
            for found in check.whole(claims, at_once):
                check.take(found, outlet)
                del found
        except ScatteredClaimsError:
            outlet.begin()
            check = _Check(library, today, home)
            size = path.stat().st_size * (8 if claims.form == "Excel" else 1)
            parts = 1 + size // (_LINE_BYTES * at_once)
            for found in check.scattered(claims, parts, at_once):
                check.take(found, outlet)
        summary = check.summary(claims)
        if summary.lines == 0:
            raise ClaimFileError(path.name, "holds no claim line", "Write a row for each service.")
        outlet.close(summary.result())
    return summary


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
        # What a batch held is let go before the next is read: one at a time is in memory.
        for cells in whole_claims(claims.batches(at_once // 2), at_once):
            found = self._judged(cells)
            del cells
            yield found
            del found

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

    def take(self, findings: pl.DataFrame, out: Outlet) -> None:
        """Count findings and write them, with their places and citations."""
        counted = findings["severity"].value_counts()
        self.found.update(dict(counted.iter_rows()))
        out.take(self.placed(findings))

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
