"""A stored table as a source that an answer can cite, and its rows as passages in our own words."""

from __future__ import annotations

from datetime import date

from files.cms_quarter import Quarter
from files.tables_manifest import Manifest
from files.tables_mue import StoredMue
from files.tables_pairs import StoredPairTable
from knowledge.records import Mue, PairEdit, Passage, PassageKind, Source

_TITLES = {
    "pairs": "NCCI procedure-to-procedure edits, practitioner",
    "mue": "NCCI Medically Unlikely Edits, practitioner",
}
_PLACES = {
    "pairs": "https://www.cms.gov/national-correct-coding-initiative-ncci/ncci-edits/"
    "medicare-ncci-procedure-procedure-ptp-edits",
    "mue": "https://www.cms.gov/medicare/coding-billing/"
    "national-correct-coding-initiative-ncci-edits/medicare-ncci-medically-unlikely-edits-mues",
}
_TOPICS = {"pairs": ("ncci-edits", "edit-pair"), "mue": ("mue",)}
_ADJUDICATED = {
    1: "counted for each claim line",
    2: "counted for the date of service, absolute",
    3: "counted for the date of service, open to appeal",
}


def table_source(manifest: Manifest) -> Source:
    """The source that a stored table is cited by.

    The table is CMS's, so its authority is the regulator's; what was read of it tells that the
    user added it, when and from which files.

    Args:
        manifest: What the table is.
    """
    first = Quarter.parse(manifest.quarter).first
    fingerprint = manifest.origins[0].sha256 if len(manifest.origins) == 1 else manifest.content
    return Source(
        id=manifest.id,
        title=f"{_TITLES[manifest.kind]}, in force {first}",
        publisher="Centers for Medicare & Medicaid Services (CMS)",
        published=first.isoformat(),
        published_on=first,
        kind="table",
        authority="regulator",
        governs=("medicare",),
        read=_read(manifest),
        checked_on=manifest.added_on,
        fingerprint=fingerprint,
        url=_PLACES[manifest.kind],
        names=(f"{manifest.quarter} table",),
    )


def pair_passages(table: StoredPairTable, one: str, other: str) -> tuple[Passage, ...]:
    """What a table says of a pair: its rows, or that it holds none, or that it can't say.

    Args:
        table: The table.
        one: A code.
        other: Another, in either order.
    """
    missing = sorted({code for code in (one, other) if not table.covers(code)})
    if missing:
        text = (
            f"{' and '.join(missing)} {'stands' if len(missing) == 1 else 'stand'} nowhere in "
            f"CMS's practitioner pair table of {table.quarter}, so that it says nothing of "
            f"{one} with {other}."
        )
        return (
            _passage(table.manifest, f"{one}-{other}", "whole table", text, "limit", one, other),
        )
    rows = table.edits(one, other)
    if not rows:
        text = (
            f"CMS's practitioner pair table of {table.quarter} speaks of {one} and of {other} and "
            "has no edit between the two."
        )
        return (
            _passage(table.manifest, f"{one}-{other}", "whole table", text, "rule", one, other),
        )
    return tuple(_row(table, edit) for edit in rows)


def mue_passage(table: StoredMue, code: str) -> Passage:
    """What an MUE table says of a code.

    Args:
        table: The table.
        code: The code.
    """
    edit = table.get(code)
    if edit is None:
        text = f"CMS's practitioner MUE table of {table.quarter} gives no value for {code}."
        return _passage(table.manifest, code, "whole table", text, "limit", code)
    return _passage(table.manifest, code, f"row {code}", _says(edit, table.quarter), "rule", code)


def _row(table: StoredPairTable, edit: PairEdit) -> Passage:
    """One row of a pair table."""
    ended = f", deleted {edit.deleted_on}" if edit.deleted_on else ", no deletion date"
    began = f", in effect from {edit.effective_on}" if edit.effective_on else ""
    text = (
        f"Column 1 {edit.column1}, column 2 {edit.column2}, modifier indicator {edit.indicator}"
        f"{began}{ended} (CMS's practitioner pair table of {table.quarter})."
    )
    local = "-".join((edit.column1, edit.column2, *_days(edit.effective_on, edit.deleted_on)))
    at = f"row {edit.column1}/{edit.column2}"
    return _passage(table.manifest, local, at, text, "rule", edit.column1, edit.column2)


def _says(edit: Mue, quarter: str) -> str:
    """One row of an MUE table in a sentence."""
    units = f"{edit.units} {'unit' if edit.units == 1 else 'units'}"
    return (
        f"{edit.code}: {units}, adjudication indicator {edit.indicator}, "
        f"{_ADJUDICATED[edit.indicator]} (CMS's practitioner MUE table of {quarter})."
    )


def _passage(
    manifest: Manifest, local: str, at: str, text: str, kind: PassageKind, *codes: str
) -> Passage:
    """A passage of a stored table."""
    return Passage(
        source=manifest.id,
        key=f"{manifest.id}/{local.lower()}",
        at=at,
        section=f"Table of {manifest.quarter}",
        text=text,
        codes=tuple(dict.fromkeys(codes)),
        payers=("medicare",),
        topics=_TOPICS[manifest.kind],
        kind=kind,
    )


def _read(manifest: Manifest) -> str:
    """What was read of a table, and how it came here."""
    names = ", ".join(origin.name for origin in manifest.origins)
    said = [
        f"every row ({manifest.rows:,}); the user added it on {manifest.added_on} from {names}",
    ]
    if manifest.kind == "pairs" and not manifest.dated:
        said.append("its rows do not tell the day they take effect")
    if manifest.vouched:
        said.append("that it is the practitioner's table is the user's word")
    return "; ".join(said)


def _days(*days: date | None) -> list[str]:
    """The days that there are, as parts of a name."""
    return [f"{day:%Y%m%d}" for day in days if day]
