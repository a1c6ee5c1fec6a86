"""One question in many forms comes to one answer."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.answer import Answer
from tests.turns.asking import assistant

FORMS: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("forms.yaml").read_text(encoding="utf-8")
)
KEPT = ("method", "units", "codes", "verdict", "code", "status", "timed")


def substance(answer: Answer, tool: str) -> str:
    if tool == "headline":
        return f"{answer.status}: {answer.headline}"
    made = [
        {k: c.result[k] for k in KEPT if k in c.result}
        for c in answer.calculations
        if c.tool == tool
    ]
    return answer.status + json.dumps(sorted(json.dumps(m, sort_keys=True) for m in made))


@pytest.mark.parametrize(
    ("kind", "of"),
    [(kind, tuple(of)) for kind, held in FORMS.items() for of in held["of"]],
)
def test_every_form_of_a_question_comes_to_the_same(kind: str, of: tuple[object, ...]) -> None:
    tool = FORMS[kind]["tool"]
    told = {
        form: substance(assistant().ask(form.format(*of)).answer, tool)
        for form in FORMS[kind]["forms"]
    }
    first = next(iter(told.values()))
    assert first.startswith(("answered", "not_supported"))
    assert {form: t for form, t in told.items() if t != first} == {}
    if tool not in ("none", "headline"):
        assert first != "answered[]", "nothing was computed"
    if kind == "limit":
        answer = assistant().ask(FORMS[kind]["forms"][0].format(*of)).answer
        assert "MUE" in answer.headline
