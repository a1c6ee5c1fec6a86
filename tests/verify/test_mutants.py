"""What is true stands; one value, negation or bound changed, it falls.

A sample of each is tried here; `python -m tests.verify.rates` tries every one.
"""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.context import Context
from tests.verify.mutant_kinds import mutants
from tests.verify.mutant_scopes import crossed
from tests.verify.rates import Rates, sample, try_all
from tests.verify.said import passages, sentences

EVERY_PASSAGE = 2
EVERY_CASE = 46


@pytest.fixture(scope="module")
def of_passages(context: Context) -> Rates:
    return try_all(list(passages(context.library))[::EVERY_PASSAGE], context)


@pytest.fixture(scope="module")
def of_answers(assistant: Assistant) -> Rates:
    return try_all(sample(assistant, EVERY_CASE), assistant.context)


def told(rates: Rates) -> str:
    """What went wrong, for the failing test's message."""
    fell = [f"fell: {text}: {why}" for text, why in rates.fell]
    stood = [f"stood: {m.text} ({m.change}, for {text})" for m, text in rates.survived]
    return "\n".join([str(rates), *fell, *stood])


def test_every_passage_stands_on_itself(of_passages: Rates) -> None:
    print(of_passages)
    assert of_passages.fell == [], told(of_passages)


def test_every_mutant_of_a_passage_falls(of_passages: Rates) -> None:
    assert of_passages.rejected > 4000, of_passages
    assert of_passages.survived == [], told(of_passages)


def test_no_other_subject_takes_what_is_told_of_one(context: Context) -> None:
    stood = {
        mutant.text
        for said in passages(context.library)
        for mutant in crossed(said.text)
        if said.falls(said.ground(context), mutant.text) is None
    }
    assert stood == set()


def test_what_the_assistant_says_stands(of_answers: Rates) -> None:
    print(of_answers)
    assert of_answers.stood >= 100, of_answers
    assert len(of_answers.fell) <= 0.01 * of_answers.stood, told(of_answers)


def test_every_mutant_of_what_the_assistant_says_falls(of_answers: Rates) -> None:
    assert of_answers.rejected > 2000, of_answers
    assert of_answers.survived == [], told(of_answers)


def test_few_mutants_are_left_out(of_passages: Rates, of_answers: Rates) -> None:
    """It prevents an exclusion that swallows what the gate ought to catch."""
    for rates in (of_passages, of_answers):
        assert rates.excluded.total() < 0.1 * rates.rejected, rates.excluded


@pytest.mark.parametrize(
    ("question", "true", "false"),
    [
        ("97140 with 59 beside CMT, BCBS Minnesota", "BCBS Minnesota are", "BCBS Ohio are"),
        ("97140 with 59 beside CMT, BCBS Minnesota", "BCBS Minnesota, no", "BCBS New York, no"),
        ("8 min of one thing and 8 of another, Medicare", "other timed code", "other code"),
    ],
)
def test_what_once_stood_falls(assistant: Assistant, question: str, true: str, false: str) -> None:
    told = sentences(assistant.ask(question).answer, (question,))
    changed = [s for s in told if true in s.text]
    assert changed
    for said in changed:
        mutant = said.text.replace(true, false)
        assert said.falls(said.ground(assistant.context), mutant) is not None, mutant


@pytest.mark.parametrize(
    ("true", "changes"),
    [
        ("8 through 22 minutes are 1 unit.", {"bound changed", "ends swapped", "number changed"}),
        ("Since 2020-01-01 CQ is required.", {"date changed", "modifier changed", "word turned"}),
        ("97140 is column 1 and 97124 is column 2.", {"code swapped", "number swapped"}),
        ("Medicare never pays 97010.", {"negation removed", "code changed", "not added"}),
        ("The amount is $2,330 in 2024.", {"money changed", "year changed"}),
        ("The code has 2 units.", {"unit word changed", "number changed"}),
    ],
)
def test_the_mutants_change_what_the_field_can_get_wrong(true: str, changes: set[str]) -> None:
    made = {m.change for m in mutants(true)}
    assert changes <= made, changes - made
