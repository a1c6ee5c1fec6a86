"""A date of service, or a year, that stands in a question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.reading.text import Token
from knowledge.reading_words import number_words, time_words

_MONTHS = number_words("months")
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"\b((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})\b")
_US = re.compile(
    r"\b(\d{1,2})[/](\d{1,2})[/]((?:19|20)\d{2})\b"
    r"|(?:on|dos|date|dated|of|service|from|since|for)[ :]+"
    r"(\d{1,2})[/](\d{1,2})[/](\d{2})\b(?!\s*of|/)",
    re.I,
)
_LONG = re.compile(rf"\b({_NAMES})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ((?:19|20)\d{{2}})\b", re.I)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_NAMES})\.?,? ((?:19|20)\d{{2}})\b", re.I
)
_MONTH = re.compile(rf"\b({_NAMES})\.?,? (?:of )?((?:19|20)\d{{2}})\b", re.I)
_SHORT = re.compile(
    r"(?:(?:(?<=, )|(?<=and ))(?![1-4]/[2-5]\b)(?=\d+/\d+ (?:for |\d{5}))"
    r"|(?<=\bon )|(?<=\bdos )|(?<=\bdate )|(?<=^)|(?<=[\n.;] )|(?<=\n))"
    r"(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])\b(?!\s*(?:of|/|h|min))",
    re.I,
)
"""A day without its year: "20 minutes on 3/4"."""
_YEAR = re.compile(r"(?<![\d$./-])((?:19[89]|20[0-4])\d)(?![\d/-])(?!\s*min)")


def find_date(cleaned: str) -> tuple[date | None, int | None, tuple[tuple[int, int], ...]]:
    """The first date, the first year, and where dates stand.

    Args:
        cleaned: The question, cleaned.

    >>> find_date("97140 with 97530 on 3/2/2019?")[0]
    datetime.date(2019, 3, 2)
    >>> find_date("the KX threshold in 2026")[1]
    2026
    """
    spans: list[tuple[int, int]] = []
    day: date | None = None
    year: int | None = None
    for pattern, order in ((_ISO, "ymd"), (_US, "mdy"), (_LONG, "mdy"), (_DAY_FIRST, "dmy")):
        for match in pattern.finditer(cleaned):
            groups = [g for g in match.groups() if g is not None]
            parts = dict(zip(order, groups, strict=True))
            got = _day(parts["y"], parts["m"], parts["d"])
            if got is not None:
                spans.append(match.span())
                day = day or got
    short = list(_SHORT.finditer(cleaned))
    spans += [m.span() for m in short if len(short) > 1 or m.start()]
    if day is None:
        for match in _MONTH.finditer(cleaned):
            spans.append(match.span())
            day = day or _day(match[2], match[1], "1")
    for match in _YEAR.finditer(cleaned):
        if not any(a <= match.start() < b for a, b in spans):
            spans.append(match.span())
            year = year or int(match[1])
    return day, year, tuple(spans)


def _day(year: str, month: str, day: str) -> date | None:
    """A day, or None where there is no such day."""
    number = _MONTHS.get(month.lower()) or int(month)
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full, number, int(day))
    except ValueError:
        return None


def days_named(found: Iterable[Token]) -> set[str]:
    """The days of a week that are named; "on Fridays" tells of a habit and names none.

    >>> from assistant.reading.text import tokens
    >>> days_named(tokens("She bakes on Fridays. On Tuesday she came."))
    {'tuesday'}
    """
    days = time_words("weekdays")
    return {t.fold for t in found if t.fold in days and not t.text.lower().endswith("days")}
