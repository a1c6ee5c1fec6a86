"""The library's passages by their ids, as citations name them."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Citation
from knowledge.library import Library
from knowledge.records import Passage


def passage_keys(citations: Iterable[Citation], library: Library) -> list[str]:
    """The keys of the library's passages among citations."""
    held = passages_of(library)
    return [held[c.id].key for c in citations if c.id in held]


_IDS: dict[str, dict[str, Passage]] = {}


def passages_of(library: Library) -> dict[str, Passage]:
    """The library's passages by their ids."""
    if library.version not in _IDS:
        _IDS[library.version] = {p.id: p for p in library.passages.values()}
    return _IDS[library.version]
