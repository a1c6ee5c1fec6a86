"""A pair table's rows laid out so that one pair is found at once, without loading the table.

Two files of 8-byte numbers lie side by side, sorted: `keys.u64`, each row's pair of codes whatever
their order, and `rows.u64`, what the row says. They are mapped, not read, and searched by halving,
with nothing but the standard library, so that a start that looks up one pair stays short.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from datetime import date, timedelta
from pathlib import Path

from files.tables_manifest import damaged
from knowledge.records import PairEdit

KEYS, ROWS, CODES = "keys.u64", "rows.u64", "codes.txt"
# A day is kept as its distance from this one, so that 0 means none.
EPOCH = date(1949, 12, 31)
# Where each value stands in a row's 64 bits.
DELETED, RATIONALE, INDICATOR, TURNED = 16, 32, 48, 56
HALF = 32


class PairIndex:
    """The rows of a stored table, by pair.

    Attributes:
        codes: Each code's number, in the codes' order.
    """

    def __init__(self, folder: Path, rationales: tuple[str, ...]) -> None:
        """Map a table's files.

        Args:
            folder: Where they are; their checksums were compared before.
            rationales: The rationales, as the rows number them.

        Raises:
            TableError: A file can't be mapped.
        """
        self._rationales = rationales
        try:
            names = (folder / CODES).read_text(encoding="ascii").split()
            self._keys, self._rows = _mapped(folder / KEYS), _mapped(folder / ROWS)
        except (OSError, ValueError, TypeError):
            raise damaged(folder, "its index can't be opened") from None
        self.codes = {name: number for number, name in enumerate(names)}
        self._names = names

    def __len__(self) -> int:
        return len(self._keys)

    def edits(self, one: str, other: str) -> tuple[PairEdit, ...]:
        """Every row between two codes, in either order, in the order of the file.

        Args:
            one: A code.
            other: Another.
        """
        a, b = self.codes.get(one), self.codes.get(other)
        if a is None or b is None:
            return ()
        low, high = sorted((a, b))
        key = low << HALF | high
        place = bisect_left(self._keys, key)
        found: list[PairEdit] = []
        while place < len(self._keys) and self._keys[place] == key:
            found.append(self._edit(self._names[low], self._names[high], self._rows[place]))
            place += 1
        return tuple(found)

    def _edit(self, low: str, high: str, row: int) -> PairEdit:
        """A row from its bits."""
        turned = row >> TURNED & 1
        return PairEdit(
            column1=high if turned else low,
            column2=low if turned else high,
            effective_on=_day(row & 0xFFFF),
            deleted_on=_day(row >> DELETED & 0xFFFF),
            indicator=row >> INDICATOR & 0xFF,
            rationale=self._rationales[row >> RATIONALE & 0xFFFF],
        )


def _mapped(path: Path) -> memoryview:
    """A file's 8-byte numbers, mapped."""
    with path.open("rb") as stream:
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    return memoryview(mapped).cast("Q")


def _day(number: int) -> date | None:
    """A day from its distance; 0 means none.

    >>> _day(0), _day(1)
    (None, datetime.date(1950, 1, 1))
    """
    return EPOCH + timedelta(days=number) if number else None
