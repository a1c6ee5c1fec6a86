"""What a follow-up changes, keeps, drops and puts back."""

from __future__ import annotations

import functools

import pytest

from assistant import Assistant
from assistant.answer import Answer

FIRST = "97110 for 24 minutes and 97140 for 10 minutes, Medicare. Units?"


@functools.cache
def assistant() -> Assistant:
    return Assistant.open()


def answers(*turns: str) -> list[Answer]:
    conversation, told = None, []
    for turn in turns:
        reply = assistant().ask(turn, conversation)
        conversation = reply.conversation
        told.append(reply.answer)
    return told


def counted(answer: Answer) -> list[dict[str, int]]:
    return [dict(c.inputs["minutes"]) for c in answer.calculations if c.tool == "units"]


@pytest.mark.parametrize(
    ("turns", "minutes"),
    [
        (["sorry, 12 not 24"], {"97110": 12, "97140": 10}),
        (["what if the 24 were 20?"], {"97110": 20, "97140": 10}),
        (["and the other way round?"], {"97110": 10, "97140": 24}),
        (["the second should be 22"], {"97110": 24, "97140": 22}),
        (["add 8 minutes of 97035"], {"97110": 24, "97140": 10, "97035": 8}),
        (["and one minute less of the 97140?"], {"97110": 24, "97140": 9}),
        (["and both 3 minutes shorter?"], {"97110": 21, "97140": 7}),
        (["what about 97112 instead of the 97140?"], {"97110": 24, "97112": 10}),
        (["without the 10 minutes?"], {"97110": 24}),
        (["drop the last one", "put it back"], {"97110": 24, "97140": 10}),
        (["only the first, then"], {"97110": 24}),
        (["and if both had 16"], {"97110": 16, "97140": 16}),
    ],
)
def test_a_change_is_counted_again(turns: list[str], minutes: dict[str, int]) -> None:
    assert minutes in counted(answers(FIRST, *turns)[-1])


def test_an_unheld_payer_takes_the_place_of_the_one_before() -> None:
    last = answers(FIRST, "what if it was Cigna?")[-1]
    methods = {c.result["method"] for c in last.calculations if c.tool == "units"}
    assert methods == {"cms", "cpt_midpoint"}
    assert any("Cigna" in line for line in last.not_checked)


def test_minutes_without_a_code_are_the_codes_that_comes_after() -> None:
    last = answers("how many units for 40 minutes?", "Medicare, it was 97124")[-1]
    assert counted(last) == [{"97124": 40}]


def test_part_of_the_minutes_was_no_treatment() -> None:
    last = answers("50 minutes of 97124, Medicare", "10 of those minutes were documentation")[-1]
    assert counted(last) == [{"97124": 40}]


@pytest.mark.parametrize(
    "question",
    [
        "what if the 22 minutes of 97124 were 23?",
        "97124 for 22 minutes, Medicare. What if it had been 23?",
        "What if 97124 took 23 minutes rather than 22? Medicare",
        "Would one more minute change anything? 97124 at 22 minutes, Medicare.",
    ],
)
def test_a_supposed_change_is_told_from_what_was_given(question: str) -> None:
    told = answers(question)[0]
    changes = [c for k in told.calculations if k.tool == "what_if" for c in k.result["changes"]]
    assert any((c["from"], c["to"], c["result"]["total_units"]) == (22, 23, 2) for c in changes)


def test_days_and_patients_are_counted_apart() -> None:
    told = answers("97124 Monday 20 minutes and Wednesday 25 minutes, Medicare. Units?")[0]
    assert counted(told) == [{"97124": 20}, {"97124": 25}]


@pytest.mark.parametrize("question", ["-5 minutes of 97110?", "1500 minutes of 97110, Medicare?"])
def test_minutes_that_no_day_holds_are_asked_for_again(question: str) -> None:
    told = answers(question)[0]
    assert told.status == "needs_fact"
    assert told.asks is not None
    assert told.asks.fact == "minutes"
