"""Reading knowledge files strictly: every fault names the file, the key and the mend."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class KnowledgeError(Exception):
    """A knowledge file that can't be used.

    Attributes:
        file: The file's name within the knowledge folder.
        key: The entry or key at fault.
        problem: What is wrong with it.
        mend: What to write instead.
    """

    def __init__(self, file: str, key: str, problem: str, mend: str) -> None:
        self.file, self.key, self.problem, self.mend = file, key, problem, mend
        super().__init__(f"{file}: {key}: {problem}. {mend}")


def read_text(path: Path, name: str) -> str:
    """A file's text.

    Args:
        path: The file.
        name: What to call it in an error.

    Raises:
        KnowledgeError: It is missing, unreadable or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KnowledgeError(name, "file", "is missing", "Restore it from the release.") from None
    except UnicodeDecodeError:
        raise KnowledgeError(name, "file", "is not UTF-8 text", "Save it as UTF-8.") from None
    except OSError as problem:
        raise KnowledgeError(
            name, "file", f"can't be read ({problem.strerror})", "Make it readable."
        ) from None


def read_yaml(text: str, name: str) -> Any:
    """A YAML text with every scalar kept as it is written (so that a code stays text).

    Raises:
        KnowledgeError: It is no YAML, with the line.
    """
    try:
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "the file"
        what = getattr(problem, "problem", None) or "not YAML"
        raise KnowledgeError(
            name, where, f"is no YAML ({what})", "Mend the indentation or the quotes there."
        ) from None


def build(model: type[Model], data: Any, file: str, key: str) -> Model:
    """A record from what a file holds.

    Args:
        model: The record's type.
        data: A mapping as YAML gave it.
        file: The file's name, for an error.
        key: The entry's name, for an error.

    Raises:
        KnowledgeError: An unknown or missing key, or a value that doesn't fit.
    """
    if not isinstance(data, Mapping):
        raise KnowledgeError(file, key, "is not a mapping of keys to values", "Write `key: value`.")
    try:
        return model.model_validate({k: v for k, v in data.items() if v != ""})
    except ValidationError as problem:
        fault = problem.errors()[0]
        place = ".".join(str(part) for part in fault["loc"]) or "entry"
        if fault["type"] == "extra_forbidden":
            known = ", ".join(sorted(model.model_fields))
            raise KnowledgeError(
                file, f"{key}: {place}", "is an unknown key", f"Use one of: {known}."
            ) from None
        if fault["type"] == "missing":
            raise KnowledgeError(
                file, f"{key}: {place}", "is missing", f"Write `{place}: ...`."
            ) from None
        raise KnowledgeError(
            file,
            f"{key}: {place}",
            f"doesn't fit ({fault['msg'].lower()})",
            f"Found {fault['input']!r}; write a value of the kind that CONTRIBUTING.md names.",
        ) from None


_RANGE = re.compile(r"^(\d{5})-(\d{5})$")


def write_out(codes: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...]:
    """Codes with each range replaced by the known codes in it.

    >>> write_out(("97161-97163", "G0283"), frozenset({"97161", "97162", "97163"}))
    ('97161', '97162', '97163', 'G0283')
    """
    out: list[str] = []
    for code in codes:
        if match := _RANGE.match(code):
            low, high = match.groups()
            out += sorted(one for one in known if one.isdigit() and low <= one <= high)
        else:
            out.append(code)
    return tuple(dict.fromkeys(out))
