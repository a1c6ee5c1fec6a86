"""Reading the cases of `cases/*.yaml`, and what every calculation must be whatever it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, settings

from coding_tools.trace import Calculation
from knowledge.library import Library

CASES = Path(__file__).parent / "cases"


def often(examples: int) -> settings:
    """How often a property is tried, on however busy a machine."""
    slow = [HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=slow)


def read_cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file, as they stand."""
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def as_params(cases: list[dict[str, Any]], name_by: str = "name") -> list[Any]:
    """Cases as test parameters; one that holds a `bug` is expected to fail, and strictly."""
    return [
        pytest.param(
            case,
            id=str(case[name_by]),
            marks=[pytest.mark.xfail(strict=True, reason=case["bug"])] if "bug" in case else [],
        )
        for case in cases
    ]


def codes_in(counts: dict[Any, Any]) -> dict[str, Any]:
    """A mapping by code, each code as text (YAML takes most of them for numbers)."""
    return {str(code): value for code, value in counts.items()}


def assert_sound(calculation: Calculation, library: Library) -> None:
    """Every step has words and an outcome, and every passage that it rests on is held."""
    assert calculation.steps, "a calculation without a step explains nothing"
    json.dumps([calculation.inputs, calculation.result, [s.value for s in calculation.steps]])
    for step in calculation.steps:
        assert step.says.strip() == step.says != "", step
        assert step.says[0].isupper() or step.says[0].isdigit(), step.says
        assert step.says.endswith((".", "?")), step.says
        assert "  " not in step.says, step.says
        assert "None" not in step.says, step.says
        assert step.outcome in ("applies", "does_not_apply", "not_checked")
        for key in step.supports:
            assert library.passage(key).text, key
