"""The billing codes and modifiers that a passage names, exactly as they stand in it."""

from __future__ import annotations

import re
from functools import cache

from knowledge.library import bundled
from knowledge.reading import write_out

_CODE = r"(?:\d{5}|[A-V]\d{4}|\d{4}[FTU])"
_RANGE = re.compile(rf"(?<![\w.$/-])({_CODE})\s?(?:-|\u2013|to|through|thru)\s?({_CODE})(?![\w-])")
# Not a price, a ZIP code behind a state, or part of a longer number.
_ONE = re.compile(rf"(?<![\w.$#])(?<!, [A-Z]{{2}} )({_CODE})(?!\w|\.\d|,\d{{3}}|-\d{{4}})")
_MARK = r"(?:\d{2}|[A-Z][A-Z\d])"
_AFTER_CODE = re.compile(rf"(?<![\w.$]){_CODE}\s?-\s?({_MARK})(?!\w)")
_NAMED = re.compile(
    rf"\b(?:[Mm]odifiers?|MODIFIERS?|[Mm]ods?)\s+((?:-?{_MARK}\b(?:\s*(?:,|/|\bor\b|\band\b|&)\s*)*)+)"
)
_BEFORE = re.compile(rf"(?<![\w.])-?({_MARK})\s+[Mm]odifiers?\b")
_SIGHT = re.compile(r"(?<![\w.-])(XE|XP|XS|XU|GP|GN|KX|CQ|GX|GY|GZ)(?![\w.-])")
_EACH = re.compile(_MARK)


def codes_in(text: str) -> tuple[str, ...]:
    """The codes that a text names, in order, ranges written out as far as they are known.

    >>> codes_in("Report 97161-97163, not 97001; $12345 and Tacoma, WA 98402 are no codes.")
    ('97161', '97162', '97163', '97001')
    """
    known, _ = _known()
    found: dict[int, tuple[str, ...]] = {}
    for match in _RANGE.finditer(text):
        low, high = match.groups()
        found[match.start()] = (low, *write_out((f"{low}-{high}",), known), high)
    for match in _ONE.finditer(text):
        found.setdefault(match.start(), (match[1],))
    told = [code for place in sorted(found) for code in found[place]]
    return tuple(dict.fromkeys(told))


def modifiers_in(text: str) -> tuple[str, ...]:
    """The modifiers that a text names, in order.

    >>> modifiers_in("Append modifier 59 or XS to 97140; 97110-GP needs no KX modifier.")
    ('59', 'XS', 'GP', 'KX')
    """
    _, known = _known()
    found: dict[int, str] = {}
    for pattern in (_AFTER_CODE, _BEFORE, _SIGHT):
        found |= {match.start(1): match[1] for match in pattern.finditer(text)}
    for match in _NAMED.finditer(text):
        found |= {match.start(1) + one.start(): one[0] for one in _EACH.finditer(match[1])}
    told = (found[place] for place in sorted(found))
    return tuple(dict.fromkeys(one for one in told if one in known))


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """The codes and the modifiers of the library."""
    library = bundled()
    return frozenset(library.codes), frozenset(library.modifiers)
