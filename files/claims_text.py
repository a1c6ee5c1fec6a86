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
LONGEST_LINE = 1 << 24
# Of a hundred bytes of text, at most this many are stray; what is no text has more.
_STRAY = 1
_CONTROL = bytes({*range(32)} - {*b"\t\n\x0b\x0c\r\x1c\x1d\x1e"})
# What stands for a byte that is no text: it spoils its own cell alone.
_LOST = "\N{REPLACEMENT CHARACTER}"
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
        if encoding.startswith("utf-8"):
            good = _is_plain(path, where, lines=lines)
            old_ends = b"\r" in first and b"\n" not in first
            if good and not old_ends:
                yield PlainText(path, ())
                return
            if encoding == "utf-8" and not good and not _mostly_utf8(path):
                encoding, note = "cp1252", "It is not UTF-8 and was read as Windows-1252."
        with tempfile.TemporaryDirectory(prefix="knead-claims-") as folder:
            plain = Path(folder, "claims.txt")
            lost = _rewrite(path, plain, encoding)
            notes = [note] if note else []
            if lost:
                places = "1 place" if lost == 1 else f"{lost:,} places"
                notes.append(f"In {places} it holds bytes that are no text, read as {_LOST}.")
            yield PlainText(plain, tuple(notes))
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
    stray = len(first) - len(first.translate(None, _CONTROL))
    if stray * 100 > _STRAY * len(first):
        raise ClaimFileError(where, "is no text", "Name a CSV, Excel or 837P file.")
    if first.lstrip()[:15].lower().startswith((b"<!doctype", b"<html")):
        raise ClaimFileError(where, "is a web page, not a table", "Export the claims as CSV.")
    return "utf-8", ""


def _is_plain(path: Path, where: str, *, lines: bool) -> bool:
    """Whether a whole file is UTF-8 text without a stray byte.

    Raises:
        ClaimFileError: It has no lines.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    since = 0
    with path.open("rb") as stream:
        try:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
                if b"\0" in block:
                    return False
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


def _mostly_utf8(path: Path) -> bool:
    """Whether a file that isn't wholly UTF-8 is so but for stray bytes: more read than not."""
    read = lost = 0
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        while block := stream.read(_BLOCK):
            amiss = block.count(_LOST)
            lost += amiss
            read += sum(one > "\x7f" for one in block) - amiss
    return read >= lost


def _rewrite(path: Path, plain: Path, encoding: str) -> int:
    """Write a file's text as UTF-8 with plain line ends; gives how many places were no text."""
    lost = 0
    with (
        path.open(encoding=encoding, errors="replace", newline=None) as given,
        plain.open("w", encoding="utf-8", newline="\n") as taken,
    ):
        while block := given.read(_BLOCK):
            block = block.replace("\0", _LOST)
            lost += block.count(_LOST)
            taken.write(block)
    return lost
