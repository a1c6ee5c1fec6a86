"""Turns cut off, or begun with one question and ended with another: each gets an answer."""

from __future__ import annotations

import random

import pytest

from evals.case_files import read_folder
from tests.turns.asking import assistant

_TURNS = [turn for file in read_folder() for case in file.cases for turn in case.turns]
_ROUNDS = 120


def _cut(turn: str, by: random.Random) -> str:
    """A turn's beginning, its end, or its beginning with another's end."""
    words, others = turn.split() or ["units?"], by.choice(_TURNS).split() or ["units?"]
    start, end = by.randrange(len(words)), by.randrange(len(others))
    how = (words[: start + 1], words[start:], [*words[: start + 1], *others[end:]])
    return " ".join(by.choice(how))


@pytest.mark.parametrize("seed", range(3))
def test_a_turn_that_is_cut_off_gets_an_answer(seed: int) -> None:
    by = random.Random(seed)
    for _ in range(_ROUNDS):
        conversation = None
        for turn in (by.choice(_TURNS), by.choice(_TURNS)):
            reply = assistant().ask(_cut(turn, by), conversation)
            conversation = reply.conversation
            assert reply.answer.text


@pytest.mark.parametrize(
    "turns",
    [
        ["What is 97139 and is it a valid", "commercial plan"],
        ["Since when does Medicare want AT, which codes take it, and does my 97140"],
        ["Boss: 20 + 18 minutes are 2 units for Medicare, no remainder hits 8", "what of //x/y?"],
        ["31 min of 97530 and 8 min of 97112, Medicare", "sorry the 97112 was 6"],
    ],
)
def test_a_turn_that_once_had_no_answer_gets_one(turns: list[str]) -> None:
    conversation = None
    for turn in turns:
        reply = assistant().ask(turn, conversation)
        conversation = reply.conversation
        assert reply.answer.status != "out_of_scope"
