"""What a turn answers: the fact that was asked for, the count that is in question."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.reading.facts import Service
from assistant.reading.numbers import ordinal_at
from assistant.turns import signs
from assistant.turns.case import Case
from assistant.turns.conversation import Conversation
from knowledge.library import Library
from knowledge.reading_words import reading_words


def answering(case: Case, earlier: Conversation, library: Library) -> Case:
    """The case with the fact that the last answer asked for, where this turn gives it."""
    fact = _decided_by(case, earlier, library) or earlier.asked
    held = library.asks.get(fact) if fact else None
    if fact is None or held is None:
        return case
    text = case.facts.question.lower().strip(" .!?")
    stated = dict(case.stated)
    chosen = [
        v
        for v, told in held.values.items()
        if text == v or any(_names(text, words) for words in (told.option, *told.answers))
    ]
    if chosen and fact not in stated:
        stated[fact] = chosen[-1]
    if fact not in stated and held.values and not {"affirm", "deny"} <= case.facts.wants:
        values = list(held.values)
        if "affirm" in case.facts.wants and held.values[values[0]].option.startswith("yes"):
            stated[fact] = values[0]
        elif "deny" in case.facts.wants and held.values[values[-1]].option.startswith("no"):
            stated[fact] = values[-1]
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


def _decided_by(case: Case, earlier: Conversation, library: Library) -> str | None:
    """The fact that a code was chosen by, where a turn tells it anew: "she held the probe"."""
    if "choice" not in earlier.intents or len(earlier.services) != 1:
        return None
    technique = library.techniques.get(earlier.services[0].technique or "")
    fact = technique.fact if technique is not None else None
    return fact if fact in case.facts.stated else None


def regions_told(case: Case, earlier: Conversation, library: Library) -> Case:
    """The case of an adjustment's regions, where its codes were asked about and a turn tells them.

    Args:
        case: The case.
        earlier: The conversation, whose last answer may have been on adjustment codes alone.
        library: The knowledge base.
    """
    told = case.regions or case.region_count is not None
    own = case.services or case.codes or case.modifiers or case.facts.topics
    if not (told and regions_held(earlier, library)) or own:
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


def counted(case: Case, earlier: Conversation, library: Library) -> Case:
    """The case with a bare number read as the count in question, or the last answer's count."""
    numbers = [d.minutes for d in case.facts.bare]
    if {"units", "what_if"} & set(earlier.intents) and _asks_which_gets_it(case):
        return case.with_(facts=replace(case.facts, topics=()), topics=())
    asks_over = {"mue", "yes_no"} <= case.facts.wants and not _names_units(case)
    if asks_over and earlier.units is not None:
        # "is that over the MUE?" asks of the units that were counted.
        over = library.subjects.the("over_limit").id
        topics = tuple(t for t in case.facts.topics if t != over)
        told = replace(case.facts, claimed_units=(earlier.units,), topics=topics)
        return case.with_(facts=told, topics=tuple(t for t in case.topics if t != over))
    spelled = _spelled(case)
    given = numbers or spelled
    if given and set(given) <= {s.minutes for s in earlier.services}:
        return case
    of_units = given and max(given) <= _MOST_UNITS and not case.facts.loose
    if "why" in case.facts.wants and of_units and any(s.minutes for s in earlier.services):
        # "why four and not three?" asks of the units that were told, not of minutes.
        return case.with_(facts=replace(case.facts, bare=()))
    if earlier.target and signs.NEXT.search(case.facts.question):
        return case.with_(facts=replace(case.facts, asked_units=(earlier.target + 1,)))
    if "minutes_for" in earlier.intents and len(given) == 1 and given[0] <= _MOST_UNITS:
        wants = case.facts.wants | {"minutes_for"}
        told = replace(case.facts, wants=wants, bare=(), claimed_units=tuple(given))
        return case.with_(facts=told)
    if "mue" in earlier.intents and len(given) == 1 and given[0] <= _MOST_UNITS:
        return case.with_(facts=replace(case.facts, bare=(), claimed_units=tuple(given)))
    few = len(given) == 1 and given[0] < _UNIT_BEGINS and not case.facts.loose
    claimed = earlier.target or signs.TOLD.search(case.facts.question)
    if few and claimed and any(s.minutes is not None for s in earlier.services):
        told = replace(case.facts, bare=(), claimed_units=tuple(given))
        return case.with_(facts=told)
    again = "minutes_for" in earlier.intents and (case.facts.methods or case.facts.payers)
    if again and earlier.target and not (given or case.facts.wants - {"units", "beside"}):
        wants = case.facts.wants | {"minutes_for"}
        told = replace(case.facts, wants=wants, claimed_units=(earlier.target,))
        return case.with_(facts=told)
    if "minutes_for" in earlier.intents and earlier.target and case.facts.loose:
        # "is a 60 minute session enough?" asks of the units whose minutes were told.
        units = case.facts.claimed_units or (earlier.target,)
        wants = case.facts.wants | {"units"}
        return case.with_(facts=replace(case.facts, wants=wants, claimed_units=units))
    if "minutes_for" in case.facts.wants and earlier.target and not given:
        target = case.facts.claimed_units or (earlier.target,)
        return case.with_(facts=replace(case.facts, claimed_units=target))
    counting = {"units", "what_if"} & set(earlier.intents)
    if counting and len(given) == 1 and given[0] <= _MOST_UNITS and not case.facts.loose:
        if signs.SO.search(case.facts.question):
            return case.with_(facts=replace(case.facts, bare=(), claimed_units=tuple(given)))
        if "why" not in case.facts.wants and signs.WAY_TO.search(case.facts.question):
            return case.with_(facts=replace(case.facts, bare=(), asked_units=tuple(given)))
    if counting and len(given) == 1 and signs.LEAST.search(case.facts.question):
        wants = case.facts.wants | {"minutes_for"}
        return case.with_(facts=replace(case.facts, wants=wants, claimed_units=tuple(given)))
    on_units = {"what_if", "minutes_for"} & set(earlier.intents)
    if on_units and not (case.facts.asked_units or case.timed or numbers):
        places = [ordinal_at(case.facts.tokens, n) for n in range(len(case.facts.tokens))]
        asked = tuple(p for p in places if p is not None)
        return case.with_(facts=replace(case.facts, asked_units=asked))
    counted = {s.technique for s in earlier.services if "choice" in earlier.intents}
    other = any(s.technique not in counted for s in case.facts.services)
    if len(given) != 1 or other or case.facts.codes or case.facts.loose:
        return case
    if given[0] > _MOST_PLACES:
        return case
    if earlier.asked == "muscles" or (earlier.muscle_count and "choice" in earlier.intents):
        return case.with_(muscle_count=given[0], muscles=())
    adjusted = regions_held(earlier, library) or "choice" in earlier.intents
    if earlier.asked == "regions" or (earlier.region_count and adjusted):
        return case.with_(region_count=given[0])
    return case


