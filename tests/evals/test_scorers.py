"""Scorers on the near-misses that fool a careless one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.answer import Answer
from evals.case import Case
from evals.expected import Expect
from evals.outcome import judge
from evals.scorers.sound import score_sound
from evals.scorers.turn import score_turn

Make = Callable[..., Answer]
ASKED = ["38 minutes of 97124 for Medicare?"]


def verdicts(expected: dict[str, Any], answer: Answer) -> list[str]:
    """What does not hold of an expectation."""
    checks = score_turn(Expect.model_validate(expected), answer, ASKED)
    return [f"{c.key} {c.verdict}" for c in checks if c.verdict != "holds"]


def units_of(method: str, *splits: dict[str, int]) -> list[dict[str, Any]]:
    """A count with its allowed splits, the first one shown."""
    result = {
        "method": method,
        "total_minutes": 38,
        "total_units": sum(splits[0].values()),
        "units": splits[0],
        "alternatives": list(splits),
        "alternatives_total": len(splits),
    }
    return [{"id": "c1", "tool": "units", "inputs": {"38": 38}, "result": result, "steps": []}]


class TestUnits:
    def test_the_count_holds(self, answer: Make) -> None:
        assert verdicts({"units": {"method": "cms", "units": {"97124": 3}}}, answer()) == []

    def test_one_unit_more_is_wrong(self, answer: Make) -> None:
        wanted = {"units": {"method": "cms", "units": {"97124": 4}}}
        assert verdicts(wanted, answer()) == ["units contradicted"]

    def test_the_same_figures_by_another_method_are_missing(self, answer: Make) -> None:
        wanted = {"units": {"method": "cpt_midpoint", "units": {"97124": 3}}}
        assert verdicts(wanted, answer()) == ["units missing"]

    def test_a_code_without_units_may_be_left_out(self, answer: Make) -> None:
        wanted = {"units": {"method": "cms", "units": {"97124": 3, "97140": 0}}}
        assert verdicts(wanted, answer()) == []

    def test_one_split_wanted_and_a_tie_shown_is_wrong(self, answer: Make) -> None:
        tie = answer(
            calculations=units_of("cms", {"97124": 2, "97140": 1}, {"97124": 1, "97140": 2})
        )
        wanted = {"units": {"method": "cms", "units": {"97124": 2, "97140": 1}}}
        assert "units contradicted" in verdicts(wanted, tie)

    def test_either_split_of_a_tie_holds(self, answer: Make) -> None:
        tie = answer(
            calculations=units_of("cms", {"97124": 2, "97140": 1}, {"97124": 1, "97140": 2})
        )
        wanted = {"units": {"method": "cms", "any_of": [{"97124": 1, "97140": 2}]}}
        assert verdicts(wanted, tie) == []

    def test_an_untimed_code_may_carry_one_unit_and_not_two(self, answer: Make) -> None:
        wanted = {"units": {"method": "cms", "units": {"97124": 3}, "untimed": ["97010"]}}
        once = answer(calculations=units_of("cms", {"97124": 3, "97010": 1}))
        twice = answer(calculations=units_of("cms", {"97124": 3, "97010": 2}))
        assert verdicts(wanted, once) == []
        assert verdicts(wanted, twice) == ["units contradicted"]


class TestWords:
    @pytest.mark.parametrize(
        ("pattern", "text", "found"),
        [
            ("3 units", "They are 3 units.", True),
            ("3 units", "They are 13 units.", False),
            ("97140", "About 971400 of them.", False),
            ("don't", "You don’t add **59**.", True),
            ("one unit", "It is **one** unit.", True),
            ("1 unit", "It is [1] unit.", False),
        ],
    )
    def test_a_number_is_never_found_inside_another(
        self, answer: Make, pattern: str, text: str, found: bool
    ) -> None:
        told = verdicts({"say": [[pattern]]}, answer(text=text))
        assert ("say missing" not in told) == found

    def test_what_must_not_be_said_is_found_even_in_a_longer_number(self, answer: Make) -> None:
        said = answer(text="They are 38 minutes.")
        assert "not_say contradicted" in verdicts({"not_say": ["8 minutes"]}, said)

    def test_an_answer_where_a_refusal_is_wanted_is_wrong(self, answer: Make) -> None:
        assert verdicts({"status": ["not_supported"]}, answer()) == ["status contradicted"]

    def test_a_refusal_where_an_answer_is_wanted_is_missing(self, answer: Make) -> None:
        refused = answer(status="not_supported")
        assert verdicts({"status": ["answered"]}, refused) == ["status missing"]


class TestSound:
    @pytest.mark.parametrize(
        ("changed", "fault"),
        [
            ({"text": "97140 is 3 units."}, "97140"),
            ({"text": "38 minutes are 4 units."}, "number 4"),
            ({"text": "[2] before [1]: 38 minutes."}, "order"),
            ({"text": " "}, "empty"),
            ({"statements": []}, "without a statement"),
            ({"statements": [{"text": "So.", "supports": ["c9"]}]}, "resolves to nothing"),
            ({"statements": [{"text": "So.", "supports": []}]}, "no support"),
            ({"text": "x" * 6001}, "6001 characters"),
        ],
    )
    def test_what_makes_an_answer_unsound(
        self, answer: Make, changed: dict[str, Any], fault: str
    ) -> None:
        found = score_sound(answer(**changed), ASKED)
        assert any(fault in check.says for check in found), found

    def test_a_code_inside_an_id_is_no_ground(self, answer: Make) -> None:
        made = units_of("cms", {"97124": 3})
        made[0]["id"] = "97140"
        unsound = answer(
            calculations=made,
            statements=[{"text": "So.", "supports": ["97140"]}],
            text="97140 it is.",
        )
        assert [c.verdict for c in score_sound(unsound, ASKED)] == ["contradicted"]


class TestOutcome:
    CASE = Case.model_validate(
        {
            "id": "1",
            "turns": ASKED,
            "expect": [{"status": ["answered"], "say": [["3 units"], ["cms"]]}],
        }
    )

    def test_partial_is_neither_right_nor_wrong(self, answer: Make) -> None:
        assert judge(self.CASE, "units", [answer()]).outcome == "partial"

    def test_right(self, answer: Make) -> None:
        text = "38 minutes of 97124 are 3 units by CMS."
        assert judge(self.CASE, "units", [answer(text=text)]).outcome == "right"

    def test_a_refusal_is_a_score_of_its_own(self, answer: Make) -> None:
        refused = answer(status="not_supported", text="This is not covered by the library.")
        assert judge(self.CASE, "units", [refused]).outcome == "refused"

    def test_a_refusal_that_makes_up_a_figure_is_wrong(self, answer: Make) -> None:
        refused = answer(status="not_supported", text="It is 7 units.")
        assert judge(self.CASE, "units", [refused]).outcome == "wrong"

    def test_no_answer_is_unscored_and_never_wrong(self) -> None:
        judged = judge(self.CASE, "units", None, "it fell")
        assert (judged.outcome, judged.missed) == ("unscored", ("it fell",))
