"""What comes first, and why: fusion, then what a passage names, then who says it and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from small_library import FakeEmbedder, library, passage, source

from knowledge.records import Source
from retrieval import Corpus, Index, Query, Weights, open_index
from retrieval.search import Hit


def opened(cache: Path, sources: Sequence[Source], **more: object) -> Index:
    more.setdefault("embedder", FakeEmbedder())
    return open_index([Corpus("bundled", tuple(sources))], cache=cache, **more)


def keys(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage_key.split("/")[1] for hit in hits]


def test_both_searches_and_the_facts_are_told(cache: Path) -> None:
    with opened(cache, library()) as index:
        first, second, *_ = index.search(Query("manual traction", codes=("97140", "97124")), k=3)
        assert (first.passage_key, first.covers) == ("paper/both", {"97124", "97140"})
        query = Query("How is 97140 manual traction billed?", codes=("97140",))
        first, second, *_ = index.search(query, k=3)
    assert first.passage_key == "paper/manual"
    assert (first.words_rank, first.vector_rank) == (1, 1)
    assert first.covers == {"97140"}
    assert 0 < first.similarity <= 1
    assert first.words_score > second.words_score
    assert second.passage_key == "paper/both"
    assert second.covers == {"97140"}


def test_ranks_are_fused_by_their_reciprocals(cache: Path) -> None:
    plain = Weights(authority=0, date=0, smoothing=5, words=2, vectors=1)
    with opened(cache, library(20), weights=plain) as index:
        for hit in index.search(Query("23 minutes of service for two units"), k=10):
            words = 2 / (5 + hit.words_rank) if hit.words_rank else 0
            vector = 1 / (5 + hit.vector_rank) if hit.vector_rank else 0
            assert hit.score == pytest.approx(6 / 3 * (words + vector))


def test_a_passage_that_names_every_code_stands_first(cache: Path) -> None:
    with opened(cache, library()) as index:
        hits = index.search(Query("massage effleurage petrissage", codes=("97124", "97140")), k=6)
    assert hits[0].passage_key == "paper/both"
    assert hits[0].covers == {"97124", "97140"}


def test_a_code_is_never_fuzzy(cache: Path) -> None:
    near = [passage("a", f"n{n}", f"9714{n} is manual therapy of some kind.") for n in range(10)]
    with opened(cache, [source("a", near)]) as index:
        (first, *rest) = index.search(Query("what is 97145 manual therapy", codes=("97145",)), k=10)
    assert first.passage_key == "a/n5"
    assert first.covers == {"97145"}
    assert all(hit.covers == frozenset() for hit in rest)


def test_a_code_within_a_range_is_named(cache: Path) -> None:
    with opened(cache, library()) as index:
        hits = index.search(Query("spine regions", codes=("98941",)), k=2)
    assert hits[0].passage_key == "paper/adjust"
    assert hits[0].covers == {"98941"}


def test_a_code_in_the_tags_is_named_though_the_text_is_silent(cache: Path) -> None:
    passages = [
        passage("a", "silent", "It is timed.", codes=("97112-97116",), modifiers=("KX",)),
        passage("a", "other", "It is not timed."),
    ]
    with opened(cache, [source("a", passages)]) as index:
        hit = index.search(Query("Is it timed?", codes=("97113",), modifiers=("kx",)), k=1)[0]
    assert hit.passage_key == "a/silent"
    assert hit.covers == {"97113", "KX"}


def test_one_that_names_all_codes_is_found_beyond_the_depth(cache: Path) -> None:
    crowd = [passage("a", f"p{n}", f"97124 and 97140 apart, part {n}") for n in range(30)]
    lone = passage("a", "lone", "Nothing alike.", codes=("97124", "97140", "97112"))
    few = Weights(depth=5, pool=5)
    with opened(cache, [source("a", [*crowd, lone])], weights=few) as index:
        query = Query("97124 and 97140 apart", codes=("97124", "97140", "97112"))
        assert index.search(query, k=1)[0].passage_key == "a/lone"


@pytest.mark.parametrize(
    ("asked", "tags"),
    [
        ({"modifiers": ("XS",)}, {"modifiers": ("XS",)}),
        ({"payers": ("tricare",)}, {"payers": ("tricare",)}),
        ({"topics": ("units",)}, {"topics": ("units",)}),
    ],
)
def test_what_is_asked_about_is_preferred(cache: Path, asked: dict, tags: dict) -> None:
    passages = [
        passage("a", "first", "A service is billed once."),
        passage("a", "tagged", "A service is billed once a day.", **tags),
    ]
    with opened(cache, [source("a", passages)]) as index:
        assert keys(index.search(Query("A service is billed once."))) == ["first", "tagged"]
        hits = index.search(Query("A service is billed once.", **asked))
    assert keys(hits) == ["tagged", "first"]


def test_a_source_that_binds_a_payer_speaks_of_it(cache: Path) -> None:
    sources = [
        source("a", [passage("a", "x", "A service is billed once.")]),
        source("b", [passage("b", "y", "A service is billed once.")], governs=("medicare",)),
    ]
    with opened(cache, sources) as index:
        hits = index.search(Query("A service is billed once.", payers=("medicare",)))
    assert keys(hits) == ["y", "x"]


def test_a_source_asked_about_by_name_comes_first(cache: Path) -> None:
    other = source("stedman", [passage("stedman", "tap", "Tapotement is a tapping motion.")])
    with opened(cache, [*library(40), other]) as index:
        query = Query("What does it say of massage and petrissage?", sources=("stedman",))
        assert "tap" in keys(index.search(query, k=3))


def test_authority_then_date_break_near_ties(cache: Path) -> None:
    def one(name: str, authority: str, year: int) -> Source:
        text = passage(name, name, "A region counts once.")
        day = date(year, 1, 1)
        return source(name, [text], authority=authority, published_on=day, title="A paper")

    sources = [one("old", "web", 2007), one("new", "web", 2023), one("cms", "regulator", 2001)]
    with opened(cache, sources) as index:
        assert keys(index.search(Query("Does a region count once?"))) == ["cms", "new", "old"]


def test_authority_does_not_outweigh_an_answer(cache: Path) -> None:
    weak = source("w", [passage("w", "answer", "Cupping is 97139.")], authority="web")
    strong = source("s", [passage("s", "other", "Traction is 97012.")], authority="regulator")
    with opened(cache, [strong, weak]) as index:
        assert keys(index.search(Query("What is cupping?")))[0] == "answer"


def test_comments_come_last_unless_asked_for(cache: Path) -> None:
    passages = [
        passage("a", "said", "Cupping is 97140, said one.", authority="comment", kind="comment"),
        passage("a", "rule", "A rule on something else, cupping aside."),
        passage("a", "far", "Nothing of the kind."),
    ]
    with opened(cache, [source("a", passages)]) as index:
        assert keys(index.search(Query("Is cupping 97140?")))[-1] == "said"
        assert keys(index.search(Query("Is cupping 97140?", comments=True)))[0] == "said"
        assert keys(index.search(Query("What did a commenter say, cupping 97140?")))[0] == "said"


def test_a_passage_is_found_by_a_question_that_it_answers(cache: Path) -> None:
    asked = passage("a", "x", "Units go by time.", asked=("Does the eight minute rule apply?",))
    others = [passage("a", f"p{n}", f"A rule, number {n}.") for n in range(10)]
    with opened(cache, [source("a", [*others, asked])]) as index:
        hits = index.search(Query("does the 8-minute rule apply"))
    assert hits[0].passage_key == "a/x"
    assert [hit.passage_key for hit in hits].count("a/x") == 1
    assert hits[0].similarity > 0.5


def test_words_alone(cache: Path) -> None:
    with opened(cache, library(), embedder=None) as index:
        hits = index.search(Query("manual traction", codes=("97140",)))
        assert index.words_only_reason
    assert hits[0].passage_key == "paper/manual"
    assert hits[0].similarity is hits[0].vector_rank is None


def test_two_collections_give_one_ranking(cache: Path) -> None:
    mine = source("mine", [passage("mine", "memo", "Our clinic bills manual traction at noon.")])
    with open_index(
        [Corpus("bundled", library(5)), Corpus("user", (mine,))],
        cache=cache,
        embedder=FakeEmbedder(),
    ) as index:
        hits = index.search(Query("manual traction at noon in our clinic"))
        assert (hits[0].passage_key, hits[0].collection) == ("mine/memo", "user")
        assert {hit.collection for hit in hits} == {"bundled", "user"}
        assert sorted(hit.words_rank for hit in hits if hit.words_rank) == [
            *range(1, 1 + sum(1 for hit in hits if hit.words_rank))
        ]
        assert hits == tuple(sorted(hits, key=lambda hit: -hit.score))


def test_an_empty_collection_is_no_trouble(cache: Path) -> None:
    corpora = [Corpus("bundled", library()), Corpus("user", ())]
    with open_index(corpora, cache=cache, embedder=FakeEmbedder()) as index:
        assert index.search(Query("massage"))[0].passage_key == "paper/massage"


@pytest.mark.parametrize("text", ["", "   ", "?!", "the of and", "🙂"])
def test_nothing_to_search_for_by_words(cache: Path, text: str) -> None:
    with opened(cache, library(), embedder=None) as index:
        assert index.search(Query(text)) == ()
        assert index.search(Query(text, codes=("97140",)))[0].passage_key == "paper/manual"


def test_k_and_long_questions(cache: Path) -> None:
    with opened(cache, library(30)) as index:
        assert len(index.search(Query("units"), k=3)) == 3
        assert index.search(Query("units"), k=0) == ()
        assert (
            index.search(Query("97140 manual traction " * 5_000))[0].passage_key == "paper/manual"
        )


def test_a_vector_that_is_known_is_used(cache: Path) -> None:
    embedder = FakeEmbedder()
    with opened(cache, library(), embedder=embedder) as index:
        vector = embedder.embed(["manual traction"])[0]
        before = len(embedder.seen)
        index.search(Query("manual traction"), vector=vector)
        assert len(embedder.seen) == before
        exact = index.search(Query("manual traction"))[0].similarity
        assert exact == pytest.approx(
            max(
                float(row @ vector)
                for row in embedder.embed(
                    ["97140 is manual therapy: mobilization and manual traction."]
                )
            )
        )


def test_scores_are_the_same_each_time(cache: Path) -> None:
    with opened(cache, library(50)) as index:
        query = Query("Filler says minutes", codes=("97140",))
        assert len({index.search(query, k=20) for _ in range(5)}) == 1


def test_names_of_collections_do_not_change_ranks(cache: Path) -> None:
    rows = np.random.default_rng(0).permutation(6)
    passages = [library()[0].passages[row] for row in rows]
    with opened(cache, [source("paper", passages)]) as index:
        hits = index.search(Query("97140 and 97124 on one day", codes=("97140", "97124")))
    assert hits[0].passage_key == "paper/both"
