"""What holds of every count of units, whatever the day."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pytest
from case_files import assert_sound, often
from hypothesis import given
from hypothesis import strategies as st

from coding_tools.units import Service, count_units
from knowledge.library import bundled

METHODS = ("cms", "cpt_midpoint", "full_15", "min_13")
ALONE = METHODS[1:]
TIMED = ("97032", "97035", "97110", "97112", "97116", "97124", "97140", "97530")
OTHERS = ("97010", "G0283", "98941", "97039", "97001", "99999")

thorough = often(75)
days = st.dictionaries(st.sampled_from(TIMED), st.integers(0, 130), min_size=1, max_size=5)
# Leftovers that are often equal, so that ties come up.
tied_days = st.dictionaries(
    st.sampled_from(TIMED),
    st.sampled_from([0, 5, 7, 8, 15, 20, 22, 23, 35]),
    min_size=1,
    max_size=5,
)
any_day = st.one_of(days, tied_days)


def result_of(minutes: dict[str, int], method: str) -> dict[str, Any]:
    library = bundled()
    services = [Service(code, given) for code, given in minutes.items()]
    return count_units(services, library.methods[method], library.codes).result


def splits_of(result: dict[str, Any]) -> set[frozenset[tuple[str, int]]]:
    """The allowed splits as a set."""
    return {frozenset(split.items()) for split in result["alternatives"]}


def every_split(minutes: dict[str, int]) -> set[frozenset[tuple[str, int]]]:
    """Every split that CMS's rule allows, found by trying each set of codes for the spare units."""
    total = sum(minutes.values())
    units = 0 if total < 8 else (total + 7) // 15
    left = {code: given % 15 for code, given in minutes.items()}
    spare = units - sum(given // 15 for given in minutes.values())
    found = set()
    for lucky in combinations(minutes, spare):
        poorest = min((left[code] for code in lucky), default=99)
        if all(left[code] <= poorest for code in minutes if code not in lucky):
            split = {code: given // 15 + (code in lucky) for code, given in minutes.items()}
            found.add(frozenset((code, n) for code, n in split.items() if n))
    return found


@thorough
@given(any_day)
def test_cms_units_come_from_the_days_total(minutes: dict[str, int]) -> None:
    result = result_of(minutes, "cms")
    total = sum(minutes.values())
    assert result["total_minutes"] == total
    assert result["total_units"] == (0 if total < 8 else (total + 7) // 15)


@thorough
@given(any_day)
def test_cms_gives_exactly_the_splits_that_trying_all_finds(minutes: dict[str, int]) -> None:
    result = result_of(minutes, "cms")
    assert splits_of(result) == every_split(minutes)
    assert result["alternatives_total"] == len(every_split(minutes))


@thorough
@given(any_day)
def test_the_spare_units_are_no_more_than_the_codes_with_minutes_left(
    minutes: dict[str, int],
) -> None:
    result = result_of(minutes, "cms")
    spare = result["total_units"] - sum(given // 15 for given in minutes.values())
    assert 0 <= spare <= sum(given % 15 > 0 for given in minutes.values())


@thorough
@given(any_day)
def test_each_code_keeps_its_full_fifteens_and_gets_at_most_one_more(
    minutes: dict[str, int],
) -> None:
    for split in result_of(minutes, "cms")["alternatives"]:
        for code, given_minutes in minutes.items():
            more = split.get(code, 0) - given_minutes // 15
            assert more in (0, 1)
            assert not (more and given_minutes % 15 == 0), "a unit for no minute"


@thorough
@given(any_day, st.sampled_from(METHODS))
def test_every_split_adds_up_to_the_days_total(minutes: dict[str, int], method: str) -> None:
    result = result_of(minutes, method)
    assert {sum(split.values()) for split in result["alternatives"]} == {result["total_units"]}
    assert all(n > 0 for split in result["alternatives"] for n in split.values())


@thorough
@given(any_day, st.sampled_from(METHODS))
def test_splits_are_unique_and_the_shown_one_stands_first(
    minutes: dict[str, int], method: str
) -> None:
    result = result_of(minutes, method)
    assert result["alternatives"][0] == result["units"]
    assert len(splits_of(result)) == len(result["alternatives"]) <= 20
    assert result["alternatives_total"] >= len(result["alternatives"])


@thorough
@given(any_day, st.sampled_from(METHODS), st.randoms(use_true_random=False))
def test_the_order_of_codes_does_not_matter(minutes: dict[str, int], method: str, random) -> None:
    shuffled = list(minutes.items())
    random.shuffle(shuffled)
    one, other = result_of(minutes, method), result_of(dict(shuffled), method)
    assert splits_of(one) == splits_of(other)
    for key in ("total_minutes", "total_units", "alternatives_total"):
        assert one[key] == other[key]


@thorough
@given(any_day, st.sampled_from(METHODS), st.data())
def test_units_never_fall_as_minutes_grow(minutes: dict[str, int], method: str, data) -> None:
    code = data.draw(st.sampled_from(sorted(minutes)))
    more = {**minutes, code: minutes[code] + data.draw(st.integers(1, 60))}
    before, after = result_of(minutes, method), result_of(more, method)
    assert after["total_units"] >= before["total_units"]
    most = max(split.get(code, 0) for split in after["alternatives"])
    assert most >= max(split.get(code, 0) for split in before["alternatives"])


@thorough
@given(any_day, st.sampled_from(ALONE))
def test_the_other_methods_count_each_code_alone(minutes: dict[str, int], method: str) -> None:
    alone = [result_of({code: given}, method) for code, given in minutes.items()]
    together = result_of(minutes, method)
    assert together["total_units"] == sum(one["total_units"] for one in alone)
    assert together["units"] == {code: n for one in alone for code, n in one["units"].items()}
    assert together["alternatives_total"] == 1


@thorough
@given(any_day, st.sampled_from(METHODS), st.data())
def test_lines_of_one_code_count_as_one(minutes: dict[str, int], method: str, data) -> None:
    library = bundled()
    lines = []
    for code, given_minutes in minutes.items():
        cut = data.draw(st.integers(0, given_minutes))
        lines += [Service(code, cut), Service(code, given_minutes - cut)]
    lines = data.draw(st.permutations(lines))
    done = count_units(lines, library.methods[method], library.codes)
    whole = result_of(minutes, method)
    assert splits_of(done.result) == splits_of(whole)
    assert done.result["total_units"] == whole["total_units"]


@thorough
@given(
    any_day, st.sampled_from(METHODS), st.dictionaries(st.sampled_from(OTHERS), st.integers(0, 90))
)
def test_codes_that_are_not_timed_change_no_total(
    minutes: dict[str, int], method: str, others: dict[str, int]
) -> None:
    one, other = result_of(minutes, method), result_of({**minutes, **others}, method)
    for key in ("total_minutes", "total_units", "alternatives_total"):
        assert one[key] == other[key]


@thorough
@given(
    any_day, st.sampled_from(METHODS), st.dictionaries(st.sampled_from(OTHERS), st.integers(0, 90))
)
def test_every_step_has_words_and_every_support_is_held(
    minutes: dict[str, int], method: str, others: dict[str, int]
) -> None:
    library = bundled()
    services = [Service(code, given) for code, given in {**minutes, **others}.items()]
    done = count_units(services, library.methods[method], library.codes)
    assert_sound(done, library)
    uncounted = {says.split()[0] for says in done.not_checked}
    assert uncounted == set(others) & {"97039", "97001", "99999"}


@pytest.mark.parametrize("method", METHODS)
def test_units_of_a_code_never_jump(method: str) -> None:
    """A minute more is the same number of units, or one more."""
    units = [result_of({"97124": minutes}, method)["total_units"] for minutes in range(481)]
    assert {after - before for before, after in pairwise(units)} == {0, 1}
    assert units[480] == 32, "8 hours of fifteens"
