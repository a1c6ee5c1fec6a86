"""Whose table a CMS file is: Medicare's practitioner's, or one that only looks like it.

The rows of the practitioner's, the hospital's and Medicaid's files look alike, so that a file is
known by its name, by the names of the archives that it lies in, and by its notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_OTHERS = (
    (r"medicaid|(?<![a-z])mcd(?![a-z])", "is Medicaid's table, not Medicare's"),
    (r"ccioph|hospital|outpatient|(?<![a-z])oph(?![a-z])", "is the outpatient hospital's table"),
    (r"(?<![a-z])dme|durable", "is the table of medical equipment suppliers"),
    (r"(?<![a-z])aoc(?![a-z])|add-?on", "is the list of add-on codes, not a table of edits"),
)
_CHANGES = re.compile(r"addition|deletion|revision|(?<![a-z])changes?(?![a-z])", re.I)
_OURS = re.compile(r"ccipra|practitioner|physician|(?<![a-z])pra(?![a-z])", re.I)
_AGENCY = re.compile(r"centers\s+for\s+medicare\s+(?:&|and)\s+medicaid\s+services", re.I)
_NAMED = re.compile(r"cci|mue|ptp", re.I)
_PART = re.compile(r"[-_ ]f(\d{1,2})(?![a-z0-9])", re.I)


def another_table(names: Iterable[str], notice: str) -> str | None:
    """What a file is, where it is not the practitioner's whole table.

    Args:
        names: Its own name and those of the archives that it lies in.
        notice: The lines before its data, headings included.

    >>> another_table(["ccioph-v321r0-f1.txt"], "")
    "is the outpatient hospital's table"
    >>> another_table(["ccipra-v321r0-f1.txt"], "Centers for Medicare & Medicaid Services")
    """
    spoken = "\n".join([*names, _AGENCY.sub("", notice)])
    for pattern, what in _OTHERS:
        if re.search(pattern, spoken, re.I):
            return what
    if any(_CHANGES.search(name) for name in names):
        return "is a list of the quarter's changes, not the whole table"
    return None


def says_practitioner(names: Iterable[str], notice: str) -> bool:
    """Whether its name or notice calls a file the practitioner's.

    >>> says_practitioner(["ccipra-v321r0-f1.txt"], "")
    True
    """
    return any(_OURS.search(text) for text in (*names, notice))


def named_like_ours(names: Iterable[str]) -> bool:
    """Whether a name is like those of CMS's tables of edits.

    >>> named_like_ours(["practitioner-ptp-edits.zip"]), named_like_ours(["holiday.zip"])
    (True, False)
    """
    return any(_NAMED.search(name) for name in names)


def part_number(names: Iterable[str]) -> int | None:
    """Which part of the quarter a file is, by the nearest name that tells.

    >>> part_number(["ccipra-v321r0-f3.TXT"]), part_number(["edits.txt"])
    (3, None)
    """
    for name in names:
        if match := _PART.search(name):
            return int(match[1])
    return None
