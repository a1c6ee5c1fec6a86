"""Regions, ranges of codes and the facts of a question, with their places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from assistant.reading.facts import Slot
from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.library import Library

_LEVEL = re.compile(r"\b([CTLS])(?:1[0-2]|[1-9])(?:\s*[-/]\s*([CTLS])?(?:1[0-2]|[1-9]))?\b", re.I)


_POINT = re.compile(r"\b(?:BL|CV|DU|GB|GV|HT|KI|LI|LR|LU|LV|PC|SI|SP|ST|UB)[- ]?\d{1,2}\b")
"""An acupoint by its meridian's letters: "GB20"."""
_LETTERS = re.compile(r"\b[CTLSP](?:\s*(?:[-/,&+]|\band\b)\s*[CTLSP]\b)+", re.I)
"""Regions by their letters, as an adjustment is noted: "adj C/T/L"."""
_LEVELS = {"C": "cervical", "T": "thoracic", "L": "lumbar", "S": "sacral", "P": "pelvic"}


def placed_regions(
    cleaned: str, things: Sequence[Mention], library: Library
) -> list[tuple[int, str]]:
    """The regions named, by name, by vertebra or by a muscle in one region, with their places."""
    found: list[tuple[int, str]] = []
    for mention in things:
        if mention.kind == "region":
            found.append((mention.start, mention.id))
        elif mention.kind == "span":
            found += [(mention.start, r) for r in library.spans[mention.id].regions]
        elif mention.kind == "muscle":
            lies = library.muscles[mention.id].regions
            found += [(mention.start, lies[0])] if len(lies) == 1 else []
    for match in _LEVEL.finditer(cleaned):
        found += [(match.start(), _LEVELS[e.upper()]) for e in match.groups() if e]
    if any(library.adjusts(m.id) or library.is_cmt(m.id) for m in things):
        found = _with_letters(cleaned, found)
    return sorted(found)


def level_places(cleaned: str, found: Sequence[Token]) -> set[int]:
    """The indexes of the tokens of vertebrae and acupoints, whose numbers count nothing: "L4/5".

    Args:
        cleaned: The question.
        found: Its tokens.
    """
    spans = [m.span() for kind in (_LEVEL, _POINT) for m in kind.finditer(cleaned)]
    return {n for n, t in enumerate(found) if any(a <= t.start < b for a, b in spans)}


def _with_letters(cleaned: str, found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The regions with those that stand by their letters; "C/S" is a name of one, and no list."""
    for run in _LETTERS.finditer(cleaned):
        letters = [c for c in re.sub(r"\band\b", "", run.group(), flags=re.I) if c.isalpha()]
        spines = letters.count("S") + letters.count("s") > 1  # "C/S, T/S, L/S"
        if spines or re.fullmatch(r"\w[-/]s", run.group(), re.I):
            continue
        kept = [(place, r) for place, r in found if not run.start() <= place < run.end()]
        found = kept + [(run.start() + n, _LEVELS[c.upper()]) for n, c in enumerate(letters)]
    return found


def code_ranges(found: Sequence[Token]) -> tuple[tuple[tuple[str, str], ...], set[int]]:
    """Ranges of codes, and the indexes of their tokens."""
    told = []
    places: set[int] = set()
    for place, token in enumerate(found[:-2]):
        if token.kind != "code" or found[place + 1].fold not in {"-", "to", "through", "thru"}:
            continue
        high = found[place + 2]
        if high.kind != "code" or not (token.text.isdigit() and high.text.isdigit()):
            continue
        if 0 < int(high.text) - int(token.text) < 100:
            told.append((token.text, high.text))
            places.update(range(place, place + 3))
    return tuple(told), places


def in_range(low: str, high: str, library: Library) -> list[str]:
    """The codes held between two codes."""
    return sorted(c for c in library.codes if c.isdigit() and low <= c <= high)


_KINDS = {
    "code": "service", "technique": "service", "payer": "payer", "unheld_payer": "payer",
    "generic_payer": "payer", "provider": "provider", "state": "state",
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")


def slots_of(
    things: Iterable[Mention], found: Sequence[Token], modifiers: Collection[int]
) -> tuple[Slot, ...]:
    """The services, payers, providers, modifiers, states and years of a question, in order.

    Args:
        things: The names.
        found: The tokens.
        modifiers: The indexes of the tokens of modifiers.
    """
    named = [
        Slot(_KINDS[m.kind], m.first, m.last, m.start, m.end, m.id)
        for m in things
        if m.kind in _KINDS
    ]
    inside = {n for slot in named for n in range(slot.first, slot.last + 1)}
    for n, token in enumerate(found):
        if n in inside:
            continue
        if token.kind == "code":
            named.append(Slot("service", n, n, token.start, token.end))
        elif n in modifiers:
            named.append(Slot("modifier", n, n, token.start, token.end))
        elif token.kind == "number" and _YEAR.fullmatch(token.text):
            named.append(Slot("year", n, n, token.start, token.end))
    return tuple(sorted(named, key=lambda s: s.first))
