"""Numbers in a row, one for each of several services."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.duration import Duration
from assistant.reading.text import Token


def rows(found: Sequence[Token], numbers: Sequence[Duration], services: int) -> list[Duration]:
    """A row of as many numbers as there are services: "TE/MT/NMR 20/15/10".

    Args:
        found: The question's tokens.
        numbers: Numbers that belong to nothing else.
        services: How many services there are.
    """
    row: list[Duration] = []
    for number in numbers:
        joined = row and number.first == row[-1].last + 2
        between = found[number.first - 1].fold if number.first else ""
        row = [*row, number] if joined and between in {"/", ",", "+", "&", "and"} else [number]
        if len(row) == services > 1:
            return row
    return []
