"""What a message says beside its subject is not read."""

from __future__ import annotations

import pytest

from assistant.reading.plain import plainly


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("CPT code 97140 vs CPT: 97124", "97140 vs 97124"),
        ("is code 97140 timed?", "is 97140 timed?"),
        ("which code, 97124 or 97140?", "which code, 97124 or 97140?"),
        ("should we code 97140", "should we code 97140"),
        ("the PT evaluation codes 97161-97163", "the PT evaluation codes 97161-97163"),
        ("ultrasound & massage, R&D", "ultrasound and massage, R&D"),
        ("20 - 25 minutes - massage", "20 - 25 minutes, massage"),
        ("HOW MANY UNITS FOR 38 MINUTES OF 97140?", "how many units for 38 minutes of 97140?"),
        ("MET R SI 8 MIN", "MET R SI 8 MIN"),
        ("please explain why", "please explain why"),
        ('"38 min of massage, units?"', "38 min of massage, units?"),
        ("One code for each, please", "One code for each?"),
        ("gua sha, 97140 pls", "gua sha, 97140?"),
        ("One more question: and both 12?", "and both 12?"),
        ("Also, my boss wants to know: and 97003?", "and 97003?"),
        ("Follow up - and with 97032", "and with 97032"),
        ("my boss asks: indicator?", "indicator?"),
        ("Follow-up visit with 97140", None),
        ("different question: is 97124 timed?", None),
        ("I'd love to know, and so would she, whether it pays", None),
        ("97140 9:00 am - 9:38 am", None),
        ("one hour - ten minutes of intake, 97124", None),
        ("15 min - 20 min of massage", None),
        ("units by CPT: 97140 20 and 97110 8", None),
        ("Our massage therapist wants to know if she can bill Medicare", None),
        ("My VA patient wants to know whether massage is covered", None),
        ("new complaint, she was examined: 99213 with 98941?", None),
        ("sorry the 97124 came before 20 minutes of 97140", None),
        ("the regions differ, so can I bill both?", None),
        ("10 minutes massage, 5 minutes advice", None),
        ("CAN I BILL 98941 WITH AT AND GA FOR MEDICARE", None),
        ("can you explain the count", None),
        ("massage, mod pressure, 38 min", None),
    ],
)
def test_what_says_nothing_of_the_subject_is_not_read(said: str, read: str | None) -> None:
    assert plainly(said) == (said if read is None else read)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Am I allowed to bill 97140 with 98940?", "can I bill 97140 with 98940?"),
        ("is it ok if we put 59 on it", "can I put 59 on it"),
        ("is it ok?", "is it ok?"),
        ("which mod for 97140", "which modifier for 97140"),
        ("mod complexity PT eval", "mod complexity PT eval"),
        ("which CPT for cupping, M'care", "which code for cupping, Medicare"),
        ("which CPT category is it", "which CPT category is it"),
        ("# of units for 38 min", "how many units for 38 min"),
        ("VA community care, what do I submit?", "VA community care, what do I bill?"),
        ("do I submit the records?", "do I submit the records?"),
    ],
)
def test_what_is_said_in_several_ways_is_read_in_one(said: str, read: str) -> None:
    assert plainly(said) == read
