"""A table's text as blocks of whole lines, so that a large file never stands in memory at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from files.tables_faults import TableError

_LONGEST = 1 << 26


@dataclass(frozen=True)
class Block:
    """Some whole lines of a file.

    Attributes:
        first: The number of its first line, counted from 1.
        text: The lines, as UTF-8.
        ended: Whether its last line ends in a line end; only the file's last may not.
    """

    first: int
    text: bytes
    ended: bool


def blocks(chunks: Iterable[bytes], first: int, where: str) -> Iterator[Block]:
    r"""The lines of a file from a line on.

    Args:
        chunks: The file's bytes, in pieces of any size.
        first: The first line to give, counted from 1.
        where: What to call the file in an error.

    Raises:
        TableError: It holds no lines of text.

    >>> [block.text for block in blocks([b"notice\ndata 1\nda", b"ta 2\n"], 2, "file")]
    [b'data 1\n', b'data 2\n']
    """
    line = 1
    rest = b""
    for chunk in chunks:
        whole, end, tail = (rest + chunk).rpartition(b"\n")
        rest = tail
        if len(rest) > _LONGEST:
            raise TableError(where, "holds no lines", "Add CMS's text file.")
        if end:
            yield from _from(first, Block(line, _utf8(whole + end, where), True))
            line += whole.count(b"\n") + 1
    if rest:
        yield from _from(first, Block(line, _utf8(rest, where), False))


def _from(first: int, block: Block) -> Iterator[Block]:
    """What stands in a block from a line on, if anything."""
    line, text = block.first, block.text
    while line < first and text:
        _, _, text = text.partition(b"\n")
        line += 1
    if text:
        yield Block(line, text, block.ended)


def _utf8(text: bytes, where: str) -> bytes:
    """Lines as UTF-8; CMS's notices are sometimes written in Windows' code page."""
    if b"\0" in text:
        raise TableError(where, "is no text", "Add CMS's zip, text or Excel file.")
    if text.isascii():
        return text
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace").encode()
    return text
