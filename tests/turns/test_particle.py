"""Yes and no turn where it is asked if something is wrong."""

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
    ],
)
def test_the_answer_opens_as_the_question_wants_it(question: str, opening: str) -> None:
    assert asked(question).headline.startswith(opening)
