"""A stored table as a source that an answer can cite, and its rows as passages in our own words."""

from __future__ import annotations

from pathlib import Path

from files.cms_quarter import Quarter
from files.tables_faults import TableError
from files.tables_find import open_table
from files.tables_manifest import Manifest
from files.tables_mue import StoredMue
from files.tables_pairs import StoredPairTable
from knowledge.pairs import mue_passage, pair_passage
from knowledge.records import Passage, Source

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


def row_passage(key: str, home: Path | None = None) -> Passage:
    """What a stored table says of a pair or of a code, worded as the bundled tables' rows are.

    Args:
        key: `table/row-CODE-CODE` of a pair table, `table/row-CODE` of an MUE table.
        home: The folder of the user's data, where it is not the usual one.

    Raises:
        KeyError: There is no such table or row, or the table is damaged.
    """
    name, _, local = key.partition("/")
    codes = local.split("-")[1:] if local.startswith("row-") else []
    try:
        table = open_table(name, home)
    except TableError:
        raise KeyError(key) from None
    if isinstance(table, StoredPairTable) and len(codes) == 2:
        return pair_passage(key, table, codes[0], codes[1])
    edit = table.get(codes[0]) if isinstance(table, StoredMue) and len(codes) == 1 else None
    if edit is None:
        raise KeyError(key)
    return mue_passage(key, edit, Quarter.parse(table.quarter).first.isoformat())


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
