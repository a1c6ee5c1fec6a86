"""Sentences in other words: fair ones stand, false ones near them fall."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.answer import Calculation
from assistant.context import Context
from assistant.draft import Block, Line
from assistant.sheet import Sheet
from assistant.verify import Ground, why_falls
from coding_tools.choice import choose_code
from coding_tools.choice_described import Described
from coding_tools.pair_here import PairFacts
from coding_tools.pairs import check_pair
from coding_tools.status import code_status
from coding_tools.units import Service, count_units
from knowledge.library import Library

CASES = yaml.safe_load((Path(__file__).parent / "paraphrases.yaml").read_text(encoding="utf-8"))
LEAST = 60


def computed(asked: dict[str, Any], context: Context) -> tuple[str, dict[str, Calculation]]:
    """A calculation as an answer shows it, and the support that names it."""
    library: Library = context.library
    tool = asked["tool"]
    if tool == "units":
        services = [Service(code, m) for code, m in asked["minutes"].items()]
        done = count_units(services, library.methods[asked["method"]], library.codes)
    elif tool == "pair":
        done = check_pair(*asked["codes"], PairFacts(), library)
    elif tool == "choice":
        done = choose_code(Described(techniques=(asked["technique"],)), library)
    else:
        done = code_status(asked["code"], None, library)
    sheet = Sheet(context)
    sheet.compute(done)
    return Block("test").compute(done), {f"calc:{i}": c for i, c in sheet.calculations.items()}


def judged(case: dict[str, Any], kind: str, context: Context) -> dict[str, str | None]:
    """Every sentence of a case with why it falls."""
    supports: tuple[str, ...] = tuple(case.get("supports", ()))
    held: dict[str, Calculation] = {}
    for asked in [case["calc"]] if isinstance(case.get("calc"), dict) else case.get("calc", ()):
        key, made = computed(asked, context)
        supports, held = (*supports, key), {**held, **made}
    ground = Ground(case.get("asked", ()), context)
    return {text: why_falls(Line(text, supports), ground, held) for text in case[kind]}


def test_there_are_enough_of_both() -> None:
    assert sum(len(case["fair"]) for case in CASES) >= LEAST
    assert sum(len(case["wrong"]) for case in CASES) >= LEAST


def test_fair_sentences_stand(context: Context) -> None:
    why = {t: w for case in CASES for t, w in judged(case, "fair", context).items()}
    fell = {t: w for t, w in why.items() if w is not None}
    print(f"{len(why) - len(fell)} of {len(why)} fair paraphrases stand")
    assert len(fell) <= 0.01 * len(why), fell


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c.get("supports") or c["calc"]))
def test_false_sentences_near_them_fall(case: dict[str, Any], context: Context) -> None:
    stood = [text for text, why in judged(case, "wrong", context).items() if why is None]
    assert stood == []
