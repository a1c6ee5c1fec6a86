"""Which row of a pair table rules on a date, with the steps that found it."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from coding_tools.trace import Step
from knowledge.records import PairEdit, PairTable

Verdict = Literal["never_together", "modifier_allowed", "no_edit", "not_loaded"]
_SOURCE = "cms-ncci-ptp-2024q3"
_VERDICTS: dict[int, Verdict] = {0: "never_together", 1: "modifier_allowed"}


class Ruling(NamedTuple):
    """What a table says of two codes on a date.

    Attributes:
        column1: The code that is paid, as the table has it, else as asked.
        column2: The code that is denied.
        verdict: What the table says.
        indicator: The ruling row's modifier indicator; 9 for an ended row that is shown.
        steps: How it was found.
    """

    column1: str
    column2: str
    verdict: Verdict
    indicator: int | None
    steps: tuple[Step, ...]


def rule_on(one: str, other: str, on: date | None, table: PairTable) -> Ruling:
    """The table's word on two codes for a date of service.

    Args:
        one: A code.
        other: Another code, in either order.
        on: The date of service; None takes the table as it stands.
        table: The pair table.
    """
    missing = [code for code in (one, other) if not table.covers(code)]
    if missing:
        step = Step(
            f"{' and '.join(dict.fromkeys(missing))} "
            f"{'is' if len(set(missing)) == 1 else 'are'} not in the pair table that is loaded "
            f"({table.quarter}): the pair can't be judged, and that is not the same as no edit.",
            "not_loaded",
            (f"{_SOURCE}/scope",),
            "not_checked",
        )
        return Ruling(one, other, "not_loaded", None, (step,))
    rows = table.edits(one, other)
    key = f"{table.source}/row-{one}-{other}"
    steps = [_looked_up(one, other, rows, table, key)]
    ruling = _row_for(rows, on)
    if ruling is None:
        return _no_edit(one, other, rows, on, table, key, steps)
    steps.append(_found(ruling, key))
    if on is not None:
        steps += _dated(ruling, rows, on, table, key)
    verdict = _VERDICTS[ruling.indicator]
    return Ruling(ruling.column1, ruling.column2, verdict, ruling.indicator, tuple(steps))


def _row_for(rows: tuple[PairEdit, ...], on: date | None) -> PairEdit | None:
    """The row that applies on a date; an ended one up to its last day."""
    applying = [row for row in rows if row.indicator != 9]
    live = [row for row in applying if row.deleted_on is None]
    if on is None:
        return live[0] if live else None
    begun = [row for row in applying if row.effective_on is None or row.effective_on <= on]
    ended = sorted(
        (row for row in begun if row.deleted_on is not None and row.deleted_on >= on),
        key=lambda row: row.deleted_on or on,
    )
    if ended:
        return ended[0]
    return next((row for row in begun if row.deleted_on is None), None)


def _looked_up(
    one: str, other: str, rows: tuple[PairEdit, ...], table: PairTable, key: str
) -> Step:
    """The step of the look-up itself."""
    count = "no row" if not rows else "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    return Step(
        f"Looked up {one} with {other} in Medicare's practitioner pair table of "
        f"{table.quarter}: {count}.",
        len(rows),
        (key,),
    )


def _found(row: PairEdit, key: str) -> Step:
    """The step that reads the ruling row."""
    means = (
        "never together, no modifier opens it"
        if row.indicator == 0
        else "together only with a modifier for a truly distinct service"
    )
    return Step(
        f"{row.column1} is column 1 and {row.column2} column 2, with indicator "
        f"{row.indicator}: {means}.",
        row.indicator,
        (key, f"{_SOURCE}/indicators"),
    )


def _no_edit(
    one: str,
    other: str,
    rows: tuple[PairEdit, ...],
    on: date | None,
    table: PairTable,
    key: str,
    steps: list[Step],
) -> Ruling:
    """The ruling where no row applies, with what the ended ones say."""
    column1, column2, indicator = one, other, None
    ended = [row for row in rows if row.deleted_on is not None or row.indicator == 9]
    for row in sorted(ended, key=lambda row: row.deleted_on or date.min):
        column1, column2 = row.column1, row.column2
        if row.indicator == 9:
            indicator = 9
            says = f"A row with indicator 9, deleted {row.deleted_on}, does not apply."
        else:
            indicator = None
            says = f"The edit between them ended on {row.deleted_on}."
        steps.append(Step(says, str(row.deleted_on), (key,), "does_not_apply"))
    steps.append(Step(f"No live edit stands between {one} and {other}.", "no_edit", (key,)))
    if on is not None:
        steps += _quarter_gap(on, table)
    return Ruling(column1, column2, "no_edit", indicator, tuple(steps))


def _dated(
    row: PairEdit, rows: tuple[PairEdit, ...], on: date, table: PairTable, key: str
) -> list[Step]:
    """What the date of service adds to a ruling row."""
    steps = []
    if row.deleted_on is not None:
        steps.append(
            Step(
                f"The edit was live on {on}: it ended on {row.deleted_on}.",
                str(row.deleted_on),
                (key,),
            )
        )
        return steps
    resumed = [r.deleted_on for r in rows if r.deleted_on and r.indicator != 9]
    if row.effective_on is None and resumed and on > max(resumed):
        steps.append(
            Step(
                f"A row between them ended on {max(resumed)} and the live row has no start: the "
                "table can't show when the edit resumed.",
                None,
                (key, f"{_SOURCE}/unknown-start"),
                "not_checked",
            )
        )
    return steps + _quarter_gap(on, table)


def _quarter_gap(on: date, table: PairTable) -> list[Step]:
    """A gap where the date lies outside the table's quarter."""
    if quarter_of(on) == table.quarter:
        return []
    return [
        Step(
            f"The date of service {on} lies outside the table's quarter {table.quarter}; the "
            "table of that date is not loaded.",
            None,
            (f"{_SOURCE}/quarter",),
            "not_checked",
        )
    ]


def quarter_of(on: date) -> str:
    """The quarter that a day lies in.

    >>> quarter_of(date(2024, 8, 5))
    '2024Q3'
    """
    return f"{on.year}Q{(on.month + 2) // 3}"
