"""Turns that few conversations have, each of which one branch alone hears."""

from __future__ import annotations

import pytest

from tests.turns.asking import assistant


@pytest.mark.parametrize(
    ("first", "turn", "minutes"),
    [
        (
            "97110 20 min and 97140 10 min, Medicare",
            "double both of them",
            {"97110": 40, "97140": 20},
        ),
        (
            "38 minutes, Medicare",
            "10 of it was 97140 and the rest 97110",
            {"97140": 10, "97110": 28},
        ),
        ("97110 20 min, Medicare", "what if it was longer by 5", {"97110": 25}),
        ("97140 45 min, 8 of it rest", "Is it 2 units without the rest?", {"97140": 37}),
        ("97124 53 min, 5 of it charting", "there was no charting", {"97124": 53}),
        ("97110 15 min in the morning, 20 in the afternoon", "the afternoon was 25", {"97110": 40}),
    ],
)
def test_a_turn_changes_the_minutes(first: str, turn: str, minutes: dict[str, int]) -> None:
    told = assistant().ask(turn, assistant().ask(first).conversation).answer
    assert told.calculations[0].inputs["minutes"] == minutes


@pytest.mark.parametrize(
    ("first", "turn", "said"),
    [
        ("97110 22 minutes, Medicare", "least for two?", "23"),
        ("needling 20560 or 20561?", "many", "20561"),
        ("chiro adjusted the spine, code?", "all", "98942"),
        ("what are a chiropractor's codes?", "and?", "98940"),
    ],
)
def test_a_turn_answers_what_was_open(first: str, turn: str, said: str) -> None:
    before = assistant().ask(first)
    after = assistant().ask(turn, before.conversation).answer
    assert said in after.headline