def _asks_which_gets_it(case: Case) -> bool:
    """Whether it is asked which code gets a unit, and not a modifier: "which code gets it?"."""
    marked = case.modifiers or not reading_words("marked").isdisjoint(case.facts.folds)
    return bool(signs.GETS.search(case.facts.question)) and not marked


def _names_units(case: Case) -> bool:
    """Whether a turn names a code or a number of its own."""
    facts = case.facts
    return bool(facts.codes or facts.services or facts.bare or facts.claimed_units or facts.loose)


def _spelled(case: Case) -> list[int]:
    """The small numbers in words, but for those of something else: "both on one claim?"."""
    words = [t.fold for t in case.facts.tokens]
    around = {w: (a, b) for a, w, b in zip(["", *words], words, [*words[1:], ""], strict=False)}
    pointing = {w for w, (a, _) in around.items() if w == "one" and a in _POINTS}
    counted = {w for w, (_, b) in around.items() if b not in _NO_PLACES} - pointing
    return [n for w, n in _SMALL.items() if w in counted]


_POINTS = frozenset({"which", "that", "this", "the", "each", "another", "no", "any"})
"""Before "one" they make it no number: "which one should I pick?"."""

_NO_PLACES = frozenset({"claim", "day", "visit", "line", "bill", "date", "session", "code"})
_MOST_PLACES = 15
"""No more regions are adjusted, and seldom more muscles needled, in one visit."""
_UNIT_BEGINS = 8
"""A smaller number, where units were claimed, is one of units: no unit has so few minutes."""
_MOST_UNITS = 12
"""A number up to this many that ends "so 3?" is one of units."""
_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
