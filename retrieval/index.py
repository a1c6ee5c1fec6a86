"""The search index as its callers see it: opened once, asked often, warmed in the background.

>>> import tempfile
>>> from retrieval.setup import bundled_sources
>>> corpus = Corpus("bundled", bundled_sources())
>>> with tempfile.TemporaryDirectory() as cache:
...     with open_index([corpus], cache=Path(cache), embedder=None) as index:
...         hit = index.search(Query("Is mobilization part of 97140?", codes=("97140",)))[0]
>>> hit.covers
frozenset({'97140'})
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from retrieval.cache import cache_folder
from retrieval.chroma import ChromaReader
from retrieval.corpus import Corpus
from retrieval.embedding import Embedder, find_embedder
from retrieval.export import PROBE, EmbeddingUnavailable
from retrieval.making import Progress
from retrieval.opening import Opened, Patience, open_collection
from retrieval.ranking import Weights
from retrieval.search import Hit, Query, search
from retrieval.vectors import CHROMA_FROM

VectorChoice = Literal["auto", "exact", "chroma"]


_KEPT = 8
"""So many questions' vectors are kept."""


class Index:
    """Collections that are searched as one; safe to use from several threads.

    Attributes:
        collections: What is searched.
        embedder: What embeds questions; None where words are searched alone.
        words_only_reason: Why words are searched alone, in a sentence; None where they aren't.
    """

    def __init__(
        self,
        collections: Sequence[Opened],
        embedder: Embedder | None,
        reason: str | None,
        vectors: VectorChoice = "auto",
        weights: Weights = Weights(),  # noqa: B008  frozen
    ) -> None:
        self.collections = tuple(collections)
        self.embedder = embedder
        self.words_only_reason = reason
        self._vectors = vectors
        self._weights = weights
        self._notes = [one.note for one in collections if one.note]
        self._lock = threading.Lock()
        self._recent: dict[str, NDArray[np.float32]] = {}
        self._warming: Future[None] | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what isn't as it should be: the cache, the index, Chroma."""
        return tuple(self._notes)

    def embed(self, text: str) -> NDArray[np.float32] | None:
        """A question's vector; None where there is no model, and then the reason is set.

        The last few are kept: one question is looked for in several indexes, and its parts again.

        Args:
            text: The question.
        """
        if self.embedder is None:
            return None
        recent = self._recent
        if text in recent:
            return recent[text]
        try:
            vector = np.asarray(self.embedder.embed([text])[0])
            self._recent = {text: vector, **dict(islice(recent.items(), _KEPT - 1))}
            return vector
        except EmbeddingUnavailable as problem:
            self.embedder, self.words_only_reason = None, str(problem)
            return None

    def search(
        self, query: Query, k: int = 8, vector: NDArray[np.float32] | None = None
    ) -> tuple[Hit, ...]:
        """The passages that fit a question best, the best first.

        Args:
            query: The question and the facts that were read from it.
            k: How many passages at most.
            vector: The question's vector where it is known already.
        """
        if vector is None and query.text.strip():
            vector = self.embed(query.text)
        return search(self.collections, query, k, vector, self._weights)

    def search_words(self, query: Query, k: int = 8) -> tuple[Hit, ...]:
        """The passages whose words and facts fit a question best; nothing is embedded.

        Args:
            query: The question and the facts that were read from it.
            k: How many passages at most.
        """
        return search(self.collections, query, k, None, self._weights)

    def warm(self) -> Future[None]:
        """Load what a first question would wait for, in a background thread; light parts first.

        The model comes first, then Chroma where it answers sooner than the exact search. A
        failure stands in the future and in `notes`; questions are answered without it meanwhile.
        """
        with self._lock:
            if self._warming is None:
                self._warming = future = Future[None]()
                threading.Thread(target=self._warm, args=(future,), daemon=True).start()
            return self._warming

    def _warm(self, future: Future[None]) -> None:
        """Run in the background: everything that goes wrong is handed on."""
        try:
            had = self.embedder is not None
            self.search(Query(PROBE), k=1)
            for one in self.collections:
                if self._by_chroma(one):
                    self._load_chroma(one)
            if had and self.embedder is None:
                raise EmbeddingUnavailable(self.words_only_reason)
        except BaseException as problem:
            future.set_exception(problem)
        else:
            future.set_result(None)

    def _by_chroma(self, one: Opened) -> bool:
        """Whether Chroma shall answer for a collection."""
        if one.nearest is None or one.folder is None or self._vectors == "exact":
            return False
        if self._vectors == "chroma":
            return True
        return one.parts.documents >= CHROMA_FROM and (one.folder / "chroma").is_dir()

    def _load_chroma(self, one: Opened) -> None:
        """Open and check Chroma for a collection.

        Raises:
            RuntimeError: It can't be used; the exact search goes on.
        """
        assert one.folder is not None
        assert one.nearest is not None
        reader = None
        try:
            reader = ChromaReader(one.folder / "chroma")
            one.nearest.use_chroma(reader)
        except BaseException as problem:
            if reader is not None:
                reader.close()
            why = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
            note = (
                f"Chroma can't be used for the {one.name} library ({why}): passages are found by "
                f"an exact search instead; delete {one.folder} to have it built again."
            )
            self._notes.append(note)
            raise RuntimeError(note) from problem

    def close(self) -> None:
        """Let go of the files; the index can't be asked any more."""
        for one in self.collections:
            one.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_index(
    corpora: Sequence[Corpus],
    *,
    embedder: Embedder | Literal["settings"] | None = "settings",
    cache: Path | None = None,
    patience: Patience = Patience(),  # noqa: B008  frozen
    vectors: VectorChoice = "auto",
    weights: Weights = Weights(),  # noqa: B008  frozen
    progress: Progress | None = None,
) -> Index:
    """Open the search index, building what is missing, stale or damaged.

    It never fails for want of a model or of a place to write: what can't be had is said in
    `words_only_reason` and `notes`, and answers still come.

    Args:
        corpora: What is searched: the bundled library, the user's documents.
        embedder: What embeds texts; by default what the settings name, None for words alone.
        cache: The cache folder; by default the user's.
        patience: How long to wait for what.
        vectors: How vectors are searched: `auto` takes what is faster at a collection's size.
        weights: What counts how much in a ranking.
        progress: Is told a collection's name and how many of its documents are indexed, while
            an index is built.
    """
    reason: str | None = "This index was opened for words alone."
    if embedder == "settings":
        embedder, reason = find_embedder()
    elif embedder is not None:
        reason = None
    folder = cache if cache is not None else cache_folder()
    chroma = True if vectors == "chroma" else None
    opened: list[Opened] = []
    try:
        if embedder is not None:
            _ = embedder.name
        for corpus in corpora:
            opened.append(open_collection(corpus, embedder, folder, patience, chroma, progress))
    except EmbeddingUnavailable as problem:
        for one in opened:
            one.close()
        embedder, reason = None, str(problem)
        opened = [open_collection(one, None, folder, patience, None, progress) for one in corpora]
    if embedder is not None:
        without = [one for one in opened if one.parts.vectors is None]
        if without:
            embedder, reason = None, without[0].note
    return Index(opened, embedder, reason, vectors, weights)
