"""The user's copy of a digested document: its own words stand beside our digest, an exact span.

The originals are no part of the project; without them beside it, these tests are skipped.
"""

import os
import re
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("KNEAD_ORIGINALS", Path(__file__).parents[3] / "shared/originals"))

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the originals are not at {FOLDER}; name them in KNEAD_ORIGINALS"
)


@pytest.fixture
def copies(tmp_path):
    """The user's own copies, named as a user would."""
    folder = tmp_path / "copies"
    folder.mkdir()
    for number, path in enumerate(sorted(FOLDER.glob("*.txt")), 1):
        (folder / f"article {number}.txt").write_bytes(path.read_bytes())
    return folder


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def test_all_five_are_recognised(library, copies):
    ran = library("add", copies)
    assert (ran.status, ran.out.count("its own words stand beside the digest")) == (0, 5)
    assert "you haven't said" not in ran.err


@pytest.mark.parametrize(
    "question",
    [
        "What does Collins say about trigger point work?",
        "What does the KMC fact sheet say about massage and manual therapy?",
        "Which strokes does ChiroCode list for massage?",
    ],
)
def test_its_own_words_stand_beside_our_digest(library, ask, copies, question):
    before = ask(question)
    library("add", copies)
    after = ask(question)
    texts = [path.read_text(encoding="utf-8") for path in copies.iterdir()]
    own = {c["id"]: c for c in after["citations"] if c["source_id"].startswith("doc-")}
    assert own
    places = {c["id"]: (c["title"], c["locator"]) for c in after["citations"]}
    for citation in own.values():
        title = citation["title"].removesuffix(" (its own words, from your copy)")
        where = citation["locator"].removesuffix(", its own words")
        assert (title, where) in places.values()
        (whole,) = (text for text in texts if citation["text"] in text)
        if re.fullmatch(r"¶\d+", where):
            assert citation["text"] == paragraphs(whole)[int(where[1:]) - 1]
    for statement in after["statements"]:
        beside = {own[s]["locator"] for s in statement["supports"] if s in own}
        ours = {places[s][1] for s in statement["supports"] if s in places and s not in own}
        assert beside <= {f"{where}, its own words" for where in ours}
    assert [s["text"] for s in after["statements"]] == [s["text"] for s in before["statements"]]


def test_what_is_out_of_date_in_it_is_not_said(library, ask, copies):
    library("add", copies)
    answer = ask("Is 97122 a valid code?")
    assert answer["headline"].startswith("No, 97122 is no longer valid")
    assert not any("Your document" in s["text"] for s in answer["statements"])


def test_removed_its_words_go(library, ask, copies):
    ran = library("add", copies)
    for name in re.findall(r"doc-[0-9a-f]{12}", ran.out):
        assert library("remove", name).status == 0
    answer = ask("What does Collins say about trigger point work?")
    assert not any(c["source_id"].startswith("doc-") for c in answer["citations"])
