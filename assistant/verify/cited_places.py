"""The library's passages and places in sources, as citations name them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.answer import Citation
from assistant.verify.belonging import TIMES
from assistant.verify.lexicon import Lexicon
from assistant.verify.parts import Clause, Item
from assistant.verify.support import Support
from assistant.verify.values import states
from knowledge.library import Library
from knowledge.records import Passage

_PLACES = frozenset(("paragraph", "section", "ref"))


def misplaced(clauses: Sequence[Clause], supports: Sequence[Support]) -> Item | None:
    """A place that is told of another source than its own; None where every one is right.

    A place belongs to whoever is named last before it, between two semicolons.

    Args:
        clauses: The statement's clauses.
        supports: What it rests on.
    """
    for who, place in _told(clauses):
        if not any(_holds(who, place, s) for s in supports):
            return place
    return None


def misdated(
    clauses: Sequence[Clause], supports: Sequence[Support], lexicon: Lexicon
) -> Item | None:
    """A date right behind a document that isn't its own: `the article (2006)`; else None."""
    own = [d for s in supports for kind in TIMES for d in s.about.get(kind, ())]
    for teller, date in _dated(clauses, lexicon):
        held = [d for s in supports for t, d in _dated(s.clauses, lexicon) if t == teller] or own
        if held and not any(states(h._replace(role=""), date) for h in held):
            return date
    return None


def _dated(clauses: Sequence[Clause], lexicon: Lexicon) -> Iterator[tuple[str, Item]]:
    """Every date right behind a document, or who wrote it."""
    for clause in clauses:
        for item in clause.items:
            teller = clause.order[item.place - 1] if item.kind in TIMES and item.place else ""
            if teller in lexicon.tellers:
                yield teller, item._replace(role="")


def _told(clauses: Sequence[Clause]) -> Iterator[tuple[Item, Item]]:
    """Every place with whoever is named before it."""
    who: Item | None = None
    at = (-1, -1)
    for clause in clauses:
        if (clause.sentence, clause.part) != at:
            who, at = None, (clause.sentence, clause.part)
        for item in clause.items:
            if item.kind == "who" and item.group >= 0:
                who = item
            elif item.kind in _PLACES and who is not None:
                yield who, item


def _holds(who: Item, place: Item, support: Support) -> bool:
    """Whether a support is of that source and place, or tells the two together."""
    named = any(n.value == who.value for n in support.about.get("who", ()))
    own = any(states(h, place) for h in support.about.get(place.kind, ()))
    inside = any(states(h, place) for h in support.told.get(place.kind, ()))
    if support.placed and named and (own or inside):
        return True
    return inside and any(
        w.value == who.value and states(p, place) for w, p in _told(support.clauses)
    )


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
