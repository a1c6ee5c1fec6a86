"""Reading case files strictly, so that a misspelt key can't leave an expectation unjudged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evals.case import HELD, KINDS, Case, CaseFile
from evals.expected import PARTS

HOME = Path(__file__).resolve().parent / "cases"

One = TypeVar("One", bound=BaseModel)


class CaseError(ValueError):
    """A case file has a fault; the message says file, line, key and what to write."""


def read_file(path: Path) -> CaseFile:
    """A file of cases, whose name says what they are.

    Args:
        path: `KIND.jsonl`, `KIND_b.jsonl` or `KIND_held.jsonl`.

    Raises:
        CaseError: A fault, with file, line, key and what to write.
    """
    kind, _, part = path.stem.partition("_")
    if kind not in KINDS:
        raise CaseError(f"{path.name}: {kind} is no kind; name the file {' or '.join(KINDS)}")
    held = part == HELD
    cases = read_lines(path, Case, hide=held)
    _ids_once(path, cases)
    return CaseFile(name=path.stem, kind=kind, held=held, cases=cases)


def read_folder(
    home: Path = HOME, kinds: Iterable[str] = KINDS, held: bool = False
) -> list[CaseFile]:
    """The case files of a folder, in the order of the kinds.

    Args:
        home: The folder.
        kinds: Which kinds.
        held: Whether the held-out files, instead of the others.

    Raises:
        CaseError: A file has a fault, or no file is there.
    """
    named = [
        p
        for k in kinds
        for p in sorted(home.glob(f"{k}.jsonl")) + sorted(home.glob(f"{k}_*.jsonl"))
    ]
    found = [read_file(p) for p in named if p.stem.endswith(f"_{HELD}") == held]
    if not found:
        raise CaseError(f"{home} holds no case file of {', '.join(kinds)}")
    return found


def read_lines(path: Path, model: type[One], hide: bool = False) -> tuple[One, ...]:
    """The records of a JSON Lines file; empty lines are skipped.

    Args:
        path: The file.
        model: What each line holds.
        hide: Whether a fault may show a key's name only, and no value.

    Raises:
        CaseError: A line is no such record.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CaseError(f"{path.name}: can't be read ({problem})") from None
    read = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                read.append(model.model_validate(json.loads(line, object_pairs_hook=_once)))
            except ValidationError as problem:
                raise CaseError(f"{path.name}:{number}: {_fault(problem, model, hide)}") from None
            except ValueError as problem:
                told = "no JSON" if hide else str(problem)
                raise CaseError(f"{path.name}:{number}: {told}") from None
    if not read:
        raise CaseError(f"{path.name}: holds no case")
    return tuple(read)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once each."""
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{max(names, key=names.count)} stands twice in one object; write it once")
    return made


def _fault(problem: ValidationError, model: type[BaseModel], hide: bool) -> str:
    """The first fault: its key, what is wrong, and the keys that are known there."""
    first = problem.errors()[0]
    key = ".".join(str(part) for part in first["loc"]) or "the case"
    if first["type"] == "extra_forbidden":
        names = list(_names(first["loc"][:-1]))
        known = (PARTS[names[-1]] if names else model).model_fields
        return f"{key} is not known; known keys are {', '.join(known)}"
    if first["type"] == "missing":
        return f"{key} is missing"
    return f"{key}: {'not as it must be' if hide else first['msg']}"


def _names(path: tuple[int | str, ...]) -> Iterator[str]:
    """The names along a path that stand for a record of their own."""
    return (part for part in path if isinstance(part, str) and part in PARTS)


def _ids_once(path: Path, cases: Iterable[Case]) -> None:
    """Refuse a case's id that stands twice."""
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise CaseError(f"{path.name}: the id {case.id} stands twice; give each case its own")
        seen.add(case.id)
