"""The result of a tool that has no wording of its own here: each entry as it is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def unworded(value: Any, name: str = "") -> Iterator[str]:
    """A tool's inputs or result that is not known here: each entry as `name value`."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from unworded(inner, str(key).replace("_", " "))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from unworded(inner, name)
    elif value is not None:
        yield f"{name} {value}."
