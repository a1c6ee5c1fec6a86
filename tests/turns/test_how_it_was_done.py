"""How a service was done, told in a later turn: its code changes, and the others stay."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from tests.turns.asking import assistant


def turns(*told: str) -> Answer:
    held = None
    for words in told:
        done = assistant().ask(words, held)
        held = done.conversation
    return done.answer


@pytest.mark.parametrize(
    ("first", "then", "counted"),
    [
        (
            "97110 20 min, traction by hand 12 min, Medicare",
            "the traction was by machine",
            {"97110": 1, "97012": 1},
        ),
        (
            "12 min ultrasound, 20 min massage, 10 min e-stim unattended, Medicare",
            "the estim was attended",
            {"97035": 1, "97124": 1, "97032": 1},
        ),
    ],
)
def test_the_other_services_stay(first: str, then: str, counted: dict[str, int]) -> None:
    (units,) = [c.result["units"] for c in turns(first, then).calculations if c.tool == "units"]
    assert units == counted


def test_the_code_goes_first_where_it_went_first() -> None:
    answer = turns("traction by machine, 15 min", "and by hand?")
    assert answer.calculations[0].result["codes"] == ["97140"]
    assert answer.headline.startswith("Traction is 97140")


def test_one_region_for_both() -> None:
    answer = turns("97140 and 98940, both neck")
    assert answer.headline.startswith("No: ")


def test_both_modifiers_for_one_line() -> None:
    answer = turns("97124 with 98940 on the shoulder", "can I use both 59 and XS?")
    assert "never both together" in answer.headline


def test_help_is_offered_where_nothing_is_asked_yet() -> None:
    assert turns("hi, can you help me with massage billing?").status == "out_of_scope"
    assert turns("can you help me with billing 97124?").status == "answered"


def test_a_payer_that_follows_cms_is_counted_so_and_not_named_medicare() -> None:
    answer = turns("Our patient has Aetna. 45 minutes of 97140", "they say they follow CMS")
    assert {c.result["method"] for c in answer.calculations if c.tool == "units"} == {"cms"}
    assert "Medicare (original)" not in answer.headline


def test_codes_that_others_say_a_service_has_are_put_forward() -> None:
    answer = turns("My boss says trigger point is 97140", "my teacher says 97124")
    assert [c.tool for c in answer.calculations] == ["code_choice"]
