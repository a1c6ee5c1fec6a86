"""A payer that no list holds is known by the form of its name, and said to be not held."""

from __future__ import annotations

import pytest

from assistant.reading.reader import reader_of
from knowledge.library import bundled


@pytest.mark.parametrize(
    ("question", "payer"),
    [
        ("97110 20 min and 97140 20 min, ACME plan", "ACME plan"),
        ("97124 with 97140 for Zenith Health Plan", "Zenith Health Plan"),
        ("does the Mountain States Health Plan pay for massage?", "Mountain States Health Plan"),
        ("20 min 97110, payer: Zenith Mutual", "Zenith Mutual"),
        ("my payer is Zenith, 97124", "Zenith"),
        ("97124 through the Teamsters fund", "Teamsters fund"),
        ("Does Blue Moon Insurance want GP?", "Blue Moon Insurance"),
        ("DOES QUOXLEY INSURANCE COVER 97124 AT ALL PLEASE", "QUOXLEY INSURANCE"),
    ],
)
def test_a_name_before_what_a_payer_is(question: str, payer: str) -> None:
    assert reader_of(bundled()).read(question).unheld == (("payer", payer),)


@pytest.mark.parametrize(
    "question",
    [
        "private insurance, 20 min of 97110",
        "My insurance denied 97124",
        "Insurance: Denied 97124",
        "payer Unknown, 20 min 97110",
        "97140 in the HEP plan",
        "What must the Treatment Plan say for 97124?",
        "does accepting insurance pay?",
        "97124, UnitedHealthcare plan",
        "Medicare Advantage plan, 97124",
    ],
)
def test_what_is_no_payers_name(question: str) -> None:
    assert reader_of(bundled()).read(question).unheld == ()
