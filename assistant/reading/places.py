"""Regions and ranges of codes, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.library import Library

_LEVEL = re.compile(r"\b([CTLS])(?:1[0-2]|[1-9])(?:\s*[-/]\s*([CTLS])?(?:1[0-2]|[1-9]))?\b", re.I)


_LEVELS = {"C": "cervical", "T": "thoracic", "L": "lumbar", "S": "sacral"}


def placed_regions(
    cleaned: str, things: Iterable[Mention], library: Library
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
    return sorted(found)


def code_ranges(
    found: Sequence[Token],
) -> tuple[tuple[tuple[str, str], ...], set[int]]:
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
