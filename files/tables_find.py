"""The stored tables: which there are, which one a date of service falls in, and removing one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from files.cms_quarter import Quarter
from files.home import drop
from files.sealed import MANIFEST
from files.tables_faults import TableError
from files.tables_home import changing, tables_folder, unwritable
from files.tables_manifest import (
    NAMES,
    Kind,
    Manifest,
    check_files,
    read_id,
    read_manifest,
    table_id,
)
from files.tables_mue import StoredMue
from files.tables_pairs import StoredPairTable


@dataclass(frozen=True)
class TableInfo:
    """A stored table, sound or not.

    Attributes:
        id: Its id.
        kind: Pair edits or MUE values.
        quarter: The quarter that it is in force.
        manifest: What it is; None where that can't be read.
        damage: What is wrong with it; None for a sound one.
    """

    id: str
    kind: Kind
    quarter: str
    manifest: Manifest | None
    damage: str | None

    @property
    def says(self) -> str:
        """The table in a sentence."""
        if self.damage or self.manifest is None:
            return self.damage or ""
        names = ", ".join(origin.name for origin in self.manifest.origins)
        return (
            f"{self.id}: {NAMES[self.kind]} of {self.quarter}, {self.manifest.rows:,} rows, "
            f"added {self.manifest.added_on} from {names}"
        )


def list_tables(home: Path | None = None, *, verify: bool = False) -> tuple[TableInfo, ...]:
    """The stored tables, by kind and quarter.

    Args:
        home: The folder of the user's data, where it is not the usual one.
        verify: Whether to read every file and compare its checksum; else only the manifests.
    """
    folder = tables_folder(home)
    found: list[TableInfo] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if (named := read_id(path.name)) is None:
            continue
        kind, quarter = named
        manifest, damage = None, None
        try:
            manifest = read_manifest(path)
            if verify:
                check_files(path, manifest)
        except TableError as fault:
            damage = str(fault)
        found.append(TableInfo(path.name, kind, quarter.name, manifest, damage))
    return tuple(found)


def tables_for(day: date, home: Path | None = None) -> StoredPairTable | None:
    """The pair table in force on a date of service, or None where its quarter was not added.

    Args:
        day: The date of service.
        home: The folder of the user's data, where it is not the usual one.

    Raises:
        TableError: That quarter's table is damaged.
    """
    folder = tables_folder(home) / table_id("pairs", Quarter.of(day))
    return _pairs(folder, _stamp(folder)) if folder.is_dir() else None


def mue_for(day: date, home: Path | None = None) -> StoredMue | None:
    """The MUE values in force on a date of service; see `tables_for`."""
    folder = tables_folder(home) / table_id("mue", Quarter.of(day))
    return _mue(folder, _stamp(folder)) if folder.is_dir() else None


def open_table(name: str, home: Path | None = None) -> StoredPairTable | StoredMue:
    """A stored table by its id.

    Raises:
        TableError: There is none, or it is damaged.
    """
    info = _known(name, home)
    folder = tables_folder(home) / info.id
    opened = _mue if info.kind == "mue" else _pairs
    return opened(folder, _stamp(folder))


def remove_table(name: str, home: Path | None = None) -> None:
    """Remove a stored table; the others are not touched.

    Args:
        name: Its id.
        home: The folder of the user's data, where it is not the usual one.

    Raises:
        TableError: There is none of that id, or the system refuses.
    """
    _known(name, home)
    _pairs.cache_clear()
    _mue.cache_clear()
    with changing(home):
        try:
            drop(tables_folder(home) / name, tables_folder(home))
        except OSError as problem:
            raise unwritable(problem) from None


def _known(name: str, home: Path | None) -> TableInfo:
    """The stored table of an id."""
    stored = {info.id: info for info in list_tables(home)}
    if name not in stored:
        raise TableError(
            f"table {name!r}",
            "is not stored",
            f"Name one of: {', '.join(stored)}." if stored else "No table was added yet.",
        )
    return stored[name]


def _stamp(folder: Path) -> int:
    """What changes when a table is replaced, so that an opened one is not kept for it."""
    try:
        return (folder / MANIFEST).stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=8)
def _pairs(folder: Path, stamp: int) -> StoredPairTable:  # noqa: ARG001
    return StoredPairTable(folder)


@lru_cache(maxsize=8)
def _mue(folder: Path, stamp: int) -> StoredMue:  # noqa: ARG001
    return StoredMue(folder)
