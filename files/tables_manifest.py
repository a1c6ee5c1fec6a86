"""What a stored table is: its manifest, and the checks that find a damaged one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from files.cms_quarter import Quarter
from files.sealed import MANIFEST, Stored, checksum, sealed, unsealed
from files.tables_faults import TableError
from knowledge.records import Record

Kind = Literal["pairs", "mue"]
_IDS = {"pairs": "user-ncci-ptp-", "mue": "user-ncci-mue-"}
NAMES = {"pairs": "pair edits", "mue": "MUE values"}


class Origin(Record):
    """A file that the user added: its name alone, its size and its sha256."""

    name: str
    size: int
    sha256: str


class Manifest(Record):
    """What one stored table is.

    Attributes:
        format: The store's own layout; another than 1 was written by another release.
        quarter: The quarter that it is in force, such as `2025Q1`.
        rows: How many rows it has.
        content: sha256 of its rows, the same whatever file they came in.
        rationales: The different rationales, as the rows number them.
        dated: Whether its rows tell the day they take effect.
        vouched: Whether only the user's word says that it is the practitioner's.
        unpublished: Codes that stand in it without a value.
        origins: The files it was read from.
        added_on: The day the user added it.
        files: The files that it is stored in.
    """

    format: Literal[1] = 1
    kind: Kind
    quarter: str
    rows: int
    content: str
    rationales: tuple[str, ...] = ()
    dated: bool = True
    vouched: bool = False
    unpublished: tuple[str, ...] = ()
    origins: tuple[Origin, ...]
    added_on: date
    files: dict[str, Stored]

    @property
    def id(self) -> str:
        """The table's id, which is also its source's."""
        return table_id(self.kind, Quarter.parse(self.quarter))


def table_id(kind: Kind, quarter: Quarter) -> str:
    """A stored table's id.

    >>> table_id("pairs", Quarter(2025, 1))
    'user-ncci-ptp-2025q1'
    """
    return _IDS[kind] + quarter.name.lower()


def read_id(text: str) -> tuple[Kind, Quarter] | None:
    """The kind and quarter of a table's id, or None where it is none.

    >>> read_id("user-ncci-mue-2025q1")
    ('mue', Quarter(year=2025, number=1))
    """
    kind: Kind
    for kind in ("pairs", "mue"):
        if text.startswith(_IDS[kind]):
            try:
                return kind, Quarter.parse(text.removeprefix(_IDS[kind]))
            except TableError:
                return None
    return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a table's manifest, sealed against change."""
    (folder / MANIFEST).write_text(sealed(manifest, "table"), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """A stored table's manifest.

    Raises:
        TableError: It is missing, changed or another release's.
    """
    return unsealed(folder, "table", Manifest, damaged)


def check_files(folder: Path, manifest: Manifest, *names: str) -> None:
    """Read a table's files and compare them with its manifest.

    Args:
        folder: Where it is stored.
        manifest: Its manifest.
        names: The files to check; all where none is named.

    Raises:
        TableError: One is missing or was changed.
    """
    for name in names or tuple(manifest.files):
        try:
            if checksum(folder / name) != manifest.files[name]:
                raise damaged(folder, f"its {name} was changed")
        except (OSError, KeyError):
            raise damaged(folder, f"its {name} is missing or can't be read") from None


def damaged(folder: Path, why: str) -> TableError:
    """What is said of a stored table that can't be trusted."""
    return TableError(
        f"stored table {folder.name}",
        f"is damaged: {why}",
        "Add its CMS files again, which replaces it; the other tables are not touched.",
    )
