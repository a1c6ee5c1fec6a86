"""No rule's figure hides in Python: numbers, codes, modifiers and days stand in `knowledge/`.

The bug it prevents: a payer changes a figure, somebody mends the YAML, and a copy of the old one in
a function goes on deciding. The walk reads every constant of `coding_tools/*.py`; what may stand
there is the arithmetic of small counts, and what `ALLOWED` lists with a reason.

A batch is columns of numbers (a code's place, a day's count, lines at once): in `batch*.py` numbers
are storage, and codes, modifiers and days are looked for alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import coding_tools
from knowledge.library import Library

MODULES = sorted(Path(coding_tools.__file__).parent.glob("*.py"))
COUNTING = (0, 1, 2)  # Nothing, one, a pair: the size of a list, a step of an index.

NINE = "NCCI's file format: 9 marks a row that never rules"
ALLOWED: dict[tuple[str, object], str] = {
    ("splits.py", 20): "how many splits are listed, which the contract sets",
    ("assistant_share.py", 100): "a hundred percent",
    ("pair_rows.py", 9): NINE,
    ("pair_rows.py", 3): "months of a quarter",
}

_IDENTIFIER = re.compile(r"\b[a-z0-9_]+(?:-[a-z0-9]+)+\b")
_CODE = re.compile(r"\b(?:\d{5}|[A-Z]\d{4}|\d{4}[A-Z])\b")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?!\w)")


class Figure(NamedTuple):
    """A constant that looks like a rule's."""

    line: int
    value: object


def hidden(module: Path, library: Library) -> Iterator[Figure]:
    """The figures of a module that may be a rule's."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for figure in figures(tree, frozenset(library.modifiers)):
        if not (module.name.startswith("batch") and isinstance(figure.value, (int, float))):
            yield figure


def figures(tree: ast.AST, modifiers: frozenset[str]) -> Iterator[Figure]:
    """The constants of a module that look like a rule's; docstrings and patterns are left out."""
    ignored = {id(node) for node in _docstrings(tree)} | {id(node) for node in _patterns(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in ignored:
            continue
        value = node.value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if value not in COUNTING:
                yield Figure(node.lineno, value)
        elif isinstance(value, str):
            yield from (Figure(node.lineno, found) for found in _in_text(value, modifiers))


def _in_text(text: str, modifiers: frozenset[str]) -> Iterator[object]:
    """Codes, days, modifiers and numbers of a text that are no part of an identifier."""
    if text in modifiers:
        yield text
        return
    bare = _IDENTIFIER.sub(" ", _DAY.sub(" ", text))
    yield from _DAY.findall(text)
    yield from _CODE.findall(bare)
    for found in _NUMBER.findall(_CODE.sub(" ", bare)):
        number = float(found.replace(",", "").rstrip("."))
        if number not in COUNTING:
            yield int(number) if number.is_integer() else number


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _patterns(tree: ast.AST) -> Iterator[ast.AST]:
    """The arguments of `re.compile`: the shape of a cell, and no figure."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "compile"
        ):
            yield from node.args


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_no_figure_of_a_rule_hides_in_a_tool(module: Path, library: Library) -> None:
    found = [
        f"{module.name}:{figure.line} holds {figure.value!r}"
        for figure in hidden(module, library)
        if (module.name, figure.value) not in ALLOWED
    ]
    assert found == [], "move it to knowledge/, or list it in ALLOWED with the reason"


def test_what_is_allowed_still_stands_there(library: Library) -> None:
    held = {(path.name, figure.value) for path in MODULES for figure in hidden(path, library)}
    assert set(ALLOWED) - held == set(), "take it off the list"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('codes = {"97124"}', ["97124"]),
        ('SPINAL = ("G0283", "0591T")', ["G0283", "0591T"]),
        ("units = (minutes + 7) // 15", [7, 15]),
        ('DISTINCT = ("59", "XS")', ["59", "XS"]),
        ('says = f"over {most} of 4 units"', [4]),
        ('when = "since 2019-07-01"', ["2019-07-01"]),
        ('key = "cms-ncci-ptp-2024q3/same-region"', []),
        ('column = row["column1"]', []),
        ('says = "1 unit"', []),
        ('cell = re.compile(r"[0-9]{5}")', []),
        ("first, last = codes[0], codes[-1]", []),
    ],
)
def test_the_walk_sees_a_hidden_figure(line: str, found: list[object]) -> None:
    modifiers = frozenset({"59", "XS", "25"})
    assert sorted(map(str, (f.value for f in figures(ast.parse(line), modifiers)))) == sorted(
        map(str, found)
    )
