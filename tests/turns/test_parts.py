"""A part of the minutes that turns out to be something else; a question of its own in a chat."""

import pytest

from assistant.answer import Answer
from tests.turns.asking import assistant

MASSAGE = "52 minutes of massage for TRICARE, how many units?"
TWO = "97140 for 40 minutes and 97110 for 20 minutes, Medicare. Units?"


def after(first: str, then: str) -> Answer:
    held = assistant().ask(first).conversation
    return assistant().ask(then, held).answer


def minutes(answer: Answer) -> list[dict[str, int]]:
    return [c.inputs["minutes"] for c in answer.calculations if c.tool == "units"]


def counts(answer: Answer) -> list[dict[str, int]]:
    return [c.result["units"] for c in answer.calculations if c.tool == "units"]


@pytest.mark.parametrize(
    "turn",
    [
        "what if 15 of those 52 were 97110 instead?",
        "15 of the 52 were ther ex",
        "fifteen minutes of them were 97110",
    ],
)
def test_a_part_that_was_another_service_is_taken_off_the_whole(turn):
    assert {"97124": 2, "97110": 1} in counts(after(MASSAGE, turn))


def test_the_part_is_taken_off_the_service_that_has_so_many_minutes():
    answer = after(TWO, "15 of the 40 were 97112")
    assert {"97140": 2, "97110": 1, "97112": 1} in counts(answer)


def test_a_rest_is_taken_off_the_service_that_has_so_many_minutes():
    rested = after(TWO, "5 of the 20 minutes were a rest")
    assert minutes(rested) == [{"97140": 40, "97110": 15}]
    rested = after(TWO, "5 of the 40 were a rest")
    assert minutes(rested) == [{"97140": 35, "97110": 20}]


def test_whether_a_provider_may_bill_is_asked_anew_within_a_count():
    answer = after(MASSAGE, "Does Cigna let a massage therapist bill 97140?")
    assert answer.status == "not_supported"
    assert counts(answer) == []
