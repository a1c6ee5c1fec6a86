"""What of a pattern's match is personal: numbers told from codes, streets from sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.personal_patterns import STATE, STREET, SURE, UNSURE
from assistant.personal_presidio import Span
from assistant.personal_words import name_words, plain
from knowledge.library import bundled

_CODE = r"(?:\d{5}|[a-z]\d{4}|\d{4}[a-z])"
_CODES = re.compile(rf"{_CODE}(?:[-/.](?:{_CODE}|[a-z\d]{{1,2}}))*", re.I)
_DIAGNOSIS = re.compile(r"[a-tv-z]\d[\da-z](?:\.[\da-z]{1,4})?", re.I)
_SPAN_OF_TIME = re.compile(
    r"(?:19|20)\d{2}[-/.]?(?:0?[1-9]|1[0-2])(?:[-/.]?(?:0?[1-9]|[12]\d|3[01]))?"
)
_DAY = re.compile(r"(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)?\d{2}")
_SMALL_PARTS = re.compile(r"\d{1,2}(?:[-/.]\d{1,4}){1,2}")
_COUNTED = re.compile(
    r"\d{1,4}(?:-\d{1,3})?-?(?:min|mins|minutes?|units?|hrs?|hours?|x|days?|weeks?|yo)", re.I
)
_POLICY = re.compile(
    r"(?:medical|clinical|coverage|payment|reimbursement|payer|bulletin)\s+$", re.I
)
_CITY = re.compile(rf",? {{1,2}}((?:[A-Za-z][\w.'-]{{1,20}} ?){{1,3}})(?=,? {{1,2}}{STATE}\b)")
_STREET = re.compile("|".join(STREET), re.I)
_UNSURE = frozenset(UNSURE.split("|"))
_SUFFIXES = _UNSURE | frozenset(SURE.split("|"))
_SHORT = 9
_GROUP = re.compile(r" (\d{3,6})(?![\w-]|[./,:]\d| ?(?:min|unit|x\b|hour|hr|visit|day|of\b))", re.I)
_HOME = re.compile(
    r"\b(?:liv(?:es?|ing) (?:in|at|near)|resid\w+ (?:in|at)|address|zip)\b[^.;\n]{0,60}$", re.I
)
_AGE = re.compile(r"(\d{1,3})\D{0,12}$")
_YEAR = re.compile(r"\d{4}|\d{2}(?!.*\d)")
# A date beside an age is the birth's where the two come to about now; no clock is asked.
_ABOUT_NOW = range(2012, 2042)


def number(
    least_signs: int, least_digits: int, *, bare: bool = False
) -> Callable[..., Iterator[Span]]:
    """A check that a match is a person's number and no code, date or count.

    Args:
        least_signs: How many signs it must have.
        least_digits: How many digits.
        bare: Whether the word before it does not say that a number follows.
    """

    def check(text: str, start: int, end: int) -> Iterator[Span]:
        told = text[start:end]
        digits = sum(sign.isdigit() for sign in told)
        if len(told) < least_signs or digits < least_digits or _COUNTED.fullmatch(told):
            return
        if _is_code(told, known_only=not bare) or _DAY.fullmatch(told):
            return
        if bare and any(p.fullmatch(told) for p in (_SMALL_PARTS, _SPAN_OF_TIME, _DIAGNOSIS)):
            return
        if _POLICY.search(text[max(0, start - 60) : start].rpartition("policy")[0]):
            return
        yield start, end if bare else _all_groups(text, end, len(told))

    return check


def _all_groups(text: str, end: int, signs: int) -> int:
    """Where a number ends that is written in groups, as on a card: `W1234 56789`."""
    while signs < _SHORT and (group := _GROUP.match(text, end)) and group[1] not in known_codes():
        end, signs = group.end(), signs + len(group[1])
    return end


def _is_code(told: str, *, known_only: bool) -> bool:
    """Whether a token is a billing code, with or without a modifier, or a range."""
    if not _CODES.fullmatch(told):
        return False
    if not known_only:
        return True
    parts = re.split(r"[-/.]", told.upper())
    return all(part in known_codes() or len(part) <= 2 for part in parts)


def known_codes() -> frozenset[str]:
    """The codes that the library holds."""
    library = bundled()
    return frozenset(library.codes) | library.pairs.scope


def birth_by_age(text: str, start: int, end: int) -> Iterator[Span]:
    """A date beside an age, where it can be that of the birth.

    Args:
        text: The text.
        start: Where the date begins.
        end: Where it ends.
    """
    age = _AGE.search(text, max(0, start - 40), start)
    year = _YEAR.search(text[start:end])
    if age is None or year is None:
        return
    years = [int(year[0])] if len(year[0]) == 4 else [1900 + int(year[0]), 2000 + int(year[0])]
    if any(one + int(age[1]) in _ABOUT_NOW for one in years):
        yield start, end


def street(text: str, start: int, end: int) -> Iterator[Span]:
    """A street address, with its city and ZIP code where a state stands between them.

    Args:
        text: The text.
        start: Where the number begins.
        end: Where the street or its unit ends.
    """
    told = text[start:end].lower()
    if told[0].isdigit():
        found = re.findall(r"[^\W\d_][\w'.-]*", told)
        at = next((n for n, word in enumerate(found) if n and plain(word) in _SUFFIXES), len(found))
        names = found[:at]
        if len(names) > 1 and plain(names[0]) in name_words().directions:
            names = names[1:]
        if (
            any(plain(word) in name_words().no_street for word in names)
            or told.split()[0] in known_codes()
        ):
            return
        if at < len(found) and plain(found[at]) in _UNSURE and not _named(text, start, end, names):
            return
    city = _CITY.match(text, end)
    yield start, city.end(1) if city else end


def _named(text: str, start: int, end: int, names: list[str]) -> bool:
    """Whether the words before an unsure suffix are a street's name."""
    field = name_words().field
    if any(plain(word) in field or len(plain(word)) < 2 for word in names):
        return False
    cased = re.findall(r"(?<![\w])[^\W\d_][\w'.-]*", text[start:end])
    return all(word[0].isupper() for word in cased) or text[start:end].islower()


def zip_code(text: str, start: int, end: int) -> Iterator[Span]:
    """A ZIP code behind a city and state; one that is a billing code only behind a street too.

    Args:
        text: The text.
        start: Where its digits begin.
        end: Where they end.
    """
    before = text[max(0, start - 90) : start]
    if _HOME.search(before):
        yield start, end
        return
    if text[start : start + 5] in known_codes() and end - start == 5 and not _STREET.search(before):
        return
    place = re.search(rf"([\w.'-]+)(,?) {{1,2}}{STATE},?\s{{1,2}}$", before)
    if place is not None:
        if plain(place[1]) in name_words().field and not _STREET.search(before):
            return
        small = re.search(r"\b(?:OR|IN|ME|OK|HI|OH|PA|MA|LA|DE|AL|ID|CO|CT|MD)\W{1,3}$", before)
        if small and not place[2] and not _STREET.search(before):
            return
    yield start, end
