"""Why a line was denied: what stands between the codes goes before their count."""

from __future__ import annotations

import pytest

from tests.turns.asking import asked


@pytest.mark.parametrize(
    "question",
    [
        "97140 20 min and 97124 15 min, Medicare denied the massage. Why?",
        "3/14/2025, Medicare: 97530 - 15 min, 97140 - 15 min. Denied the 97530. What happened?",
    ],
)
def test_the_pair_goes_first(question: str) -> None:
    assert asked(question).calculations[0].tool == "pair"


@pytest.mark.parametrize(
    "question", ["is e-stim 97014 or G0283 for Medicare", "e-stim for Medicare: 97014 or G0283?"]
)
def test_codes_of_one_branch_say_which_branch_is_meant(question: str) -> None:
    codes = [c.result["codes"] for c in asked(question).calculations if c.tool == "code_choice"]
    assert codes == [["G0283"]]


def test_a_row_of_numbers_belongs_to_the_row_of_codes() -> None:
    (counted,) = [c for c in asked("23 + 7 mcr 97140 97110").calculations if c.tool == "units"]
    assert counted.inputs["minutes"] == {"97140": 23, "97110": 7}
