"""The user's own documents while questions are answered: searched in an index of their own.

They are searched apart from the library, so that what the library answers stays the same whatever
a user adds. What another process adds or removes is taken up in the background: questions go on
with the state before, and a passage that is gone is given no more.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from files.documents_library import UserLibrary, open_documents
from knowledge.records import Passage, Source
from retrieval.cache import cache_folder
from retrieval.corpus import Corpus
from retrieval.embedding import Embedder
from retrieval.index import Index, open_index
from retrieval.making import Progress
from retrieval.query import Hit, Query

DEPTH = 12
_IN_FLIGHT = 2.0
"""Seconds after which no question is still searching in an index that was replaced."""
NAME = "user"

Embed = Callable[[str], NDArray[np.float32] | None]


class OwnDocuments:
    """The user's documents, opened once and followed as they change.

    Args:
        embedder: What embeds passages; None for words alone.
        embed: Gives a question's vector.
        home: The folder of the user's data, where it is not the usual one.
        progress: Is told how far the index is, where it is made anew now.
    """

    def __init__(
        self,
        embedder: Embedder | None,
        embed: Embed,
        home: Path | None = None,
        progress: Progress | None = None,
    ) -> None:
        self._embedder, self._embed, self._home = embedder, embed, home
        self._lock = threading.Lock()
        self._library, self._index = _opened(home, embedder, progress)

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what isn't as it should be: a damaged document, the index."""
        return (*self._library.notes, *(self._index.notes if self._index is not None else ()))

    def embedding_by(self, embed: Embed) -> OwnDocuments:
        """The same documents, their questions embedded in another place.

        Args:
            embed: Gives a question's vector.
        """
        self._embed = embed
        return self

    def find(self, query: Query) -> Sequence[Hit]:
        """The passages of the user's documents that fit a question, the nearest first.

        Args:
            query: The question and its facts.
        """
        self._follow()
        library, index = self._library, self._index
        if index is None or not library.searched:
            return ()
        named = tuple(s for s, d in library.documents.items() if _named(d.source, query.text))
        vector = self._embed(query.text) if query.text.strip() else None
        hits = index.search(replace(query, sources=named), DEPTH, vector)
        kept = [hit for hit in hits if library.passage(hit.passage_key) is not None]
        if not library.current:
            kept = [hit for hit in kept if library.stands(hit.passage_key)]
        return tuple(kept)

    def passage(self, key: str) -> Passage | None:
        """A passage by its key, or None."""
        return self._library.passage(key)

    def source(self, source_id: str) -> Source | None:
        """A document by its id, or None."""
        return self._library.source(source_id)

    def own_words(self, passage: Passage) -> str | None:
        """The key of a digested document's own words beside a passage of ours."""
        return self._library.own_words(passage)

    def _follow(self) -> None:
        """Take up in the background what another process changed."""
        if self._library.current or not self._lock.acquire(blocking=False):
            return
        threading.Thread(target=self._reopen, daemon=True).start()

    def _reopen(self) -> None:
        """Open the documents as they are now; what stood before goes on until then.

        The index before is let go of once the questions that are in it have ended, so that what
        was removed doesn't stay on the disk.
        """
        try:
            before = self._index
            self._library, self._index = _opened(self._home, self._embedder)
            if before is not None:
                time.sleep(_IN_FLIGHT)
                before.close()
                _tidied(self._home, self._embedder)
        finally:
            self._lock.release()


def _opened(
    home: Path | None, embedder: Embedder | None, progress: Progress | None = None
) -> tuple[UserLibrary, Index | None]:
    """The documents and their index, which is built where it is missing; None without passages.

    An index that a removal left behind, because it was killed, is emptied.
    """
    library = open_documents(home)
    if not library.searched and not any((cache_folder() / "index").glob(f"{NAME}-*")):
        return library, None
    return library, index_documents(library, embedder, progress)


def _tidied(home: Path | None, embedder: Embedder | None) -> None:
    """Opening the index as it is takes older ones out of the cache."""
    _, index = _opened(home, embedder)
    if index is not None:
        index.close()


def index_documents(
    library: UserLibrary, embedder: Embedder | None, progress: Progress | None = None
) -> Index:
    """The index of the user's documents; what was removed is taken out of it.

    Args:
        library: The documents.
        embedder: What embeds passages; None for words alone.
        progress: Is told the collection's name and how many of its passages are indexed.
    """
    corpus = Corpus(NAME, library.sources(), library.version, keep_old=0)
    return open_index([corpus], embedder=embedder, progress=progress)


def _named(source: Source, text: str) -> bool:
    """Whether a question names a document by its title or its file's name."""
    told = text.casefold()
    return any(len(name) > 5 and name.casefold() in told for name in source.names)
