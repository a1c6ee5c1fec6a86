"""The repository's own rules; each names the bug that it prevents and the mend."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from knowledge.library import HOME, Library

ROOT = HOME.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOOLS = PROJECT["tool"]["setuptools"]
PACKAGES = ("assistant", "coding_tools", "evals", "files", "knowledge", "retrieval", "ui")
FACES = [f"{name}.py" for name in TOOLS["py-modules"]]
BEHIND_A_FACE = {"assistant", "ui", "knowledge", "files", "evals", "coding_tools"}
MOST_LINES = 250


def imported(path: Path) -> Iterator[str]:
    """The first part of every name that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize(
    "module",
    [
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    ],
)
def test_a_module_holds_one_idea(module: str) -> None:
    """It prevents the module in which nobody finds the rule: past 250 lines there are two ideas."""
    lines = len((ROOT / module).read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{module}: name the second idea and move it to a module of its own"


@pytest.mark.parametrize("face", FACES)
def test_a_face_draws_and_decides_nothing(face: str) -> None:
    """It prevents a face that searches or counts by itself and so differs from the other face."""
    reached = set(imported(ROOT / face)) & set(PACKAGES)
    assert reached <= BEHIND_A_FACE, f"{face}: let the assistant do it, and draw its Answer"


def test_the_version_is_the_librarys() -> None:
    """It prevents an answer that names another release than the one that is installed."""
    about = yaml.safe_load((HOME / "library.yaml").read_text(encoding="utf-8"))
    assert about["version"] == PROJECT["project"]["version"], (
        "write one version in pyproject.toml and knowledge/library.yaml"
    )


def test_the_version_of_an_answer_begins_with_the_release(library: Library) -> None:
    assert library.version.startswith(f"{PROJECT['project']['version']}+")


def test_every_package_is_shipped() -> None:
    """It prevents a package that works in the checkout and is missing once installed."""
    here = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert here == set(PACKAGES)
    patterns = TOOLS["packages"]["find"]["include"]
    inner = [
        ".".join(path.parent.relative_to(ROOT).parts)
        for package in PACKAGES
        for path in (ROOT / package).rglob("__init__.py")
    ]
    lost = [name for name in inner if not any(fnmatch(name, pattern) for pattern in patterns)]
    assert lost == [], "name it under [tool.setuptools.packages.find] include"
    bare = {
        path.parent.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if not (path.parent / "__init__.py").exists()
    }
    assert bare == set(), "a folder of modules without __init__.py is not shipped: add one"


def test_every_knowledge_file_is_shipped() -> None:
    """It prevents a data file that is there in the checkout and missing once installed."""
    patterns = TOOLS["package-data"]["knowledge"]
    names = [
        path.relative_to(HOME).as_posix()
        for path in HOME.rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    ]
    lost = [name for name in names if not any(fnmatch(name, pattern) for pattern in patterns)]
    assert lost == [], "add its kind under [tool.setuptools.package-data] knowledge"


@pytest.mark.parametrize("package", ["knowledge", "coding_tools"])
def test_the_core_reads_no_clock_and_no_network(package: str) -> None:
    """It prevents an answer that changes with the day it is asked on: the date is an argument."""
    clocks = {"today", "now", "utcnow", "time", "monotonic"}
    for path in sorted((ROOT / package).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {
            node.func.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert called & clocks == set(), f"{path.name}: take the date as an argument"
        network = {"requests", "urllib", "http", "httpx", "socket", "random", "time"}
        assert set(imported(path)) & network == set(), path.name
