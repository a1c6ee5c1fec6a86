"""Counting units against what is published: examples, bands, ties and mistakes."""

from __future__ import annotations

from typing import Any

import pytest
from case_files import as_params, assert_sound, codes_in, read_cases

from coding_tools.trace import Calculation
from coding_tools.units import Service, band, count_units, units_of
from knowledge.library import Library

METHODS = ("cms", "cpt_midpoint", "full_15", "min_13")
# The timed and untimed codes as they are published, and no copy of our own table.
TIMED = (
    *("97032", "97033", "97034", "97035", "97036", "97110", "97112", "97113", "97116", "97124"),
    *("97129", "97130", "97140", "97530", "97533", "97535", "97537", "97542", "97750", "97755"),
    *("97760", "97761", "97763"),
)
UNTIMED = (
    *("97010", "97012", "97014", "G0283", "97016", "97018", "97022", "97024", "97026", "97028"),
    *("97150", "97161", "97162", "97163", "97164", "97165", "97166", "97167", "97168"),
    *("98940", "98941", "98942", "98943", "20560", "20561"),
)


def counted(minutes: Any, method: str, library: Library) -> Calculation:
    """A count of `{code: minutes}`, or of lines `[[code, minutes], ...]`."""
    lines = minutes.items() if isinstance(minutes, dict) else minutes
    services = [Service(str(code), given) for code, given in lines]
    done = count_units(services, library.methods[method], library.codes)
    assert_sound(done, library)
    return done


def by_method(name: str) -> list[Any]:
    """Each case of a file once for each of its methods."""
    return as_params(
        [
            {**case, "name": f"{case['name']} ({method})", "method": method, "expect": expect}
            for case in read_cases(name)
            for method, expect in case["by"].items()
        ]
    )


@pytest.mark.parametrize("case", by_method("units"))
def test_a_published_example_comes_out_as_published(case: dict[str, Any], library: Library) -> None:
    done = counted(case["minutes"], case["method"], library)
    expect, result = case["expect"], done.result
    untimed = {str(code): 1 for code in expect.get("untimed", [])}
    if "each" in expect:
        right = [{**codes_in(split), **untimed} for split in expect["each"]]
        assert sorted(map(sorted, map(dict.items, result["alternatives"]))) == sorted(
            map(sorted, map(dict.items, right))
        )
        assert result["alternatives_total"] == len(right)
    elif "units" in expect:
        assert result["units"] == {**codes_in(expect["units"]), **untimed}
        assert result["alternatives"] == [result["units"]]
    for code, most in codes_in(expect.get("most", {})).items():
        assert result["units"].get(code, 0) <= most
    assert result["total_units"] == expect.get("total", result["total_units"])
    assert result["total_minutes"] == expect.get("minutes", result["total_minutes"])
    told = " ".join(step.says for step in done.steps)
    for words in expect.get("says", []):
        assert words in told
    for code in map(str, expect.get("not_counted", [])):
        assert code not in result["units"]
        assert any(says.startswith(f"{code} was not counted") for says in done.not_checked)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("row", read_cases("bands"), ids=lambda row: str(row["minutes"]))
def test_each_edge_of_a_band_is_on_its_side(
    row: dict[str, int], method: str, library: Library
) -> None:
    minutes, units = row["minutes"], row[method]
    held = library.methods[method]
    done = counted({"97124": minutes}, method, library)
    assert done.result["total_units"] == units == units_of(minutes, held)
    assert done.result["units"] == ({"97124": units} if units else {})
    low, high = band(units, held)
    assert low <= minutes <= high
    assert units_of(high, held) + 1 == units_of(high + 1, held)


@pytest.mark.parametrize("case", by_method("mistakes"))
def test_what_a_published_mistake_gives_is_never_given(
    case: dict[str, Any], library: Library
) -> None:
    wrong, right = case["expect"]["wrong"], case["expect"]["right"]
    result = counted(case["minutes"], case["method"], library).result
    if isinstance(right, dict):
        assert result["units"] == codes_in(right)
        assert codes_in(wrong) not in result["alternatives"]
    else:
        assert result["total_units"] == right != wrong


def test_every_code_is_timed_or_untimed_as_published(library: Library) -> None:
    assert {code for code in TIMED if library.codes[code].timed is not True} == set()
    assert {code for code in UNTIMED if library.codes[code].timed is not False} == set()
    assert {c.code for c in library.codes.values() if c.timed} == set(TIMED)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("code", UNTIMED)
def test_an_untimed_code_is_one_unit_whatever_its_minutes(
    code: str, method: str, library: Library
) -> None:
    alone = counted({"97124": 30}, method, library).result
    beside = counted({"97124": 30, code: 120}, method, library).result
    assert (beside["total_minutes"], beside["total_units"]) == (30, alone["total_units"])
    assert beside["units"] == {**alone["units"], code: 1}
    assert all(split[code] == 1 for split in beside["alternatives"])


def test_of_more_than_twenty_splits_twenty_are_listed_and_all_are_counted(
    library: Library,
) -> None:
    seven = ("97110", "97112", "97116", "97124", "97140", "97530", "97535")
    result = counted(dict.fromkeys(seven, 7), "cms", library).result
    assert result["total_units"] == 3, "49 minutes"
    assert result["alternatives_total"] == 35, "any three of seven codes"
    assert len(result["alternatives"]) == len({*map(str, result["alternatives"])}) == 20
    assert result["alternatives"][0] == result["units"]


@pytest.mark.parametrize("method", METHODS)
def test_minutes_below_zero_are_refused_with_the_mend(method: str, library: Library) -> None:
    with pytest.raises(ValueError, match="97124: -1 minutes; write a whole number from 0 up"):
        counted({"97124": -1}, method, library)
