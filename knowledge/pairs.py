"""The bundled pair-edit extract as a table, and table rows as passages that can be cited."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.records import Code, Mue, PairEdit, PairTable, Passage

_IN_FORCE = "2024-07-01"
"""The first day of the quarter of the bundled tables."""
_COUNTS = {
    1: "for each claim line",
    2: "a date of service, absolute",
    3: "a date of service, open to appeal",
}


class PairExtract:
    """Pair edits between the codes of a scope.

    >>> table = PairExtract("2024Q3", "s", (), frozenset({"97124"}))
    >>> table.covers("97124"), table.covers("S9090")
    (True, False)
    """

    def __init__(
        self, quarter: str, source: str, edits: tuple[PairEdit, ...], scope: frozenset[str]
    ) -> None:
        self._quarter, self._source, self._scope = quarter, source, scope
        self._edits: dict[tuple[str, str], list[PairEdit]] = {}
        for edit in edits:
            self._edits.setdefault(_key(edit.column1, edit.column2), []).append(edit)

    @property
    def quarter(self) -> str:
        """The quarter that the table was in force."""
        return self._quarter

    @property
    def source(self) -> str:
        """The id of the source that it is cited by."""
        return self._source

    @property
    def scope(self) -> frozenset[str]:
        """The codes that it speaks of."""
        return self._scope

    def covers(self, code: str) -> bool:
        """Whether it speaks of this code."""
        return code in self._scope

    def edits(self, one: str, other: str) -> tuple[PairEdit, ...]:
        """Every row between two codes, in either order, ended ones too."""
        return tuple(self._edits.get(_key(one, other), ()))

    def rows(self) -> tuple[PairEdit, ...]:
        """Every row."""
        return tuple(edit for edits in self._edits.values() for edit in edits)


def row_passage(
    key: str, table: PairExtract, mue: Mapping[str, Mue], codes: Mapping[str, Code]
) -> Passage:
    """A table's row as a passage in our own words.

    Args:
        key: `source/row-CODE` for an MUE or a code's status, `source/row-CODE-CODE` for a pair.
        table: The pair extract.
        mue: The MUE values by code.
        codes: The codes that are held.

    Raises:
        KeyError: There is no such row.
    """
    source, _, local = key.partition("/")
    parts = local.split("-")[1:] if local.startswith("row-") else []
    if len(parts) == 2 and source == table.source:
        return pair_passage(key, table, parts[0], parts[1])
    if len(parts) == 1 and source.startswith("cms-ncci-mue") and parts[0] in mue:
        return mue_passage(key, mue[parts[0]], _IN_FORCE)
    if len(parts) == 1 and source == "ama-cpt" and parts[0] in codes:
        return _status_passage(key, codes[parts[0]])
    raise KeyError(key)


def pair_text(edits: tuple[PairEdit, ...], one: str, other: str, quarter: str) -> str:
    """What a table says between two codes, as sentences.

    >>> pair_text((), "97124", "97110", "2024Q3")
    'The practitioner pair table of 2024Q3 has no row between 97124 and 97110.'
    """
    if not edits:
        return f"The practitioner pair table of {quarter} has no row between {one} and {other}."
    told = []
    for edit in edits:
        end = f"deleted {edit.deleted_on.isoformat()}" if edit.deleted_on else "no deletion date"
        start = f", in effect from {edit.effective_on.isoformat()}" if edit.effective_on else ""
        told.append(
            f"column 1 {edit.column1}, column 2 {edit.column2}, modifier indicator "
            f"{edit.indicator}{start}, {end} (rationale: {edit.rationale})"
        )
    return f"The practitioner pair table of {quarter} holds: {'; '.join(told)}."


def pair_passage(key: str, table: PairTable, one: str, other: str) -> Passage:
    """What a table holds between two codes as a passage.

    Args:
        key: The passage's key.
        table: The table.
        one: A code.
        other: Another code.
    """
    return Passage(
        source=table.source,
        key=key,
        at=f"{one} with {other}",
        section="Rows",
        text=pair_text(table.edits(one, other), one, other, table.quarter),
        codes=(one, other),
        payers=("medicare",),
        topics=("ncci-edits",),
        kind="rule",
    )


def _units(number: int) -> str:
    """A number of units in words."""
    return "1 unit" if number == 1 else f"{number} units"


def mue_passage(key: str, mue: Mue, since: str) -> Passage:
    """A code's MUE as a passage.

    Args:
        key: The passage's key.
        mue: The row.
        since: The first day of the quarter that its table was in force.
    """
    counts = _COUNTS.get(mue.indicator, "")
    units = _units(mue.units)
    elsewhere = ""
    if mue.outpatient_units is not None:
        elsewhere = (
            f"; an outpatient hospital's MUE {_units(mue.outpatient_units)}, adjudication "
            f"indicator {mue.outpatient_indicator}"
        )
    return Passage(
        source=key.split("/")[0],
        key=key,
        at=mue.code,
        section="Rows",
        text=(
            f"{mue.code}: practitioner MUE {units}, adjudication indicator {mue.indicator} "
            f"({counts}){elsewhere}, in the table in force on {since}."
        ),
        codes=(mue.code,),
        payers=("medicare",),
        topics=("mue",),
        kind="rule",
    )


def _status_passage(key: str, code: Code) -> Passage:
    """A code's status."""
    told = [f"{code.code} ({code.name})" if code.name else code.code]
    if code.status == "deleted":
        told.append(f"is deleted; its last day was {code.until}" if code.until else "is deleted")
        if code.replaced_by:
            told.append(f"and was replaced by {', '.join(code.replaced_by)}")
    elif code.status == "active":
        told.append(f"is active since {code.since}" if code.since else "is active")
    else:
        told.append("is named in the library, but its status is not held")
    if code.timed is not None:
        told.append("and is timed" if code.timed else "and is untimed")
    sentence = " ".join(told) + "."
    if code.standing == "reported":
        sentence += " Reported, not read."
    if code.note:
        sentence += f" Note: {code.note}."
    return Passage(
        source="ama-cpt",
        key=key,
        at=f"code table, {code.code}",
        section="Rows",
        text=sentence,
        codes=tuple(dict.fromkeys((code.code, *code.replaced_by))),
        topics=("code-status",),
        kind="rule",
        standing=code.standing,
    )


def _key(one: str, other: str) -> tuple[str, str]:
    """The two codes in an order of their own."""
    return (one, other) if one <= other else (other, one)
