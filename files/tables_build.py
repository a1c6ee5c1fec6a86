"""Building one table's folder from the files that make it, aside from the stored ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from files.cms_recognise import Known
from files.cms_source import unreadable
from files.sealed import checksum
from files.tables_manifest import (
    Manifest,
    Origin,
    check_files,
    read_manifest,
    write_manifest,
)
from files.tables_write import Written, write_mue, write_pairs

Progress = Callable[[str, float], None]


def origins_of(files: Sequence[Known]) -> tuple[Origin, ...]:
    """The user's files that a table is read from, each once, with its fingerprint.

    Raises:
        TableError: One can't be read any more.
    """
    found: dict[Path, Origin] = {}
    for known in files:
        path = known.piece.origin
        if path not in found:
            try:
                with path.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                found[path] = Origin(name=path.name, size=path.stat().st_size, sha256=digest)
            except OSError as problem:
                raise unreadable(path.name, problem) from None
    return tuple(found.values())


def build(
    files: Sequence[Known],
    folder: Path,
    *,
    added_on: date,
    origins: tuple[Origin, ...],
    progress: Progress,
) -> Manifest:
    """Read a table's files and write its folder.

    Args:
        files: The files of one kind and quarter, in the order of their parts.
        folder: A folder that is made here.
        added_on: The day the user adds it.
        origins: The user's files.
        progress: Told what is being done, and the share of this table that is done.

    Raises:
        TableError: A file is cut, damaged or holds a row that can't be.
        OSError: The disk refuses.
    """
    folder.mkdir()
    quarter = files[0].quarter.name
    unpublished: tuple[str, ...] = ()
    if files[0].kind == "pairs":
        written = _pairs(files, folder, quarter, progress)
    else:
        progress(f"Reading {files[0].where}", 0.0)
        rows = files[0].mue()
        unpublished = rows.unpublished
        written = write_mue(folder, rows)
    manifest = Manifest(
        kind=files[0].kind,
        quarter=quarter,
        rows=written.rows,
        content=written.content,
        rationales=written.rationales,
        dated="effective" in files[0].layout.columns,
        vouched=any(known.vouched for known in files),
        unpublished=unpublished,
        origins=origins,
        added_on=added_on,
        files={path.name: checksum(path) for path in sorted(folder.iterdir())},
    )
    write_manifest(folder, manifest)
    progress(f"Checking {quarter}", 0.9)
    check_files(folder, read_manifest(folder))
    return manifest


def _pairs(files: Sequence[Known], folder: Path, quarter: str, progress: Progress) -> Written:
    """Read and write pair edits."""
    frames: list[pl.DataFrame] = []
    for number, known in enumerate(files):
        progress(f"Reading {known.where}", 0.6 * number / len(files))
        frames.append(known.pairs())
    progress(f"Sorting {quarter}", 0.6)
    rows = pl.concat(frames)
    frames.clear()
    return write_pairs(folder, rows)
