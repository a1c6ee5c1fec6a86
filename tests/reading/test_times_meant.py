"""Which minutes a question's words mean: clock times, rounds, breaks, bounds and totals."""

from __future__ import annotations

import pytest

from assistant.reading.durations import durations
from assistant.reading.reader import reader_of
from assistant.reading.text import tokens
from knowledge.library import bundled


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("clocked in 1315, out 1400", [45]),
        ("started at 11.40, finished 12.20", [40]),
        ("10:05-10:52, then exercise until 11:10", [47, 18]),
        ("at ten till nine and wrapped up at twenty five past nine", [35]),
        ("1h5 of 97124", [65]),
        ("0.75 h of 97110 and 0.4 hours of 97140", [45, 24]),
        ("twenty-two and a half minutes", [22]),
        ("12 minutes short of an hour", [48]),
        ("from 2019 to 2024", []),
        ("paid 22.50 to 30.15", []),
    ],
)
def test_a_time_is_read_in_the_form_it_is_told_in(words: str, minutes: list[int]) -> None:
    assert [d.minutes for d in durations(tokens(words))] == minutes


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("you need 13 minutes for a unit", "needed"),
        ("is 15 minutes required for one unit", "needed"),
        ("can I bill a unit for less than 15 minutes", "under"),
        ("does TENS count toward my 15 minutes", "unit"),
        ("a service under 8 minutes is thrown out", "unit"),
        ("97110 15 minutes units?", "treatment"),
        ("she came back an hour later", "gap"),
        ("the 10 minutes I spend writing the SOAP note", "idle"),
        ("60 minutes on the calendar, 52 minutes hands on", "booked"),
    ],
)
def test_minutes_are_of_what_the_words_say(words: str, role: str) -> None:
    assert durations(tokens(words))[0].role == role


@pytest.mark.parametrize(
    ("question", "minutes"),
    [
        ("each of three visits had 6 min of gait training, units?", {"97116": 18}),
        ("97110 15 min x 3 separate times that day", {"97110": 45}),
        ("5:30pm till 6:18pm ther ex, but she rested 6 minutes of that", {"97110": 42}),
        ("an hour of massage but 8 minutes of it was me on the phone", {"97124": 52}),
        ("TA x 17, MT x 9, NMR x 5. Total 31 timed", {"97530": 17, "97140": 9, "97112": 5}),
        ("97140 23 + 97110 22 = 45 => 3 units, 2 of 97140", {"97140": 23, "97110": 22}),
        ("33 ther ex and 7 manual, Medicare", {"97110": 33, "97140": 7}),
        ("PTA did 20 of the 97110 minutes, PT did the other 12", {"97110": 32}),
        ("60 min on the calendar, 52 minutes hands on, massage", {"97124": 52}),
        ("20 minutes of blorf and 15 of 97124, units?", {"97124": 15}),
    ],
)
def test_minutes_go_to_the_service_that_they_were_given_to(
    question: str, minutes: dict[str, int]
) -> None:
    services = reader_of(bundled()).read(question).services
    assert {s.code: s.minutes for s in services if s.minutes is not None} == minutes


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("can 52 be put on a 9 minute 97140?", True),
        ("do i need to put 52 if i only did 10 min of massage", True),
        ("97140 for 52 minutes", False),
        ("TE 25 MT 52 is 5 units right", False),
    ],
)
def test_52_is_a_modifier_where_it_is_asked_of_as_one(question: str, asked: bool) -> None:
    assert (("52", None) in reader_of(bundled()).read(question).modifiers) == asked
