"""Reading the cells of a claim line: a value, nothing, or a finding that says why it can't be read.

Each reader takes one text and decides by it alone, so that a batch reads each different text once.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from coding_tools.claim_words import Found
from knowledge.library import Library

T = TypeVar("T")

_UNITS = re.compile(r"0*([1-9]\d{0,8})(?:\.0*)?", re.ASCII)
_MINUTES = re.compile(r"(\d{1,9})(?:\.\d*)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What stands between the first and the last day of a line that covers several, as an electronic
# claim may; in a table a date is one day.
RANGE = " \N{EN DASH} "
_CHARGE = re.compile(r"\$?\d{1,9}(?:,\d{3})*(?:\.\d*)?", re.ASCII)
_MODIFIER = re.compile(r"[A-Z0-9]{2}", re.ASCII)


class Cell(NamedTuple, Generic[T]):
    """What a cell holds.

    Attributes:
        value: Its value; None where it is empty or can't be read.
        faults: Why it can't be read, or what is not known of it.
    """

    value: T
    faults: tuple[Found, ...] = ()


class Regions(NamedTuple):
    """The regions of a line: those that are known, and words that name none."""

    known: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """A text without what surrounds it, its white space made single.

    A cell written `="00123"`, as spreadsheets keep leading zeros, is the text in quotation marks.

    >>> tidy("  Northlake,  a  Mutual Plan "), tidy('="00123"')
    ('Northlake, a Mutual Plan', '00123')
    """
    bare = " ".join(text.split())
    return bare[2:-1] if bare.startswith('="') and bare.endswith('"') and len(bare) > 2 else bare


def parts(text: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by semicolons.

    >>> parts(" gp ; 59;")
    ('gp', '59')
    """
    return tuple(part for part in (tidy(one) for one in text.split(";")) if part)


def _unreadable(rule: str, text: str, library: Library) -> tuple[Found, ...]:
    return (Found(rule, {"value": shown(text, library)}),)


def shown(text: str, library: Library) -> str:
    """A cell's text as a finding may repeat it."""
    most = library.claim_rules.limits.shown
    clean = "".join(one if one.isprintable() else " " for one in tidy(text))
    return clean if len(clean) <= most else f"{clean[:most]}..."


def read_code(text: str, library: Library) -> Cell[str]:
    """A billing code in capitals.

    >>> from knowledge.library import bundled
    >>> read_code(" g0283 ", bundled()).value
    'G0283'
    """
    code = tidy(text).upper()
    return Cell(shown(code, library), () if code else (Found("code-empty"),))


def read_units(text: str, library: Library) -> Cell[int | None]:
    """Units: a whole number above zero.

    >>> from knowledge.library import bundled
    >>> [read_units(t, bundled()).value for t in ("2", "2.0", "0", "-1", "1.5", "")]
    [2, 2, None, None, None, None]
    """
    if not (bare := tidy(text)):
        return Cell(None, (Found("units-empty"),))
    if match := _UNITS.fullmatch(bare):
        return Cell(int(match[1]))
    return Cell(None, _unreadable("units-unreadable", bare, library))


def read_minutes(text: str, library: Library) -> Cell[int | None]:
    """Minutes of treatment, whole: fractions are rounded down (knead-notes/whole-minutes).

    >>> from knowledge.library import bundled
    >>> [read_minutes(t, bundled()).value for t in ("30", "22.9", "0", "thirty", "")]
    [30, 22, 0, None, None]
    """
    if not (bare := tidy(text)):
        return Cell(None)
    match = _MINUTES.fullmatch(bare)
    if not match:
        return Cell(None, _unreadable("minutes-unreadable", bare, library))
    limit = library.claim_rules.limits.minutes
    if int(match[1]) > limit:
        words = {"value": shown(bare, library), "limit": str(limit)}
        return Cell(None, (Found("minutes-too-many", words),))
    return Cell(int(match[1]))


def read_date(text: str, library: Library) -> Cell[date | None]:
    """A date of service written YYYY-MM-DD.

    >>> from knowledge.library import bundled
    >>> [read_date(text, bundled()).faults[0].rule for text in
    ...  ("2024-02-30", f"2024-08-05{RANGE}2024-08-07")]
    ['date-unreadable', 'date-range']
    """
    if not (bare := tidy(text)):
        return Cell(None)
    days = [_day(one) for one in bare.split(RANGE)]
    if len(days) == 1 and days[0]:
        return Cell(days[0])
    first, last = (days[0], days[-1]) if len(days) == 2 else (None, None)
    rule = "date-range" if first and last and first < last else "date-unreadable"
    return Cell(None, _unreadable(rule, bare, library))


