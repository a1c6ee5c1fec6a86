"""What is another subject, and what stays a question of this field though it sounds like one."""

from __future__ import annotations

import pytest

from tests.turns.asking import asked


@pytest.mark.parametrize(
    "question",
    [
        "massage table height",
        "what is the best massage chair to buy",
        "How do I relieve a stiff neck at home?",
        "Is deep tissue massage safe during pregnancy?",
        "Can cupping cause bruises?",
        "my shoulder clicks after the massage should I worry",
        "how do I treat sciatica with massage, which strokes",
        "How do I get hired at a chiropractor's office as an LMT?",
        "how much do massage therapists earn",
        "the gate code of the massage office",
        "Error code on our ultrasound unit, what now?",
    ],
)
def test_care_shopping_and_the_trade_are_another_subject(question: str) -> None:
    assert asked(question).status == "out_of_scope"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("massage chair, unattended, which CPT?", "97039"),
        ("stretching", "97140"),
        ("dry needled 4 muscles around the shoulder blade", "20561"),
        ("Does a G5 or Thumper count as massage?", "97124"),
        ("What is the carpal tunnel story on the codingahead page about?", "codingahead.com"),
        ("School district that covers massage - which state?", "Oregon"),
    ],
)
def test_what_is_done_or_written_belongs_to_the_field(question: str, told: str) -> None:
    answer = asked(question)
    assert answer.status in ("answered", "needs_fact")
    assert told in answer.text


def test_two_passages_of_one_place_share_a_line() -> None:
    text = asked("20 minutes of 97110 and 20 minutes of 97140 for Medicare: how many units?").text
    places = [line.split("] ", 1)[1] for line in text.splitlines() if line.startswith("[")]
    assert len(places) == len(set(places)) > 0
