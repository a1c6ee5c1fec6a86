"""What would change a count: each change that is named, recounted."""

from __future__ import annotations

from typing import Any

import pytest
from case_files import as_params, assert_sound, codes_in, often, read_cases
from hypothesis import given
from hypothesis import strategies as st

from coding_tools.trace import Calculation
from coding_tools.units import Service, count_units
from coding_tools.what_if import minutes_for, what_if_units
from knowledge.library import Library, bundled

METHODS = ("cms", "cpt_midpoint", "full_15", "min_13")
OTHERS = {"cms": ["cpt_midpoint", "full_15"], "cpt_midpoint": ["cms"]}


def counted(minutes: dict[str, int], method: str, library: Library) -> Calculation:
    services = [Service(code, given) for code, given in minutes.items()]
    return count_units(services, library.methods[method], library.codes)


def asked(minutes: dict[str, int], method: str, library: Library) -> Calculation:
    done = what_if_units(
        [Service(code, given) for code, given in minutes.items()],
        library.methods[method],
        [library.methods[other] for other in OTHERS.get(method, [])],
        library.codes,
    )
    assert_sound(done, library)
    return done


@pytest.mark.parametrize("case", as_params(read_cases("what_if")))
def test_the_next_minute_and_the_last(case: dict[str, Any], library: Library) -> None:
    minutes = codes_in(case["minutes"])
    done = asked(minutes, case["method"], library)
    changes = [c for c in done.result["changes"] if c["fact"] != "method"]
    assert [(c["fact"], c["from"], c["to"], c["result"]["total_units"]) for c in changes] == [
        (f"minutes of {c['code']}", minutes[str(c["code"])], c["to"], c["total"])
        for c in case["changes"]
    ]


@often(75)
@given(
    st.dictionaries(
        st.sampled_from(["97110", "97112", "97124", "97140", "97010", "97039"]),
        st.integers(0, 130),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(METHODS),
)
def test_each_change_is_right_at_its_minute_and_not_one_before(
    minutes: dict[str, int], method: str
) -> None:
    library = bundled()
    base = counted(minutes, method, library)
    total = base.result["total_units"]
    raised = set()
    for change in asked(minutes, method, library).result["changes"]:
        if change["fact"] == "method":
            there = counted(minutes, change["to"], library)
            assert change["from"] == method
        else:
            code = change["fact"].removeprefix("minutes of ")
            assert change["from"] == minutes[code]
            there = counted({**minutes, code: change["to"]}, method, library)
            up = change["to"] > change["from"]
            just_short = counted(
                {**minutes, code: change["to"] - (1 if up else -1)}, method, library
            )
            assert there.result["total_units"] == total + (1 if up else -1)
            assert just_short.result["total_units"] == total
            raised |= {code} if up else set()
        assert change["result"] == {
            key: there.result[key] for key in ("method", "total_units", "units")
        }
        at = change["differs_at"]
        assert base.steps[:at] == there.steps[:at]
        assert base.steps[at : at + 1] != there.steps[at : at + 1]
    timed = {code for code in minutes if library.codes[code].timed}
    assert raised == timed, "minutes can always be added"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("units", range(1, 10))
def test_the_minutes_of_a_number_of_units_are_its_band(
    units: int, method: str, library: Library
) -> None:
    done = minutes_for(units, [library.methods[method]])
    assert_sound(done, library)
    low, high = (change["to"] for change in done.result["changes"])
    totals = [
        counted({"97124": minutes}, method, library).result["total_units"]
        for minutes in (low - 1, low, high, high + 1)
    ]
    assert totals == [units - 1, units, units, units + 1]
    assert {change["result"]["total_units"] for change in done.result["changes"]} == {units}


def test_four_units_need_53_minutes_whichever_method_may_govern(library: Library) -> None:
    done = minutes_for(4, [library.methods["cms"], library.methods["full_15"]])
    assert [c["to"] for c in done.result["changes"]] == [53, 67, 60, 74]
    assert [c["differs_at"] for c in done.result["changes"]] == [0, 0, 1, 1]
    assert done.inputs == {"units": 4, "methods": ["cms", "full_15"]}
