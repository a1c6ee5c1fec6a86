"""Exact search over the vectors of a collection, and Chroma where that is faster and as good.

Vectors have length 1, so a product is a cosine. The exact search goes over all rows of a memory
map: it needs no import beyond numpy, is the same in every process, and up to some tens of
thousands of documents it is also the faster one (docs/decisions/retrieval-vectors.md).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retrieval.chroma import ChromaReader

CHROMA_FROM = 60_000
"""From how many documents on Chroma answers sooner than the exact search."""

RECALL_LEAST = 0.99
"""The share of the exact search's first ten that Chroma must find, measured when it is built."""

_CHECKED = 128

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def cosines(rows: Floats, question: Floats) -> Floats:
    """The cosine of each row, the same for equal rows wherever they stand.

    `vecdot` takes row by row on one core. A BLAS product of two threads is no faster at 100,000
    rows and leaves a thread spinning, which slows the embedding of the next question.

    Args:
        rows: One vector of length 1 in each row.
        question: A vector of length 1.
    """
    return np.asarray(np.vecdot(rows, question), dtype=np.float32)


def exact_top(vectors: Floats, question: Floats, count: int) -> tuple[Ints, Floats]:
    """The nearest documents by an exact search, nearest first, equal ones in their order.

    Args:
        vectors: One row of length 1 for each document.
        question: A vector of length 1.
        count: How many documents to give.

    >>> import numpy as np
    >>> rows = np.eye(3, dtype=np.float32)
    >>> exact_top(rows, np.array([0.6, 0.8, 0.0], dtype=np.float32), 2)
    (array([1, 0]), array([0.8, 0.6], dtype=float32))
    """
    near = cosines(vectors, question)
    if count < len(near):
        chosen = np.argpartition(near, len(near) - count)[len(near) - count :]
    else:
        chosen = np.arange(len(near))
    return in_order(chosen, near[chosen])


def in_order(documents: NDArray[np.integer], near: Floats) -> tuple[Ints, Floats]:
    """Documents by nearness to six digits, equal ones in their order."""
    near = np.round(near, 6)
    order = np.lexsort((documents, -near))
    return documents[order].astype(np.int64), near[order]


def recall(reader: ChromaReader, vectors: Floats, count: int = 10) -> float:
    """The share of the exact search's nearest that Chroma finds, over made questions.

    A made question lies near one stored vector and leans to another: real questions over 100,000
    made passages had the same recall to half a percent. A stored vector would only find itself.

    Args:
        reader: Chroma over the same vectors.
        vectors: One row for each document.
        count: How many nearest documents are compared.
    """
    if not len(vectors):
        return 1.0
    picks = np.random.default_rng(0).integers(0, len(vectors), (_CHECKED, 2))
    hits = wanted = 0
    for near_one, far_one in picks:
        question = vectors[near_one] + 0.7 * vectors[far_one]
        length = float(np.linalg.norm(question))
        if length < 1e-6:
            continue
        question = (question / length).astype(np.float32)
        exact, near = exact_top(vectors, question, count)
        found, _ = reader.nearest(question, count)
        least = near[-1] - 1e-5 if len(near) else 0.0
        good = cosines(vectors[found], question) >= least
        hits += min(int(good.sum()), len(exact))
        wanted += len(exact)
    return hits / wanted if wanted else 1.0


class VectorSearch:
    """The nearest documents of one collection, by Chroma once it is warm, else exactly.

    Args:
        vectors: One row for each document.
    """

    def __init__(self, vectors: Floats) -> None:
        self.vectors = vectors
        self._chroma: ChromaReader | None = None

    @property
    def reader(self) -> ChromaReader | None:
        """Chroma, where it answers; None where the exact search does."""
        return self._chroma

    def use_chroma(self, reader: ChromaReader, least: float = RECALL_LEAST) -> None:
        """Let Chroma answer from now on, if it finds what the exact search finds.

        Args:
            reader: Chroma over the same vectors.
            least: The recall that it must reach.

        Raises:
            ValueError: It does not; the exact search goes on.
        """
        if reader.count() != len(self.vectors):
            raise ValueError(f"Chroma holds {reader.count()} of {len(self.vectors)} vectors")
        if (found := recall(reader, self.vectors)) < least:
            raise ValueError(f"Chroma finds {found:.3f} of the nearest passages, {least} is needed")
        self._chroma = reader

    def top(self, question: Floats, count: int) -> tuple[Ints, Floats]:
        """The nearest documents and their cosines, nearest first.

        Args:
            question: A vector of length 1.
            count: How many documents to give.
        """
        if (reader := self._chroma) is None:
            return exact_top(self.vectors, question, count)
        found, _ = reader.nearest(question, min(count, len(self.vectors)))
        return in_order(found, cosines(self.vectors[found], question))

    def close(self) -> None:
        """Let go of Chroma."""
        if (reader := self._chroma) is not None:
            self._chroma = None
            reader.close()
