"""Every time in the words is a service's or is asked about: none is left out in silence."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.reading.reader import reader_of
from knowledge.library import bundled

READER = reader_of(bundled())


@pytest.mark.parametrize(
    ("question", "unread"),
    [
        ("97110 for 23 minutes and twice that for 97140", ("twice",)),
        ("18 mins of gait training and 3 mins less on 97112", ("3 minutes less",)),
        ("half an hour of 97140 and half that of 97110", ("half that",)),
        ("97530 for an hour minus the 12 minutes of gait training", ("minus the 12 minutes",)),
        ("ther ex less than 8 min", ("less than 8 min",)),
        ("3 more minutes of te than of mt, mt was 20", ("3 more minutes",)),
        ("97110 20 min, 97140 same as usual", ("same",)),
        ("no more than 20 min of te, at least 10 of mt", ("no more than 20 min", "at least 10")),
        ("cold plunge 10 min, warmup 12 min, te 20 min", ("10 min", "12 min")),
        ("23 min half ther ex half manual Medicare", ("half",)),
        ("ther ex 20 min, manual not written down, total timed 38", ("38",)),
        ("te 22,5 min Medicare units", ("5 min",)),
        ("a third of an hour of ther ex, 2/3 on manual", ("2/3",)),
        ("Half the session, 40 minutes, was massage, the other half 97110", ("Half", "40 minutes")),
    ],
)
def test_what_was_not_read_is_asked_about(question: str, unread: tuple[str, ...]) -> None:
    assert READER.read(question).unread == unread
    answer = Assistant.open().ask(f"{question}, Medicare units?").answer
    assert answer.status == "needs_fact"
    assert answer.asks is not None
    assert not answer.calculations


@pytest.mark.parametrize(
    "question",
    [
        "The patient is 54. 24 minutes of 97110 and 10 minutes of 97140, how many units?",
        "ther ex 3x10 rows, 15 min, pain 7/10, goal ext -10",
        "33 min 97110, 7 min 97140: are the 7 minutes lost because it is under 8?",
        "97140 for 53 minutes, no other timed code. 3 units or 4?",
        "42 minutes of 97124, divided by 8 and rounded up, is 6 units?",
        "total timed 53 min, total treatment 60 min. 97110 30, 97140 23",
        "session of 50 minutes: 97112 20, manual 20, documentation 10",
        "30 minutes of 97110, of which the PTA did 8",
        "97124 for 44 minutes (44)",
        "TE 23 min, of which 8 with the PTA",
    ],
)
def test_other_numbers_are_no_times(question: str) -> None:
    assert not READER.read(question).unread


@pytest.mark.parametrize(
    ("question", "minutes"),
    [
        ("40 min session mt 8 te rest", {"97140": 8, "97110": 32}),
        ("40 min te except 8 of mt", {"97110": 32, "97140": 8}),
        ("40 min, all te but 8 of mt", {"97110": 32, "97140": 8}),
        ("40 minute visit, all massage except 5 minutes of intake", {"97124": 35}),
        ("pain 7/10, te 23 min", {"97110": 23}),
        ("97110 10 in the morning, 13 in the afternoon, units?", {"97110": 23}),
        ("24 m of 97112, 5 m of 97110 and 6 m of 97140", {"97112": 24, "97110": 5, "97140": 6}),
        ("mt 8 min left shoulder, 15 min right shoulder, te 20", {"97140": 23, "97110": 20}),
        ("20 min 97140 and 10 of a 30 minute massage were intake", {"97140": 20, "97124": 20}),
        ("97110 20 min and 97140 20 min total 40", {"97110": 20, "97140": 20}),
        ("97124 from 9 a to 9:40a", {"97124": 40}),
        ("23 for 97110; 8 for 97140", {"97110": 23, "97140": 8}),
        ("97110 & 97140, 20 each", {"97110": 20, "97140": 20}),
        ("16 minutes of 97140 (8 + 8)", {"97140": 16}),
        ("24 min 97110 (12 supine, 12 standing)", {"97110": 24}),
        ("MT 10 min x 2 regions, TE 10 min", {"97140": 20, "97110": 10}),
        ("two 10-minute bouts of 97116 and 9 min 97112", {"97116": 20, "97112": 9}),
        (
            "10 minutes 97140 to the neck and ten to the low back, 97110 8",
            {"97140": 20, "97110": 8},
        ),
        ("units: TE MT 24 14 min respectively", {"97110": 24, "97140": 14}),
        ("units for twenty minutes of 97112 and thirty-six of 97110", {"97112": 20, "97110": 36}),
        (
            "15 min of 97110, 15 of 97140, between them we waited 10 minutes",
            {"97110": 15, "97140": 15},
        ),
    ],
)
def test_each_time_is_its_services(question: str, minutes: dict[str, int]) -> None:
    told = READER.read(question)
    assert {s.code: s.minutes for s in told.services if s.minutes} == minutes
    assert not told.unread


def test_group_time_is_no_exercise() -> None:
    told = READER.read("group 30 min, te 15 min")
    assert [(s.code or s.technique, s.minutes) for s in told.services] == [
        ("group", 30),
        ("97110", 15),
    ]