def _day(text: str) -> date | None:
    """A day written YYYY-MM-DD; None where it is none."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def read_modifiers(text: str, library: Library) -> Cell[tuple[str, ...]]:
    """The modifiers of a line in capitals, in their order; those that are none are found.

    >>> from knowledge.library import bundled
    >>> read_modifiers("gp; 59", bundled()).value
    ('GP', '59')
    """
    given = tuple(dict.fromkeys(part.upper() for part in parts(text)))
    faults = [
        Found("modifier-unreadable", {"modifier": shown(one, library)})
        for one in given
        if not _MODIFIER.fullmatch(one)
    ]
    limit = library.claim_rules.limits.modifiers
    if len(given) > limit:
        words = {"count": str(len(given)), "limit": str(limit)}
        faults.append(Found("modifiers-too-many", words))
    return Cell(tuple(one for one in given if _MODIFIER.fullmatch(one)), tuple(faults))


def read_regions(text: str, library: Library) -> Cell[Regions | None]:
    """The regions of a line; None where none is given.

    >>> from knowledge.library import bundled
    >>> sorted(read_regions("Neck; low back", bundled()).value.known)
    ['cervical', 'lumbar']
    """
    given = parts(text)
    if not given:
        return Cell(None)
    found = {one: library.claim_index.regions.get(one.casefold()) for one in given}
    unknown = tuple(shown(one, library) for one, region in found.items() if region is None)
    return Cell(Regions(frozenset(r for r in found.values() if r), unknown))


def read_pointers(text: str, library: Library) -> Cell[tuple[str, ...]]:
    """The diagnosis pointers of a line.

    >>> from knowledge.library import bundled
    >>> read_pointers("a;b", bundled()).value, read_pointers("1;12", bundled()).value
    (('A', 'B'), ('A', 'L'))
    """
    limits = library.claim_rules.limits
    given = tuple(part.upper() for part in parts(text))
    if len(given) == 1 and len(given[0]) > 1 and not given[0].isdigit():
        given = tuple(given[0])
    # An electronic claim counts the diagnoses, where the paper form has letters.
    numbered = {str(place): letter for place, letter in enumerate(limits.diagnoses, 1)}
    given = tuple(numbered.get(one, one) for one in given)
    good = all(len(one) == 1 and one in limits.diagnoses for one in given)
    if good and len(given) <= limits.pointers:
        return Cell(given)
    words = {
        "value": shown(text, library),
        "limit": str(limits.pointers),
        "first": limits.diagnoses[0],
        "last": limits.diagnoses[-1],
    }
    return Cell((), (Found("pointer-unreadable", words),))


def points_beyond(text: str, diagnoses: str, library: Library) -> tuple[Found, ...]:
    """The pointers of a line that point to none of its claim's diagnoses.

    Args:
        text: The line's diagnosis pointers.
        diagnoses: How many diagnoses the claim lists, in digits; empty where the file doesn't tell.
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> [dict(one.words) for one in points_beyond("A;C", "2", bundled())]
    [{'pointer': 'C', 'listed': '2 diagnoses'}]
    """
    if not diagnoses:
        return ()
    count = int(diagnoses)
    held = library.claim_rules.limits.diagnoses[:count]
    listed = {0: "no diagnosis", 1: "1 diagnosis"}.get(count, f"{count} diagnoses")
    return tuple(
        Found("pointer-beyond", {"pointer": pointer, "listed": listed})
        for pointer in dict.fromkeys(read_pointers(text, library).value)
        if pointer not in held
    )


def read_charge(text: str, library: Library) -> Cell[str]:
    """A charge: an amount of dollars from zero up, or nothing.

    >>> from knowledge.library import bundled
    >>> [len(read_charge(t, bundled()).faults) for t in ("38.00", "$1,200", "", "-5", "free")]
    [0, 0, 0, 1, 1]
    """
    bare = tidy(text)
    if not bare or _CHARGE.fullmatch(bare):
        return Cell(bare)
    return Cell("", _unreadable("charge-unreadable", bare, library))
