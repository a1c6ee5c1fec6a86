"""A number or a code that the asker takes back in the same breath is not read."""

from __future__ import annotations

import pytest

from assistant.reading.reader import reader_of
from knowledge.library import bundled


@pytest.mark.parametrize(
    ("question", "minutes"),
    [
        ("97124 for forty min, medicare; wait, i mean 50", {"97124": 50}),
        ("38 minutes of 97140, make that 37. units?", {"97140": 37}),
        ("97110 - no, 97140 - for 25 minutes", {"97140": 25}),
        ("97124 for 40 min and no 97140. units?", {"97124": 40}),
        ("20 min of 97140, sorry if this is dumb, 30 min of 97110", {"97140": 20, "97110": 30}),
        ("40 min of 97124, can i make it 4?", {"97124": 40}),
        ("TE 15 MT 10 units", {"97110": 15, "97140": 10}),
        ("CPT97124x40minutes", {"97124": 40}),
        ("1,5 hours of 97124", {"97124": 90}),
    ],
)
def test_what_is_put_in_its_place_is_read(question: str, minutes: dict[str, int]) -> None:
    facts = reader_of(bundled()).read(question)
    assert {s.code: s.minutes for s in facts.services if s.minutes} == minutes
