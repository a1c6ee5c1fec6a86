"""What a check of a file of claims came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coding_tools.claim_words import SEVERITIES
from coding_tools.wording import listed


@dataclass(frozen=True)
class Summary:
    """What a check of a file came to.

    Attributes:
        file: The file's name.
        form: What it is, by its content: CSV, Excel or 837P.
        lines: How many service lines it has.
        claims: How many claims.
        unread: How many lines could not be read.
        found: How many findings of each severity.
        notes: What the user should know of how it was read.
        tables: The pair and MUE tables that it was judged by.
        not_checked: What was not judged in any claim, and why.
    """

    file: str
    form: str
    lines: int
    claims: int
    unread: int
    found: dict[str, int]
    notes: tuple[str, ...]
    tables: tuple[str, ...]
    not_checked: tuple[str, ...]

    @property
    def exit_status(self) -> int:
        """1 where there is an error, else 0."""
        return 1 if self.found["error"] else 0

    @property
    def says(self) -> tuple[str, ...]:
        """The summary as the lines that go to standard error."""
        counts = [_count(self.found[severity], severity) for severity in SEVERITIES]
        first = (
            f"{self.file} ({self.form}): {_count(self.lines, 'line')} of "
            f"{_count(self.claims, 'claim')}: {listed(counts)}."
        )
        unread = [f"{_count(self.unread, 'line')} could not be read."] if self.unread else []
        tables = [f"Judged by {listed(self.tables)}."] if self.tables else []
        return (first, *unread, *self.notes, *tables,
                *(f"Not checked: {one}" for one in self.not_checked))  # fmt: skip

    def result(self) -> dict[str, Any]:
        """The summary as plain JSON."""
        return {
            "file": self.file,
            "form": self.form,
            "lines": self.lines,
            "claims": self.claims,
            "unread": self.unread,
            "found": self.found,
            "notes": list(self.notes),
            "tables": list(self.tables),
            "not_checked": list(self.not_checked),
        }


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
