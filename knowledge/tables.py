"""Reading the bundled CSV tables: pair edits, MUE and code status."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.reading import KnowledgeError, read_text
from knowledge.records import Mue, PairEdit

_TIMED = {"true": True, "false": False, "": None}


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV table, each with its place for an error.

    Args:
        path: The table.
        columns: The columns that its first line must hold, in order.

    Raises:
        KnowledgeError: Other columns, or a row of another length.
    """
    name = f"tables/{path.name}"
    reader = csv.reader(io.StringIO(read_text(path, name)))
    header = tuple(next(reader, []))
    if header != columns:
        raise KnowledgeError(
            name, "line 1", f"has the columns {', '.join(header)}", f"Write {','.join(columns)}."
        )
    for number, row in enumerate(reader, 2):
        if len(row) != len(columns):
            raise KnowledgeError(
                name, f"line {number}", f"has {len(row)} fields", f"Write {len(columns)}."
            )
        yield f"line {number}", dict(zip(columns, row, strict=True))


def day(text: str, name: str, place: str) -> date | None:
    """A day written YYYY-MM-DD; None where it is empty."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise KnowledgeError(name, place, f"{text} is no day", "Write YYYY-MM-DD.") from None


def number(text: str, name: str, place: str) -> int:
    """A whole number."""
    try:
        return int(text)
    except ValueError:
        raise KnowledgeError(name, place, f"{text!r} is no whole number", "Write digits.") from None


def read_pairs(path: Path) -> tuple[PairEdit, ...]:
    """The rows of a pair-edit extract, ended ones too.

    Raises:
        KnowledgeError: A fault, or a live pair that stands twice.
    """
    name = f"tables/{path.name}"
    columns = ("column1", "column2", "deletion_date", "modifier_indicator", "rationale")
    found: list[PairEdit] = []
    live: dict[frozenset[str], str] = {}
    for place, row in rows(path, columns):
        edit = PairEdit(
            column1=row["column1"],
            column2=row["column2"],
            deleted_on=day(row["deletion_date"], name, place),
            indicator=number(row["modifier_indicator"], name, place),
            rationale=row["rationale"],
        )
        if edit.indicator not in (0, 1, 9):
            raise KnowledgeError(name, place, "has no indicator", "Write 0, 1 or 9.")
        both = frozenset((edit.column1, edit.column2))
        if edit.deleted_on is None:
            if both in live:
                raise KnowledgeError(
                    name, place, f"repeats the live pair of {live[both]}", "Keep one of the two."
                )
            live[both] = place
        found.append(edit)
    return tuple(found)


def read_mue(path: Path) -> dict[str, Mue]:
    """The practitioner's MUE by code.

    Raises:
        KnowledgeError: A fault, or a code that stands twice.
    """
    name = f"tables/{path.name}"
    columns = tuple(
        f"{kind}_{part}"
        for kind in ("practitioner", "outpatient")
        for part in ("units", "mai", "rationale")
    )
    found: dict[str, Mue] = {}
    for place, row in rows(path, ("code", *columns)):
        if row["code"] in found:
            raise KnowledgeError(name, place, f"{row['code']} stands twice", "Keep one row.")
        indicator = number(row["practitioner_mai"], name, place)
        if indicator not in (1, 2, 3):
            raise KnowledgeError(
                name, place, f"{indicator} is no adjudication indicator", "Write 1, 2 or 3."
            )
        found[row["code"]] = Mue(
            code=row["code"],
            units=number(row["practitioner_units"], name, place),
            indicator=indicator,
            rationale=row["practitioner_rationale"],
            outpatient_units=number(row["outpatient_units"], name, place),
            outpatient_indicator=number(row["outpatient_mai"], name, place),
        )
    return found


def code_status_rows(path: Path) -> dict[str, dict[str, object]]:
    """The code status table, each row as `Code` takes it.

    Raises:
        KnowledgeError: A fault, or a code that stands twice.
    """
    name = f"tables/{path.name}"
    found: dict[str, dict[str, object]] = {}
    standings = {"read": "verified", "reported": "reported", "memory": "reported"}
    columns = ("code", "status", "until", "replaced_by", "timed", "standing", "note")
    for place, row in rows(path, columns):
        if row["code"] in found:
            raise KnowledgeError(name, place, f"{row['code']} stands twice", "Keep one row.")
        if row["standing"] not in standings:
            raise KnowledgeError(
                name,
                place,
                f"{row['standing']!r} is no standing",
                "Write read, reported or memory.",
            )
        if row["timed"] not in _TIMED:
            raise KnowledgeError(
                name,
                place,
                f"{row['timed']!r} says nothing of timed",
                "Write true or false, or leave it empty.",
            )
        found[row["code"]] = {
            "status": row["status"],
            "until": day(row["until"], name, place),
            "replaced_by": tuple(filter(None, row["replaced_by"].split(";"))),
            "timed": _TIMED[row["timed"]],
            "standing": standings[row["standing"]],
            "note": row["note"],
        }
    return found
