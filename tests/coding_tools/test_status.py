"""A code's status as of a date of service, against the published table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import yaml
from case_files import CASES, as_params, assert_sound

from coding_tools.status import code_status
from coding_tools.trace import Calculation
from knowledge.library import Library

STATUS = yaml.safe_load((CASES / "status.yaml").read_text(encoding="utf-8"))
CODES = {str(row["code"]): row for row in STATUS["table"]}
NAMED = [
    {**case, "name": f"{case['code']} on {case.get('date', 'no date')}"} for case in STATUS["dates"]
]


def status(code: object, on: date | None, library: Library) -> Calculation:
    done = code_status(str(code), on, library)
    assert_sound(done, library)
    return done


@pytest.mark.parametrize("code", CODES)
def test_a_code_stands_as_the_published_table_has_it(code: str, library: Library) -> None:
    row = CODES[code]
    done = status(code, None, library)
    assert done.result == {
        "code": code,
        "status": row["status"],
        "replaced_by": [str(one) for one in row.get("replaced_by", [])],
        "timed": row["timed"],
    }
    assert done.inputs["as_of"] == library.checked_on.isoformat(), "no date takes the day checked"


@pytest.mark.parametrize("code", [code for code, row in CODES.items() if "until" in row])
def test_a_deleted_code_was_active_up_to_its_last_day(code: str, library: Library) -> None:
    until = CODES[code]["until"]
    assert status(code, until, library).result["status"] == "active"
    assert status(code, until + timedelta(1), library).result["status"] == "deleted"
    told = status(code, None, library).steps[0].says
    assert str(until) in told
    assert all(str(one) in told for one in CODES[code]["replaced_by"])


@pytest.mark.parametrize("case", as_params(NAMED))
def test_a_code_on_a_date_of_service(case: dict[str, Any], library: Library) -> None:
    done = status(case["code"], case.get("date"), library)
    assert done.result["status"] == case["status"]
    if "replaced_by" in case:
        assert done.result["replaced_by"] == [str(one) for one in case["replaced_by"]]
    if "timed" in case:
        assert done.result["timed"] is case["timed"]
    told = " ".join(step.says for step in done.steps)
    assert [words for words in case.get("says", []) if words not in told] == []
    assert [words for words in case.get("never_says", []) if words in told] == []
    open_points = " ".join(done.not_checked)
    assert [words for words in case.get("not_checked", []) if words not in open_points] == []


def test_only_a_code_that_is_held_has_a_status(library: Library) -> None:
    for code in sorted(library.pairs.scope - set(CODES)):
        done = status(code, None, library)
        assert (done.result["status"], done.result["timed"]) == ("unknown", None), code
        assert done.not_checked, "unknown is a gap, and never a pass"


def test_a_deleted_code_is_replaced_by_codes_that_live(library: Library) -> None:
    for code in library.codes.values():
        for successor in code.replaced_by:
            assert library.codes[successor].status == "active", code.code
