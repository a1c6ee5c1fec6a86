"""The quarter that a CMS table is in force, and how its name or notice tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from files.tables_faults import TableError

# CMS numbers the editions by year from 1994 and by quarter from 0: v30.2 is in force from
# July 2024, and the file of v32.1 is called both 2026q2 and v321r0.
_EDITION = re.compile(r"(?<![a-z0-9])v(\d\d)([0-3])r\d", re.I)
_EDITION_YEAR = 1994
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[-_ ]?q([1-4])(?!\d)", re.I)
_QUARTER_FIRST = re.compile(r"(?<![a-z])q([1-4])[-_ ]?(20\d\d)(?!\d)", re.I)
_US_DATE = re.compile(r"(?<!\d)(\d\d?)[-/_](\d\d?)[-/_](20\d\d)(?!\d)")
_ISO_DATE = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_MONTHS = "january february march april may june july august september october november december"
_LONG_DATE = re.compile(rf"\b({'|'.join(_MONTHS.split())})\s+(\d\d?),?\s+(20\d\d)\b", re.I)
_EFFECTIVE = re.compile(r"\beff(?:ective)?\b[^\n]{0,60}", re.I)


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter.

    >>> Quarter(2025, 1).name, Quarter(2025, 1).first, Quarter(2025, 1).last
    ('2025Q1', datetime.date(2025, 1, 1), datetime.date(2025, 3, 31))
    """

    year: int
    number: int

    @property
    def name(self) -> str:
        """As tables are named by it, such as `2025Q1`."""
        return f"{self.year}Q{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        after = Quarter(self.year + self.number // 4, self.number % 4 + 1)
        return after.first - timedelta(days=1)

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that holds a day.

        >>> Quarter.of(date(2024, 9, 30)).name
        '2024Q3'
        """
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """A quarter from its name.

        Raises:
            TableError: It is no quarter's name.
        """
        if match := re.fullmatch(r"(20\d\d)q([1-4])", text.strip(), re.I):
            return cls(int(match[1]), int(match[2]))
        raise TableError(f"quarter {text!r}", "is no quarter", "Write it like 2025Q1.")


def named_quarters(name: str) -> set[Quarter]:
    """The quarters that a file's name speaks of.

    >>> [quarter.name for quarter in named_quarters("ccipra-v321r0-f1.txt")]
    ['2026Q2']
    >>> [quarter.name for quarter in named_quarters("MCR_MUE_Eff_10-01-2025.csv")]
    ['2025Q4']
    """
    found = {Quarter(int(year), int(number)) for year, number in _YEAR_FIRST.findall(name)}
    found |= {Quarter(int(year), int(number)) for number, year in _QUARTER_FIRST.findall(name)}
    found |= {
        Quarter(_EDITION_YEAR + int(major), int(minor) + 1)
        for major, minor in _EDITION.findall(name)
    }
    return found or {Quarter.of(day) for day in _days(name)}


def noticed_quarters(notice: str) -> set[Quarter]:
    """The quarters that a notice calls the table effective in.

    >>> [quarter.name for quarter in noticed_quarters("Effective: January 1, 2025")]
    ['2025Q1']
    """
    found = set()
    for said in _EFFECTIVE.findall(notice):
        found |= {Quarter.of(day) for day in _days(said)}
    return found


def _days(text: str) -> Iterator[date]:
    """The days written in a text, as CMS writes them; impossible ones left out."""
    months = _MONTHS.split()
    written = [(int(y), int(m), int(d)) for m, d, y in _US_DATE.findall(text)]
    written += [(int(y), int(m), int(d)) for y, m, d in _ISO_DATE.findall(text)]
    written += [
        (int(y), months.index(m.lower()) + 1, int(d)) for m, d, y in _LONG_DATE.findall(text)
    ]
    for year, month, day in written:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
