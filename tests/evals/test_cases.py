"""Our own cases: enough of them, ours, and the assistant no worse on them than was measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from evals.case import KINDS
from evals.case_files import CaseError, read_file, read_folder
from evals.gate import fallen, read_gate
from evals.paraphrases import Paraphrases
from evals.report import markdown, report
from evals.run import run_files

EXAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "examples"


def test_every_kind_has_cases_and_they_are_250_at_least() -> None:
    files = read_folder()
    assert {file.kind for file in files} == set(KINDS)
    assert sum(len(file.cases) for file in files) >= 250


def test_an_id_stands_once_in_all_files() -> None:
    ids = [c.id for held in (False, True) for f in read_folder(held=held) for c in f.cases]
    assert sorted(ids) == sorted(set(ids))


def test_none_is_copied_from_the_scored_examples() -> None:
    if not EXAMPLES.is_dir():
        pytest.skip("the scored examples are not here")
    theirs = {
        turn.casefold()
        for path in EXAMPLES.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
        for turn in json.loads(line).get("turns", ())
        if len(turn.split()) > 5
    }
    ours = {
        turn.casefold()
        for held in (False, True)
        for file in read_folder(held=held)
        for case in file.cases
        for turn in case.turns
    }
    assert ours & theirs == set()


def test_the_assistant_is_no_worse_than_was_measured() -> None:
    """The gate: raise its figures when the assistant got better; never lower one to pass."""
    assistant = Assistant.open()
    forms = Paraphrases()
    told = report(run_files(read_folder(), assistant, forms.hear), assistant.library)
    told["paraphrases"] = forms.figures()
    under = fallen(told, read_gate())
    assert not under, markdown(told, under)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": "1", "turns": ["a"], "expect": [{"sya": [["x"]]}]}', "sya is not known"),
        ('{"id": "1", "turns": ["a"], "expect": []}', "1 turns and 0 expectations"),
        ('{"id": "1", "turns": ["a"], "expect": [{"say": [["("]]}]}', "no regular expression"),
        ('{"id": "1", "id": "2", "turns": ["a"], "expect": [{}]}', "stands twice in one object"),
        ('{"id": "1", "turns": ["a"]}', "expect is missing"),
        ("not JSON", "units.jsonl:1"),
        ("", "holds no case"),
    ],
)
def test_a_broken_case_file_says_what_and_where(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "units.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(CaseError, match=says):
        read_file(path)


def test_a_kind_that_is_not_known_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "unit.jsonl"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(CaseError, match="unit is no kind"):
        read_file(path)


class TestGate:
    ROW: dict[str, Any] = {"cases": 4, "unscored": 0, "right_share": 0.75}  # noqa: RUF012

    def test_what_holds_passes(self) -> None:
        assert fallen({"kinds": {"units": self.ROW}}, {"units": 0.75}) == []

    def test_what_fell_is_named_with_both_figures(self) -> None:
        (said,) = fallen({"kinds": {"units": self.ROW}}, {"units": 0.76})
        assert said == "units: 0.750 right, and 0.760 was measured"

    def test_a_kind_without_a_figure_is_named(self) -> None:
        assert fallen({"kinds": {"units": self.ROW}}, {})

    def test_unscored_never_passes(self) -> None:
        row = {**self.ROW, "unscored": 1}
        assert fallen({"kinds": {"units": row}}, {"units": 0.5})

    @pytest.mark.parametrize("text", ["[]", '{"units": 2}', '{"units": true}', '{"units": "1"}'])
    def test_a_gate_that_is_no_share_is_refused(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "gate.json"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=r"gate\.json"):
            read_gate(path)
