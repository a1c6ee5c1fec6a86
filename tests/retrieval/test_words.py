"""The word index scores as bm25s does, and two collections score as one."""

from array import array
from pathlib import Path

import bm25s
import numpy as np

from retrieval.words import Words, build_words, shared_weights

DOCUMENTS = [[0, 1, 1, 2], [1, 3], [0, 0, 3], [], [4]]
VOCABULARY = {"97140": 0, "unit": 1, "minut": 2, "mod:59": 3, "spine": 4}


def test_scores_are_those_of_bm25s_to_the_bit(tmp_path: Path) -> None:
    ours = build_words([array("i", ids) for ids in DOCUMENTS], VOCABULARY, tmp_path)
    theirs = bm25s.BM25.load(str(tmp_path), mmap=True)
    asked = ["unit", "97140", "mod:59"]
    assert np.array_equal(ours.scores(dict.fromkeys(asked, 1.0)), theirs.get_scores(asked))


def test_saved_and_in_memory_are_alike(tmp_path: Path) -> None:
    saved = build_words(DOCUMENTS, VOCABULARY, tmp_path)
    kept = build_words(DOCUMENTS, VOCABULARY, None)
    assert np.array_equal(saved.scores({"unit": 1.0}), kept.scores({"unit": 1.0}))
    assert Words.load(tmp_path).frequency("unit") == 2


def test_two_collections_share_one_measure_of_rarity() -> None:
    # 97140 is rare among the user's documents and common in ours; a hit counts alike in both.
    ours = build_words([[0, 1], [0, 1], [0, 1], [1, 1]], {"97140": 0, "unit": 1}, None)
    theirs = build_words([[0, 1], [1, 1], [1, 1], [1, 1]], {"97140": 0, "unit": 1}, None)
    first, second = shared_weights([ours, theirs], ["97140"])
    assert np.isclose(ours.scores(first)[0], theirs.scores(second)[0])
    alone = ours.scores({"97140": 1.0})[0], theirs.scores({"97140": 1.0})[0]
    assert not np.isclose(*alone)


def test_no_documents_and_empty_documents() -> None:
    assert build_words([], {}, None).scores({"unit": 1.0}).shape == (0,)
    assert build_words([[], []], {}, None).scores({"unit": 1.0}).tolist() == [0, 0]
