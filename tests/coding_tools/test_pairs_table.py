"""The whole pair table, row by row: what a row says is what is answered, and nothing else is."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

import pytest
from case_files import assert_sound, often
from hypothesis import given
from hypothesis import strategies as st

from coding_tools.pair_here import PairFacts
from coding_tools.pairs import check_pair
from knowledge.library import HOME, Library, bundled

VERDICTS = {"0": "never_together", "1": "modifier_allowed"}
MEDICARE = PairFacts(payer="medicare")
LAST_OF_2019 = date(2019, 12, 31)


class Row(NamedTuple):
    """A row as the file has it."""

    column1: str
    column2: str
    ended: date | None
    indicator: str


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    with (HOME / "tables/ncci_ptp_2024q3.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Row(
                line["column1"],
                line["column2"],
                date.fromisoformat(line["deletion_date"]) if line["deletion_date"] else None,
                line["modifier_indicator"],
            )
            for line in csv.DictReader(file)
        )


@pytest.fixture(scope="module")
def by_pair(rows: tuple[Row, ...]) -> Mapping[frozenset[str], list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[frozenset((row.column1, row.column2))].append(row)
    return found


@pytest.fixture(scope="module")
def scope() -> tuple[str, ...]:
    return tuple((HOME / "tables/ncci_scope.txt").read_text(encoding="utf-8").split())


def test_the_table_is_the_one_in_force_on_2024_07_01(
    rows: tuple[Row, ...], scope: tuple[str, ...]
) -> None:
    assert (len(rows), len(scope)) == (2324, 106)
    assert {code for row in rows for code in row[:2]} <= set(scope)


def test_every_live_row_gives_its_verdict_in_either_order(
    rows: tuple[Row, ...], library: Library
) -> None:
    live = [row for row in rows if row.ended is None]
    assert len(live) == 959
    for row in live:
        for codes in ((row.column1, row.column2), (row.column2, row.column1)):
            result = check_pair(*codes, MEDICARE, library).result
            assert (result["column1"], result["column2"]) == row[:2]
            assert result["verdict"] == VERDICTS[row.indicator]
            assert result["indicator"] == int(row.indicator)
            assert result["modifier_on"] == (row.column2 if row.indicator == "1" else None)


def test_every_pair_of_the_scope_without_a_live_row_has_no_edit(
    by_pair: Mapping[frozenset[str], list[Row]], scope: tuple[str, ...], library: Library
) -> None:
    count = 0
    for pair in combinations(scope, 2):
        if any(row.ended is None for row in by_pair.get(frozenset(pair), [])):
            continue
        result = check_pair(*pair, MEDICARE, library).result
        assert (result["verdict"], result["modifier_on"]) == ("no_edit", None), pair
        assert result["indicator"] in (None, 9)
        count += 1
    assert count == 106 * 105 // 2 - 959


def test_a_code_outside_the_scope_is_not_loaded_and_never_allowed(
    scope: tuple[str, ...], library: Library
) -> None:
    for code in scope:
        for codes in ((code, "S9090"), ("00100", code)):
            result = check_pair(*codes, MEDICARE, library).result
            assert (result["verdict"], result["indicator"]) == ("not_loaded", None)
            assert (result["column1"], result["column2"]) == codes
            assert result["here"] in ("depends", "not_reportable")


def test_an_ended_row_rules_up_to_its_last_day_and_not_after(
    by_pair: Mapping[frozenset[str], list[Row]], library: Library
) -> None:
    """On each last day and the day after, the earliest row that has not ended yet rules."""
    for pair, rows in by_pair.items():
        ruling = [row for row in rows if row.indicator != "9"]
        for last in {row.ended for row in rows if row.ended}:
            for on in (last - timedelta(1), last, last + timedelta(1)):
                open_rows = [row for row in ruling if row.ended is None or row.ended >= on]
                first = min((row.ended or date.max for row in open_rows), default=None)
                right = {
                    (VERDICTS[row.indicator], row.column1, row.column2)
                    for row in open_rows
                    if (row.ended or date.max) == first
                }
                result = check_pair(*pair, MEDICARE._replace(date_of_service=on), library).result
                given = (result["verdict"], result["column1"], result["column2"])
                if right:
                    assert given in right, (pair, on)
                else:
                    assert given[0] == "no_edit", (pair, on)


def test_a_row_with_indicator_9_never_rules(
    by_pair: Mapping[frozenset[str], list[Row]], library: Library
) -> None:
    only_nines = {
        pair: rows for pair, rows in by_pair.items() if {row.indicator for row in rows} == {"9"}
    }
    assert only_nines
    for pair, rows in only_nines.items():
        days = [None, *(row.ended + timedelta(n) for row in rows if row.ended for n in (-1, 0, 1))]
        for on in days:
            done = check_pair(*pair, MEDICARE._replace(date_of_service=on), library)
            assert (done.result["verdict"], done.result["indicator"]) == ("no_edit", 9), pair
            assert any(step.outcome == "does_not_apply" for step in done.steps)


def test_a_live_row_without_a_start_after_an_ended_one_says_so_from_2020_on(
    by_pair: Mapping[frozenset[str], list[Row]], library: Library
) -> None:
    """531 pairs, CMT with re-education among them: the table can't show when the edit resumed."""
    resumed = {
        pair
        for pair, rows in by_pair.items()
        if any(row.ended == LAST_OF_2019 for row in rows) and any(row.ended is None for row in rows)
    }
    assert len(resumed) == 531
    assert frozenset(("98940", "97112")) in resumed
    for pair in resumed:
        for on, told in ((LAST_OF_2019, False), (LAST_OF_2019 + timedelta(1), True)):
            done = check_pair(*pair, MEDICARE._replace(date_of_service=on), library)
            assert any("when the edit resumed" in says for says in done.not_checked) == told, pair


