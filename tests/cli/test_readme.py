"""The README holds what the program does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import cli
from tests.cli import readme_answer

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "decisions").glob("*.md")]
)


def test_the_answer_in_the_readme_is_what_the_program_prints() -> None:
    text = readme_answer.README.read_text(encoding="utf-8")
    assert readme_answer.shown(text) == readme_answer.block(), (
        "write it anew with: python tests/cli/readme_answer.py"
    )


def test_the_picture_is_there_and_small() -> None:
    picture = ROOT / "docs" / "answer.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 300_000


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_document_links_to_is_there(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8"))
    gone = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert gone == []


def test_every_command_of_the_readme_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    named = set(re.findall(r"^knead (\w+)", readme_answer.README.read_text("utf-8"), re.MULTILINE))
    assert named >= {"ask", "units", "pair", "document", "check", "library", "serve"}
    for command in named:
        with pytest.raises(SystemExit) as end:
            cli.main([command, "--help"])
        assert end.value.code == 0
    capsys.readouterr()


def test_each_direct_dependency_has_its_reason() -> None:
    """It prevents a package that nobody can say why we install."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [
        *project["dependencies"],
        *(n for g in project["optional-dependencies"].values() for n in g),
    ]
    names = {re.match(r"[\w-]+", spec)[0] for spec in listed}  # type: ignore[index]
    reasons = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    missing = {name for name in names if not re.search(rf"(?<![\w-]){name}(?![\w-])", reasons)}
    assert missing == set(), "write the reason in docs/decisions/dependencies.md"
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").casefold()
    unpinned = {name for name in names if f"\n{name}==" not in f"\n{pins}"}
    assert unpinned == set(), "pin it in constraints.txt"
