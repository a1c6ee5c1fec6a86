"""Which part of the body a question asks the region of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.intents.signs import wants_code
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.phrases import Phrases

_SPINE = {"c": ("cervical", 7), "t": ("thoracic", 12), "l": ("lumbar", 5), "s": ("sacral", 5)}
"""The region of a vertebra by its letter, and the highest number that one has."""
_VERTEBRA = re.compile(r"\b([ctls])-?(\d{1,2})\b", re.I)
_ASKS = Phrases("of_regions")
_WHICH = Phrases("which_region")
_AN_OR = re.compile(r"\bor\b", re.I)
_ALIKE = Phrases("regions_alike")
_COUNTS = re.compile(r"\bhow many (?!(?:\w+ )?regions?\b)|\bregion modifier\b", re.I)
HOW_MANY = re.compile(r"\bhow many\b", re.I)
"""The regions of several parts are counted: "how many regions are C2, T4 and T6?"."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the body as the asker names it, and the regions that it can lie in."""

    name: str
    regions: tuple[str, ...]


def parts_of(question: str, library: Library) -> tuple[Part, ...]:
    """The parts of the body in a question, in order; a region's own name is none.

    Args:
        question: The asker's words.
        library: The knowledge base.
    """
    found: dict[int, Part] = {}
    taken: list[tuple[int, int]] = []
    low = question.lower()
    for name, regions in _names(library):
        for match in _whole(name).finditer(question) if name in low else ():
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            if regions:
                found[match.start()] = Part(match[0], regions)
    for match in _VERTEBRA.finditer(question):
        region, most = _SPINE[match[1].lower()]
        if 1 <= int(match[2]) <= most:
            found[match.start()] = Part(match[0].upper(), (region,))
    return tuple(found[at] for at in sorted(found))


_Names = tuple[tuple[str, tuple[str, ...]], ...]
_HELD: dict[str, _Names] = {}


def _names(library: Library) -> _Names:
    """What parts are called, the longest first; a region's own name has no region behind it."""
    if library.version not in _HELD:
        told: list[tuple[str, tuple[str, ...]]] = []
        for key, region in library.regions.items():
            own = {region.name, f"{region.name} region", *_PLURALS.get(region.name, ())}
            told += [(n, (key,)) for n in region.names if n not in own]
            told += [(n, ()) for n in sorted(own)]
        told += [(n, tuple(m.regions)) for m in library.muscles.values() for n in m.names]
        _HELD[library.version] = tuple(
            (n.lower(), regions) for n, regions in sorted(told, key=lambda t: -len(t[0]))
        )
    return _HELD[library.version]


@cache
def _whole(name: str) -> re.Pattern[str]:
    """A name as a whole word."""
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.I)


_PLURALS = {"lower extremity": ("lower extremities",), "upper extremity": ("upper extremities",)}


def asks_region(case: Case, library: Library) -> bool:
    """Whether it is asked which region a part of the body belongs to.

    Args:
        case: The case.
        library: The knowledge base.
    """
    facts = case.facts
    counted = facts.loose or facts.timed_services or facts.modifiers or facts.codes
    if counted or facts.payers or facts.improper or _COUNTS.search(facts.question):
        return False
    if case.follows and case.earlier.pair and "?" not in facts.question:
        return False
    if case.wants("units", "coverage", "modifier", "documentation", "pair_strong", "edit"):
        return False
    parts = parts_of(facts.question, library)
    many = HOW_MANY.search(facts.question)
    if not parts or len(facts.tokens) > _SHORT or (len(parts) > _MOST and not many):
        return False
    if many:
        return len(parts) > 1
    if case.follows and IS_IT.match(facts.question) and _ASKS.search(case.earlier.question):
        return True
    named = {r for r in facts.regions if r not in {r for p in parts for r in p.regions}}
    own = regions_named(facts.question, library)
    either = bool(_AN_OR.search(facts.question)) and bool(named or own)
    either = either or bool(own and IS_IT.match(facts.question))
    of_a_code = facts.services or (wants_code(case) and not either)
    if of_a_code and not _WHICH.search(facts.question):
        return False
    return bool(_ASKS.search(facts.question)) or either


def regions_named(question: str, library: Library) -> list[str]:
    """The regions that stand in a question by their own names.

    Args:
        question: The asker's words.
        library: The knowledge base.
    """
    called = {k: (r.name, *_PLURALS.get(r.name, ())) for k, r in library.regions.items()}
    return [
        key
        for key, names in called.items()
        if any(re.search(rf"\b{re.escape(n)}\b", question, re.I) for n in names)
    ]


IS_IT = re.compile(r"\W*(?:so |and )?(?:is|are)\b", re.I)
"""Whether a part lies in a region is asked: "is the SI joint lumbar?"."""
_MOST = 3
_SHORT = 18


def asks_alike(question: str) -> bool | None:
    """Whether parts are asked about as one region (True) or as several (False); None if not."""
    match = _ALIKE.search(question)
    return None if match is None else match[0].lower().startswith("same")


def asks_either(question: str) -> bool:
    """Whether the question puts one region beside another: "pelvic or extremity"."""
    return _AN_OR.search(question) is not None
