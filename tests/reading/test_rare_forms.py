"""Forms that few questions have, each of which one branch of the reading alone hears."""

from __future__ import annotations

import pytest

from assistant.reading.reader import reader_of
from knowledge.library import bundled

READER = reader_of(bundled())


@pytest.mark.parametrize(
    ("question", "minutes"),
    [
        ("97140 quarter to noon until 12:20 pm, units?", [35]),
        ("97140 from 9:00 A. M. to 9:38 A. M., units?", [38]),
        ("half-hour session of 97124, units?", [30]),
        ("an hour, 10 minutes of 97124, units?", [70]),
        ("2 areas x 8 min of 97140, units?", [16]),
        ("97140 twice 9 min, units?", [18]),
        ("97110 for 9 minutes twice, units?", [18]),
        ("97110 12 min each of two legs", [24]),
        ("97110 40 min, 10 of them unattended", [30]),
        ("two 8-minute services, 97110 and 97140, units?", [8, 8]),
    ],
)
def test_a_time_is_read_in_a_rare_form(question: str, minutes: list[int]) -> None:
    assert [s.minutes for s in READER.read(question).services] == minutes


@pytest.mark.parametrize(
    "question",
    [
        "an 8-min-per-code plan: is it right for 97140?",
        "anything less than 8 minutes, is it billable?",
        "does 97140 require 8 minutes for a unit?",
    ],
)
def test_a_bound_of_a_rule_is_no_service_s_time(question: str) -> None:
    facts = READER.read(question)
    assert not facts.timed_services
    assert not facts.given


def test_minutes_beside_an_adjustment_are_where_they_were_given() -> None:
    facts = READER.read("Chiro adjusted C and T, then 30 minutes on the hamstrings. Codes?")
    assert facts.services[0].regions == ("cervical", "thoracic")
    assert [d.minutes for d in facts.loose] == [30]