def test_the_last_edits_of_97122_ended_with_march_1999(rows: tuple[Row, ...]) -> None:
    its_own = [row for row in rows if "97122" in row[:2]]
    assert max(row.ended for row in its_own if row.ended) == date(1999, 3, 31)
    assert all(row.ended for row in its_own)


stated = st.builds(
    PairFacts,
    date_of_service=st.none() | st.dates(date(1996, 1, 1), date(2027, 1, 1)),
    payer=st.sampled_from([None, "medicare", "uhc", "some plan"]),
    regions=st.sampled_from([None, "same", "different"]),
    times=st.sampled_from([None, "same", "separate"]),
    providers=st.sampled_from([None, "same", "other"]),
    evaluation_separate=st.sampled_from([None, True, False]),
    dates=st.sampled_from([None, "same", "different"]),
    patients=st.sampled_from([None, "same", "different"]),
)
any_code = st.sampled_from([*sorted(bundled().pairs.scope), "S9090", "97999"])


@often(200)
@given(any_code, any_code, stated)
def test_the_order_of_the_codes_does_not_matter_and_every_step_is_sound(
    one: str, other: str, facts: PairFacts
) -> None:
    library = bundled()
    there, back = check_pair(one, other, facts, library), check_pair(other, one, facts, library)
    for key in ("verdict", "indicator", "modifier_on", "modifiers", "table", "here"):
        assert there.result[key] == back.result[key]
    if there.result["indicator"] is not None:
        assert there.result["column1"] == back.result["column1"]
    assert {there.result["column1"], there.result["column2"]} == {one, other}
    assert_sound(there, library)
    assert (there.result["verdict"] == "modifier_allowed") == bool(there.result["modifiers"])


@often(100)
@given(any_code, any_code, stated)
def test_never_together_is_opened_by_nothing_but_another_date_or_patient(
    one: str, other: str, facts: PairFacts
) -> None:
    result = check_pair(one, other, facts, bundled()).result
    if result["verdict"] == "never_together":
        assert result["here"] != "with_modifier"
        assert result["here"] != "reportable" or "different" in (facts.dates, facts.patients)
        assert (result["modifier_on"], result["modifiers"]) == (None, [])
    if result["verdict"] == "not_loaded":
        assert result["here"] != "reportable"


def test_a_passage_that_names_codes_is_cited_for_those_codes_alone(
    rows: tuple[Row, ...], library: Library
) -> None:
    strange = defaultdict(set)
    for row in rows:
        if row.ended is None:
            for key in check_pair(row.column1, row.column2, MEDICARE, library).supports:
                named = set(library.passages[key].codes) if key in library.passages else set()
                if named and not {row.column1, row.column2} <= named:
                    strange[key].add(row[:2])
    assert strange == {}
