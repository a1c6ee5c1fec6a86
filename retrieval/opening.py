"""Getting one collection's index: the one that stands in the cache, a new one, or the next best.

A process that finds no index makes it under the collection's lock; the others wait, or read the one
before. When nothing can be written it is built in memory.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from retrieval.build import TooSlow, build_parts
from retrieval.cache import cannot_write
from retrieval.corpus import Corpus
from retrieval.embedding import Embedder
from retrieval.export import EmbeddingUnavailable
from retrieval.making import Progress, index_key, index_style, make_index
from retrieval.shared import hold, older, prune
from retrieval.store import Damaged, Parts, load
from retrieval.vectors import VectorSearch


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds.

    Attributes:
        build: For another process that builds the index, where there is no older one.
        old: The same where an older index can be searched meanwhile.
        memory: For embedding where nothing can be written; beyond it, words alone.
    """

    build: float = 60.0
    old: float = 1.0
    memory: float = 10.0


@dataclass(frozen=True)
class Opened:
    """One collection, ready to be searched.

    Attributes:
        name: The collection's name.
        parts: What a search reads.
        nearest: The vector search; None where words are searched alone.
        folder: The index folder; None for one in memory.
        note: A sentence on what isn't as it should be.
        alive: For an older index, which of its passages still are; None where all are.
        handle: Keeps the folder from being removed.
    """

    name: str
    parts: Parts
    nearest: VectorSearch | None
    folder: Path | None = None
    note: str | None = None
    alive: NDArray[np.bool_] | None = None
    handle: IO[bytes] | None = None

    def close(self) -> None:
        """Let go of the files."""
        if self.nearest is not None:
            self.nearest.close()
        if self.handle is not None:
            self.handle.close()


def open_collection(
    corpus: Corpus,
    embedder: Embedder | None,
    cache: Path,
    patience: Patience,
    chroma: bool | None = None,
    progress: Progress | None = None,
) -> Opened:
    """The collection's index, built where it is missing, stale or damaged.

    Args:
        corpus: The sources.
        embedder: None for words alone.
        cache: The cache folder.
        patience: How long to wait for what.
        chroma: Whether vectors are kept in Chroma too; None: where it would be searched.
        progress: Is told the collection's name and how many documents are indexed.

    Raises:
        EmbeddingUnavailable: Something is to be embedded, and the model can't be used.
    """
    parent = cache / "index"
    place = parent / f"{corpus.name}-{index_key(corpus, embedder)}"
    damaged = False
    try:
        opened = _open(place, corpus, chroma)
        if not corpus.keep_old:
            prune(parent, corpus.name, place, 0)
        return opened
    except Damaged:
        damaged = True
    except OSError:
        pass
    old = _open_old(parent, place, corpus, embedder)
    wait = patience.old if old else patience.build
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with FileLock(parent / f"{corpus.name}.lock", timeout=wait):
            opened = _open_or_make(place, corpus, embedder, chroma, progress)
    except EmbeddingUnavailable:
        if old:
            old.close()
        raise
    except Timeout:
        why = f"Another process is still building the search index in {parent} after {wait:g} s"
    except OSError as problem:
        why = cannot_write(cache, problem).rstrip(".")
    except Damaged as problem:
        why = f"The search index can't be built in {parent} ({problem})"
    else:
        if old:
            old.close()
        if embedder is not None or not corpus.keep_old:
            prune(parent, corpus.name, place, corpus.keep_old)
        return _rebuilt(opened) if damaged else opened
    if old:
        note = f"{why}; until then an older state of the library is searched."
        return _with_note(old, note, corpus)
    return _in_memory(corpus, embedder, patience.memory, why)


def _open(place: Path, corpus: Corpus, chroma: bool | None) -> Opened:
    """A finished index, held open.

    Raises:
        FileNotFoundError: There is none, or it lacks the Chroma part that is asked for.
        Damaged: It is not as it was written.
    """
    if not place.is_dir():
        raise FileNotFoundError(place)
    handle = hold(place)
    try:
        parts, manifest = load(place)
        lacking = parts.documents and not (manifest["chroma"] or manifest["note"])
        if chroma and parts.vectors is not None and lacking:
            raise FileNotFoundError(place / "chroma")
    except BaseException:
        handle.close()
        raise
    with contextlib.suppress(OSError):
        os.utime(place / "in_use")
    nearest = VectorSearch(parts.vectors) if parts.vectors is not None else None
    return Opened(corpus.name, parts, nearest, place, manifest["note"], handle=handle)


def _open_old(
    parent: Path, place: Path, corpus: Corpus, embedder: Embedder | None
) -> Opened | None:
    """The last index of another state of the collection, made in the same way."""
    for folder in older(parent, corpus.name, place):
        with contextlib.suppress(OSError, ValueError, KeyError, Damaged):
            manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
            if manifest["style"] == index_style(embedder):
                return _open(folder, corpus, None)
    return None


def _open_or_make(
    place: Path,
    corpus: Corpus,
    embedder: Embedder | None,
    chroma: bool | None,
    progress: Progress | None,
) -> Opened:
    """Under the lock: what another process has built meanwhile, or a new index."""
    with contextlib.suppress(FileNotFoundError, Damaged):
        return _open(place, corpus, chroma)
    make_index(place, corpus, embedder, chroma, progress)
    return _open(place, corpus, None)


def _rebuilt(opened: Opened) -> Opened:
    """An index that says that the one before it was damaged."""
    told = f"The search index in {opened.folder} was damaged and has been built again."
    return replace(opened, note=f"{told} {opened.note}" if opened.note else told)


def _with_note(old: Opened, note: str, corpus: Corpus) -> Opened:
    """An older index that gives only passages that still are."""
    known = {passage.key for source in corpus.sources for passage in source.passages}
    alive = np.array([key in known for key in old.parts.keys], dtype=np.bool_)
    return replace(old, note=note, alive=alive)


def _in_memory(corpus: Corpus, embedder: Embedder | None, seconds: float, why: str) -> Opened:
    """An index that lives as long as the process."""
    note = f"{why}; until then the index is built anew in memory at each start."
    try:
        parts = build_parts(corpus.sources, embedder, None, seconds=seconds)
    except TooSlow:
        parts = build_parts(corpus.sources, None, None)
        note = f"{why}; until then search works by words alone."
    nearest = VectorSearch(parts.vectors) if parts.vectors is not None else None
    return Opened(corpus.name, parts, nearest, note=note)
