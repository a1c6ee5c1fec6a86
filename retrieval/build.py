"""Building one collection's index: documents in batches, so that memory stays flat.

A document whose text was embedded before keeps its vector; only the rest goes to the model.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import IO

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from knowledge.records import Passage, Source
from retrieval.embedding import Embedder
from retrieval.header import Document, documents
from retrieval.ranking import authority_place
from retrieval.store import Parts
from retrieval.tokens import named
from retrieval.vector_cache import VectorCache, text_key
from retrieval.words import build_words

WINDOW = 512
"""Documents that are read, embedded and written at a time."""


class TooSlow(Exception):  # noqa: N818  a state that the caller goes on from
    """Embedding took longer than the time that was given."""


@dataclass
class _Columns:
    """What is gathered of each passage while the documents go by."""

    keys: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("i", [0]))
    authority: array[int] = field(default_factory=lambda: array("b"))
    dates: array[int] = field(default_factory=lambda: array("i"))
    comments: list[bool] = field(default_factory=list)
    facets: dict[str, array[int]] = field(default_factory=dict)
    vocabulary: dict[str, int] = field(default_factory=dict)
    numbers: list[array[int]] = field(default_factory=list)

    def add(self, passage: Passage, source: Source, found: tuple[Document, ...]) -> None:
        """Take in one passage and its documents."""
        number = len(self.keys)
        authority = passage.authority or source.authority
        self.keys.append(passage.key)
        self.starts.append(self.starts[-1] + len(found))
        self.authority.append(authority_place(authority))
        self.dates.append(source.published_on.toordinal() if source.published_on else 0)
        self.comments.append(authority == "comment" or passage.kind == "comment")
        for facet in facets_of(passage, source):
            self.facets.setdefault(facet, array("i")).append(number)
        for document in found:
            self.numbers.append(
                array(
                    "i",
                    (self.vocabulary.setdefault(t, len(self.vocabulary)) for t in document.words),
                )
            )


def facets_of(passage: Passage, source: Source) -> list[str]:
    """What a passage can be asked for by: codes, modifiers, payers, topics, its source.

    Codes and modifiers are those of its tags and those that its text names.

    >>> from datetime import date
    >>> source = Source(id="a", title="A", publisher="P", kind="manual", governs=("medicare",),
    ...                 authority="regulator", read="all", checked_on=date(2024, 1, 1))
    >>> facets_of(Passage(source="a", key="a/b", at="1", text="97140-59 is paid."), source)
    ['code:97140', 'modifier:59', 'payer:medicare', 'source:a']
    """
    codes, modifiers = named(passage.text, *passage.codes)
    marks = modifiers | {modifier.upper() for modifier in passage.modifiers}
    return [
        *(f"code:{code}" for code in sorted(codes)),
        *(f"modifier:{mark}" for mark in sorted(marks)),
        *(f"payer:{payer}" for payer in sorted({*passage.payers, *source.governs})),
        *(f"topic:{topic}" for topic in sorted(set(passage.topics))),
        f"source:{source.id}",
    ]


def build_parts(
    sources: Iterable[Source],
    embedder: Embedder | None,
    folder: Path | None,
    cache: VectorCache | None = None,
    seconds: float | None = None,
    progress: Callable[[int], object] | None = None,
) -> Parts:
    """Index sources, into a folder or in memory.

    Args:
        sources: The sources, gone through once.
        embedder: None indexes words alone.
        folder: Where words and vectors are written; None keeps them in memory.
        cache: Vectors of earlier builds; brought up to date.
        seconds: The longest that embedding may take.
        progress: Is told how many documents are done, now and then.

    Raises:
        TooSlow: It took longer.
        EmbeddingUnavailable: The model can't be used.
        OSError: The folder can't be written.

    >>> parts = build_parts((), None, None)
    >>> parts.keys, parts.documents, parts.vectors is None
    ([], 0, True)
    """
    columns = _Columns()
    keys: list[bytes] = []
    limit = None if seconds is None else time.monotonic() + seconds
    sink: IO[bytes] = (folder / "vectors.npy").open("w+b") if folder else BytesIO()
    with sink:
        if embedder is not None:
            _head(sink, 0, embedder.dim)
        for window in _windows(sources, columns):
            if embedder is not None:
                if limit is not None and time.monotonic() > limit:
                    raise TooSlow
                rows, used = _embed(window, embedder, cache)
                sink.write(rows.tobytes())
                keys += used
            if progress is not None:
                progress(len(columns.numbers))
        vectors = _finish(sink, embedder, len(columns.numbers), folder)
    if cache is not None:
        cache.keep_only(keys)
    names = sorted(columns.facets)
    ends = np.cumsum([0, *(len(columns.facets[name]) for name in names)]).tolist()
    posted = [np.array(columns.facets[name], dtype=np.int32) for name in names]
    return Parts(
        keys=columns.keys,
        starts=np.array(columns.starts, dtype=np.int32),
        authority=np.array(columns.authority, dtype=np.int8),
        dates=np.array(columns.dates, dtype=np.int32),
        comments=np.array(columns.comments, dtype=np.bool_),
        postings=np.concatenate([*posted, np.zeros(0, np.int32)]),
        facets={n: (a, b) for n, a, b in zip(names, ends, ends[1:], strict=False)},
        words=build_words(
            columns.numbers, columns.vocabulary, folder / "words" if folder else None
        ),
        vectors=vectors,
    )


def _windows(sources: Iterable[Source], columns: _Columns) -> Iterator[list[str]]:
    """The texts of all documents, some at a time; `columns` takes in their passages."""

    def texts() -> Iterator[str]:
        for source in sources:
            for passage in source.passages:
                found = documents(passage, source)
                columns.add(passage, source, found)
                yield from (document.text for document in found)

    rest = texts()
    while window := list(islice(rest, WINDOW)):
        yield window


def _embed(
    texts: list[str], embedder: Embedder, cache: VectorCache | None
) -> tuple[NDArray[np.float32], list[bytes]]:
    """The vectors of texts, kept ones where there are any, and the keys they are kept under."""
    keys = [text_key(text) for text in texts]
    rows = np.empty((len(texts), embedder.dim), dtype="<f4")
    kept = cache.get(keys) if cache is not None else {}
    new: dict[bytes, str] = {}
    for place, (key, text) in enumerate(zip(keys, texts, strict=True)):
        if key in kept:
            rows[place] = kept[key]
        else:
            new[key] = text
    if new:
        made = embedder.embed(list(new.values()))
        if cache is not None:
            cache.put(list(new), made)
        fresh = dict(zip(new, made, strict=True))
        for place, key in enumerate(keys):
            if key in fresh:
                rows[place] = fresh[key]
    return rows, keys


def _head(sink: IO[bytes], count: int, dim: int) -> None:
    """The head of a .npy file; numpy leaves room in it, so that the count can grow later."""
    npy.write_array_header_1_0(
        sink, {"descr": "<f4", "fortran_order": False, "shape": (count, dim)}
    )


def _finish(
    sink: IO[bytes], embedder: Embedder | None, count: int, folder: Path | None
) -> NDArray[np.float32] | None:
    """The written vectors, as a memory map of the file or from memory."""
    if embedder is None:
        if folder:
            (folder / "vectors.npy").unlink()
        return None
    sink.seek(0)
    _head(sink, count, embedder.dim)
    if folder:
        sink.flush()
        return np.asarray(np.load(folder / "vectors.npy", mmap_mode="r"))
    sink.seek(0)
    return np.asarray(np.load(sink))
