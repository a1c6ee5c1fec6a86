"""Claim lines as the single-claim tool and the batch read them, and their findings side by side."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl
import pytest

from coding_tools.batch import CELLS, Checker
from coding_tools.batch_claims import claim_ids
from coding_tools.batch_faults import row_fault
from coding_tools.claim import check_claim
from coding_tools.claim_lines import ClaimLine, claim_id_of, read_line
from coding_tools.claim_tables import Tables
from knowledge.library import Library, bundled

TODAY = date(2026, 11, 22)
Told = tuple[str, int, int, str, str, str, str, str, str]


def one_by_one(
    rows: Sequence[Mapping[str, str]], library: Library | None = None, tables: Tables | None = None
) -> list[Told]:
    """Every finding by a plain loop over the single-claim tool."""
    library = library or bundled()
    claims: dict[object, list[ClaimLine]] = {}
    for row, cells in enumerate(rows, 2):
        name = claim_id_of(cells.get("claim_id", ""))
        lines = claims.setdefault(name or row, [])
        fault = row_fault(cells["fault"], "3", "11") if cells.get("fault") else None
        lines.append(read_line(cells, library, line=len(lines) + 1, row=row, fault=fault))
    found: list[Told] = []
    for lines in claims.values():
        places = {line.line: line.row for line in lines}
        result = check_claim(lines, TODAY, library, tables).result
        found += [
            (
                lines[0].claim_id, one["line"], places[one["line"]], one["severity"], one["id"],
                one["field"], one["says"], one["fix"], ";".join(one["supports"]),
            )
            for one in result["findings"]
        ]  # fmt: skip
    return found


def cells_of(rows: Sequence[Mapping[str, str]]) -> pl.DataFrame:
    """Rows as a batch comes in."""
    told = [
        {
            "row": row,
            **cells,
            "fault": cells.get("fault") or None,
            "fault_found": "3",
            "fault_wanted": "11",
        }
        for row, cells in enumerate(rows, 2)
    ]
    return pl.DataFrame(told, schema=CELLS)


def in_columns(
    rows: Sequence[Mapping[str, str]], library: Library | None = None, tables: Tables | None = None
) -> list[Told]:
    """Every finding by the batch."""
    cells = cells_of(rows)
    together = cells.with_columns(claim=claim_ids(cells)).sort("claim", "row").drop("claim")
    return Checker(library or bundled(), TODAY, tables).check(together).rows()


@pytest.fixture(scope="session")
def library() -> Library:
    return bundled()
