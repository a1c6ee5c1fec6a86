"""Making one collection's index folder: built beside its place, checked, moved there in one step.

The folder's name is a mark of everything that it depends on, so that a stale index is never
taken for the right one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from retrieval import header, tokens, words
from retrieval.build import build_parts
from retrieval.cache import building, put_in_place
from retrieval.chroma import write_chroma
from retrieval.corpus import Corpus
from retrieval.embedding import Embedder
from retrieval.shared import sweep
from retrieval.store import FORMAT, Damaged, Parts, load, save
from retrieval.vector_cache import VectorCache, text_key
from retrieval.vectors import CHROMA_FROM, exact_top

Progress = Callable[[str, int], object]


def index_key(corpus: Corpus, embedder: Embedder | None) -> str:
    """The mark of everything that an index depends on.

    Args:
        corpus: The sources.
        embedder: The model that embeds them; None for words alone.

    >>> index_key(Corpus("a", (), "1"), None) != index_key(Corpus("a", (), "2"), None)
    True
    """
    depends = [index_style(embedder), corpus.mark()]
    return hashlib.sha256(json.dumps(depends).encode()).hexdigest()[:20]


def index_style(embedder: Embedder | None) -> list[object]:
    """What an index depends on besides the passages.

    Args:
        embedder: The model that embeds them; None for words alone.
    """
    model = embedder.name if embedder is not None else None
    return [FORMAT, header.VERSION, tokens.VERSION, words.K1, words.B, model]


def make_index(
    place: Path,
    corpus: Corpus,
    embedder: Embedder | None,
    chroma: bool | None = None,
    progress: Progress | None = None,
) -> None:
    """Build an index and put it in its place; only for the process that holds the build lock.

    Args:
        place: Where the index belongs.
        corpus: The sources.
        embedder: None for words alone.
        chroma: Whether vectors are kept in Chroma too; None: where it would be searched.
        progress: Is told the collection's name and how many documents are indexed, first 0.

    Raises:
        Damaged: The new index doesn't find what is in it.
        EmbeddingUnavailable: The model can't be used.
        OSError: The cache can't be written.
    """
    sweep(place.parent, corpus.name)
    with building(place.parent, f"building.{corpus.name}.") as folder:
        made = folder / "index"
        made.mkdir()
        cache = (
            None if embedder is None else VectorCache(_kept(place, corpus, embedder), embedder.dim)
        )
        told = None if progress is None else partial(progress, corpus.name)
        if told is not None:
            told(0)
        try:
            parts = build_parts(corpus.sources, embedder, made, cache, progress=told)
        finally:
            if cache is not None:
                cache.close()
        wanted = chroma if chroma is not None else parts.documents >= CHROMA_FROM
        problem = _keep_in_chroma(made / "chroma", parts) if wanted else None
        about = {
            "style": index_style(embedder),
            "chroma": (made / "chroma").is_dir(),
            "note": problem,
        }
        save(parts, made, about)
        _ask_it(load(made)[0])
        if not corpus.keep_old:
            _forget(place, corpus, embedder)
        put_in_place(made, place)


def _kept(place: Path, corpus: Corpus, embedder: Embedder) -> Path:
    """Where the vectors of a collection and a model are kept."""
    model = hashlib.sha256(embedder.name.encode()).hexdigest()[:12]
    return place.parent.parent / "vectors" / f"{corpus.name}-{model}.sqlite"


def _forget(place: Path, corpus: Corpus, embedder: Embedder | None) -> None:
    """Forget what was removed in the vectors of other models too."""
    mine = None if embedder is None else _kept(place, corpus, embedder)
    others = [
        path
        for path in (place.parent.parent / "vectors").glob(f"{corpus.name}-*.sqlite")
        if path != mine
    ]
    if not others:
        return
    keys = {
        text_key(document.text)
        for source in corpus.sources
        for passage in source.passages
        for document in header.documents(passage, source)
    }
    for path in others:
        cache = VectorCache(path, 1)
        cache.keep_only(keys)
        cache.close()


def _keep_in_chroma(folder: Path, parts: Parts) -> str | None:
    """Write the vectors into Chroma too; the sentence that says why that can't be done, if so."""
    if parts.vectors is None or not parts.documents:
        return None
    try:
        write_chroma(folder, parts.vectors)
    except Exception as problem:
        shutil.rmtree(folder, ignore_errors=True)
        why = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        return (
            f"Chroma can't keep the vectors ({why}): passages are found by an exact search instead."
        )
    return None


def _ask_it(parts: Parts) -> None:
    """Look whether an index finds what is in it.

    Raises:
        Damaged: It does not.
    """
    some = np.linspace(0, parts.documents - 1, min(parts.documents, 32)).astype(int)
    if parts.vectors is not None:
        for number in some:
            _, near = exact_top(parts.vectors, parts.vectors[number], 1)
            if abs(near[0] - 1) > 1e-3:
                raise Damaged(f"document {number} doesn't find itself")
    for token in list(parts.words.vocabulary)[:32]:
        if not parts.words.scores({token: 1.0}).any():
            raise Damaged(f"the word {token} isn't found")
