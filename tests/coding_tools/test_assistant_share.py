"""The share of a unit that an assistant gave, around 10 %, and the final unit around 8 minutes."""

from __future__ import annotations

from datetime import date

import pytest

from coding_tools.assistant_share import Shares, assistant_share
from coding_tools.trace import Calculation
from knowledge.assistants import assistant_rule
from knowledge.library import bundled


def shared(assistant: int, therapist: int, units: int = 1, on: date | None = None) -> Calculation:
    """The calculation for a PT assistant's and a therapist's minutes."""
    shares = Shares("97110", assistant, therapist, "CQ")
    return assistant_share(shares, units, bundled().methods["cms"], assistant_rule(), on)


@pytest.mark.parametrize(
    ("assistant", "therapist", "over"), [(1, 9, False), (1, 8, True), (2, 18, False), (2, 17, True)]
)
def test_exactly_ten_percent_is_not_over(assistant: int, therapist: int, over: bool) -> None:
    assert shared(assistant, therapist).result["over"] is over


@pytest.mark.parametrize(
    ("therapist", "on", "reached"),
    [
        (7, None, False),
        (8, None, True),
        (8, date(2021, 12, 31), False),
        (8, date(2022, 1, 1), True),
    ],
)
def test_the_final_unit_goes_without_from_8_minutes_and_2022_on(
    therapist: int, on: date | None, reached: bool
) -> None:
    assert shared(5, therapist, on=on).result["therapist_reached"] is reached


def test_of_several_units_it_is_not_known_which_hold_the_assistants_minutes() -> None:
    assert shared(20, 12, units=2).not_checked
    assert not shared(8, 7).not_checked


def test_each_step_rests_on_a_passage() -> None:
    assert all(step.supports for step in shared(20, 12, units=2).steps)


@pytest.mark.parametrize(
    ("assistant", "whole", "open_"), [(1, 28, False), (1, 24, True), (2, 30, True)]
)
def test_so_little_that_no_unit_could_hold_more_than_ten_percent(
    assistant: int, whole: int, open_: bool
) -> None:
    done = shared(assistant, whole - assistant, units=2)
    assert any(step.outcome == "not_checked" for step in done.steps) is open_
