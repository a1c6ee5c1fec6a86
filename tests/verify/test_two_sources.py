"""What only a text with two supports, or of two sentences, can get wrong."""

from __future__ import annotations

import pytest

from assistant.context import Context
from assistant.draft import Line
from assistant.speak import spoken
from assistant.verify import Ground, why_falls
from knowledge.library import Library

PLACES = [
    (one, other)
    for one in ("webpt/midpoint", "webpt/name-trap")
    for other in ("massageschool/8-not-for-pay", "massageschool/23-improper")
]


@pytest.mark.parametrize(("one", "other"), PLACES)
def test_a_source_named_with_the_place_of_another_falls(
    one: str, other: str, library: Library, context: Context
) -> None:
    told, placed = library.passage(one), library.passage(other)
    text = f"WebPT, {placed.at}: {told.text}"
    assert why_falls(Line(text, (one, other)), Ground((), context), {}) is not None


@pytest.mark.parametrize("key", ["webpt/midpoint", "kmc-2013/5-goals"])
def test_a_sentence_said_twice_falls(key: str, library: Library, context: Context) -> None:
    passage = library.passage(key)
    told = spoken(passage, library.sources[passage.source])
    ground = Ground((), context)
    assert why_falls(Line(told, (key,)), ground, {}) is None
    assert why_falls(Line(f"{told} {told}", (key,)), ground, {}) is not None
