"""Each fault of a knowledge file is refused in one line with the file, the key and the mend."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.library import load
from knowledge.reading import KnowledgeError, read_yaml

# Every value as it is written: a bad day stays text.
CASES = yaml.load(
    (Path(__file__).parent / "broken.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


@pytest.fixture(scope="module", autouse=True)
def parsed_once() -> Iterator[None]:
    """YAML of one text is parsed once: a hundred broken folders differ in a file each."""

    @cache
    def parsed(text: str, name: str) -> bytes:
        return pickle.dumps(read_yaml(text, name))

    with pytest.MonkeyPatch.context() as patch:
        for module in ("knowledge.folder", "knowledge.sources"):
            patch.setattr(f"{module}.read_yaml", lambda *told: pickle.loads(parsed(*told)))
        yield


def break_file(home: Path, case: dict[str, Any]) -> None:
    """Break one file of a knowledge folder as a case says."""
    path = home / case["file"]
    if "replace" in case:
        old, new = case["replace"]
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{case['file']} no longer holds {old!r}: mend the case"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    elif "append" in case:
        path.write_text(path.read_text(encoding="utf-8") + case["append"], encoding="utf-8")
    elif "content" in case:
        path.write_text(case["content"], encoding="utf-8")
    elif "bytes" in case:
        path.write_bytes(case["bytes"].encode("latin-1"))
    else:
        path.unlink()
        if case.get("folder"):
            path.mkdir()


def test_a_copy_with_a_whole_source_more_loads(home: Path) -> None:
    library = load(home)
    assert library.passage("small/first").codes == ("97124",)
    assert library.passage("small/second").section == "A section"


def test_a_rule_may_begin_the_day_after_another_ends(home: Path) -> None:
    rules = "".join(
        f"  - {{fact: pair_edits, value: ncci, {when}}}\n"
        for when in (
            "until: 2023-12-31",
            "since: 2024-01-01, until: 2024-06-30",
            "since: 2024-07-01",
        )
    )
    break_file(home, {"file": "payers/uhc.yaml", "replace": ["rules:\n", f"rules:\n{rules}"]})
    payer = load(home).payers["uhc"]
    for day, since in (
        ("2023-12-31", None),
        ("2024-01-01", "2024-01-01"),
        ("2026-01-01", "2024-07-01"),
    ):
        rule = payer.rule("pair_edits", date.fromisoformat(day))
        assert rule is not None
        assert str(rule.since) == str(since)
    latest = payer.rule("pair_edits", None)
    assert latest is not None
    assert latest.until is None, "without a date the rule that still holds"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_fault_is_refused_with_file_key_and_mend(case: dict[str, Any], home: Path) -> None:
    break_file(home, case)
    with pytest.raises(KnowledgeError) as refused:
        load(home)
    error = refused.value
    assert error.file == case.get("names", case["file"])
    key, *words = case["error"]
    assert key in error.key
    told = f"{error.problem}. {error.mend}"
    assert [word for word in words if word not in told] == []
    assert str(error) == f"{error.file}: {error.key}: {told}"
    assert "\n" not in str(error), "one line"
    assert error.mend.endswith("."), "the mend is a sentence"


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names))
