"""One file of a user's that may be a table: its names, and its bytes, counted as they are read."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from files.tables_faults import OtherFileError, TableError

# CMS's largest part is some 60 MB of text and 200 MB within its workbook; a whole table, 160 MB.
LARGEST_FILE = 1 << 29
AGAIN = "Download it again from CMS."
_KINDS = (
    (b"\xd0\xcf\x11\xe0", "is an old or locked Excel file", "Save it as .xlsx without a password."),
    (b"%PDF", "is a PDF, not a table", "Add CMS's zip, text or Excel file."),
    (b"\xff\xfe", "is UTF-16 text", "Save it as UTF-8, or add CMS's own file."),
    (b"\xfe\xff", "is UTF-16 text", "Save it as UTF-8, or add CMS's own file."),
)


@dataclass(frozen=True)
class Piece:
    """One file that may be a table, alone or within an archive.

    Attributes:
        names: Its own name, then those of the archives that it lies in.
        origin: The file of the user's that it is or lies in.
        sheet: Whether it is an Excel workbook.
    """

    names: tuple[str, ...]
    origin: Path
    sheet: bool
    open: Callable[[], BinaryIO]

    @property
    def where(self) -> str:
        """What to call it in an error."""
        return " in ".join(self.names)

    def chunks(self, size: int = 1 << 24) -> Iterator[bytes]:
        """Its bytes, counted.

        Raises:
            TableError: It is cut, damaged, protected or too large.
        """
        total = 0
        try:
            with self.open() as stream:
                while chunk := stream.read(size):
                    total += len(chunk)
                    if total > LARGEST_FILE:
                        raise TableError(self.where, *too_large(LARGEST_FILE))
                    yield chunk
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile):
            raise TableError(self.where, "is cut short or damaged", AGAIN) from None
        except (RuntimeError, NotImplementedError):
            raise TableError(
                self.where, "is protected or packed in an unknown way", "Unpack it first."
            ) from None
        except OSError as problem:
            raise unreadable(self.where, problem) from None

    def sha256(self) -> str:
        """The fingerprint of its bytes."""
        digest = hashlib.sha256()
        for chunk in self.chunks():
            digest.update(chunk)
        return digest.hexdigest()


def check_text(first: bytes, where: str) -> None:
    """Refuse what can't be a table of text.

    Raises:
        OtherFileError: It is empty, a web page, or no text.
    """
    if not first.strip():
        raise OtherFileError(where, "is empty", AGAIN)
    for magic, problem, mend in _KINDS:
        if first.startswith(magic):
            raise OtherFileError(where, problem, mend)
    if b"\0" in first:
        raise OtherFileError(where, "is no text", "Add CMS's zip, text or Excel file.")
    if first.lstrip()[:15].lower().startswith((b"<!doctype", b"<html")):
        raise OtherFileError(
            where, "is a web page", "Accept the license on CMS's page, then download the file."
        )


def too_large(limit: int) -> tuple[str, str]:
    """What is said of a file that passes a limit."""
    return (
        f"would unpack to over {limit >> 20} MB",
        "CMS's files are far smaller: check its source.",
    )


def unreadable(where: str, problem: OSError) -> TableError:
    """What is said of a file that the system doesn't open."""
    return TableError(where, f"can't be read ({problem.strerror or problem})", "Check the file.")
