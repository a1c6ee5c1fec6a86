"""A count needs no passage: nothing is looked for, and so nothing is embedded."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant import Assistant
from assistant.context import Context, Found
from assistant.turns.case import Case
from knowledge.library import bundled


@pytest.fixture
def looked() -> list[str]:
    """The questions for which passages were looked for."""
    return []


@pytest.fixture
def assistant(looked: list[str]) -> Assistant:
    def search(case: Case) -> Sequence[Found]:
        looked.append(case.facts.question)
        return ()

    return Assistant(Context(bundled()), search)


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("38 minutes of 97124 for a Medicare patient: how many units?", "3 units"),
        ("97110 33 min, 97140 7 min, Medicare", "3 units"),
        ("Massage for 23 minutes, Medicare, how many units?", "2 units"),
    ],
)
def test_a_count_looks_for_nothing(
    assistant: Assistant, looked: list[str], question: str, units: str
) -> None:
    reply = assistant.ask(question)
    assert units in reply.answer.headline
    assert looked == []


def test_what_a_source_says_is_looked_for_once(assistant: Assistant, looked: list[str]) -> None:
    assistant.ask("What does Collins say of trigger-point work?")
    assert len(looked) == 1
