"""Every rule of a follow-up decides the conversation that stands for it."""

from pathlib import Path

import pytest
import yaml

from assistant.intents import find
from assistant.intents.follow_up import RULES, deciding, followed
from assistant.intents.following import FollowUp
from assistant.turns.case import Case
from knowledge.library import Library
from tests.turns.asking import assistant

HERE = Path(__file__).parent
EXAMPLES = yaml.safe_load((HERE / "follow_rules.yaml").read_text(encoding="utf-8"))


def test_each_rule_has_an_example_in_the_order_of_the_rules() -> None:
    assert list(EXAMPLES) == [rule.holds.__name__ for rule in RULES]


@pytest.mark.parametrize(("name", "turns"), EXAMPLES.items(), ids=EXAMPLES)
def test_a_rule_decides_its_example(
    name: str, turns: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    decided: list[str] = []

    def watched(case: Case, told: list[str], library: Library) -> list[str]:
        rule = deciding(FollowUp(case, library, told))
        decided.append(rule.holds.__name__ if rule else "none")
        return followed(case, told, library)

    monkeypatch.setattr(find, "followed", watched)
    conversation = None
    for turn in turns:
        conversation = assistant().ask(turn, conversation).conversation
    assert decided[-1:] == [name]
