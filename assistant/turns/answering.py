"""What a turn answers: the fact that was asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.reading.facts import Service
from assistant.turns import signs
from assistant.turns.case import Case
from assistant.turns.conversation import Conversation
from knowledge.library import Library
from knowledge.records import AskFact


def answering(case: Case, library: Library) -> Case:
    """The case with the fact that the last answer asked for, where this turn gives it."""
    fact = _decided_by(case, library) or case.earlier.asked
    held = library.asks.get(fact) if fact else None
    if fact is None or held is None:
        return case
    stated = dict(case.stated)
    # "Aetna uses Medicare rules" tells whose rules it follows, not that Medicare pays.
    own_way = fact == "payer" and (case.facts.methods or case.unheld_payer)
    chosen = None if own_way else _chosen(case, held)
    value = chosen or _agreed(case, held)
    if value is not None:
        stated.setdefault(fact, value)
    if value == "same" and fact == "distinct" and chosen is None:
        stated.setdefault("region_relation", value)  # a bare no denies both that were asked about
    changes: dict[str, object] = {"stated": tuple(sorted(stated.items()))}
    supposed = "?" not in case.facts.question or signs.SUPPOSED.search(case.facts.question)
    told = fact in case.facts.stated and supposed
    if (chosen or told) and case.services and not case.facts.codes and not case.timed:
        # What is told beside the answer says how the service was done, and names no other.
        changes |= {"services": (), "codes": ()}
    if fact == "payer" and stated.get("payer") in library.payers:
        changes["payer"] = stated["payer"]
    if fact == "regions" and fact in stated:
        changes["region_count"] = {"few": 2, "more": 4, "all": 5}.get(stated[fact])
    if fact == "muscles" and fact in stated:
        changes["muscle_count"] = {"few": 2, "many": 3}.get(stated[fact])
    return case.with_(**changes)


def _chosen(case: Case, held: AskFact) -> str | None:
    """The value of the fact that the words choose, the last where they name several."""
    text = case.facts.question.lower().strip(" .!?")
    found = [
        value
        for value, told in held.values.items()
        if text == value or any(_names(text, words) for words in (told.option, *told.answers))
    ]
    return found[-1] if found else None


def _agreed(case: Case, held: AskFact) -> str | None:
    """The value that a bare yes or no chooses, where the first or the last is put so."""
    wants, values = case.facts.wants, list(held.values)
    if not values or {"affirm", "deny"} <= wants or "governs" in wants:
        return None  # "the payer says no" answers nothing that was asked.
    if "affirm" in wants and held.values[values[0]].option.startswith("yes"):
        return values[0]
    denies = "deny" in wants and case.shows("answers_no")  # "can I charge for a no show?" doesn't
    return values[-1] if denies and held.values[values[-1]].option.startswith("no") else None


def _decided_by(case: Case, library: Library) -> str | None:
    """The fact that a code was chosen by, where a turn tells it anew: "she held the probe"."""
    held = [library.techniques[s.technique].fact for s in case.earlier.services if s.technique]
    told = [fact for fact in held if fact in case.facts.stated]
    return told[0] if "choice" in case.earlier.intents and len(told) == 1 else None


def regions_told(case: Case, library: Library) -> Case:
    """The case of an adjustment's regions, where its codes were asked about and a turn tells them.

    Args:
        case: The case.
        library: The knowledge base.
    """
    told = case.regions or case.region_count is not None
    own = case.services or case.codes or case.modifiers or case.facts.topics
    if not (told and regions_held(case.earlier, library)) or own:
        return case
    last = len(case.facts.tokens)
    adjusted = library.claim_rules.adjustments
    done = Service(None, adjusted, first=last, last=last, regions=case.regions)
    facts = replace(case.facts, wants=case.facts.wants | {"choice"})
    return case.with_(services=(done,), facts=facts)


def regions_held(earlier: Conversation, library: Library) -> bool:
    """Whether the last answer was on adjustment codes alone, which go by regions.

    Args:
        earlier: The conversation.
        library: The knowledge base.
    """
    held = [c for c in earlier.codes if c in library.codes]
    alone = library.claim_index.manipulation.issuperset(held)
    alone = alone and bool(held or (earlier.region_count and not earlier.services))
    return alone and not set(earlier.intents) - {"explain", "status", "coverage"}


def _names(text: str, option: str) -> bool:
    """Whether words name an option, and not as a part of another word, nor denied."""
    found = re.search(rf"(?<!\w){re.escape(option.lower())}(?!\w)", text)
    return found is not None and not _DENIED.search(text[: found.start()])


_DENIED = re.compile(r"\b(not|nobody|no one|never|isn't|wasn't|no)\W*$")
