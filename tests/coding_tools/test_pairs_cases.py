"""Pairs of codes against what is published of them, for the facts that are stated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from case_files import as_params, assert_sound, read_cases

from coding_tools.pair_here import PairFacts
from coding_tools.pair_rows import quarter_of
from coding_tools.pairs import check_pair
from coding_tools.trace import Calculation
from knowledge.library import Library
from knowledge.pairs import PairExtract
from knowledge.records import PairEdit

MEDICARE = PairFacts(payer="medicare")


def judged(one: object, other: object, facts: PairFacts, library: Library) -> Calculation:
    done = check_pair(str(one), str(other), facts, library)
    assert_sound(done, library)
    return done


def assert_told(case: dict[str, Any], done: Calculation) -> None:
    """The words that a case asks of the steps, and of what was not checked."""
    told, open_points = " ".join(s.says for s in done.steps), " ".join(done.not_checked)
    assert [words for words in case.get("says", []) if words not in told] == []
    assert [words for words in case.get("not_checked", []) if words not in open_points] == []
    assert [words for words in case.get("checked", []) if words in open_points] == []


@pytest.mark.parametrize("case", as_params(read_cases("pairs")))
def test_a_pair_people_ask_about(case: dict[str, Any], library: Library) -> None:
    for column1 in map(str, case["column1"]):
        for column2 in map(str, case["column2"]):
            result = judged(column2, column1, MEDICARE, library).result
            assert result["verdict"] == case["verdict"], (column1, column2)
            if case["verdict"] != "no_edit" and not case.get("either"):
                assert (result["column1"], result["column2"]) == (column1, column2)
            opened = case["verdict"] == "modifier_allowed"
            assert result["modifier_on"] == (column2 if opened else None)
            assert bool(result["modifiers"]) == opened
            assert result["modifiers"] == case.get("modifiers", result["modifiers"])
            assert result["table"] == "2024Q3"


@pytest.mark.parametrize("case", as_params(read_cases("pairs_dated")))
def test_an_edit_is_judged_by_the_date_of_service(case: dict[str, Any], library: Library) -> None:
    done = judged(*case["codes"], PairFacts(case["date"], "medicare"), library)
    assert done.result["verdict"] == case["verdict"]
    for key in ("column1", "modifier_on"):
        if key in case:
            assert done.result[key] == str(case[key])
    if case["verdict"] == "no_edit":
        assert done.result["indicator"] in (
            case.get("indicator", done.result["indicator"]),
            9,
            None,
        )
    assert done.result["here"] == case.get("here", done.result["here"])
    assert done.result["here"] != case.get("not_here")
    assert_told(case, done)


@pytest.mark.parametrize("case", as_params(read_cases("pairs_here")))
def test_what_a_verdict_comes_to_here(case: dict[str, Any], library: Library) -> None:
    facts = PairFacts(**{"payer": "medicare", **case["facts"]})
    for codes in (case["codes"], case["codes"][::-1]):
        done = judged(*codes, facts, library)
        assert done.result["here"] == case.get("here", done.result["here"])
        assert done.result["here"] != case.get("not_here")
        assert done.result["verdict"] == case.get("verdict", done.result["verdict"])
        assert_told(case, done)


def test_a_stated_fact_stands_among_the_inputs_and_no_other(library: Library) -> None:
    done = judged("98941", "97140", PairFacts(date(2024, 8, 1), regions="same"), library)
    assert done.inputs == {
        "codes": ["98941", "97140"],
        "date_of_service": "2024-08-01",
        "regions": "same",
    }


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2025, 12, 31), "no_edit"),
        (date(2026, 1, 1), "never_together"),
        (date(2026, 3, 31), "never_together"),
        (date(2026, 4, 1), "no_edit"),
        (None, "no_edit"),
    ],
)
def test_a_table_with_effective_dates_rules_from_its_first_day_to_its_last(
    on: date | None, verdict: str, library: Library
) -> None:
    row = PairEdit(
        column1="97110",
        column2="97124",
        effective_on=date(2026, 1, 1),
        deleted_on=date(2026, 3, 31),
        indicator=0,
        rationale="made for this test",
    )
    table = PairExtract("2026Q1", "cms-ncci-ptp-2024q3", (row,), frozenset({"97110", "97124"}))
    done = check_pair("97124", "97110", MEDICARE._replace(date_of_service=on), library, table)
    assert (done.result["verdict"], done.result["table"]) == (verdict, "2026Q1")
    assert not any("when the edit resumed" in says for says in done.not_checked)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2024, 1, 1), "2024Q1"),
        (date(2024, 3, 31), "2024Q1"),
        (date(2024, 4, 1), "2024Q2"),
        (date(2024, 6, 30), "2024Q2"),
        (date(2024, 7, 1), "2024Q3"),
        (date(2024, 9, 30), "2024Q3"),
        (date(2024, 10, 1), "2024Q4"),
        (date(2024, 12, 31), "2024Q4"),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: str) -> None:
    assert quarter_of(day) == quarter
