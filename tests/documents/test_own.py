"""An assistant that is open follows what another process adds and removes."""

import time

import pytest

from assistant import Assistant
from assistant.context import Context
from assistant.own import documents as own
from assistant.own.documents import OwnDocuments
from files.documents_change import remove_document
from knowledge.library import bundled
from retrieval import Query
from tests.retrieval.small_library import FakeEmbedder


@pytest.fixture
def opened(tmp_path, monkeypatch):
    monkeypatch.setenv("KNEAD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(own, "_IN_FLIGHT", 0.01)
    embedder = FakeEmbedder()
    return OwnDocuments(embedder, lambda text: embedder.embed([text])[0])


def found(opened: OwnDocuments, text: str) -> list[str]:
    return [opened.passage(hit.passage_key).text for hit in opened.find(Query(text))]


def soon(what) -> bool:
    """Whether something holds within a few seconds."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.02)
    return False


def test_without_documents_nothing_is_found_and_nothing_is_built(opened, tmp_path):
    assert opened.find(Query("massage")) == ()
    assert not (tmp_path / "cache").exists()


def test_what_is_added_is_found_without_opening_anew(opened, make, add):
    add(make.file("a.txt", "Code 97124 is massage.\n"))
    opened.find(Query("massage"))
    assert soon(lambda: found(opened, "massage") == ["Code 97124 is massage."])


def test_what_is_removed_is_given_no_more_and_leaves_the_disk(opened, make, add, tmp_path):
    info = add(make.file("a.txt", "Zanzibar pays 97124 by the hour.\n")).added[0]
    assert soon(lambda: found(opened, "Zanzibar"))
    remove_document(info.id)
    assert found(opened, "Zanzibar") == []

    def gone() -> bool:
        opened.find(Query("Zanzibar"))
        try:
            kept = [p for p in (tmp_path / "cache").rglob("*") if p.is_file()]
            return not any(b"anzibar" in p.read_bytes() for p in kept)
        except FileNotFoundError:  # an index is being taken away under the walk: look again
            return False

    assert soon(gone)


def test_a_document_asked_about_by_name_comes_first(opened, make, add):
    for name, title in (("a.txt", "Tidewater policy"), ("b.txt", "Harbor policy")):
        add(make.file(name, f"Code 97124 is covered, says {name}.\n"), title=title)
    assert soon(lambda: len(opened.find(Query("code 97124"))) == 2)
    assert found(opened, "What does the Harbor policy say of 97124?")[0].endswith("b.txt.")
    assert found(opened, "What does the Tidewater policy say of 97124?")[0].endswith("a.txt.")


def test_a_word_that_only_its_name_has_calls_a_document(opened, make, add):
    text = "Massage, 97124, is paid when a licensed massage therapist gives it.\n"
    add(make.file("a.txt", text), title="Quoxley policy", authority="payer")
    asked = "Does Quoxley pay 97124 by a massage therapist?"
    assert soon(lambda: found(opened, asked))
    context = Context(
        bundled(),
        user_passages=opened.passage,
        user_sources=opened.source,
        find_own=opened.find,
    )
    headline = Assistant(context, lambda _: ()).ask(asked).answer.headline
    assert (
        headline
        == f"Your document \u201cQuoxley policy\u201d (undated) says: \u201c{text.strip()}\u201d"
    )
