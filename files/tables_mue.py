"""A quarter's Medically Unlikely Edits that the user added."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from files.tables_manifest import damaged
from files.tables_stored import StoredTable
from knowledge.records import Mue

if TYPE_CHECKING:
    import polars as pl

_EDITS = "edits.csv"


class StoredMue(StoredTable):
    """The practitioner's MUE values of one quarter.

    Attributes:
        edits: The edits, by code.
    """

    def __init__(self, folder: Path) -> None:
        """Open a stored table.

        Args:
            folder: Its folder.

        Raises:
            TableError: It is damaged.
        """
        super().__init__(folder, _EDITS)
        try:
            with (folder / _EDITS).open(encoding="utf-8", newline="") as stream:
                self.edits: dict[str, Mue] = {
                    row["code"]: Mue(
                        code=row["code"],
                        units=int(row["units"]),
                        indicator=int(row["indicator"]),
                        rationale=row["rationale"],
                    )
                    for row in csv.DictReader(stream)
                }
        except (OSError, ValueError, KeyError):
            raise damaged(folder, f"its {_EDITS} can't be read") from None

    def __len__(self) -> int:
        return len(self.edits)

    def covers(self, code: str) -> bool:
        """Whether a value is published for this code; without one, none is known."""
        return code in self.edits

    def get(self, code: str) -> Mue | None:
        """A code's edit, or None where none is published."""
        return self.edits.get(code)

    def frame(self) -> pl.LazyFrame:
        """Every edit, for batches: columns `code`, `units`, `indicator` and `rationale`."""
        import polars as pl

        edits = self.edits.values()
        return pl.LazyFrame(
            {
                "code": [one.code for one in edits],
                "units": [one.units for one in edits],
                "indicator": [one.indicator for one in edits],
                "rationale": [one.rationale for one in edits],
            },
            schema={
                "code": pl.String,
                "units": pl.UInt32,
                "indicator": pl.UInt8,
                "rationale": pl.String,
            },
        )
