"""How near a question comes to those that people ask of other subjects."""

from __future__ import annotations

import numpy as np

from knowledge.elsewhere import NAME, elsewhere
from retrieval.corpus import Corpus
from retrieval.index import Index, open_index
from retrieval.vectors import cosines


class Elsewhere:
    """The questions of other subjects, searched by meaning.

    Args:
        index: The search index, whose model is used.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        corpus = Corpus(NAME, (elsewhere(),))
        self._opened = open_index([corpus], embedder=index.embedder) if index.embedder else None

    def __call__(self, text: str) -> float:
        """The cosine of the nearest of them; 0 where words alone are searched.

        Args:
            text: The question, as it was searched.
        """
        if self._opened is None or not text.strip():
            return 0.0
        vector = self._index.embed(text)
        rows = self._opened.collections[0].parts.vectors
        if vector is None or rows is None:
            return 0.0
        return float(np.max(cosines(rows, vector)))
