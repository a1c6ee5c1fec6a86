"""What a drawn result is made of: cells, tables and lists, as plain data for the page.

A verdict carries a tone. "Not loaded", "not known" and "depends" have one of their own, `unknown`,
so that they never look like "allowed".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from ui import words
from ui.runs import Run
from ui.runs import words as as_runs


class Cell(TypedDict):
    """One cell: its text, whether it is a figure, and a tone where it is a verdict."""

    runs: list[Run]
    figure: NotRequired[bool]
    tone: NotRequired[words.Tone]


class Table(TypedDict):
    """A table: its column heads (none where rows are names and values), its rows, its total."""

    head: list[str]
    rows: list[list[Cell]]
    total: NotRequired[list[Cell]]


class Items(TypedDict):
    """A list of sentences, each with its chips."""

    title: str
    items: list[list[Run]]


class Drawn(TypedDict):
    """What a tool's result looks like; a narrow one may stand beside another."""

    title: str
    table: NotRequired[Table]
    lists: NotRequired[list[Items]]
    notes: NotRequired[list[str]]
    narrow: NotRequired[bool]


def cell(value: object, *, figure: bool = False) -> Cell:
    """One cell; no value is a dash, never an empty field that could be read as "fine".

    >>> cell(None)
    {'runs': [{'text': '–'}]}
    """
    made = Cell(runs=list(as_runs(_said(value))))
    if figure:
        made["figure"] = True
    return made


def verdict(word: str) -> Cell:
    """A verdict in words, with its tone; a word that is not known here is `unknown`.

    >>> verdict("not_loaded")["tone"], verdict("something_new")["tone"]
    ('unknown', 'unknown')
    """
    text, tone = words.VERDICTS.get(word, (word.replace("_", " "), "unknown"))
    return Cell(runs=list(as_runs(text)), tone=tone)


def _said(value: object) -> str:
    """A value as a person reads it: no braces, no quotes."""
    if value is None or value == "":
        return "–"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_said(v)}" for name, v in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_said(v) for v in value) or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
