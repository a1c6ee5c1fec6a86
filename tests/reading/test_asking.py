"""What a message wants stands in its question; the story before it gives facts."""

from __future__ import annotations

import pytest

from assistant.reading.asking import asking
from assistant.reading.reader import Reader, reader_of
from assistant.reading.text import tokens
from knowledge.library import Library, bundled


@pytest.fixture(scope="module")
def library() -> Library:
    return bundled()


@pytest.fixture(scope="module")
def reader(library: Library) -> Reader:
    return reader_of(library)


def test_a_story_gives_facts_and_asks_for_nothing(reader: Reader) -> None:
    facts = reader.read(
        "The auditor went through the notes for 97124. How many units are 38 minutes of it?"
    )
    assert "units" in facts.wants
    assert "documentation" not in facts.wants
    assert facts.codes == ("97124",)


def test_a_question_that_says_nothing_of_what_is_wanted_leaves_it_to_the_story(
    reader: Reader,
) -> None:
    facts = reader.read("Our note for 97124 names no goal. Is that right?")
    assert "documentation" in facts.wants


def test_lines_that_are_told_with_a_question_are_asked_about_together(reader: Reader) -> None:
    facts = reader.read("97012 and 97140 on the same day. What does the note have to show?")
    assert {"pair", "documentation"} <= facts.wants


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("I bill 97124. Please tell me how many units fit an hour.", "how many units"),
        ("She was late. Does 97140 count?", "97140"),
        ("Does 97140 count?", ""),
        ("STM 20 min. Did well.", ""),
    ],
)
def test_the_sentences_that_ask(library: Library, message: str, left: str) -> None:
    found = " ".join(t.text for t in asking(tokens(message), library.words.asking))
    assert (left in found) if left else not found


def test_time_on_the_phone_is_no_treatment(reader: Reader) -> None:
    facts = reader.read("I was on the phone with the insurer for 40 minutes about her massage.")
    assert not facts.timed_services
    assert [d.minutes for d in facts.idle] == [40]


def test_the_size_of_a_unit_is_no_time_given(reader: Reader) -> None:
    facts = reader.read("Is massage billed in units of fifteen minutes?")
    assert not facts.timed_services


def test_table_time_stands_for_the_appointment(reader: Reader) -> None:
    facts = reader.read(
        "I gave an hour's massage; the appointment was an hour, and table time was 51 minutes. "
        "Units of 97124?"
    )
    assert {s.minutes for s in facts.services if s.minutes} == {51}


@pytest.mark.parametrize(
    ("question", "minutes"),
    [
        ("97110 for 30 minutes in the morning and again in the afternoon for 25 minutes", 55),
        ("30 minutes of 97110. She came back after lunch for another 25 minutes. Units?", 55),
        ("97110 30 min Tuesday morning; Tuesday afternoon 25 min", 55),
        ("97140 20 minutes and 12 minutes of something else", 20),
    ],
)
def test_the_same_service_once_more_on_a_day(reader: Reader, question: str, minutes: int) -> None:
    facts = reader.read(question)
    assert [s.minutes for s in facts.services if s.minutes] == [minutes]


def test_a_question_that_can_be_understood_alone_is_searched_alone(reader: Reader) -> None:
    alone = reader.read("Can you explain the midpoint rule? My boss keeps saying more than half.")
    pointing = reader.read("I read of constant attendance. Does massage belong there?")
    assert alone.asked == "Can you explain the midpoint rule?"
    assert not pointing.asked
