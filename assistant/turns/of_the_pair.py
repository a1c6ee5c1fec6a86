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
    words = {t.fold for t in case.facts.tokens}
    placed = dict(earlier.stated).get("region_relation") and not case.facts.stated
    if placed and not case.services and not case.codes:
        if "same" in words:
            changes["stated"] = (*case.stated, ("region_relation", "same"))
        elif words & {"different", "another", "other"} and not case.unheld_payer:
            changes["stated"] = (*case.stated, ("region_relation", "different"))
    if len(regions) == 1 and not case.services and signs.EACH.search(case.facts.question):
        changes |= {"stated": (*case.stated, ("region_relation", "same")), "regions": ()}
    if not case.modifiers and not case.services:
        numbers = [t.text for t in case.facts.tokens if t.kind == "number"]
        changes["modifiers"] = tuple(n for n in numbers if n in library.modifiers)
    return case.with_(**changes)


def beside(earlier: Conversation, new: str, library: Library) -> str:
    """The code of the pair that stays where another one is named: the one of another kind.

    "97168 with 97124", and then "with 97140?" asks of 97168 with 97140; where both are of the
    new one's kind, or neither, the code that was asked about first stays. One adjustment or
    evaluation takes the place of another, though it was in every pair so far.

    Args:
        earlier: The conversation, whose last answer was on a pair.
        new: The code that is named.
        library: The knowledge base.
    """
    pair = earlier.pair or ()
    alike = [c for c in pair if _family(c, library) == _family(new, library)]
    stays = earlier.stays if earlier.stays in pair and earlier.stays != new else None
    replaced = stays in alike and _family(new, library) != "therapy"
    if len(alike) == 1 and (stays is None or replaced):
        return next(c for c in pair if c != alike[0])
    if stays is not None:
        return stays
    first: tuple[str, ...] = (*earlier.codes, *pair)
    return next(c for c in first if c in pair)


_EVALUATING = frozenset({"evaluation", "reevaluation", "em", "test"})


def _family(code: str, library: Library) -> str:
    """The family of a code."""
    held = library.codes.get(code)
    family = held.family.partition("_")[0] if held else ""
    return "evaluation" if family in _EVALUATING else family


def _by_code(service: Service, earlier: Conversation, library: Library, qualified: bool) -> Service:
    """A service named by a technique, with the code of the pair that is meant: "the adjustment"."""
    if service.code is not None or service.technique is None or qualified:
        return service
    held = library.technique_codes[service.technique] & set(earlier.codes)
    return replace(service, code=next(iter(held))) if len(held) == 1 else service
