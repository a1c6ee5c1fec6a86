"""The columns that findings go out with, and cells that no spreadsheet runs."""

from __future__ import annotations

import polars as pl

COLUMNS = (
    "claim_id", "line", "row", "severity", "id", "field", "cms1500", "x12", "says", "fix",
    "citations",
)  # fmt: skip
# What stands between two citations of a finding.
CITED_APART = " | "
# What a spreadsheet would run: a cell that begins so is made text by an apostrophe before it.
_LIVE = r"^([=+\-@\t\r\n])"
# The columns that can begin with what the user's file holds; the others begin with our own words.
_GIVEN = ("claim_id", "says", "fix")


def harmless(findings: pl.DataFrame) -> pl.DataFrame:
    """Findings whose cells no spreadsheet runs.

    >>> harmless(pl.DataFrame({"claim_id": ["=1+1", "S01"]}))["claim_id"].to_list()
    ["'=1+1", 'S01']
    """
    texts = [name for name in findings.columns if name in _GIVEN]
    return findings.with_columns(pl.col(texts).str.replace(_LIVE, "'$1"))
