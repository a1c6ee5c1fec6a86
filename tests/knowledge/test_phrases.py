"""Lists of phrases are made to patterns before a question waits for them."""

import re

import pytest

from knowledge.phrases import Phrases, warm_phrases


def test_no_pattern_is_made_for_a_question_once_they_are_warm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    each = Phrases("each")
    warm_phrases()
    cold = Phrases("each")

    def refuse(*_: object) -> None:
        raise AssertionError("a pattern is made")

    monkeypatch.setattr(re, "compile", refuse)
    assert each.search("both of them")
    with pytest.raises(AssertionError):
        cold.search("both of them")
