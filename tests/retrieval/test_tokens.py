"""Codes, ranges, modifiers and numbers are exact; other words fold."""

import pytest

from retrieval.stems import stem
from retrieval.tokens import exact_tokens, named, tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("97140", ["97140"]),
        ("CPT® 97140.", ["cpt", "97140"]),
        ("g0283 and S9090", ["g0283", "s9090"]),
        ("0213T", ["0213t"]),
        ("97124/97140", ["97124", "97140"]),
        ("97140x2", ["97140", "x2"]),
        ("M54.50", ["m54.50"]),
        ("$2,330.50", ["2330.50"]),
        ("42 CFR 410.60", ["42", "cfr", "410.60"]),
        ("1234567", ["1234567"]),
    ],
)
def test_codes_and_numbers_are_exact(text: str, found: list[str]) -> None:
    assert tokens(text) == found


@pytest.mark.parametrize("dash", ["-", "–", "—", " - ", " to ", " through ", " thru "])
def test_a_range_counts_as_each_code_in_it_and_as_itself(dash: str) -> None:
    found = tokens(f"98940{dash}98942")
    assert found == ["98940-98942", "98940", "98941", "98942"]


def test_ranges_of_letter_codes_and_short_ones() -> None:
    assert tokens("G0281-G0283") == ["g0281-g0283", "g0281", "g0282", "g0283"]
    assert tokens("97161-3") == ["97161-97163", "97161", "97162", "97163"]


@pytest.mark.parametrize("text", ["97010-97799", "98942-98940", "97140-G0283"])
def test_what_is_no_narrow_range_counts_as_its_two_ends(text: str) -> None:
    assert len(tokens(text)) == 3


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("97140-59", {"59"}),
        ("97140GP", {"GP"}),
        ("modifier 59", {"59"}),
        ("modifiers 59, XS, and GP;", {"59", "XS", "GP"}),
        ("the 25 modifier", {"25"}),
        ("X{EPSU}", {"XE", "XP", "XS", "XU"}),
        ("KX", {"KX"}),
        ("97140 25 minutes", set()),
        ("59 minutes", set()),
        ("go home at noon", set()),
        ("97140 at home", set()),
    ],
)
def test_modifiers_are_told_from_numbers_and_words(text: str, marks: set[str]) -> None:
    assert named(text)[1] == marks


def test_what_is_named_is_in_capitals_with_ranges_written_out() -> None:
    codes, modifiers = named("g0281-g0283 with 97140-59")
    assert codes == {"G0281", "G0282", "G0283", "97140"}
    assert modifiers == {"59"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mobilisation", "mobilization"),
        ("mobilising", "mobilize"),
        ("oedema", "edema"),
        ("labelled", "labeled"),
        ("centre", "center"),
        ("colour", "color"),
        ("orthopaedic", "orthopedic"),
        ("anaesthesia", "anesthesia"),
        ("analyse", "analyze"),
        ("licence", "license"),
        ("programmes", "programs"),
        ("therapies", "therapy"),
        ("billing", "billed"),
        ("bills", "billable"),
        ("massages", "massaging"),
        ("manipulation", "manipulative"),
        ("documentation", "documented"),
        ("timed", "time"),
        ("mins", "minutes"),
        ("treatment", "treat"),
    ],
)
def test_one_word_in_two_forms(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("massage", "message"), ("united", "unit"), ("therapy", "therapist"), ("payer", "pay")],
)
def test_two_words_stay_two(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_negation_is_kept_and_small_words_are_not() -> None:
    assert tokens("It isn't covered, and can't be") == ["not", "cover", "not"]


def test_one_on_one_is_a_word() -> None:
    assert tokens("one-on-one") == tokens("1 on 1") == tokens("one to one")


def test_known_codes_give_the_tokens_of_a_text() -> None:
    assert exact_tokens(["98940-98942"], ["59"]) == [*tokens("98940-98942"), "mod:59"]


def test_a_very_long_text_is_no_trouble() -> None:
    assert len(tokens("97140, modifier 59 and " * 5_000)) == 15_000
