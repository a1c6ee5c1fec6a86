"""The files that a user names, opened safely: folders, archives and single files.

Nothing is unpacked by its own name, no size is believed that was not counted, and an archive that
was cut or is made to swell is refused before it fills the disk.
"""

from __future__ import annotations

import gzip
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from files.cms_source import AGAIN, LARGEST_FILE, Piece, check_text, too_large, unreadable
from files.cms_workbook import check_workbook, is_workbook
from files.tables_faults import TableError

File = TypeVar("File")

LARGEST_ARCHIVE = 1 << 31
MOST_MEMBERS = 500
_TEXT = ("txt", "csv", "tsv")


def pieces(path: Path, scratch: Path) -> Iterator[Piece | TableError]:
    """The files that a path of the user's holds; a fault in one doesn't hide the others.

    Args:
        path: A file, an archive or a folder.
        scratch: A folder for archives within archives, which the caller removes.
    """
    try:
        if path.is_dir():
            inside = list(islice(path.rglob("*"), MOST_MEMBERS + 1))
            if len(inside) > MOST_MEMBERS:
                yield TableError(
                    path.name, f"holds over {MOST_MEMBERS} files", "Name CMS's files themselves."
                )
                return
            for one in without_twins(sorted(filter(Path.is_file, inside)), str):
                yield from _of_file(one, scratch)
        elif path.exists():
            yield from _of_file(path, scratch)
        else:
            yield TableError(path.name, "is not there", "Check its name.")
    except OSError as problem:
        yield unreadable(path.name, problem)


def _of_file(path: Path, scratch: Path) -> Iterator[Piece | TableError]:
    """The pieces of one file on disk."""
    piece = Piece((path.name,), path, False, lambda: path.open("rb"))
    try:
        yield from _of_piece(piece, path, scratch)
    except TableError as fault:
        yield fault


def _of_piece(piece: Piece, path: Path, scratch: Path) -> Iterator[Piece | TableError]:
    """The pieces of a file whose bytes stand at a path.

    Raises:
        TableError: It can't be opened or is nothing that could be a table.
    """
    first = next(piece.chunks(512), b"")
    if first.startswith(b"PK"):
        yield from _of_zip(piece, path, scratch)
    elif first.startswith(b"\x1f\x8b"):
        yield Piece(piece.names, piece.origin, False, lambda: cast(BinaryIO, gzip.GzipFile(path)))
    else:
        check_text(first, piece.where)
        yield piece


def _of_zip(piece: Piece, path: Path, scratch: Path) -> Iterator[Piece | TableError]:
    """The pieces of an archive, or the one piece that an Excel workbook is."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            workbook = is_workbook(archive)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise TableError(piece.where, "is an archive that was cut or damaged", AGAIN) from None
    size = sum(one.file_size for one in members)
    if size > LARGEST_ARCHIVE or len(members) > MOST_MEMBERS:
        raise TableError(piece.where, *too_large(LARGEST_ARCHIVE))
    if workbook:
        check_workbook(path, piece.where)
        yield Piece(piece.names, piece.origin, True, piece.open)
        return
    for member in without_twins(members, lambda one: one.filename):
        name = member.filename.rsplit("/", 1)[-1]
        inner = Piece((name, *piece.names), piece.origin, False, _member(path, member.filename))
        try:
            if member.file_size > LARGEST_FILE:
                raise TableError(inner.where, *too_large(LARGEST_FILE))
            first = next(inner.chunks(512), b"")
            if first[:2] not in (b"PK", b"\x1f\x8b"):
                check_text(first, inner.where)
                yield inner
            elif len(inner.names) > 3:
                raise TableError(inner.where, "is an archive three deep", "Unpack it first.")
            else:
                yield from _of_piece(inner, _spooled(inner, scratch), scratch)
        except TableError as fault:
            yield fault


def _member(path: Path, member: str) -> Callable[[], BinaryIO]:
    """A way to open one member of an archive."""

    def opened() -> BinaryIO:
        archive = zipfile.ZipFile(path)
        try:
            return cast(BinaryIO, archive.open(member))
        finally:
            archive.close()  # The member's stream keeps the file open until it is closed itself.

    return opened


def _spooled(piece: Piece, scratch: Path) -> Path:
    """A copy on disk of an archive that lies within another."""
    with tempfile.NamedTemporaryFile(dir=scratch, delete=False) as copy:
        for chunk in piece.chunks():
            copy.write(chunk)
    return Path(copy.name)


def without_twins(files: list[File], name: Callable[[File], str]) -> list[File]:
    """Files without the workbooks that stand beside their own text.

    >>> without_twins(["f1.TXT", "f1.xlsx", "f2.xlsx"], str)
    ['f1.TXT', 'f2.xlsx']
    """
    texts = {
        stem
        for stem, _, kind in (name(one).rpartition(".") for one in files)
        if kind.lower() in _TEXT
    }
    return [
        one
        for one in files
        if not (name(one).lower().endswith(".xlsx") and name(one)[:-5] in texts)
    ]
