"""From a file to its passages, whatever kind it is, with what is to be said of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from files.documents_blocks import Block
from files.documents_child import blocks_of
from files.documents_faults import DocumentError
from files.documents_kind import Kind
from files.documents_markdown import read_markdown
from files.documents_split import Cut, speaks_to_machine, split
from files.documents_text import decoded, read_text
from files.tables_spot import holds_table

_PAGE = re.compile(r"page (\d+)")
_TABULAR = re.compile(r"\t|^(?:[^,\n]*,){2}")
_SHOWN = 3


class Reading:
    """One file that is read once.

    Attributes:
        pages: The last page that held text, where there are pages.
        notes: Sentences on what the user should know of it.

    Args:
        path: The file.
        kind: What it is.
        tell: Told the share that is done.
    """

    def __init__(self, path: Path, kind: Kind, tell: Callable[[float], None]) -> None:
        self.pages: int | None = None
        self.notes: list[str] = []
        self._path, self._kind, self._tell = path, kind, tell
        self._left_out: list[str] = []

    def cuts(self) -> Iterator[Cut]:
        """The passages, without those that speak to a machine.

        Raises:
            DocumentError: The file can't be read.
        """
        for cut in split(self._blocks()):
            if speaks_to_machine(f"{cut.section} {cut.text}"):
                self._left_out.append(cut.at)
                continue
            yield cut
        if self._left_out:
            self.notes.append(self._told_left_out())

    def _blocks(self) -> Iterator[Block]:
        """The blocks, while notes and pages are gathered."""
        for told in self._read():
            if isinstance(told, str):
                self.notes.append(told)
                continue
            if page := _PAGE.match(told.at):
                self.pages = int(page[1])
            yield told

    def _read(self) -> Iterator[Block | str]:
        """What the reader of this kind gives."""
        if self._kind not in ("text", "markdown"):
            yield from blocks_of(self._kind, self._path, self._tell)
            return
        text, note = decoded(self._path)
        if note:
            yield note
        if _TABULAR.search(text[:2000]) and holds_table(self._path):
            raise DocumentError(
                self._path.name, "is one of CMS's tables", "Add it as a table, not as a document."
            )
        yield from read_markdown(text) if self._kind == "markdown" else read_text(text)

    def _told_left_out(self) -> str:
        """What is told of words to a machine."""
        places = list(dict.fromkeys(self._left_out))
        shown = ", ".join(places[:_SHOWN]) + (" and more" if len(places) > _SHOWN else "")
        return (
            f"{self._path.name}, {shown}: gives orders to an assistant instead of telling a reader "
            "something; it was left out and nothing in it was followed."
        )
