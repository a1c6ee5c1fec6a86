"""A technique is added by one entry: nothing else is written for it to be read and coded."""

from __future__ import annotations

import shutil

import pytest

from assistant.reading.reader import Reader
from coding_tools.choice import choose_code
from coding_tools.choice_described import Described
from knowledge.library import HOME, Library, load

ENTRY = """
ripple_work:
  name: ripple work
  names: [ripple work, rippling, rw technique]
  what: rippling strokes of the forearm over a muscle
  rule: leaning
  codes:
    always: [{code: "97124", supports: [kmc-2013/7-intent]}]
    restriction: [{code: "97140", supports: [kmc-2013/12-intent]}]
  conflict: trigger-point
"""


@pytest.fixture(scope="module")
def widened(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with one entry more."""
    home = tmp_path_factory.mktemp("knowledge") / "knowledge"
    shutil.copytree(HOME, home, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    techniques = home / "techniques.yaml"
    techniques.write_text(techniques.read_text(encoding="utf-8") + ENTRY, encoding="utf-8")
    return load(home)


@pytest.mark.parametrize("words", ["ripple work 15 min", "Rippling of the calf", "RW technique?"])
def test_its_names_are_read(words: str, widened: Library) -> None:
    assert [s.technique for s in Reader(widened).read(words).services] == ["ripple_work"]


def test_its_code_is_found(widened: Library) -> None:
    done = choose_code(Described(("ripple_work",)), widened)
    assert done.result["codes"] == ["97124"]


def test_its_dispute_is_shown(widened: Library) -> None:
    done = choose_code(Described(("ripple_work",), ("adhesion",)), widened)
    assert done.result["codes"] == []
    assert {c["verdict"] for c in done.result["candidates"]} == {"disputed"}


def test_without_its_entry_it_is_no_technique(library: Library) -> None:
    assert Reader(library).read("ripple work 15 min").services == ()
