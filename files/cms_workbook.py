"""Whether an Excel workbook is whole and of a sane shape, before a reader is trusted with it.

The reader that is used makes room for every cell up to the last one, filled or not: a file of 3 KB
with one cell in the last column of the last row asks for 500 GB and ends the whole program.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from files.cms_source import AGAIN, LARGEST_FILE, too_large
from files.tables_faults import TableError

# A cell's place beyond column Z, or well beyond Excel's last row, however the XML is spaced.
_FAR_AWAY = re.compile(
    rb"""r(?<=\sr)\s*=\s*["'](?:[A-Za-z]{2,}\d|[A-Za-z]?(?:[2-9]\d{6}|1[1-9]\d{5}|\d{8}))"""
)
_OVERLAP = 64


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is an Excel workbook."""
    return "xl/workbook.xml" in archive.namelist()


def check_workbook(path: Path, where: str) -> None:
    """Read a workbook through once: its checksums, its sizes, and where its cells stand.

    Args:
        path: The workbook.
        where: What to call it in an error.

    Raises:
        TableError: It is cut, damaged, protected or too large, or has cells far away.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > 2 * LARGEST_FILE:
                raise TableError(where, *too_large(2 * LARGEST_FILE))
            for member in members:
                _check_member(archive, member, where)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise TableError(where, "is a workbook that was cut or damaged", AGAIN) from None
    except (RuntimeError, NotImplementedError):
        raise TableError(where, "is protected by a password", "Save it without one.") from None


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str) -> None:
    """Read one member through, to no more than the size that the archive declares."""
    if member.file_size > LARGEST_FILE:
        raise TableError(where, *too_large(LARGEST_FILE))
    before = b""
    with archive.open(member) as stream:
        while chunk := stream.read(1 << 22):
            if _FAR_AWAY.search(before + chunk):
                raise TableError(
                    where,
                    "has cells far beyond a table",
                    "Add CMS's own workbook or its text file.",
                )
            before = chunk[-_OVERLAP:]
