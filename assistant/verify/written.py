"""Values as they are written: dates, codes with what hangs on them, ranges, amounts, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from assistant.verify.lexicon import Mark, stem
from knowledge.reading_words import number_words

CODE = r"(?:[A-Z]\d{4}|\d{5})"
"""A code as it is written."""
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


def _numbers() -> dict[str, int]:
    """The numbers that words tell, up to a hundred: `twenty-five`."""
    small, tens = number_words("small"), number_words("tens")
    told = {f"{t}-{o}": ten + n for t, ten in tens.items() for o, n in small.items() if 0 < n < 10}
    return {**small, **tens, **told, "hundred": 100}


NUMBERS = _numbers()


Reader = Callable[[str, list[Mark], Container[str]], None]
"""Adds the marks of a value as it is written; beside them the modifiers that are held."""


def _value(kind: str, read: Callable[[str], tuple[str | int, ...]]) -> Reader:
    """A reader of one kind of value."""

    def reader(raw: str, marks: list[Mark], modifiers: Container[str]) -> None:
        del modifiers
        marks.append(Mark("value", kind, read(raw)))

    return reader


def _rule(raw: str, marks: list[Mark], modifiers: Container[str]) -> None:
    """The name of a way of counting, whose number counts nothing: `the 8-minute rule`."""
    del raw, modifiers
    marks.append(Mark("word", "~8-minute"))
    marks.append(Mark("word", f"~{stem('rule')}"))


def _day(raw: str) -> tuple[str | int, ...]:
    """A date written with the month's name, as ISO."""
    parts = raw.replace(",", " ").replace(".", " ").split()
    month = next(p for p in parts if p[0].isalpha())
    day, year = (p for p in parts if p[0].isdigit())
    return (f"{year}-{_month_number(month):02}-{int(day):02}",)


def _slashed(raw: str) -> tuple[str | int, ...]:
    """A date written 12/31/2019, as ISO."""
    month, day, year = raw.split("/")
    return (f"{year}-{int(month):02}-{int(day):02}",)


def _month_number(name: str) -> int:
    """The number of a month by its name."""
    return _MONTHS.index(name[:3].lower()) + 1


def _month(raw: str) -> tuple[str | int, ...]:
    """A month and its year, as ISO."""
    parts = raw.replace(".", " ").split()
    return (f"{parts[-1]}-{_month_number(parts[0]):02}",)


def _codes(raw: str, marks: list[Mark], modifiers: Container[str]) -> None:
    """A code with the modifiers that hang on it, or its short range: 98940-43."""
    code, *hung = raw.split("-")
    if (
        len(hung) == 1
        and hung[0].isdigit()
        and code.isdigit()
        and int(hung[0]) > int(code[-2:])
        and hung[0] not in modifiers
    ):
        marks.append(Mark("value", "code", (code, code[:-2] + hung[0])))
        return
    marks.append(Mark("value", "code", (code,)))
    for modifier in hung:
        marks.append(Mark("value", "modifier", (modifier,), "hung"))


def _range(raw: str) -> tuple[str | int, ...]:
    """The two ends of a code range."""
    ends = re.findall(CODE, raw)
    return (ends[0], ends[1])


def given(found: list[tuple[str, str]], place: int) -> str:
    """`given` for a number that is spoken of as known: `the 12 minutes`, `your 5 units`."""
    return (
        "given"
        if place and found[place - 1][1].lower() in ("the", "your", "those", "these")
        else ""
    )


def read_number(raw: str, marks: list[Mark], role: str) -> None:
    """A number in figures; a year where it can be one."""
    bare = raw.replace(",", "").rstrip(".")
    if len(raw) == 4 and bare.isdigit() and 1990 <= int(bare) <= 2049:
        marks.append(Mark("value", "year", (bare,)))
    elif "." in bare:
        marks.append(Mark("value", "ref", (bare,)))
    else:
        marks.append(Mark("number", raw, (int(bare),), role))


READ: dict[str, Reader] = {
    "date": _value("date", lambda raw: (raw,)),
    "mdy": _value("date", _day),
    "dmy": _value("date", _day),
    "slash": _value("date", _slashed),
    "month": _value("date", _month),
    "quarter": _value("quarter", lambda raw: (raw,)),
    "money": _value(
        "money", lambda raw: (raw.replace(" ", "").replace(",", "").removesuffix(".00"),)
    ),
    "percent": _value("percent", lambda raw: (re.findall(r"[\d.]+", raw)[0],)),
    "range": _value("code", _range),
    "code": _codes,
    "para": _value("paragraph", lambda raw: (raw.strip("¶ "),)),
    "rule": _rule,
    "form": _value("form", lambda raw: (raw.split()[0],)),
    "ref": _value("ref", lambda raw: (raw.strip(".").upper(),)),
}
