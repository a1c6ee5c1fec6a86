"""Reading plain text: its paragraphs, lists and headings by blank lines and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from files.documents_blocks import Block, harmless
from files.documents_faults import DocumentError, unreadable

BULLET = re.compile(
    r"^\s*(?:[-*+\u2022\u2023\u25aa\u25cf\u25e6\u00b7\uf0b7]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s+(?=\S)"
)
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\ufffd]")
_ENDS = (".", "!", "?", ":", ";", ",", '"', "\u201d", ")")
# Above this many signs a line is a paragraph by itself, as most programs save one.
_LONG_LINE = 160
_HEADING = 80


def decoded(path: Path) -> tuple[str, str | None]:
    """A file's text, and a sentence where its encoding had to be guessed.

    Args:
        path: The file.

    Raises:
        DocumentError: It is no text.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise unreadable(path.name, problem) from None
    note = None
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        note = f"{path.name} is not UTF-8; it was read as Windows text."
    odd = len(_CONTROL.findall(text))
    if odd > len(text) / 100 or "\0" in text:
        raise DocumentError(path.name, "is no text that can be read", "Save it as UTF-8 text.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"), note


def read_text(text: str) -> Iterator[Block]:
    r"""The blocks of a plain text.

    Args:
        text: The text, its lines ended by `\n`.

    >>> told = "Units\n\nCount the day's\nminutes.\n\n- 8 to 22: one\n- 23: two"
    >>> for block in read_text(told):
    ...     print(block.kind, block.at, block.text)
    heading ¶1 Units
    text ¶2 Count the day's minutes.
    item ¶3 8 to 22: one
    item ¶4 23: two
    """
    lines = text.split("\n")
    filled = [len(line) for line in lines if line.strip()]
    by_line = bool(filled) and _by_line(lines, filled)
    number = 0
    paragraph: list[str] = []
    for line in [*lines, ""]:
        bullet = BULLET.match(line)
        if paragraph and (not line.strip() or bullet or by_line):
            number += 1
            yield _block(paragraph, number)
            paragraph = []
        if line.strip():
            paragraph.append(line)


def _by_line(lines: list[str], filled: list[int]) -> bool:
    """Whether each line is a paragraph: lines are long, or blank ones stand between them all."""
    long = sum(length > _LONG_LINE for length in filled)
    if long * 10 >= len(filled):
        return True
    pairs = sum(bool(a.strip()) and bool(b.strip()) for a, b in pairwise(lines))
    blank = sum(not line.strip() for line in lines)
    # Lines without any blank ones between: records, or one paragraph that was wrapped.
    return blank == 0 and pairs > 0 and max(filled) < 60


def _block(lines: list[str], number: int) -> Block:
    """One paragraph as a block."""
    at = f"¶{number}"
    bullet = BULLET.match(lines[0])
    if bullet:
        return Block("item", harmless(joined([lines[0][bullet.end() :], *lines[1:]])), at)
    told = harmless(joined(lines))
    if len(lines) == 1 and is_heading(told):
        return Block("heading", told, at, 1)
    return Block("text", told, at)


def joined(lines: list[str]) -> str:
    """Lines of one paragraph as one; a word that was divided is put together again.

    >>> joined(["manual ther-", "apy 98940-", "98942 and one-on-", "one"])
    'manual therapy 98940-98942 and one-on-one'
    """
    text = ""
    for line in lines:
        told = line.strip()
        if text.endswith("-") and told and len(text) > 1:
            word = re.search(r"[\w-]*$", text[:-1])
            divided = told[0].islower() and word is not None and word[0].isalpha()
            text = (text[:-1] if divided else text) + told
        else:
            text = f"{text} {told}" if text else told
    return text


def is_heading(line: str) -> bool:
    """Whether a line that stands alone reads like a heading.

    >>> [is_heading(x) for x in ("Covered services", "He came twice a week.", "97124")]
    [True, False, False]
    """
    if not 3 <= len(line) <= _HEADING or line.endswith(_ENDS) or not line[0].isupper():
        return False
    words = line.split()
    return len(words) <= 12 and sum(word[0].isalpha() for word in words) >= len(words) / 2
