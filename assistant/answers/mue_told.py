"""Wording a code's MUE."""

from __future__ import annotations

from assistant.draft import Line
from coding_tools.wording import unit_count
from knowledge.records import Mue

_COUNTED = {1: "on each claim line", 2: "a day", 3: "a day"}


def mue_line(code: str, mue: Mue, source: str) -> Line:
    """A code's MUE in a sentence.

    Args:
        code: The code.
        mue: Its row of the table.
        source: The id of the table's source.
    """
    return Line(
        f"Medicare's MUE for {code} is {unit_count(mue.units)} "
        f"{_COUNTED.get(mue.indicator, '')} for a practitioner "
        f"(adjudication indicator {mue.indicator}).",
        (f"{source}/row-{code}",),
    )
