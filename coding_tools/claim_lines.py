"""A service line of a claim, read from its cells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from coding_tools.claim_cells import (
    Regions,
    points_beyond,
    read_charge,
    read_code,
    read_date,
    read_minutes,
    read_modifiers,
    read_pointers,
    read_regions,
    read_units,
    tidy,
)
from coding_tools.claim_words import Found
from knowledge.library import Library

# White space that no claim's id begins or ends with.
SPACE = " \t\n\r\x0b\x0c\xa0"


class ClaimLine(NamedTuple):
    """A service line of a claim.

    Attributes:
        claim_id: The claim's id.
        line: Its place among the claim's lines, from 1.
        row: The row of the file; 0 where there is none.
        code: The billing code, in capitals.
        modifiers: Its modifiers in their order, in capitals.
        units: Units billed; None where they can't be read.
        minutes: Minutes of treatment, whole; None where they are not given or can't be read.
        date_of_service: The date; None where it is not given or can't be read.
        payer: The payer as written.
        provider: The provider type as written.
        regions: The regions; None where none is given.
        faults: What is wrong with its cells.
        empty: Columns that are empty.
        broken: Whether it can't be read as a line at all.
    """

    claim_id: str
    line: int
    row: int
    code: str
    modifiers: tuple[str, ...] = ()
    units: int | None = None
    minutes: int | None = None
    date_of_service: date | None = None
    payer: str = ""
    provider: str = ""
    regions: Regions | None = None
    faults: tuple[Found, ...] = ()
    empty: frozenset[str] = frozenset()
    broken: bool = False


def claim_id_of(text: str) -> str:
    """A claim's id as its lines share it.

    >>> claim_id_of(' ="0042" ')
    '0042'
    """
    bare = text.strip(SPACE)
    return bare[2:-1] if bare.startswith('="') and bare.endswith('"') and len(bare) > 2 else bare


def read_line(
    cells: Mapping[str, str],
    library: Library,
    *,
    line: int,
    row: int = 0,
    fault: Found | None = None,
) -> ClaimLine:
    """A service line from its cells' texts.

    Args:
        cells: Texts by column; a column that is missing is empty.
        library: The knowledge base.
        line: Its place among the claim's lines, from 1.
        row: The row of the file.
        fault: Why the whole row can't be read, where it can't.

    >>> from knowledge.library import bundled
    >>> cells = {"claim_id": "A", "code": "97124", "units": "0"}
    >>> read_line(cells, bundled(), line=1).faults[0].rule
    'units-unreadable'
    """
    claim_id = claim_id_of(cells.get("claim_id", ""))
    if fault is not None:
        return ClaimLine(claim_id, line, row, "", faults=(fault,), broken=True)
    code = read_code(cells.get("code", ""), library)
    units = read_units(cells.get("units", ""), library)
    minutes = read_minutes(cells.get("minutes", ""), library)
    on = read_date(cells.get("date_of_service", ""), library)
    modifiers = read_modifiers(cells.get("modifiers", ""), library)
    pointers = read_pointers(cells.get("diagnosis_pointers", ""), library)
    beyond = points_beyond(cells.get("diagnosis_pointers", ""), cells.get("diagnoses", ""), library)
    charge = read_charge(cells.get("charge", ""), library)
    id_fault = () if claim_id else (Found("claim-id-empty"),)
    faults = (
        *id_fault, *code.faults, *units.faults, *minutes.faults, *on.faults,
        *modifiers.faults, *pointers.faults, *beyond, *charge.faults,
    )  # fmt: skip
    return ClaimLine(
        claim_id=claim_id,
        line=line,
        row=row,
        code=code.value,
        modifiers=modifiers.value,
        units=units.value,
        minutes=minutes.value,
        date_of_service=on.value,
        payer=tidy(cells.get("payer", "")),
        provider=tidy(cells.get("provider_type", "")),
        regions=read_regions(cells.get("regions", ""), library).value,
        faults=faults,
        empty=frozenset(
            name for name in ("minutes", "date_of_service") if not tidy(cells.get(name, ""))
        ),
        broken=not claim_id or not code.value,
    )
