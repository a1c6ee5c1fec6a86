"""Minutes as billers write them, each with the service that it belongs to."""

from __future__ import annotations

import pytest

from assistant.reading.reader import reader_of
from knowledge.library import bundled

READER = reader_of(bundled())


@pytest.mark.parametrize(
    ("question", "minutes"),
    [
        ("97140 from ten past three to quarter to four", {"97140": 35}),
        ("Started 97110 at 9:00, break 9:20-9:30, stopped at 9:50", {"97110": 40}),
        ("97110 started at 9:05 and ended at 9:43", {"97110": 38}),
        ("97140 for 3/4 of an hour", {"97140": 45}),
        ("97140 for one and a quarter hours", {"97140": 75}),
        ("97140 0:23, 97110 0:15", {"97140": 23, "97110": 15}),
        (
            "started 97110 3:05, switched to 97140 at 3:30, finished 3:52",
            {"97110": 25, "97140": 22},
        ),
        ("97-124, 40 min", {"97124": 40}),
        ("97110(15) 97140(15) 97112(8)", {"97110": 15, "97140": 15, "97112": 8}),
        ("an hour less ten minutes of 97124", {"97124": 50}),
        ("1:15 of 97124", {"97124": 75}),
        ("25 minutes total, of which 10 were 97140 and the rest 97110", {"97140": 10, "97110": 15}),
        ("TE/MT/NMR 20/15/10, units?", {"97110": 20, "97140": 15, "97112": 10}),
        ("97110 for 15, 97140 for 15, 97112 for 7", {"97110": 15, "97140": 15, "97112": 7}),
        ("97110: 10+10+10 min, 97140: 5+5 min", {"97110": 30, "97140": 10}),
        ("3 x 15 min blocks of 97110", {"97110": 45}),
        ("97140: 10 minutes on the neck, 12 on the shoulder and 9 on the hip", {"97140": 31}),
        ("60 min appointment, 47 hands on, 97124 units?", {"97124": 47}),
        ("Documentation takes 10 of my 40 minutes of 97110", {"97110": 30}),
        ("8 minutes of two different codes: 97110 and 97112", {"97110": 8, "97112": 8}),
        ("97140 20 minutes on Monday. Are edits the same for 97110?", {"97140": 20}),
        ("twenty minutes of 97112 and the same of 97110", {"97112": 20, "97110": 20}),
        ("97124 15 minutes, done 3 times a week, units per visit?", {"97124": 15}),
        ("97140, 5 min, repeated x3", {"97140": 15}),
        ("97124 20 min performed twice weekly", {"97124": 20}),
        ("97124 20 minutes twice a day", {"97124": 40}),
        ("60 minutes, 1/3 was 97140 and 2/3 was 97110", {"97140": 20, "97110": 40}),
        ("30 minutes split half and half between 97140 and 97110", {"97140": 15, "97110": 15}),
        ("30 minutes of 97140 and half of it was 97110", {"97140": 15, "97110": 15}),
        ("20 minutes of 97110, maybe 10 of 97140", {"97110": 20, "97140": 10}),
        ("8 min of 97140 billed twice", {"97140": 8}),
        ("15 minutes of 97140, 3x daily", {"97140": 45}),
        ("15 minutes of 97140 three times weekly", {"97140": 15}),
        ("Neck pain. 97124 to the shoulder and low back, 10 minutes each", {"97124": 20}),
        ("97124 to the neck, 12 minutes each visit. Shoulder was sore.", {"97124": 12}),
        ("Both shoulders and neck, 97124 8 minutes each", {"97124": 24}),
        ("15 min 97110, 10 min 97140, sorry 12 min 97110", {"97110": 12, "97140": 10}),
        ("17 min 97140, one more minute of 97140, would that be 2 units?", {"97140": 18}),
        ("97124 60 minutes, 52 of them hands-on", {"97124": 52}),
        ("PT did 20 min 97110 and the PTA 5", {"97110": 25}),
        ("therapeutic excercise 31 min, manuel therapy 14 min", {"97110": 31, "97140": 14}),
    ],
)
def test_minutes_belong_to_their_service(question: str, minutes: dict[str, int]) -> None:
    found = READER.read(question).services
    assert {s.code: s.minutes for s in found if s.minutes is not None} == minutes


@pytest.mark.parametrize(
    ("question", "services"),
    [
        ("For 23 minutes of 97124, is it 1 unit because you need 30 for 2?", {"97124": 23}),
        ("97110 22 min and 97140 22 min, I say 97110 2 and 97140 1", {"97110": 22, "97140": 22}),
        ("97140 x 3 for 37 minutes", {"97140": 37}),
    ],
)
def test_a_small_number_is_one_of_units(question: str, services: dict[str, int]) -> None:
    """It prevents units that are added to the minutes."""
    found = READER.read(question).services
    assert {s.code: s.minutes for s in found if s.minutes is not None} == services


def test_minutes_below_zero_are_no_treatment() -> None:
    facts = READER.read("-5 minutes of 97110, units?")
    assert [s.minutes for s in facts.services] == [None]
    assert [d.role for d in facts.loose] == ["negative"]
