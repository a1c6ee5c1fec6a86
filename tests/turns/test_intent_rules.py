"""Every rule on what a question asks for decides the question that stands for it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.intents import choice_rules, counting, find, pair_rules
from assistant.intents.rules import Asked, Rule, decided
from tests.turns.asking import assistant

HERE = Path(__file__).parent
TABLES: dict[str, Sequence[Rule[Any]]] = {
    "pair": pair_rules.RULES,
    "choice": choice_rules.RULES,
    "unit": counting.RULES,
}
EXAMPLES = {
    kind: yaml.safe_load((HERE / f"{kind}_rules.yaml").read_text(encoding="utf-8"))
    for kind in TABLES
}
CASES = [(k, name, *example) for k, held in EXAMPLES.items() for name, example in held.items()]


@pytest.mark.parametrize("kind", TABLES)
def test_each_rule_has_an_example_in_the_order_of_the_rules(kind: str) -> None:
    assert list(EXAMPLES[kind]) == [rule.__name__.lstrip("_") for rule in TABLES[kind]]


@pytest.mark.parametrize(
    ("kind", "name", "turns", "verdict"), CASES, ids=[f"{k}-{name}" for k, name, *_ in CASES]
)
def test_a_rule_decides_its_example(
    kind: str, name: str, turns: str, verdict: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[tuple[str, bool]] = []

    def watched(rules: Sequence[Rule[Any]], asked: Asked) -> tuple[str, bool]:
        verdict = decided(rules, asked)
        if rules is TABLES[kind]:
            found.append(verdict)
        return verdict

    monkeypatch.setattr(find, "decided", watched)
    conversation = None
    for turn in turns.split(" || "):
        found.clear()
        conversation = assistant().ask(turn, conversation).conversation
    assert found[:1] == [(name, verdict == "yes")]
