"""Word search: bm25s scores over the tokens of `retrieval.tokens`.

bm25s builds and saves the index. A question reads its arrays as memory maps with numpy alone,
which spares a short command the import of bm25s and scipy, and lets two collections share one
measure of how rare a token is. For one collection the scores are those of bm25s, to the bit.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
"""How soon more of one token stops counting; the usual value."""
B = 0.4
"""How much a long document is held against it; passages are short, so less than the usual 0.75."""


@dataclass(frozen=True)
class Words:
    """The word index of one collection.

    Attributes:
        data: The score of a token in a document, token by token.
        indices: The document of each score.
        indptr: Where each token's scores begin.
        vocabulary: The number of each token.
        documents: How many documents there are.
    """

    data: NDArray[np.float32]
    indices: NDArray[np.int32]
    indptr: NDArray[np.int64]
    vocabulary: Mapping[str, int]
    documents: int

    @classmethod
    def load(cls, folder: Path) -> Words:
        """The index that `build_words` saved, memory-mapped.

        Args:
            folder: Where bm25s saved it.
        """

        def array(name: str) -> NDArray[Any]:
            return np.asarray(np.load(folder / f"{name}.csc.index.npy", mmap_mode="r"))

        settings = json.loads((folder / "params.index.json").read_text("utf-8"))
        vocabulary = json.loads((folder / "vocab.index.json").read_text("utf-8"))
        return cls(
            array("data"), array("indices"), array("indptr"), vocabulary, settings["num_docs"]
        )

    def frequency(self, token: str) -> int:
        """In how many documents a token stands."""
        number = self.vocabulary.get(token)
        return 0 if number is None else int(self.indptr[number + 1] - self.indptr[number])

    def present(
        self, token: str, first: NDArray[np.integer], end: NDArray[np.integer]
    ) -> NDArray[np.bool_]:
        """Whether a token stands in one of the documents of each of several ranges.

        Args:
            token: The token.
            first: The first document of each range.
            end: The one behind its last.
        """
        number = self.vocabulary.get(token)
        span = slice(0) if number is None else slice(*self.indptr[number : number + 2])
        posted = self.indices[span]
        if not len(posted):
            return np.zeros(len(first), np.bool_)
        at = np.searchsorted(posted, first)
        return (at < len(posted)) & (posted[np.minimum(at, len(posted) - 1)] < end)

    def scores(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """The score of each document for a question.

        Args:
            weights: The question's tokens, each with a factor on its own score.
        """
        total = np.zeros(self.documents, dtype=np.float32)
        for token, weight in weights.items():
            number = self.vocabulary.get(token)
            if number is None:
                continue
            span = slice(self.indptr[number], self.indptr[number + 1])
            scores = self.data[span]
            total[self.indices[span]] += scores if weight == 1 else scores * np.float32(weight)
        return total


def build_words(
    numbers: Sequence[Sequence[int]], vocabulary: dict[str, int], folder: Path | None
) -> Words:
    """Index documents that are given as numbers of tokens.

    Args:
        numbers: The token numbers of each document.
        vocabulary: The number of each token, from 0 without a gap.
        folder: Where to save the index; None keeps it in memory.

    >>> words = build_words([[0, 1], [1]], {"97140": 0, "unit": 1}, None)
    >>> [round(float(score), 3) for score in words.scores({"97140": 1})]
    [0.294, 0.0]
    """
    import bm25s

    index = bm25s.BM25(method="lucene", k1=K1, b=B)
    if any(numbers):
        index.index((list(numbers), vocabulary), create_empty_token=False, show_progress=False)
    else:
        index.vocab_dict = {}
        index.nonoccurrence_array = None
        index.scores = {
            "data": np.zeros(0, np.float32),
            "indices": np.zeros(0, np.int32),
            "indptr": np.zeros(1, np.int32),
            "num_docs": len(numbers),
        }
    if folder is not None:
        index.save(str(folder), show_progress=False)
        return Words.load(folder)
    arrays = index.scores
    return Words(
        arrays["data"], arrays["indices"], arrays["indptr"], vocabulary, arrays["num_docs"]
    )


def rarity(documents: int, frequency: int) -> float:
    """How much a token's presence says: the inverse document frequency that bm25s uses.

    >>> round(rarity(100, 1), 2), round(rarity(100, 90), 2)
    (4.21, 0.11)
    """
    return float(np.log(1 + (documents - frequency + 0.5) / (frequency + 0.5)))


def shared_weights(collections: Sequence[Words], tokens: Sequence[str]) -> list[dict[str, float]]:
    """For each collection, the factor on each token that makes it as rare as in all together.

    Args:
        collections: The word indexes that are searched as one.
        tokens: The question's tokens.

    >>> ours = build_words([[0], [0], [0]], {"97140": 0}, None)
    >>> theirs = build_words([[0], [], []], {"97140": 0}, None)
    >>> [round(factors["97140"], 2) for factors in shared_weights([ours, theirs], ["97140"])]
    [3.31, 0.45]
    """
    unique = list(dict.fromkeys(tokens))
    if len(collections) == 1:
        return [dict.fromkeys(unique, 1.0)]
    total = sum(words.documents for words in collections)
    weights: list[dict[str, float]] = [{} for _ in collections]
    for token in unique:
        counts = [words.frequency(token) for words in collections]
        overall = rarity(total, sum(counts))
        for words, count, ours in zip(collections, counts, weights, strict=True):
            if count:
                ours[token] = overall / rarity(words.documents, count)
    return weights
