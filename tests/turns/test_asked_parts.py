"""A message that asks several things has the direct answer to each in its headline."""

from __future__ import annotations

import pytest

from assistant.reading.asked_parts import asked_parts
from knowledge.library import bundled
from tests.turns.asking import asked


def parts(question: str) -> tuple[str, ...]:
    return asked_parts(question, bundled().words.asking_words)


@pytest.mark.parametrize(
    "question",
    [
        "Is 97140 bundled with CMT and exercise?",
        "I adjusted the neck and did the legs, 97124 for 20 minutes: how many units?",
        "On which line does 59 go if I adjust three regions and do 97112 somewhere else?",
        "When a tool helps the practitioner, what is the code?",
        "Which modifier, and on which code, when 98942 and 99213 fall on one day?",
        "I have a feeling that I know it but would like to see it confirmed: is 97140 timed?",
        "A page says that only massage takes 59 or XS. It names 97124.",
    ],
)
def test_one_thing_asked_is_one_part(question: str) -> None:
    assert parts(question) == (question,)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "What is 97124 and does Medicare pay it?",
            ("What is 97124?", "does Medicare pay it?"),
        ),
        (
            "MLD 30 minutes: what code, how many units?",
            ("MLD 30 minutes: what code?", "how many units?"),
        ),
        (
            "59 or XS, and on which line?",
            ("59 or XS?", "on which line?"),
        ),
        (
            "I did 38 minutes. How many units? My boss is new. Is 97124 timed?",
            ("I did 38 minutes. How many units?", "My boss is new. Is 97124 timed?"),
        ),
    ],
)
def test_what_is_told_goes_with_what_is_asked_behind_it(
    question: str, told: tuple[str, ...]
) -> None:
    assert parts(question) == told


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "is 97140 OK with 97530 and how many units are 23 min of each",
            "No Medicare edit stands between 97140 and 97530",
            "by CMS's rule (the day's total) 3 units",
        ),
        (
            "how many units is 38 minutes of massage and do I need GP?",
            "38 minutes of 97124 are 3 units",
            "GP on 97124",
        ),
        (
            "can I bill 97124 and 97140 together, and what must my note show?",
            "No: 97140 and 97124 are never paid together",
            "The record for 97124 must show",
        ),
        (
            "what's 97124 and does Medicare pay it?",
            "97124 is massage",
            "Medicare pays 97124 under a plan of care",
        ),
        (
            "How many units is 38 min of 97140 for Medicare, and can it go with 97124?",
            "38 minutes of 97140 are 3 units",
            "97140 and 97124 are never paid together",
        ),
        (
            "How many minutes do I need for four units, and is a 60 minute session enough?",
            "4 units: 53 through 67 minutes",
            "60 minutes of a timed code are 4 units",
        ),
        (
            "how many units, and what code is 30 minutes of lymphatic drainage by hand?",
            "30 minutes of 97140 are 2 units",
            "Manual lymphatic drainage is 97140",
        ),
        (
            "Does the AT modifier go on 97140 and what is it for?",
            "AT on 97140 is wrong",
            "AT marks active treatment",
        ),
    ],
)
def test_each_thing_asked_is_answered_in_order(question: str, first: str, second: str) -> None:
    headline = asked(question).headline
    assert -1 < headline.find(first) < headline.find(second)


def test_each_direct_answer_rests_on_its_own_supports() -> None:
    answer = asked("how many units is 38 minutes of massage and do I need GP?")
    assert len(answer.leading) == 2
    assert answer.headline == " ".join(lead.text for lead in answer.leading)
    assert set(answer.leading[0].supports).isdisjoint(answer.leading[1].supports)
    assert answer.text.count(answer.leading[0].text) == 1


def test_no_statement_says_what_the_headline_says() -> None:
    answer = asked("can I bill 97124 and 97140 together, and what must my note show?")
    below = [s.text for s in answer.statements if s not in answer.leading]
    assert len(below) == len(set(below))
    assert not any(text in answer.headline for text in below)


def test_a_part_that_is_not_held_is_told_beside_the_other() -> None:
    headline = asked("How many units is 38 min of 97124, and what is Cigna's fee for it?").headline
    assert headline.startswith("38 minutes of 97124 are 3 units")
    assert "The second question is not covered by the library" in headline


def test_parts_with_one_answer_have_it_once() -> None:
    headline = asked("What replaced 97001, and when did it end?").headline
    assert headline.count("97001 was deleted") == 1


def test_a_third_part_that_is_refused_is_told_by_its_place() -> None:
    headline = asked(
        "How many units is 38 minutes of 97110 for Medicare? Can 97140 be billed with 97530? "
        "Does Kaiser cover 97140 in Ohio?"
    ).headline
    assert "The third question is not covered" in headline
    assert "Kaiser" in headline


def test_a_part_asked_twice_does_not_shift_the_places_of_the_others() -> None:
    headline = asked(
        "Can 97140 be billed with 97530? Can I bill 97140 with 97530? "
        "How much does Kaiser pay for 97140?"
    ).headline
    assert "The third question is not covered" in headline
