"""Every rule on whether codes are asked about together decides the question that stands for it."""

from pathlib import Path

import pytest
import yaml

from assistant.intents import find
from assistant.intents.pair_rules import RULES, AskedOfPair, asks_pair
from assistant.intents.rules import decided
from assistant.turns.case import Case
from knowledge.library import Library
from tests.turns.asking import assistant

HERE = Path(__file__).parent
EXAMPLES = yaml.safe_load((HERE / "pair_rules.yaml").read_text(encoding="utf-8"))


def test_each_rule_has_an_example_in_the_order_of_the_rules() -> None:
    assert list(EXAMPLES) == [rule.__name__.lstrip("_") for rule in RULES]


@pytest.mark.parametrize(("name", "example"), EXAMPLES.items(), ids=EXAMPLES)
def test_a_rule_decides_its_example(
    name: str, example: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[tuple[str, bool]] = []

    def watched(case: Case, library: Library, told: list[str]) -> bool:
        found.append(decided(RULES, AskedOfPair(case, library, told)))
        return asks_pair(case, library, told)

    monkeypatch.setattr(find, "asks_pair", watched)
    question, together = example
    assistant().ask(question)
    assert found[:1] == [(name, together == "yes")]
