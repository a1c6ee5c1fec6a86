"""The commands that ask a tool directly, and what each says of itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Knead

COMMANDS = ["ask", "units", "pair", "document", "check", "library", "eval", "serve"]


def calculations(knead: Knead, *typed: str) -> list[dict[str, Any]]:
    ran = knead(*typed, "--json")
    assert (ran.status, ran.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(ran.out)["calculations"]
    return found


def test_help_names_every_command(knead: Knead) -> None:
    ran = knead("--help")
    assert (ran.status, ran.err) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"^ +{command} +\w", ran.out, re.MULTILINE)
    assert "Not legal or billing advice" in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(knead: Knead, command: str) -> None:
    ran = knead(command, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: knead {command}")
    undescribed = re.findall(r"^  (--[\w-]+)(?: [A-Z][\w.-]*)?$(?!\n {10})", ran.out, re.MULTILINE)
    assert undescribed == []


@pytest.mark.parametrize(
    "typed", [("units", "97124=38"), ("pair", "97140", "97124"), ("document", "97124")]
)
def test_a_tool_is_asked_without_a_search_index(
    knead: Knead, typed: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNEAD_CACHE", str(tmp_path / "none"))
    ran = knead(*typed)
    assert (ran.status, ran.err) == (0, "")
    assert not (tmp_path / "none").exists()


def test_units_by_every_method_that_may_govern(knead: Knead) -> None:
    found = calculations(knead, "units", "97110=20", "97140=20")
    assert {
        c["result"]["method"]: c["result"]["total_units"] for c in found if c["tool"] == "units"
    } == {
        "cms": 3,
        "cpt_midpoint": 2,
    }


@pytest.mark.parametrize(("method", "units"), [("cms", 2), ("full_15", 1), ("min_13", 1)])
def test_units_by_a_named_method(knead: Knead, method: str, units: int) -> None:
    (found,) = calculations(knead, "units", "97124=23", "--method", method)
    assert (found["result"]["method"], found["result"]["total_units"]) == (method, units)


def test_what_would_change_a_count(knead: Knead) -> None:
    found = calculations(knead, "units", "97124=22", "--payer", "medicare", "--what-if")
    (what_if,) = [c for c in found if c["tool"] == "what_if"]
    assert {"from": 22, "to": 23} in [
        {"from": c["from"], "to": c["to"]} for c in what_if["result"]["changes"]
    ]


def test_a_pair_as_the_table_has_it_whatever_the_order(knead: Knead) -> None:
    for typed in (("97124", "97140"), ("97140", "97124")):
        (found,) = calculations(knead, "pair", *typed, "--payer", "medicare")
        result = found["result"]
        assert (result["column1"], result["column2"]) == ("97140", "97124")
        assert (result["verdict"], result["indicator"]) == ("never_together", 0)


def test_a_code_outside_the_table_is_not_loaded_and_never_allowed(knead: Knead) -> None:
    (found,) = calculations(knead, "pair", "12345", "97124")
    assert (found["result"]["verdict"], found["result"]["here"]) == ("not_loaded", "depends")


def test_what_the_record_must_show(knead: Knead) -> None:
    found = calculations(knead, "document", "97124")
    assert [(c["tool"], c["result"]["code"]) for c in found] == [("documentation", "97124")]
    assert found[0]["result"]["items"]
