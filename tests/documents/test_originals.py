"""A copy of an original is known by its fingerprint; its own words stand beside our digest.

The originals themselves are no part of the project: where they are not beside it, made texts with
their own fingerprints stand for them.
"""

import hashlib
import os
from pathlib import Path

import pytest

from files import documents_originals as originals
from files.documents_change import remove_document
from files.documents_library import open_documents
from knowledge.library import bundled

FOLDER = Path(os.environ.get("KNEAD_ORIGINALS", Path(__file__).parents[3] / "shared/originals"))
DIGESTED = ("chirocode-2007", "kmc-2013", "massageschool", "codingahead-2023", "collins-2006")
MADE = "A title\n\nFirst “words” of 97124.\nSecond words.\n\n  \nThird words, the last"


@pytest.fixture
def made(monkeypatch):
    """A made text as if it were the original of `kmc-2013`."""
    digest = hashlib.sha256(MADE.encode()).hexdigest()
    monkeypatch.setattr(originals, "_fingerprints", lambda: {digest: "kmc-2013"})
    return MADE


def forms(text: str) -> dict[str, bytes]:
    return {
        "as it is": text.encode(),
        "windows": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        "old mac": text.replace("\n", "\r").encode(),
        "utf-16": text.encode("utf-16"),
        "a line end more": text.encode() + b"\n",
        "two more": text.encode() + b"\r\n\r\n",
    }


@pytest.mark.parametrize("form", forms(MADE))
def test_a_copy_is_known_whatever_its_line_ends(make, add, made, form):
    report = add(make.file("copy.txt", forms(made)[form]))
    (info,) = report.added
    assert (info.manifest.original, info.manifest.passages) == ("kmc-2013", 0)
    assert "your copy of kmc-2013; its own words stand beside the digest" in report.lines[0]
    assert report.asks == ()
    assert originals.original_words("kmc-2013", "¶2") == "First “words” of 97124."


def test_its_words_are_an_exact_span(make, add, made):
    add(make.file("copy.txt", made))
    text = originals.original_text("kmc-2013")
    assert text == made
    for at in ("¶1", "¶2", "¶3", "¶4", "¶2-3", "¶1-4"):
        found = originals.words_at(text, at)
        assert text[found.start : found.end] == found.quote
        assert originals.original_words("kmc-2013", at) == found.quote
    assert originals.original_words("kmc-2013", "¶2-3") == "First “words” of 97124.\nSecond words."


@pytest.mark.parametrize("at", ["¶5", "¶0", "¶3-2", "section 2", "", "page 1, ¶2"])
def test_no_such_place(make, add, made, at):
    add(make.file("copy.txt", made))
    assert originals.original_words("kmc-2013", at) is None


def test_another_word_is_another_document(make, add, made):
    report = add(make.file("copy.txt", made.replace("First", "Best")))
    assert report.added[0].manifest.original is None
    assert report.added[0].manifest.passages > 0
    assert originals.original_words("kmc-2013", "¶2") is None


def test_it_is_not_searched_and_can_be_removed(make, add, made):
    info = add(make.file("copy.txt", made)).added[0]
    library = open_documents()
    assert [p for source in library.sources() for p in source.passages] == []
    assert library.original_words("kmc-2013", "¶1") == "A title"
    remove_document(info.id)
    assert open_documents().original_words("kmc-2013", "¶1") is None


def test_the_library_has_five_of_them():
    assert set(originals._fingerprints().values()) == set(DIGESTED)


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the originals are not beside the project")
def test_the_five_originals(add):
    report = add(FOLDER)
    assert {info.manifest.original for info in report.added} == set(DIGESTED)
    library = bundled()
    for source_id in DIGESTED:
        text = originals.original_text(source_id)
        assert len([line for line in text.split("\n") if line.strip()]) == (
            library.sources[source_id].paragraphs
        )
        for passage in library.sources[source_id].passages:
            found = originals.words_at(text, passage.at)
            assert found is not None, passage.key
            assert text[found.start : found.end] == found.quote
            if passage.phrase:
                assert _plain(passage.phrase) in _plain(found.quote), passage.key


def _plain(text: str) -> str:
    for curly, straight in zip("“”‘’–", "\"\"''-", strict=True):
        text = text.replace(curly, straight)
    return " ".join(text.lower().split())
