"""What is computed needs no passage: nothing is looked for by meaning, so nothing is embedded."""

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
    class Search:
        def __call__(self, case: Case) -> Sequence[Found]:
            looked.append(case.facts.question)
            return ()

        def by_words(self, case: Case) -> Sequence[Found]:
            del case
            return ()

    return Assistant(Context(bundled()), Search())


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


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("97113 and 97018 on one visit, Medicare, a modifier?", "97113"),
        ("myofascial release to the neck, which CPT code do we bill?", "97140"),
        ("do I need 59 on 97124 with 97110", "no modifier is needed"),
    ],
)
def test_a_pair_a_choice_or_a_modifier_that_no_passage_leads_with_looks_for_nothing(
    assistant: Assistant, looked: list[str], question: str, told: str
) -> None:
    assert told in assistant.ask(question).answer.headline
    assert looked == []


def test_what_a_source_says_is_looked_for_once(assistant: Assistant, looked: list[str]) -> None:
    assistant.ask("What does Collins say of trigger-point work?")
    assert len(looked) == 1
