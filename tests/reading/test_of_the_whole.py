"""Minutes that are told as a part of other minutes: the whole is never counted beside them."""

from __future__ import annotations

import pytest

from assistant.reading.reader import Reader, reader_of
from knowledge.library import bundled


@pytest.fixture(scope="module")
def reader() -> Reader:
    return reader_of(bundled())


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("10 of the 38 minutes were 97140, the rest 97110", [("97140", 10), ("97110", 28)]),
        ("10 minutes of the 38 min were 97140, rest 97110", [("97140", 10), ("97110", 28)]),
        ("Of 38 minutes 10 were 97140 and 28 were 97110", [("97140", 10), ("97110", 28)]),
        (
            "Of 38 minutes, 5 charting, 10 were 97140, the rest 97110",
            [("97140", 10), ("97110", 23)],
        ),
        ("10 of my 40 minutes were charting, the rest 97124", [("97124", 30)]),
        ("5 minutes of the 45 minutes was a break, rest 97124", [("97124", 40)]),
        ("10 of 50 min were intake, 40 of 97124", [("97124", 40)]),
        ("Medicare paid 4 of the 6 units of 97124", [("97124", None)]),
        ("125 minutes of 97535 and 97542: 65 and 60", [("97535", 65), ("97542", 60)]),
        ("the assistant did 9 of 15 minutes of 97110", [("97110", 15)]),
        ("booked for an hour, hands on for 52 minutes: 97124", [("97124", 52)]),
        ("60 minutes split evenly between 97110 and 97140", [("97110", 30), ("97140", 30)]),
        ("125 minutes total of 97530, 9 units?", [("97530", 125)]),
        ("38 minutes altogether, 23 on 97110, the rest 97140", [("97110", 23), ("97140", 15)]),
        ("20 minutes of 97110 and 25 minutes of 97140", [("97110", 20), ("97140", 25)]),
    ],
)
def test_a_part_is_counted_and_the_whole_is_not(
    words: str, counted: list[tuple[str, int | None]], reader: Reader
) -> None:
    assert [(s.code, s.minutes) for s in reader.read(words).services] == counted


@pytest.mark.parametrize(
    "words",
    [
        "45 minutes of 97124 and 97110 together",
        "45 minutes of 97124 and 97110",
        "97124 and 97110, 45 minutes in total",
        "we split 45 minutes between 97124 and 97110",
    ],
)
def test_one_time_of_several_services_is_none_of_theirs(words: str, reader: Reader) -> None:
    facts = reader.read(words)
    assert [s.minutes for s in facts.services] == [None, None]
    assert [(d.minutes, d.role) for d in facts.loose] == [(45, "total")]
