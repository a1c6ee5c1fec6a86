"""The user's documents as the assistant and the search see them.

A library is what was stored when it was opened. Passages are read from the disk when they are asked
for, so that it takes no memory however large it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from files.documents_find import list_documents
from files.documents_home import documents_folder, state
from files.documents_manifest import PREFIX
from files.documents_originals import copied_passage, copied_source, original_words, place_of
from files.documents_store import StoredDocument
from knowledge.records import Passage, Source


class UserLibrary:
    """The user's documents: sources and passages by key, and all of them for the search.

    Attributes:
        documents: The documents by id; copies of originals are among them, without passages.
        notes: What can't be used, a sentence each.
        version: What changes whenever a passage, title, date or authority does.

    Args:
        home: The folder of the user's data, where it is not the usual one.
    """

    def __init__(self, home: Path | None = None) -> None:
        self._home, self._state = home, state(home)
        found = list_documents(home)
        folder = documents_folder(home)
        self.documents = {
            info.id: StoredDocument(folder / info.id, info.manifest)
            for info in found
            if info.manifest is not None and info.damage is None
        }
        self._copies = {
            d.manifest.original: name for name, d in self.documents.items() if d.manifest.original
        }
        self.notes = tuple(info.damage for info in found if info.damage)
        told = [d.source.model_dump_json() for d in self.documents.values()]
        told += [str(d.manifest.passages) for d in self.documents.values()]
        self.version = hashlib.sha256("\n".join(told).encode()).hexdigest()
        self.passage = lru_cache(maxsize=512)(self._passage)

    @property
    def current(self) -> bool:
        """Whether nothing was added or removed since it was opened; costs microseconds."""
        return state(self._home) == self._state

    def stands(self, key: str) -> bool:
        """Whether a passage's document is still stored, where something was changed since."""
        held = self.documents.get(key.partition("/")[0])
        return held is not None and held.folder.is_dir()

    def _passage(self, key: str) -> Passage | None:
        """A passage by its key, or None; for `assistant.context.Context.user_passages`."""
        document, _, local = key.partition("/")
        held = self.documents.get(document) if document.startswith(PREFIX) else None
        if held is None:
            return None
        if held.manifest.original is not None:
            return copied_passage(held.folder, held.manifest, local)
        return held.passage(local)

    def source(self, source_id: str) -> Source | None:
        """A document as a source, or None; for `assistant.context.Context.user_sources`.

        Args:
            source_id: Its id.
        """
        held = self.documents.get(source_id)
        if held is not None and held.manifest.original is not None:
            return copied_source(held.manifest)
        return held.source if held is not None else None

    @property
    def searched(self) -> bool:
        """Whether any document has passages; a copy of an original is shown, never searched."""
        return any(document.manifest.passages for document in self.documents.values())

    def own_words(self, passage: Passage) -> str | None:
        """The key of a digested document's own words at the place that a passage of ours cites.

        Args:
            passage: A passage of the library.

        Returns:
            A key for `passage`, where the user has a copy of that document and the place is in it.
        """
        copy = self._copies.get(passage.source)
        local = place_of(passage.at) if copy is not None else None
        key = f"{copy}/{local}" if local is not None else None
        return key if key is not None and self.passage(key) is not None else None

    def original_words(self, source_id: str, at: str) -> str | None:
        """The own words of a document that the library digests, where the user has a copy.

        Args:
            source_id: The source.
            at: The place that a passage cites.
        """
        return original_words(source_id, at, self._home)

    def sources(self, progress: Callable[[str, float], None] | None = None) -> Sources:
        """All documents, to be gone through as often as one likes, a part at a time.

        Args:
            progress: Told the document that is being gone through, and the share that is done.
        """
        return Sources(tuple(self.documents.values()), progress)


class Sources:
    """Documents as sources of some passages each: `retrieval.Corpus` reads them one by one.

    Args:
        documents: The documents.
        progress: Told the document that is being gone through, and the share that is done.
    """

    def __init__(
        self,
        documents: tuple[StoredDocument, ...],
        progress: Callable[[str, float], None] | None = None,
    ) -> None:
        self._documents = documents
        self._progress = progress or (lambda _said, _share: None)

    def __iter__(self) -> Iterator[Source]:
        total = sum(document.manifest.passages for document in self._documents) or 1
        done = 0
        for document in self._documents:
            for source in document.sources():
                self._progress(f"Indexing {document.manifest.shown}", done / total)
                yield source
                done += len(source.passages)
        self._progress("Indexing your documents", 1.0)


def open_documents(home: Path | None = None) -> UserLibrary:
    """The user's documents as they are stored now.

    Args:
        home: The folder of the user's data, where it is not the usual one.
    """
    return UserLibrary(home)
