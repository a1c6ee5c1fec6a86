"""Set-up makes the first question quick, and says in a sentence what it lacks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_library import library

from retrieval import Corpus, Query, open_index, setup
from retrieval.chroma import ChromaReader
from retrieval.setup import SetupError, prepare


def test_after_set_up_a_question_builds_nothing(with_model: Path) -> None:
    told: list[str] = []
    prepare(library(), told.append)
    assert told == ["Indexing 6 passages.", "The index holds 12 documents."]
    (folder,) = (with_model / "index").glob("bundled-*/")
    written = folder.stat().st_mtime_ns
    with open_index([Corpus("bundled", library())]) as index:
        assert index.collections[0].folder == folder
        assert index.search(Query("manual traction"))[0].passage_key == "paper/manual"
        assert (index.words_only_reason, index.notes) == (None, ())
    assert folder.stat().st_mtime_ns == written
    reader = ChromaReader(folder / "chroma")
    assert reader.count() == 12
    reader.close()


def test_set_up_again_does_nothing(with_model: Path) -> None:
    prepare(library(), lambda _: None)
    (folder,) = (with_model / "index").glob("bundled-*/")
    inode = folder.stat().st_ino
    prepare(library(), lambda _: None)
    assert folder.stat().st_ino == inode


def test_no_place_to_write(cache: Path) -> None:
    cache.write_text("a file")
    with pytest.raises(SetupError, match=r"can't be written .* KNEAD_CACHE") as caught:
        prepare(library(), lambda _: None)
    assert "\n" not in str(caught.value)


def test_no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KNEAD_EMBEDDING_MODEL", str(tmp_path / "none"))
    with pytest.raises(SetupError, match="correct it, or unset it"):
        prepare(library(), lambda _: None)


def test_the_command_says_one_line(cache: Path) -> None:
    cache.write_text("a file")
    done = subprocess.run(
        [sys.executable, "-m", "retrieval.setup"],
        capture_output=True,
        text=True,
        cwd=Path(setup.__file__).parent.parent,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "KNEAD_CACHE" in done.stderr
