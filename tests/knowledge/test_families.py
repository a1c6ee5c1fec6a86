"""Cues that name a family of words."""

from __future__ import annotations

import pytest

from knowledge.families import with_families
from knowledge.library import bundled
from knowledge.reading import KnowledgeError


def test_a_cue_of_two_families_stands_for_every_pair() -> None:
    """It prevents a wish that is read in one wording and missed in the next."""
    told = {"families": {"a": ["bill", "send"], "b": ["so", "as"]}, "one": {"cues": ["{a} + {b}"]}}
    assert with_families(told, "improper.yaml")["one"]["cues"] == [
        "bill + so",
        "bill + as",
        "send + so",
        "send + as",
    ]


def test_a_family_that_is_missing_is_named_with_its_file_and_key() -> None:
    """It prevents a cue that silently never matches."""
    with pytest.raises(KnowledgeError, match=r"improper.yaml.*one: cues.*pays is no family"):
        with_families({"one": {"cues": ["{pays} + better"]}}, "improper.yaml")


def test_no_cue_of_the_library_names_a_family_still() -> None:
    """It prevents braces that no question ever holds."""
    assert not [c for w in bundled().improper.values() for c in w.cues if "{" in c]
