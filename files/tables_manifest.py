"""What a stored table is: its manifest, and the checks that find a damaged one."""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from files.cms_quarter import Quarter
from files.tables_faults import TableError
from knowledge.records import Record

MANIFEST = "manifest.json"
Kind = Literal["pairs", "mue"]
_IDS = {"pairs": "user-ncci-ptp-", "mue": "user-ncci-mue-"}
NAMES = {"pairs": "pair edits", "mue": "MUE values"}


class Origin(Record):
    """A file that the user added: its name alone, its size and its sha256."""

    name: str
    size: int
    sha256: str


class Stored(Record):
    """A file of the store: its size and CRC-32."""

    size: int
    crc32: int


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
    body = manifest.model_dump(mode="json")
    sealed = {"seal": _seal(body), "table": body}
    (folder / MANIFEST).write_text(json.dumps(sealed, indent=1, sort_keys=True), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """A stored table's manifest.

    Raises:
        TableError: It is missing, changed or another release's.
    """
    try:
        sealed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if sealed["seal"] != _seal(sealed["table"]):
            raise damaged(folder, f"its {MANIFEST} was changed")
        return Manifest.model_validate(sealed["table"])
    except FileNotFoundError:
        raise damaged(folder, f"its {MANIFEST} is missing") from None
    except ValidationError:
        raise damaged(folder, "another release of Knead to Know stored it") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise damaged(folder, f"its {MANIFEST} can't be read") from None


def checksum(path: Path) -> Stored:
    """A file's size and CRC-32."""
    size = crc = 0
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 22):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return Stored(size=size, crc32=crc)


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


def _seal(body: object) -> str:
    """A digest of what a manifest says."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
