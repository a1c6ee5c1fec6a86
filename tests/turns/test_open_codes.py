"""A service whose code isn't settled is counted under each code that it may have."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from tests.turns.asking import asked, assistant
from tests.verify.rates import try_all
from tests.verify.said import sentences


def splits(answer: Answer) -> list[dict[str, int]]:
    return [
        dict(c.result["units"])
        for c in answer.calculations
        if c.tool == "units" and c.result["method"] == "cms"
    ]


@pytest.mark.parametrize(
    ("question", "told", "counts"),
    [
        (
            "30 minutes massage and 15 minutes trigger point work, Medicare units?",
            "under 97124 3 units; under 97140 3 units (97124 2 units, 97140 1 unit)",
            [{"97124": 3}, {"97124": 2, "97140": 1}],
        ),
        (
            "massage 30 minutes and e-stim 10 minutes, Medicare, how many units",
            "under G0283 2 units (97124 2 units), and it, untimed, 1 unit a day",
            [{"97124": 2, "97032": 1}, {"97124": 2, "G0283": 1}],
        ),
        (
            "38 minutes of trigger point work, Medicare, how many units?",
            "3 units, with trigger-point work under 97124 or 97140",
            [{"97124": 3}, {"97140": 3}],
        ),
        (
            "10 minutes of cupping and 20 minutes massage units Medicare",
            "under 97039 or 97139 1 unit (97124 1 unit), and no unit is defined for it",
            [{"97124": 1}, {"97124": 1}, {"97140": 1, "97124": 1}],
        ),
        (
            "craniosacral 53 min and 7 of hot pack, Tricare units?",
            "4 units (97140 4 units), and 97010, untimed, 1 unit a day, with",
            [{"97140": 4, "97010": 1}],
        ),
    ],
)
def test_each_code_has_its_count(question: str, told: str, counts: list[dict[str, int]]) -> None:
    answer = asked(question)
    assert told in answer.headline
    assert splits(answer) == counts


def test_where_the_code_is_said_there_is_one_count() -> None:
    answer = asked("30 minutes massage and 15 minutes of trigger point work as 97124, Medicare")
    assert len(splits(answer)) == 1


def test_unattended_stimulation_goes_under_the_payers_code() -> None:
    answer = asked("97140 25 minutes and unattended e-stim 15 minutes, Medicare. Units?")
    assert splits(answer) == [{"97140": 2, "G0283": 1}]


@pytest.mark.parametrize(
    "question",
    [
        "10 minutes of cupping and 20 minutes massage, how many units",
        "massage 30 minutes and e-stim 8 minutes, how many units",
        "30 min trigger point work and 20 min massage, United, units?",
    ],
)
def test_nothing_of_it_can_be_changed(question: str) -> None:
    answer = asked(question)
    rates = try_all(sentences(answer, (question,)), assistant().context)
    assert rates.rejected > 100
    assert rates.survived == []
    assert rates.fell == []


def test_codes_of_one_service_are_no_pair() -> None:
    answer = asked("massage 30 minutes and e-stim 10 minutes, Medicare, how many units")
    assert not [c for c in answer.calculations if c.tool == "pair"]


@pytest.mark.parametrize(
    ("question", "headline"),
    [
        ("97110 x2 97140 x1 in 40 minutes, Medicare, valid?", "For Medicare (original), 40"),
        ("97110 x2, 97140 x2 for 50 minutes Medicare?", "No: for Medicare (original), 50"),
    ],
)
def test_minutes_of_the_day_are_no_minutes_of_one_code(question: str, headline: str) -> None:
    answer = asked(question)
    assert answer.headline.startswith(headline)
    assert "97140" not in answer.headline
    assert any("minutes of each are not stated" in s for s in answer.not_checked)
