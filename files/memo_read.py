"""What a saved answer cites: read from JSON, JSON lines or Markdown, told apart by content."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from files.documents_faults import DocumentError, unreadable

LARGEST = 32 << 20
_ID = re.compile(r"`([a-z0-9][a-z0-9-]*\.[a-z0-9][A-Za-z0-9.-]*\.[0-9a-f]{8})`")


class Claim(NamedTuple):
    """A citation as a memo has it: its id, and what it says of the passage where it says it."""

    id: str
    says: Mapping[str, Any]


def claims_of(path: Path) -> tuple[list[Claim], tuple[str, ...]]:
    """The citations of a memo, each once, and what it refers to without holding it.

    Args:
        path: The memo.

    Raises:
        DocumentError: It can't be read, or cites nothing by id.
    """
    name, text = path.name, _text(path)
    claims: dict[str, Claim] = {}
    broken: list[str] = []
    answers = list(_answers(text, name))
    for answer in answers:
        for one in answer["citations"]:
            if isinstance(one, dict) and isinstance(one.get("id"), str):
                claims.setdefault(one["id"], Claim(one["id"], one))
        held = {*claims, *(c.get("id") for c in _dicts(answer.get("calculations")))}
        for statement in _dicts(answer.get("statements")):
            broken += [
                f"{name}: a statement rests on {support}, which the memo doesn't hold."
                for support in statement.get("supports", ())
                if support not in held
            ]
    if not answers:
        claims = {found: Claim(found, {}) for found in _ID.findall(text)}
    if not claims and not (answers and all(not a["citations"] for a in answers)):
        raise DocumentError(
            name,
            "cites nothing by id",
            "Save the answer as JSON (`ask --json`), or download it from the app again.",
        )
    return list(claims.values()), tuple(dict.fromkeys(broken))


def _answers(text: str, name: str) -> Iterator[dict[str, Any]]:
    """The answers in a JSON text or in JSON lines; none in Markdown.

    Raises:
        DocumentError: It begins as JSON and is none.
    """
    if not text.lstrip().startswith(("{", "[{")):
        return
    try:
        told: Any = json.loads(text)
    except ValueError:
        try:
            told = [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError:
            raise DocumentError(name, "is JSON that is cut or damaged", "Save it anew.") from None
    yield from _within(told)


def _within(told: Any) -> Iterator[dict[str, Any]]:
    """Every answer within a JSON value."""
    if isinstance(told, dict):
        if isinstance(told.get("citations"), list):
            yield told
            return
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from _within(one)


def _dicts(told: Any) -> Sequence[dict[str, Any]]:
    """The mappings of a list."""
    return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []


def _text(path: Path) -> str:
    """A memo's text.

    Raises:
        DocumentError: It can't be read.
    """
    try:
        if not path.is_file():
            raise DocumentError(path.name, "is not there", "Name a saved answer.")
        if path.stat().st_size > LARGEST:
            raise DocumentError(path.name, "is far too large for a memo", "Name a saved answer.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError(path.name, "is no UTF-8 text", "Name a saved answer.") from None
    except OSError as problem:
        raise unreadable(path.name, problem) from None
