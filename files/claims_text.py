"""A file of text as UTF-8: its encoding told by its content, its line ends made plain."""

from __future__ import annotations

import codecs
import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from files.claims_faults import ClaimFileError, unreadable

_BLOCK = 1 << 20
# A line of a claim file has some hundred characters; a file without lines is another thing.
LONGEST_LINE = 1 << 20
_WIDE = "Save it as CSV in UTF-8."
_MARKS = (
    (codecs.BOM_UTF32_LE, None, "UTF-32"),
    (codecs.BOM_UTF32_BE, None, "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_OTHERS = (
    (b"%PDF", "is a PDF, not a table", "Export the claims as CSV or Excel."),
    (b"\xd0\xcf\x11\xe0", "is an old or locked Excel file", "Save it as .xlsx without a password."),
    (b"\x1f\x8b", "is compressed", "Unpack it first."),
    (b"PK\x03\x04", "is an archive, and no Excel workbook", "Unpack it first."),
    (b"{\\rtf", "is a text document, not a table", "Save it as CSV."),
)


@dataclass(frozen=True)
class PlainText:
    """A file as UTF-8.

    Attributes:
        path: Where it can be read; a passing file where it had to be turned into UTF-8.
        notes: What the user should know of how it was read.
    """

    path: Path
    notes: tuple[str, ...]


@contextlib.contextmanager
def plain_text(path: Path, *, lines: bool = True) -> Iterator[PlainText]:
    """A file's text as UTF-8, without a byte order mark and with plain line ends.

    Args:
        path: The file.
        lines: Whether it must have lines; an 837P file may have none.

    Raises:
        ClaimFileError: It is empty, can't be read, or is no text.
    """
    where = path.name
    try:
        with path.open("rb") as stream:
            first = stream.read(1 << 16)
        if not first.strip():
            raise ClaimFileError(where, "is empty", "Name a file with a header and claim lines.")
        encoding, note = _encoding(first, where)
        if encoding == "utf-8" and not _is_utf8(path, where, lines=lines):
            encoding, note = "cp1252", "It is not UTF-8 and was read as Windows-1252."
        old_ends = encoding == "utf-8" and b"\r" in first and b"\n" not in first
        if encoding in ("utf-8", "utf-8-sig") and not old_ends:
            yield PlainText(path, ())
            return
        with tempfile.TemporaryDirectory(prefix="knead-claims-") as folder:
            plain = Path(folder, "claims.txt")
            _rewrite(path, plain, encoding, where)
            yield PlainText(plain, (note,) if note else ())
    except OSError as problem:
        if problem.filename is not None and Path(problem.filename) != path:
            raise
        raise unreadable(where, problem) from None


def _encoding(first: bytes, where: str) -> tuple[str, str]:
    """The encoding that a file's beginning tells, and what to note of it."""
    for mark, encoding, name in _MARKS:
        if first.startswith(mark):
            if encoding is None:
                raise ClaimFileError(where, f"is {name} text", _WIDE)
            return encoding, f"It was read as {name}." if encoding == "utf-16" else ""
    for magic, problem, mend in _OTHERS:
        if first.startswith(magic):
            raise ClaimFileError(where, problem, mend)
    if b"\0" in first:
        # Text in UTF-16 without a mark has a zero in every other byte; nothing else has.
        sample = first[: len(first) // 2 * 2]
        for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
            if zeros.count(0) > 0.9 * len(zeros):
                return encoding, "It was read as UTF-16."
        raise ClaimFileError(where, "is no text", "Name a CSV, Excel or 837P file.")
    if first.lstrip()[:15].lower().startswith((b"<!doctype", b"<html")):
        raise ClaimFileError(where, "is a web page, not a table", "Export the claims as CSV.")
    return "utf-8", ""


def _is_utf8(path: Path, where: str, *, lines: bool) -> bool:
    """Whether a whole file is UTF-8.

    Raises:
        ClaimFileError: It is no text, or has no lines.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    since = 0
    with path.open("rb") as stream:
        try:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
                if b"\0" in block:
                    raise ClaimFileError(where, "is no text", "Name a CSV, Excel or 837P file.")
                end = block.rfind(b"\n")
                since = since + len(block) if end < 0 else len(block) - end
                if lines and since > LONGEST_LINE and b"\r" not in block:
                    raise ClaimFileError(
                        where, f"has a line of over {LONGEST_LINE:,} bytes", "Check its line ends."
                    )
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _rewrite(path: Path, plain: Path, encoding: str, where: str) -> None:
    """Write a file's text as UTF-8 with plain line ends."""
    try:
        with (
            path.open(encoding=encoding, newline=None) as given,
            plain.open("w", encoding="utf-8", newline="\n") as taken,
        ):
            while block := given.read(_BLOCK):
                taken.write(block)
    except UnicodeError:
        raise ClaimFileError(
            where, "is neither UTF-8, UTF-16 nor Windows-1252 text", _WIDE
        ) from None
