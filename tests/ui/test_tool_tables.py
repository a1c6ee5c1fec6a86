"""Each tool's result, in its promised shape, as the table that is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from ui.drawing import Cell
from ui.tool_tables import drawn


def text(cell: Cell) -> str:
    return "".join(
        run.get("text") or run.get("code") or run.get("day") or "" for run in cell["runs"]
    )


def rows(
    tool: str, result: dict[str, Any], inputs: dict[str, Any] | None = None
) -> list[list[str]]:
    return [
        [text(cell) for cell in row] for row in drawn(tool, inputs or {}, result)["table"]["rows"]
    ]


def test_an_untimed_service_without_minutes_has_a_dash_and_its_unit() -> None:
    result = {
        "method": "cms",
        "total_minutes": 7,
        "total_units": 0,
        "units": {"97010": 1},
        "alternatives": [{"97010": 1}],
        "alternatives_total": 1,
    }
    made = drawn("units", {"minutes": {"97140": 7, "97010": 0}}, result)
    assert [[text(c) for c in row] for row in made["table"]["rows"]] == [
        ["97140", "7", "0"],
        ["97010", "–", "1"],
    ]
    assert made["notes"] == []


def test_many_splits_are_counted_and_not_all_listed() -> None:
    splits = [{"97110": n, "97140": 20 - n} for n in range(20)]
    result = {
        "method": "cms",
        "total_minutes": 300,
        "total_units": 20,
        "units": splits[0],
        "alternatives": splits,
        "alternatives_total": 35,
    }
    notes = drawn("units", {}, result)["notes"]
    assert notes[0].count("; or ") == 4
    assert notes[1] == "29 more ways to split these units are allowed."


def test_a_pair_says_where_the_modifier_goes() -> None:
    result = {
        "column1": "97012",
        "column2": "97140",
        "verdict": "modifier_allowed",
        "indicator": 1,
        "modifier_on": "97140",
        "modifiers": ["59", "XS"],
        "table": "2024Q3",
        "here": "with_modifier",
    }
    assert rows("pair", result) == [
        ["The table says", "Together with a modifier only"],
        ["As described", "Reportable with the modifier"],
        ["Columns 1 and 2", "97012, 97140"],
        ["Modifier indicator", "1, a modifier can, where the record supports it"],
        ["The modifier goes on", "97140 (59 or XS)"],
    ]


@pytest.mark.parametrize(
    ("missing", "shown", "tone"),
    [([], "Fits", "ok"), (["hands"], "Fits on a condition", "limit")],
)
def test_a_code_that_fits_on_a_condition_says_so(missing: list[str], shown: str, tone: str) -> None:
    result = {
        "codes": ["97140"],
        "candidates": [{"code": "97140", "verdict": "fits", "why": "if by hand"}],
        "missing": missing,
    }
    (row,) = drawn("code_choice", {}, result)["table"]["rows"]
    assert (text(row[1]), row[1]["tone"]) == (shown, tone)


def test_a_deleted_code_names_what_replaced_it() -> None:
    result = {"code": "97250", "status": "deleted", "replaced_by": ["97140"], "timed": None}
    assert rows("code_status", result) == [
        ["Status", "Deleted"],
        ["Replaced by", "97140"],
    ]


def test_modifiers_stand_line_by_line() -> None:
    result = {
        "lines": [
            {"code": "97140", "modifiers": [{"modifier": "59", "verdict": "open", "why": "region"}]}
        ],
        "ask_the_record": ["Which region?"],
    }
    assert rows("modifiers", result) == [["97140", "59", "Open, the record decides", "region"]]
    assert drawn("modifiers", {}, result)["notes"] == ["Ask the record: Which region?"]


def test_a_what_if_shows_what_it_would_be() -> None:
    changes = [
        {
            "fact": "minutes of 97140",
            "from": 12,
            "to": 23,
            "result": {"total_units": 2, "units": {"97140": 2}},
            "differs_at": 1,
        },
        {
            "fact": "method",
            "from": "cms",
            "to": "full_15",
            "result": {"method": "full_15", "total_units": 1},
            "differs_at": 2,
        },
    ]
    assert rows("what_if", {"changes": changes}) == [
        ["minutes of 97140", "12", "23", "2 units (2 of 97140)"],
        ["method", "CMS 8-minute rule", "full 15 minutes only", "1 unit, full 15 minutes only"],
    ]


def test_the_record_and_the_payer_are_kept_apart() -> None:
    result = {
        "code": "97140",
        "items": [{"says": "The technique.", "supports": ["a.1"]}],
        "ask_payer": [{"says": "Whether a plan of care is asked for.", "supports": []}],
    }
    made = drawn("documentation", {}, result)
    assert [part["title"] for part in made["lists"]] == ["It must show", "Ask the payer"]
    assert made["lists"][0]["items"] == [[{"text": "The technique."}, {"cite": "a.1"}]]


def test_a_gap_in_a_claim_is_not_a_pass() -> None:
    finding = {
        "id": "x",
        "severity": "gap",
        "line": 1,
        "field": "minutes",
        "says": "No minutes.",
        "fix": None,
        "supports": [],
    }
    (row,) = drawn("claim", {}, {"findings": [finding]})["table"]["rows"]
    assert [text(c) for c in row] == ["1", "Not checked", "No minutes.", "–"]
    assert row[1]["tone"] == "unknown"


def test_a_choice_without_candidates_is_told_in_words_and_no_empty_table_is_drawn() -> None:
    shown = drawn("code_choice", {}, {"codes": [], "candidates": [], "missing": ["technique"]})
    assert "table" not in shown
    assert shown["notes"] == ["No code can be told from what is stated."]
