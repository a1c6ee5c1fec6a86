"""Right and wrong sentences written by hand: the right ones stand, the wrong ones fall."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.context import Context
from tests.verify.test_paraphrases import judged

FILES = (
    "by_hand.yaml", "by_hand_fresh.yaml", "by_hand_models.yaml", "by_hand_told.yaml",
)  # fmt: skip
CASES: list[dict[str, Any]] = [
    case for name in FILES
    for case in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
]  # fmt: skip
LEAST = 150


def each(kind: str) -> list[Any]:
    """The sentences of a kind that the gate gets wrong, each marked with its reason."""
    return [
        pytest.param(case, text, marks=pytest.mark.xfail(reason=reason, strict=True), id=text)
        for case in CASES for text, reason in case.get(kind, {}).items()
    ]  # fmt: skip


def fault(case: dict[str, Any], text: str, context: Context) -> str | None:
    """Why a sentence falls on a case's supports; None where it stands."""
    return judged({**case, "told": [text]}, "told", context)[text]


def test_there_are_enough_of_both() -> None:
    assert sum(len(case["right"]) for case in CASES) >= LEAST
    assert sum(len(told) for case in CASES for told in case["wrong"].values()) >= LEAST


def test_right_sentences_stand(context: Context) -> None:
    why = {t: w for case in CASES for t, w in judged(case, "right", context).items()}
    assert {t: w for t, w in why.items() if w is not None} == {}


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c.get("supports") or c["calc"]))
def test_wrong_sentences_fall(case: dict[str, Any], context: Context) -> None:
    stood = [
        (way, text)
        for way, told in case["wrong"].items()
        for text, why in judged({**case, "told": told}, "told", context).items()
        if why is None
    ]
    assert stood == []


@pytest.mark.parametrize(("case", "text"), each("unknowable"))
def test_what_the_gate_cannot_know_falls(case: dict[str, Any], text: str, context: Context) -> None:
    assert fault(case, text, context) is not None


@pytest.mark.parametrize(("case", "text"), each("unheard"))
def test_what_the_gate_cannot_follow_stands(
    case: dict[str, Any], text: str, context: Context
) -> None:
    assert fault(case, text, context) is None
