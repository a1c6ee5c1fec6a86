"""Claim lines from an 837P file, read with pyx12 (an optional extra).

A row is a segment of the file, counted from ISA as 1: the SV1 segment of the service line.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from coding_tools.batch_read import CELLS
from coding_tools.claim_cells import RANGE
from files.claims_faults import ClaimFileError

_PLAIN = "Export the claims as an 837P (005010X222A1), or as CSV."
# Entities of NM1, and the level of HL that shares its subscriber's payer.
PAYER, RENDERING, PATIENT = "PR", "82", "23"
# What HI calls a diagnosis: the first and the others, in ICD-10 and in ICD-9; the rest of what it
# may hold (procedures, occurrences, conditions) is none.
DIAGNOSES = frozenset({"ABK", "ABF", "BK", "BF"})
_HI_PLACES = range(1, 13)


@dataclass
class _Line:
    """A service line as its segments tell it."""

    row: int
    code: str = ""
    modifiers: str = ""
    charge: str = ""
    units: str = ""
    pointers: str = ""
    date: str = ""
    provider: str = ""


@dataclass
class _Claim:
    """A claim as its segments tell it."""

    claim_id: str = ""
    payer: str = ""
    provider: str = ""
    diagnoses: int = 0
    lines: list[_Line] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[str | int | None, ...]]:
        """Its lines as rows of `CELLS`."""
        for line in self.lines:
            cells: dict[str, str | int | None] = {
                "row": line.row,
                "claim_id": self.claim_id,
                "date_of_service": line.date,
                "payer": self.payer,
                "provider_type": line.provider or self.provider,
                "code": line.code,
                "modifiers": line.modifiers,
                "units": line.units,
                "diagnosis_pointers": line.pointers,
                "charge": line.charge,
                "diagnoses": str(self.diagnoses),
            }
            yield tuple(cells.get(name) for name in CELLS)


def is_x12(first: bytes) -> bool:
    """Whether a file's beginning is that of an X12 interchange.

    >>> is_x12(b"ISA*00*"), is_x12(b"claim_id,code")
    (True, False)
    """
    bare = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    return bare[:3] == b"ISA" and len(bare) > 3 and not chr(bare[3]).isalnum()


def x12_batches(
    path: Path, where: str, taxonomy: Mapping[str, str], at_once: int
) -> Iterator[pl.DataFrame]:
    """The service lines of an 837P file, as `batch_read.CELLS`.

    Args:
        path: The file, as UTF-8.
        where: Its name, for an error.
        taxonomy: The provider type of each taxonomy code that is held.
        at_once: About how many lines a batch holds.

    Raises:
        ClaimFileError: pyx12 isn't installed, or it is no whole 837P file.
    """
    try:
        from pyx12.errors import X12Error
        from pyx12.x12file import X12Reader
    except ImportError:
        raise ClaimFileError(
            where,
            "is an 837P file, and the reader for it is not installed",
            'Install it with `pip install "knead[x12]"`, or export the claims as CSV.',
        ) from None
    logging.getLogger("pyx12").setLevel(logging.CRITICAL)
    reading = _Reading(taxonomy)
    rows: list[tuple[str | int | None, ...]] = []
    try:
        with path.open(encoding="utf-8-sig") as stream:
            for segment in X12Reader(stream):
                for claim in reading.take(segment):
                    rows += claim.rows()
                if len(rows) >= at_once:
                    yield pl.DataFrame(rows, schema=CELLS, orient="row")
                    rows = []
    except (X12Error, UnicodeDecodeError, AttributeError, IndexError, ValueError):
        raise ClaimFileError(where, "can't be read as an X12 file", _PLAIN) from None
    if not reading.professional:
        raise ClaimFileError(where, "is an X12 file, but no 837P", _PLAIN)
    if not reading.whole:
        raise ClaimFileError(where, "was cut: its last segments are missing", "Export it again.")
    rows += [row for claim in reading.rest() for row in claim.rows()]
    yield pl.DataFrame(rows, schema=CELLS, orient="row")


class _Reading:
    """What was read of an 837P file up to a segment."""

    def __init__(self, taxonomy: Mapping[str, str]) -> None:
        self._taxonomy = taxonomy
        self._segments = 0
        self._claim: _Claim | None = None
        self._payer = self._entity = ""
        self.professional = self.whole = False

    def take(self, segment: Any) -> Iterator[_Claim]:
        """Take the next segment; gives each claim that it ends."""
        self._segments += 1
        name = segment.get_seg_id()
        ends = name in ("HL", "CLM", "SE")
        if ends and self._claim is not None:
            yield self._claim
            self._claim = None
        if name == "ST":
            self._transaction(segment)
        elif name == "HL":
            if _text(segment, "03") != PATIENT:
                self._payer = ""
        elif name == "CLM":
            self._claim = _Claim(_text(segment, "01"), self._payer)
            self._entity = ""
        elif name in ("NM1", "PRV"):
            self._name(name, segment)
        elif name == "IEA":
            self.whole = True
        elif self._claim is not None:
            self._service(name, segment, self._claim)

    def rest(self) -> Iterator[_Claim]:
        """The claim that the end of the file ends."""
        if self._claim is not None:
            yield self._claim

    def _transaction(self, segment: Any) -> None:
        version = _text(segment, "03")
        if _text(segment, "01") == "837" and ("X222" in version or not version):
            self.professional = True

    def _name(self, name: str, segment: Any) -> None:
        """A party: the payer of a subscriber, or who rendered a claim or a line."""
        if name == "NM1":
            self._entity = _text(segment, "01")
            # A payer within a claim (2330B) is another insurer's, not this claim's.
            if self._entity == PAYER and self._claim is None:
                self._payer = _text(segment, "03")
        elif self._claim is not None and self._entity == RENDERING:
            code = _text(segment, "03")
            provider = self._taxonomy.get(code, code)
            if self._claim.lines:
                self._claim.lines[-1].provider = provider
            else:
                self._claim.provider = provider

    def _service(self, name: str, segment: Any, claim: _Claim) -> None:
        """The claim's diagnoses, and a service line's own segments."""
        if name == "HI":
            kinds = (_text(segment, f"{place:02}-1") for place in _HI_PLACES)
            claim.diagnoses += sum(kind in DIAGNOSES for kind in kinds)
        elif name == "LX":
            claim.lines.append(_Line(self._segments))
        elif name == "SV1":
            if not claim.lines:
                claim.lines.append(_Line(self._segments))
            line = claim.lines[-1]
            line.row = self._segments
            line.code = _text(segment, "01-2")
            marks = [_text(segment, f"01-{place}") for place in range(3, 7)]
            line.modifiers = ";".join(one for one in marks if one)
            line.charge = _text(segment, "02")
            line.units = _text(segment, "04") if _text(segment, "03") == "UN" else ""
            points = [_text(segment, f"07-{place}") for place in range(1, 5)]
            line.pointers = ";".join(_letter(one) for one in points if one)
        elif name == "DTP" and _text(segment, "01") == "472" and claim.lines:
            claim.lines[-1].date = _day(_text(segment, "02"), _text(segment, "03"))


def _text(segment: Any, place: str) -> str:
    """An element's text; empty where there is none."""
    value = segment.get_value(f"{segment.get_seg_id()}{place}")
    return (value or "").strip()


def _letter(pointer: str) -> str:
    """A diagnosis pointer as the paper form writes it.

    >>> _letter("1"), _letter("12"), _letter("x")
    ('A', 'L', 'x')
    """
    return chr(ord("A") + int(pointer) - 1) if pointer in map(str, range(1, 13)) else pointer


def _day(form: str, text: str) -> str:
    """A date of service; a range of one day is that day.

    >>> _day("D8", "20240805"), _day("RD8", "20240805-20240805"), _day("RD8", "20240805-20240807")
    ('2024-08-05', '2024-08-05', '2024-08-05 – 2024-08-07')
    """
    days = text.split("-") if form == "RD8" else [text]
    if not all(len(day) == 8 for day in days):
        return text
    return RANGE.join(dict.fromkeys(f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in days))
