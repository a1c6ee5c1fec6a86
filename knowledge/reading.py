"""Reading knowledge files strictly: every fault names the file, the key and the mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)

_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """Every scalar as it is written, and each key of a mapping once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """A mapping whose keys all differ."""
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(found) != len(node.value):
            seen: set[str] = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise _TwiceError(key.value, key.start_mark.line + 1)
                seen.add(key.value)
        return found


class _TwiceError(Exception):
    """A key that stands a second time in one mapping, and the line where it does."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


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


@contextmanager
def readable(name: str) -> Iterator[None]:
    """What keeps a file from being read, as a `KnowledgeError`.

    Args:
        name: What to call the file in an error.

    Raises:
        KnowledgeError: It is missing, unreadable or not UTF-8.
    """
    try:
        yield
    except FileNotFoundError:
        raise KnowledgeError(name, "file", "is missing", "Restore it from the release.") from None
    except UnicodeDecodeError:
        raise KnowledgeError(name, "file", "is not UTF-8 text", "Save it as UTF-8.") from None
    except OSError as problem:
        raise KnowledgeError(
            name, "file", f"can't be read ({problem.strerror})", "Make it readable."
        ) from None


def read_text(path: Path, name: str) -> str:
    """A file's text.

    Args:
        path: The file.
        name: What to call it in an error.

    Raises:
        KnowledgeError: It is missing, unreadable or not UTF-8.
    """
    with readable(name):
        return path.read_text(encoding="utf-8")


def read_yaml(text: str, name: str) -> Any:
    r"""A YAML text with every scalar kept as it is written (so that a code stays text).

    Raises:
        KnowledgeError: It is no YAML, or a key stands twice in one mapping, with the line.

    >>> read_yaml("code: 97124\nunits: 2", "small.yaml")
    {'code': '97124', 'units': '2'}
    """
    try:
        return yaml.load(text, Loader=_Loader)
    except _TwiceError as twice:
        where = f"line {twice.line}: {twice.key}"
        raise KnowledgeError(name, where, "stands twice", "Leave one of them out.") from None
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
        what, mend = _fault(model, fault, place)
        raise KnowledgeError(file, f"{key}: {place}", what, mend) from None


def _fault(model: type[BaseModel], fault: ErrorDetails, place: str) -> tuple[str, str]:
    """What is wrong with a value, and what to write instead."""
    kind = fault["type"]
    if kind == "extra_forbidden":
        holder = _holder(model, fault["loc"][:-1])
        known = ", ".join(sorted(holder.model_fields)) if holder else ""
        mend = f"Use one of: {known}." if known else "Mend it, or take it out."
        return "is an unknown key", mend
    if kind == "missing":
        return "is missing", f"Write `{place}: ...`."
    if kind == "tuple_type":
        return "is no list", f"Found {fault['input']!r}; write `[one, another]`."
    if kind in ("dict_type", "model_type"):
        return "holds no keys", f"Found {fault['input']!r}; write `key: value` under it."
    found = f"Found {fault['input']!r}"
    return (
        f"doesn't fit ({fault['msg'].lower()})",
        f"{found}; write a value of the kind that CONTRIBUTING.md names.",
    )


def _holder(model: type[BaseModel], path: tuple[int | str, ...]) -> type[BaseModel] | None:
    """The record at a place in another one, where it is one that stands there by name."""
    for part in path:
        field = model.model_fields.get(str(part))
        held = field.annotation if field else None
        if not (isinstance(held, type) and issubclass(held, BaseModel)):
            return None
        model = held
    return model


def each_held(
    names: Iterable[str], held: Iterable[str], file: str, where: str, problem: str
) -> None:
    """Refuse a name that isn't held.

    Args:
        names: The names that a file uses.
        held: The names that are held.
        file: The file's name, for an error.
        where: The entry or key, for an error.
        problem: What such a name is not.

    Raises:
        KnowledgeError: A name that isn't among them.
    """
    for name in names:
        if name not in held:
            raise KnowledgeError(
                file, where, f"{name} {problem}", "Add it there, or mend the name."
            )


def one_of(held: Iterable[str]) -> str:
    """The names to choose from, as a mend."""
    return f"Write one of: {', '.join(sorted(held))}."


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
