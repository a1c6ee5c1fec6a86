"""How well passages are found: each question of the library, looked for with itself left out.

`python -m retrieval.leave_out` takes every question that a passage is said to answer, hides that
one document, asks it, and notes at which place the passage comes. What is left to find it by is
its text and its other questions; only the place is read, since a hit's `similarity` still sees the
hidden document. The table sets words, vectors, both, and each preference apart.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge.records import Source
from retrieval.corpus import Corpus
from retrieval.index import Index, open_index
from retrieval.opening import Opened
from retrieval.query import Query
from retrieval.ranking import Weights
from retrieval.search import search
from retrieval.setup import bundled_sources
from retrieval.tokens import named
from retrieval.vectors import VectorSearch
from retrieval.words import Words

FACTS = Weights(codes=0, modifiers=0, authority=0, date=0)
RECIPES = {
    "words": replace(FACTS, vectors=0),
    "vectors": replace(FACTS, words=0),
    "both, equal, 60": replace(FACTS, words=1, smoothing=60),
    "both": FACTS,
    "both and codes": replace(Weights(), modifiers=0, authority=0, date=0),
    "as shipped": Weights(),
}


@dataclass(frozen=True)
class _WordsWithout(Words):
    """A word index in which one document has no score."""

    hidden: int = -1

    def present(
        self, token: str, first: NDArray[np.integer], end: NDArray[np.integer]
    ) -> NDArray[np.bool_]:
        """Whether a token stands in one of the other documents of each range."""
        before = super().present(token, first, np.minimum(end, max(self.hidden, 0)))
        return before | super().present(token, np.maximum(first, self.hidden + 1), end)

    def scores(self, weights: object) -> NDArray[np.float32]:
        """The scores of the other documents."""
        total = super().scores(weights)  # type: ignore[arg-type]
        total[self.hidden] = 0
        return total


class _NearWithout(VectorSearch):
    """A vector search that leaves one document out."""

    def __init__(self, vectors: NDArray[np.float32], hidden: int) -> None:
        super().__init__(vectors)
        self._hidden = hidden

    def top(
        self, question: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The nearest of the other documents."""
        found, near = super().top(question, count + 1)
        kept = found != self._hidden
        return found[kept][:count], near[kept][:count]


def without(opened: Opened, document: int) -> Opened:
    """A collection in which one document can't be found.

    Args:
        opened: The collection.
        document: The document's number.
    """
    parts = opened.parts
    words = _WordsWithout(**vars(parts.words), hidden=document)
    nearest = _NearWithout(parts.vectors, document) if parts.vectors is not None else None
    return replace(opened, parts=replace(parts, words=words), nearest=nearest)


def questions(sources: Sequence[Source]) -> Iterator[tuple[int, str, str]]:
    """Every question of the library: its document's number, its passage's key, its words."""
    document = 0
    for source in sources:
        for passage in source.passages:
            for number, asked in enumerate(passage.asked, start=1):
                yield document + number, passage.key, asked
            document += 1 + len(passage.asked)


def places(index: Index, sources: Sequence[Source], weights: Weights) -> NDArray[np.float64]:
    """For each question the place at which its passage comes; infinite where it doesn't.

    Args:
        index: An index of these sources.
        sources: The sources.
        weights: The ranking to try.
    """
    (opened,) = index.collections
    assert opened.parts.vectors is not None
    found = []
    for document, key, asked in questions(sources):
        codes, modifiers = named(asked)
        query = Query(asked, tuple(sorted(codes)), tuple(sorted(modifiers)), comments=True)
        vector = opened.parts.vectors[document]
        hits = search([without(opened, document)], query, 50, vector, weights)
        found.append(next((n for n, h in enumerate(hits, 1) if h.passage_key == key), np.inf))
    return np.array(found, dtype=np.float64)


def main() -> int:
    """Print the table."""
    sources = bundled_sources()
    with open_index([Corpus("bundled", sources)]) as index:
        if index.words_only_reason:
            print(index.words_only_reason, file=sys.stderr)
            return 2
        print(f"{'':16s} {'first':>6s} {'in 5':>6s} {'in 10':>6s} {'in 20':>6s} {'MRR':>6s}")
        for name, weights in RECIPES.items():
            got = places(index, sources, weights)
            shares = [float(np.mean(got <= most)) for most in (1, 5, 10, 20)]
            figures = " ".join(f"{share:6.3f}" for share in (*shares, float(np.mean(1 / got))))
            print(f"{name:16s} {figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
