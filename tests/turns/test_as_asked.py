"""What a question wants at the front of its answer, and days that it tells apart."""

from __future__ import annotations

import pytest

from tests.turns.asking import asked


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("I billed 3 units for 38 minutes of 97124 to Medicare, was that wrong?", "No: "),
        ("I billed 3 units for 38 minutes of 97124 to Medicare, was that right?", "Yes: "),
        ("I billed 4 units for 38 minutes of 97124 to Medicare, was that a mistake?", "Yes: "),
        ("We bill 97140 and 97124 with 59 on the same day. Is that a mistake?", "Yes: "),
        ("Somebody posted that 97124 was deleted. Is she wrong?", "Yes, "),
        ("We still bill 97001. Is that wrong?", "Yes, "),
        ("Is it wrong to bill 97112 for massage?", "Yes: not 97112"),
        ("Can I bill 97112 for massage?", "No, not 97112"),
        ("Do I need the full 15 minutes to bill a unit of massage?", "1 unit: 8 minutes are"),
    ],
)
def test_the_answer_opens_as_the_question_wants_it(question: str, opening: str) -> None:
    assert asked(question).headline.startswith(opening)


@pytest.mark.parametrize(
    "question",
    [
        "97110 for 30 minutes Tuesday and again on Thursday for 25 minutes",
        "97110 30 min on Tuesday, then Thursday 25 min",
    ],
)
def test_days_that_are_joined_are_counted_apart(question: str) -> None:
    counted = [c.result["units"] for c in asked(question).calculations if c.tool == "units"]
    assert {"97110": 4} not in counted


def test_only_the_first_part_says_yes_or_no() -> None:
    answer = asked("petrissage 15 min and joint mobs 15 min, same patient same day")
    assert not any(s.text.startswith(("No: ", "Yes: ")) for s in answer.statements)
    assert any(s.text.startswith("97140 and 97124 are never paid") for s in answer.statements)


def test_help_with_codes_is_a_question() -> None:
    assert asked("97140 with 98926 - can 59 help?").headline.startswith("No: 98926 and 97140")
