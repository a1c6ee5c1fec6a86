"""What became of the files that a user added."""

from __future__ import annotations

from dataclasses import dataclass

from files.tables_find import TableInfo
from files.tables_manifest import NAMES


@dataclass(frozen=True)
class AddReport:
    """What became of the files that a user added.

    Attributes:
        added: Tables that are new.
        unchanged: Tables that were there already, with the same rows.
        refused: Why a file or table was not added, a sentence each.
        notes: What else the user should know, a sentence each.
    """

    added: tuple[TableInfo, ...] = ()
    unchanged: tuple[TableInfo, ...] = ()
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was refused."""
        return not self.refused

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole report, a sentence each."""
        return (
            *(f"Added {info.says}." for info in self.added),
            *(
                f"{info.id}: the {NAMES[info.kind]} of {info.quarter} are there already, row for "
                "row; nothing was changed."
                for info in self.unchanged
            ),
            *self.notes,
            *self.refused,
        )
