"""A stored document's passages: written as they come, read one by one or in order.

`passages.jsonl` holds a passage a line; `offsets.u64` says where each line begins, so that one
passage of a large library is read without the others, and nothing of it stays in memory.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from files.documents_codes import codes_in, modifiers_in
from files.documents_manifest import Manifest
from files.documents_split import Cut
from files.sealed import Stored, checksum
from knowledge.records import Passage, Source

PASSAGES, OFFSETS, TEXT = "passages.jsonl", "offsets.u64", "text.txt"
CHUNK = 512
"""Passages that are handed on at a time."""


def write_passages(folder: Path, cuts: Iterable[Cut]) -> int:
    """Write a document's passages.

    Args:
        folder: Where it is built.
        cuts: Its passages, gone through once.

    Returns:
        How many there are.

    Raises:
        OSError: The disk refuses.
    """
    offsets = array("Q", [0])
    with (folder / PASSAGES).open("wb") as stream:
        for cut in cuts:
            line = {"text": cut.text, "at": cut.at, "section": cut.section}
            codes, modifiers = codes_in(cut.text), modifiers_in(cut.text)
            marks = {"codes": codes, "modifiers": modifiers}
            told = {**line, **{key: value for key, value in marks.items() if value}}
            stream.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
            offsets.append(stream.tell())
    (folder / OFFSETS).write_bytes(offsets.tobytes())
    return len(offsets) - 1


def stored_files(folder: Path) -> dict[str, Stored]:
    """The files of a built document, for its manifest."""
    return {path.name: checksum(path) for path in sorted(folder.iterdir())}


class StoredDocument:
    """A document of the store.

    Args:
        folder: Where it is stored.
        manifest: What it is.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self.source = manifest.source()

    def passage(self, local: str) -> Passage | None:
        """One passage by its name within the document, which is its number from 1.

        Args:
            local: What stands behind the `/` of its key.
        """
        if not local.isascii() or not local.isdigit() or local.startswith("0"):
            return None
        number = int(local)
        if not 1 <= number <= self.manifest.passages:
            return None
        try:
            with (self.folder / OFFSETS).open("rb") as stream:
                stream.seek(8 * (number - 1))
                place = array("Q", stream.read(16))
            with (self.folder / PASSAGES).open("rb") as stream:
                stream.seek(place[0])
                line = stream.read(place[1] - place[0])
            return self._passage(number, json.loads(line))
        except (OSError, ValueError, IndexError, KeyError):
            return None

    def sources(self) -> Iterator[Source]:
        """The document as sources of some passages each, so that memory stays flat.

        Raises:
            OSError: It can't be read.
        """
        with (self.folder / PASSAGES).open("rb") as stream:
            numbered = enumerate(stream, 1)
            while lines := list(islice(numbered, CHUNK)):
                passages = tuple(self._passage(number, json.loads(line)) for number, line in lines)
                yield self.source.model_copy(update={"passages": passages})

    def _passage(self, number: int, told: dict[str, Any]) -> Passage:
        """A passage from its stored line."""
        return Passage(
            source=self.manifest.id,
            key=f"{self.manifest.id}/{number}",
            at=told["at"],
            section=told["section"],
            text=told["text"],
            codes=tuple(told.get("codes", ())),
            modifiers=tuple(told.get("modifiers", ())),
            standing="reported",
        )
