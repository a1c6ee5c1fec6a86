"""Indexing what the user added as soon as it changes, so that no question waits for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.own.documents import index_documents
from files.documents_library import open_documents
from files.payers_store import open_library
from knowledge.library import Library, bundled
from knowledge.records import Source
from retrieval.corpus import Corpus
from retrieval.embedding import find_embedder
from retrieval.index import open_index

PAYERS = "payers"


def index_own_documents(progress: Callable[[str, float], None], home: Path | None) -> list[str]:
    """Bring the index of the user's documents up to date.

    Args:
        progress: Told what is being done, and the share that is done.
        home: The folder of the user's data, where it is not the usual one.

    Returns:
        Sentences on what isn't as it should be.
    """
    library = open_documents(home)
    total = sum(d.manifest.passages for d in library.documents.values()) or 1

    def tell(_name: str, done: int) -> None:
        progress("Indexing your documents", min(done / total, 1.0))

    embedder, reason = find_embedder()
    with index_documents(library, embedder, tell) as index:
        told = [*index.notes, *([reason] if reason else [])]
    progress("Indexed your documents", 1.0)
    return list(dict.fromkeys(told))


def index_own_payers(home: Path | None) -> list[str]:
    """Bring the index of the user's payers up to date; sentences on what isn't as it should be.

    Args:
        home: The folder of the user's data, where it is not the usual one.
    """
    library, _ = open_library(home)
    embedder, reason = find_embedder()
    with open_index([payers_corpus(library)], embedder=embedder) as index:
        told = [*index.notes, *([reason] if reason else [])]
    return list(dict.fromkeys(told))


def payers_corpus(library: Library) -> Corpus:
    """The documents of the user's payers as a collection.

    Args:
        library: The library, the user's payers among its payers.
    """
    return Corpus(PAYERS, own_sources(library), keep_old=0)


def own_sources(library: Library) -> tuple[Source, ...]:
    """The sources that the user's payers brought.

    Args:
        library: The library, the user's payers among its payers.
    """
    ours = bundled().sources
    return tuple(source for name, source in library.sources.items() if name not in ours)
