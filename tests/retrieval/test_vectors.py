"""Chroma gives what the exact search gives, and is refused where it does not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from small_library import FakeEmbedder, library

from retrieval import Corpus, Query, open_index
from retrieval.chroma import ChromaReader, write_chroma
from retrieval.vectors import VectorSearch, cosines, exact_top, recall


def made(count: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, 384)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def rows() -> np.ndarray:
    return made(1_500)


@pytest.fixture(scope="module")
def chroma(rows: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vectors") / "chroma"
    write_chroma(folder, rows)
    return folder


def test_exact_search_is_a_full_sort(rows: np.ndarray) -> None:
    question = rows[7]
    found, near = exact_top(rows, question, 20)
    assert found.tolist() == np.argsort(-(rows @ question), kind="stable")[:20].tolist()
    assert near[0] == 1
    assert (np.diff(near) <= 0).all()


def test_equal_rows_come_in_their_order() -> None:
    rows = np.repeat(made(3), 4, axis=0)
    assert exact_top(rows, rows[4], 4)[0].tolist() == [4, 5, 6, 7]


def test_a_row_has_one_cosine_wherever_it_stands(rows: np.ndarray) -> None:
    question = rows[3]
    whole = cosines(rows, question)
    assert all(cosines(rows[n : n + 1], question)[0] == whole[n] for n in range(0, 1_500, 97))


def test_chroma_finds_what_the_exact_search_finds(rows: np.ndarray, chroma: Path) -> None:
    reader = ChromaReader(chroma)
    assert reader.count() == len(rows)
    assert recall(reader, rows) >= 0.99
    search = VectorSearch(rows)
    search.use_chroma(reader)
    assert search.reader is not None
    exact, near = exact_top(rows, rows[11], 10)
    found, alike = search.top(rows[11], 10)
    assert found.tolist() == exact.tolist()
    assert np.allclose(near, alike)
    search.close()
    assert search.reader is None


def test_chroma_over_other_vectors_is_noticed(rows: np.ndarray, chroma: Path) -> None:
    search = VectorSearch(made(1_500, seed=1))
    reader = ChromaReader(chroma)
    with pytest.raises(ValueError, match="0\\.99 is needed"):
        search.use_chroma(reader)
    with pytest.raises(ValueError, match="holds 1500 of 10 vectors"):
        VectorSearch(rows[:10]).use_chroma(reader)
    reader.close()
    assert search.reader is None


def test_by_chroma_and_exactly_the_same_hits(cache: Path) -> None:
    queries = [Query("97140 manual traction"), Query("filler 12 minutes"), Query("massage")]
    corpus = Corpus("bundled", library(200))
    with open_index([corpus], cache=cache, embedder=FakeEmbedder(), vectors="chroma") as index:
        index.warm().result(30)
        assert index.collections[0].nearest.reader is not None
        by_chroma = [index.search(query) for query in queries]
    with open_index([corpus], cache=cache, embedder=FakeEmbedder(), vectors="exact") as index:
        index.warm().result(30)
        assert index.collections[0].nearest.reader is None
        assert [index.search(query) for query in queries] == by_chroma


def test_chroma_is_not_loaded_where_exact_search_is_faster(cache: Path) -> None:
    corpus = Corpus("bundled", library())
    with open_index([corpus], cache=cache, embedder=FakeEmbedder()) as index:
        index.warm().result(30)
        assert index.collections[0].nearest.reader is None
        assert not (index.collections[0].folder / "chroma").exists()


def test_what_goes_wrong_while_warming_is_handed_on(cache: Path) -> None:
    corpus = Corpus("bundled", library(30))
    with open_index([corpus], cache=cache, embedder=FakeEmbedder(), vectors="chroma") as index:
        database = index.collections[0].folder / "chroma" / "chroma.sqlite3"
        with sqlite3.connect(database) as connection:
            connection.execute("DELETE FROM embeddings_queue")
            connection.execute("DELETE FROM embeddings")
            connection.execute("DELETE FROM collections")
        connection.close()
        warming = index.warm()
        assert warming is index.warm()
        with pytest.raises(RuntimeError, match="Chroma can't be used for the bundled library"):
            warming.result(30)
        assert "exact search instead" in index.notes[0]
        assert index.search(Query("97140 traction"))[0].passage_key == "paper/manual"


def test_a_model_that_fails_while_warming_is_handed_on(cache: Path) -> None:
    from retrieval.export import EmbeddingUnavailable

    embedder = FakeEmbedder()
    with open_index([Corpus("bundled", library())], cache=cache, embedder=embedder) as index:

        def fail(_: object) -> None:
            raise EmbeddingUnavailable("The model is gone.")

        embedder.embed = fail
        with pytest.raises(EmbeddingUnavailable, match="gone"):
            index.warm().result(30)
        assert index.words_only_reason == "The model is gone."
        assert index.search(Query("97140 traction"))[0].passage_key == "paper/manual"


def test_chroma_that_cannot_be_written_is_done_without(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retrieval import making

    def fail(*_: object) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(making, "write_chroma", fail)
    corpus = Corpus("bundled", library())
    with open_index([corpus], cache=cache, embedder=FakeEmbedder(), vectors="chroma") as index:
        assert index.notes == (
            "Chroma can't keep the vectors (no room): passages are found by an exact search "
            "instead.",
        )
        assert index.search(Query("97140 traction"))[0].passage_key == "paper/manual"
