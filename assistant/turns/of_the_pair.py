"""What a turn says of the pair that the last answer was on."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.facts import Service
from assistant.turns import signs
from assistant.turns.case import Case
from assistant.turns.conversation import Conversation
from knowledge.library import Library


def of_the_pair(case: Case, earlier: Conversation, library: Library) -> Case:
    """The case with what it says of the pair before it: its codes by name, its one region.

    Args:
        case: The case.
        earlier: The conversation, whose last answer was on a pair.
        library: The knowledge base.
    """
    told = bool(case.facts.stated.keys() & {"profession", "level"})
    pointed = tuple(_by_code(s, earlier, library, told) for s in case.services)
    codes = [s.code for s in pointed if s.code]
    changes: dict[str, object] = {
        "services": pointed,
        "codes": tuple(dict.fromkeys((*codes, *case.codes))),
    }
    regions = case.facts.regions
    if len(regions) == 1 and not case.services and signs.EACH.search(case.facts.question):
        changes |= {"stated": (*case.stated, ("region_relation", "same")), "regions": ()}
    if not case.modifiers and not case.services:
        numbers = [t.text for t in case.facts.tokens if t.kind == "number"]
        changes["modifiers"] = tuple(n for n in numbers if n in library.modifiers)
    return case.with_(**changes)


def _by_code(service: Service, earlier: Conversation, library: Library, qualified: bool) -> Service:
    """A service named by a technique, with the code of the pair that is meant: "the adjustment"."""
    if service.code is not None or service.technique is None or qualified:
        return service
    held = library.technique_codes[service.technique] & set(earlier.codes)
    return replace(service, code=next(iter(held))) if len(held) == 1 else service
