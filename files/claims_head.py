"""The header of a table of claims: which of its columns is which of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from files.claims_faults import ClaimFileError
from knowledge.claims import COLUMNS


@dataclass(frozen=True)
class Header:
    """A table's header.

    Attributes:
        width: How many columns it has.
        places: The place of each of our columns that it has, from 0.
        notes: What the user should know of the others.
    """

    width: int
    places: Mapping[str, int]
    notes: tuple[str, ...]


def read_header(cells: Sequence[str], needed: Sequence[str], where: str) -> Header:
    """A header read.

    Args:
        cells: The header's cells.
        needed: Columns without which nothing can be checked.
        where: The file's name, for an error.

    Raises:
        ClaimFileError: A needed column is missing, or one stands twice.

    >>> read_header(["Claim ID", "code", "units", "room"], ["claim_id", "code"], "a.csv").places
    {'claim_id': 0, 'code': 1, 'units': 2}
    """
    names = [_plain(cell) for cell in cells]
    missing = [name for name in needed if name not in names]
    if missing:
        raise _missing(cells, missing, where)
    twice = [name for name, count in Counter(names).items() if count > 1 and name]
    if twice:
        raise ClaimFileError(
            where,
            f"has the column {' and '.join(twice)} more than once",
            "Keep one of each; which one counts can't be guessed.",
        )
    places = {name: place for place, name in enumerate(names) if name in COLUMNS}
    others = [cell.strip() for cell, name in zip(cells, names, strict=True) if name not in COLUMNS]
    absent = [name for name in COLUMNS if name not in names]
    notes = []
    if named := [one[:40] for one in others if one]:
        notes.append(f"Columns that are not read: {', '.join(named)}.")
    if absent:
        notes.append(f"Columns that are not there, and count as empty: {', '.join(absent)}.")
    return Header(len(cells), places, tuple(notes))


def _plain(cell: str) -> str:
    """A heading as our columns are named."""
    return "_".join(cell.strip().strip("\ufeff").casefold().replace("_", " ").split())


def _missing(cells: Sequence[str], missing: Sequence[str], where: str) -> ClaimFileError:
    """What is said of a table without the needed columns."""
    line = ",".join(cells)
    for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if (
            len(cells) < 2
            and mark in line
            and all(one in _plain(line.replace(mark, " ")) for one in missing)
        ):
            return ClaimFileError(
                where, f"has columns parted by {name}", "Save it with commas between the columns."
            )
    found = line if len(line) <= 60 else f"{line[:60]}..."
    shown = "".join(one if one.isprintable() else " " for one in found)
    return ClaimFileError(
        where,
        f"has no column {', '.join(missing)} in its first line ({shown})",
        f"Begin it with a header: {','.join(COLUMNS)}.",
    )
