"""The user's documents in the search index: found beside ours, gone when removed."""

from datetime import date

import pytest

from assistant.context import Context
from files.documents_change import remove_document
from files.documents_library import open_documents
from knowledge.library import bundled
from retrieval import Corpus, Query, open_index
from tests.retrieval.small_library import FakeEmbedder


@pytest.fixture
def search(tmp_path):
    """Search the user's documents as they are stored now."""
    embedder = FakeEmbedder()

    def found(text: str, **facts):
        library = open_documents()
        corpus = Corpus("user", library.sources(), library.version, keep_old=0)
        embedder.seen.clear()
        with open_index([corpus], embedder=embedder, cache=tmp_path / "cache") as index:
            embedded = list(embedder.seen)
            hits = index.search(Query(text, **facts), k=5)
        assert index.notes == ()
        return [library.passage(hit.passage_key) for hit in hits], embedded

    return found


def test_codes_and_modifiers_are_found_exactly(make, add, search):
    add(make.file("policy.md", make.MARKDOWN))
    (first, *_), _ = search("what is accepted?", codes=("97140",), modifiers=("59",))
    assert first.text == "These modifiers are accepted: modifier 59 with 97140"
    assert first.at == "¶5"


def test_only_what_is_new_is_embedded(make, add, search):
    add(make.file("a.txt", "Code 97124 is massage.\n"))
    _, embedded = search("massage")
    assert len(embedded) == 1
    add(make.file("b.txt", "Code 97110 is exercise.\n"))
    _, embedded = search("exercise")
    assert [text for text in embedded if "massage" in text] == []
    _, embedded = search("exercise")
    assert embedded == []


def test_what_is_removed_is_found_no_more(make, add, search, tmp_path):
    info = add(make.file("a.txt", "Zanzibar pays 97124 by the hour.\n")).added[0]
    assert search("Zanzibar")[0]
    remove_document(info.id)
    assert search("Zanzibar")[0] == []
    left = [p for p in (tmp_path / "cache").rglob("*") if p.is_file() and _holds(p, b"anzibar")]
    assert left == []


def _holds(path, word: bytes) -> bool:
    return word in path.read_bytes()


def test_a_title_given_later_is_indexed(make, add, search):
    path = make.file("a.txt", "It pays 97124 by the hour.\n")
    add(path)
    assert search("Zanzibar plan")[1]
    add(path, title="Zanzibar plan policy", published="2024-03-01")
    found, embedded = search("Zanzibar plan")
    assert [p.text for p in found] == ["It pays 97124 by the hour."]
    assert embedded == []


def test_progress_of_the_index_is_shown(make, add):
    add(make.pdf(), make.file("a.txt", make.TEXT))
    seen = []
    library = open_documents()
    passages = sum(
        len(source.passages) for source in library.sources(lambda *told: seen.append(told))
    )
    assert passages == 14
    assert seen[0] == ("Indexing policy.pdf", 0.0)
    assert seen[-1] == ("Indexing your documents", 1.0)
    assert [share for _, share in seen] == sorted(share for _, share in seen)


def test_a_long_document_is_handed_on_in_parts(make, add):
    told = "\n\n".join(f"Paragraph {n} says that 97124 has {n} minutes." for n in range(1300))
    info = add(make.file("long.txt", told)).added[0]
    library = open_documents()
    assert [len(source.passages) for source in library.sources()] == [512, 512, 276]
    assert {source.id for source in library.sources()} == {info.id}
    assert library.passage(f"{info.id}/1300").text.startswith("Paragraph 1299 says")


def test_an_answer_cites_it_beside_ours(make, add):
    info = add(make.file("policy.md", make.MARKDOWN), title="Plan policy").added[0]
    library = open_documents()
    context = Context(bundled(), user_passages=library.passage, user_sources=library.source)
    passage = context.passage(f"{info.id}/1")
    assert context.source(passage).title == "Plan policy"
    assert context.source(passage).checked_on == date(2026, 11, 22)
    ours = context.passage("cms-claims-5/total")
    assert context.source(ours).authority == "regulator"
    with pytest.raises(KeyError):
        context.passage(f"{info.id}/99")
