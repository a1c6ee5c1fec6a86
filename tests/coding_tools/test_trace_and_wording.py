"""The small pieces that every calculation is made of."""

from __future__ import annotations

import pytest

from coding_tools.candidates import Candidate, ground, once, weigh
from coding_tools.trace import Calculation, Step
from coding_tools.wording import listed, unit_count
from knowledge.library import Library
from knowledge.records import CodeOption


def test_a_calculation_tells_what_it_could_not_check_and_what_it_rests_on() -> None:
    done = Calculation(
        "pair",
        {},
        {},
        (
            Step("Found.", 1, ("a/one", "a/two")),
            Step("Ended.", None, ("a/two",), "does_not_apply"),
            Step("Not stated.", None, ("b/one", "a/one"), "not_checked"),
        ),
    )
    assert done.not_checked == ("Not stated.",), "what did not apply was checked"
    assert done.supports == ("a/one", "a/two", "b/one")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ""),
        (["97124"], "97124"),
        (["97124", "97140"], "97124 and 97140"),
        (["97124", "97140", "97110"], "97124, 97140 and 97110"),
    ],
)
def test_a_list_reads_as_a_sentence(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence
    assert listed(words, "or") == sentence.replace(" and ", " or ")


@pytest.mark.parametrize(("count", "told"), [(0, "0 units"), (1, "1 unit"), (2, "2 units")])
def test_units_agree_with_their_count(count: int, told: str) -> None:
    assert unit_count(count) == told


def test_a_code_weighed_twice_keeps_its_first_verdict() -> None:
    first, second = Candidate("97124", "fits", "a", ()), Candidate("97124", "disputed", "b", ())
    assert once([first, second]) == (first,)


def test_who_puts_a_service_under_a_code_is_named_once_with_how_sure_it_is(
    library: Library,
) -> None:
    passages = ("collins-2006/5-trigger-point", "collins-2006/5-deep-tissue")
    assert ground(CodeOption(code="97124", supports=passages), library) == (
        "as Samuel A. Collins has it"
    )
    option = CodeOption(code="97124", supports=(), standing="reported")
    assert ground(option, library) == "no source named (reported)"
    verified = CodeOption(code="97124", supports=passages)
    (candidate,) = weigh([verified], "fits", library, "it was held in the hand")
    assert (candidate.why, candidate.supports) == ("it was held in the hand", passages)
