"""What a message asks, without the greetings and thanks about it."""

import pytest

from assistant.reading.asking import heart
from knowledge.library import bundled


@pytest.fixture(scope="module")
def read():
    words = bundled().words
    return lambda message: heart(message, words)


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "Hello, I hope you can help me. 44 min. of 97124? Thank you so much!",
            "44 min. of 97124?",
        ),
        ("Hi all, sorry if it's a silly question - MET code? :)", "MET code?"),
        ("units for 38 min of massage, thanks in advance", "units for 38 min of massage"),
        ("quick question: is 97124 timed?", "is 97124 timed?"),
        ("Thanks! And for TRICARE?", "And for TRICARE?"),
        ("Ok, and Aetna?", "and Aetna?"),
        ("got it. Great, which line?", "which line?"),
    ],
)
def test_greetings_and_thanks_are_not_read(read, message, asked):
    assert read(message) == asked


@pytest.mark.parametrize(
    "message",
    [
        "hello",
        "Thanks!",
        "no, thanks",
        "yes please",
        "ok",
        "Right shoulder",
        "Sorry, 12 not 20",
        "sorry I meant Medicare.",
    ],
)
def test_a_turn_that_says_something_by_it_is_kept(read, message):
    assert read(message) == message


@pytest.mark.parametrize(
    "message", ["97110\t20\n97140\t18\nMedicare", "10 a.m. to 10:30: 97124", "PTA here. 97124?"]
)
def test_whatever_may_be_a_fact_is_kept_to_the_letter(read, message):
    assert read(message) == message
