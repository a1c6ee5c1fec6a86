"""Reading Markdown: headings, paragraphs, list items and table rows, without their markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from files.documents_blocks import Block, BlockKind, harmless
from files.documents_text import BULLET, joined

_FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.S)
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
_RULE = re.compile(r"^ {0,3}([-*_])(?:\s*\1){2,}\s*$")
_CELLS = re.compile(r"(?<!\\)\|")
_DIVIDER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s*\S+")
_FENCE = re.compile(r"^\s*(```|~~~)")
_EMPHASIS = re.compile(r"(?<![\w*_\\])(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1(?![\w*_])")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")


def read_markdown(text: str) -> Iterator[Block]:
    r"""The blocks of a Markdown text.

    Args:
        text: The text, its lines ended by `\n`.

    >>> told = "# Units\n\nCount **total** minutes.\n\n| Min | Units |\n|---|---|\n| 8 | 1 |"
    >>> for block in read_markdown(told):
    ...     print(block.kind, block.at, block.text)
    heading ¶1 Units
    text ¶2 Count total minutes.
    row table 1, row 1 Min: 8; Units: 1
    """
    yield from _Reading(_HIDDEN.sub("", _FRONT.sub("", text))).blocks()


class _Reading:
    """One text that is gone through line by line."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.number = 0
        self.table = 0
        self.paragraph: list[str] = []

    def blocks(self) -> Iterator[Block]:
        """The blocks, in order."""
        at, fenced = 0, False
        while at < len(self.lines):
            line = _QUOTE.sub("", self.lines[at])
            following = self.lines[at + 1] if at + 1 < len(self.lines) else ""
            if _FENCE.match(line):
                fenced = not fenced
                yield from self._paragraph()
            elif fenced:
                self.paragraph.append(line)
            elif "|" in line and _DIVIDER.match(following) and "|" in following:
                yield from self._paragraph()
                table = list(self._rows(at))
                yield from (block for block in table if block.text)
                at += 2 + len(table)
                continue
            elif heading := _HEADING.match(line):
                yield from self._paragraph()
                yield self._block("heading", heading[2], len(heading[1]))
            elif self.paragraph and line.strip() and _UNDERLINE.match(line):
                level = 1 if line.strip().startswith("=") else 2
                told, self.paragraph = self.paragraph, []
                yield self._block("heading", joined(told), level)
            elif not line.strip() or _RULE.match(line) or _REFERENCE.match(line):
                yield from self._paragraph()
            elif BULLET.match(line):
                yield from self._paragraph()
                self.paragraph = [line]
            else:
                self.paragraph.append(line)
            at += 1
        yield from self._paragraph()

    def _paragraph(self) -> Iterator[Block]:
        """The paragraph or list item that ended here."""
        told, self.paragraph = self.paragraph, []
        if not told:
            return
        bullet = BULLET.match(told[0])
        if bullet:
            yield self._block("item", joined([told[0][bullet.end() :], *told[1:]]))
        else:
            yield self._block("text", joined(told))

    def _block(self, kind: BlockKind, text: str, level: int = 0) -> Block:
        """A block with the next number."""
        self.number += 1
        return Block(kind, plain(text), f"¶{self.number}", level)

    def _rows(self, at: int) -> Iterator[Block]:
        """The rows of the table whose head stands in a line; an empty row has no text."""
        self.table += 1
        head = cells(self.lines[at])
        for number, line in enumerate(self.lines[at + 2 :], 1):
            if "|" not in line or not line.strip():
                return
            yield Block("row", row_text(head, cells(line)), f"table {self.table}, row {number}")


def cells(line: str) -> list[str]:
    """The cells of a table's line."""
    told = line.strip().removeprefix("|")
    return [plain(cell) for cell in _CELLS.split(told.removesuffix("|"))]


def row_text(head: list[str], row: list[str]) -> str:
    """A row as one line, each cell behind its column's name.

    >>> row_text(["Code", "Timed"], ["97124", "yes"])
    'Code: 97124; Timed: yes'
    """
    named = [*head[: len(row)], *([""] * (len(row) - len(head)))]
    return "; ".join(
        f"{name}: {cell}" if name and name != cell else cell
        for name, cell in zip(named, row, strict=True)
        if cell
    )


def plain(text: str) -> str:
    """A text without the marks of emphasis and code.

    >>> plain("**97140** is `timed`, _not_ snake_case")
    '97140 is timed, not snake_case'
    """
    told = harmless(text)
    for _ in range(3):
        told, found = _EMPHASIS.subn(r"\2", told)
        if not found:
            break
    return told.replace("\\|", "|")
