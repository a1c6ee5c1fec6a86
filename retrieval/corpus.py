"""A collection of sources to be searched, and the mark of its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.records import Source


@dataclass(frozen=True)
class Corpus:
    """Sources that are indexed together under a name.

    Attributes:
        name: Small letters, such as `bundled` or `user`; part of the index's name.
        sources: The sources. They are gone through once to mark them and once to index them, so
            for a large library give an object that reads them one by one, each time anew.
        version: What changes whenever a passage changes; None reads all passages to find out.
        keep_old: How many older indexes may stay for other checkouts; 0 where what was removed
            must be gone.
    """

    name: str
    sources: Iterable[Source]
    version: str | None = None
    keep_old: int = 2

    def __post_init__(self) -> None:
        if isinstance(self.sources, Iterator):
            object.__setattr__(self, "sources", tuple(self.sources))

    def mark(self) -> str:
        """A mark of the content: equal for equal passages.

        >>> Corpus("bundled", ()).mark() == Corpus("bundled", ()).mark()
        True
        """
        if self.version is not None:
            return self.version
        digest = hashlib.sha256()
        for source in self.sources:
            head = (source.id, source.title, source.published, source.authority, source.governs)
            digest.update(repr((*head, source.published_on)).encode())
            for p in source.passages:
                tags = (p.codes, p.modifiers, p.payers, p.topics, p.kind, p.authority)
                digest.update(repr((p.key, p.section, p.text, p.asked, *tags)).encode())
        return digest.hexdigest()
