"""Answering which region a part of the body belongs to, as manipulation counts regions."""

from __future__ import annotations

import re

from assistant.context import Context
from assistant.draft import Block, Line
from assistant.intents.regions import (
    HOW_MANY,
    IS_IT,
    Part,
    asks_alike,
    asks_either,
    parts_of,
    regions_named,
)
from assistant.speak import cite
from assistant.turns.case import Case
from coding_tools.trace import Calculation, Step
from coding_tools.wording import capital, listed, with_article
from knowledge.library import Library

_REGIONS = "knead-notes/regions"
_SPINAL = "knead-notes/spinal-parts"
_OUTSIDE = "knead-notes/extraspinal-parts"
_MUSCLES = "knead-notes/muscles-across-regions"
_ASKS_SPINAL = re.compile(r"^\W*(?:so |and )?(?:is|are)\b.*\b(extra-?spinal|spinal|spine)\b", re.I)


def answer_region(case: Case, context: Context) -> Block | None:
    """The region of each part of the body that is asked about, spinal or extraspinal.

    Args:
        case: The case.
        context: The library.
    """
    library = context.library
    question = case.facts.question
    parts = parts_of(question, library)
    if not parts:
        return None
    block = Block("region")
    supports = tuple(dict.fromkeys(k for p in parts for k in _supports(p, library)))
    told = "; ".join(_told(p, library) for p in parts)
    told = capital(f"{_verdict(parts, question, library)}{told}.")
    held = block.compute(_looked_up(parts, told, supports))
    block.headline = Line(told, (held, *supports))
    cite(block, library, *supports)
    return block


def _looked_up(parts: tuple[Part, ...], told: str, supports: tuple[str, ...]) -> Calculation:
    """The look-up in the table of regions, as a calculation."""
    found = {p.name: list(p.regions) for p in parts}
    step = Step(told, found, supports)
    return Calculation("regions", {"parts": list(found)}, {"regions": found}, (step,))


def _told(part: Part, library: Library) -> str:
    """A part with its regions in words: "the hip lies in the lower extremity, ..."."""
    name = f"the {part.name}" if part.name == part.name.lower() else part.name
    held = [library.regions[r] for r in part.regions]
    sides = ["spinal" if region.spinal else "extraspinal" for region in held]
    if len(held) > 1:
        told = listed([f"{r.name} ({side})" for r, side in zip(held, sides, strict=True)])
        return f"{name} can lie in more than one region: {told}; the region treated decides"
    return f"{name} belongs to the {held[0].name} region, {with_article(sides[0])} region"


def _supports(part: Part, library: Library) -> tuple[str, ...]:
    """The passages that say where a part lies."""
    first = (_MUSCLES,) if len(part.regions) > 1 else ()
    spinal = {library.regions[r].spinal for r in part.regions}
    held = [k for k, side in ((_SPINAL, True), (_OUTSIDE, False)) if side in spinal]
    return (*first, *held, _REGIONS)


def _verdict(parts: tuple[Part, ...], question: str, library: Library) -> str:
    """A yes or a no before the rest, where the question can be answered so."""
    alike = asks_alike(question)
    settled = all(len(p.regions) == 1 for p in parts)
    if alike is not None and len(parts) == 2 and settled:
        return "Yes: " if (parts[0].regions == parts[1].regions) is alike else "No: "
    if HOW_MANY.search(question) and settled:
        count = len({r for p in parts for r in p.regions})
        return f"{count} region{'s' * (count > 1)}: "
    if asks_either(question) or not settled or len(parts) != 1:
        return ""
    own = regions_named(question, library)
    if len(own) == 1 and IS_IT.match(question):
        return "Yes: " if parts[0].regions == (own[0],) else "No: "
    asked = _ASKS_SPINAL.search(question)
    if asked is None:
        return ""
    spinal = library.regions[parts[0].regions[0]].spinal
    return "Yes: " if spinal is not asked[1].lower().startswith("extra") else "No: "
