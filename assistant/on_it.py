"""Whether the direct answer to a thing asked is on it."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer import Answer
from assistant.reading.facts import Facts, Service
from assistant.turns.case import Case
from assistant.verify.passage_ids import passages_of
from knowledge.library import Library
from knowledge.records import Passage
from retrieval.tokens import tokens_of

_SEVERAL = 2
_SHARE = 0.5
"""A passage with so many of a question's words is on it."""


def on_it(case: Case, answer: Answer, library: Library) -> bool:
    """Whether a part's direct answer is on what it asks.

    What is computed is, and a passage on one of its subjects, codes, modifiers or payers, or with
    half of its words. A refusal is where the part names something.
    """
    if not answer.leading:
        return names_something(case.facts)
    supports = answer.leading[0].supports
    if case.facts.improper or {c.id for c in answer.calculations} & {*supports}:
        return True
    held = passages_in(supports, library)
    asked = {*tokens_of(case.facts.question)}
    told = asked.intersection(tokens_of(answer.headline))
    if len(held) < len(supports) or len(told) >= max(_SEVERAL, _SHARE * len(asked)):
        return True
    keys = {key for m in case.modifiers for key in library.modifiers[m].supports}
    # What a subject adds beside what is computed is no answer where that is computed again.
    topics = [t for t in case.topics if not (answer.calculations and library.topics[t].beside)]
    keys |= {key for t in topics for key in library.topics[t].lead}
    whose = case.facts if case.intents[:1] == ("explain",) else case
    codes = {*whose.codes, *(c for s in whose.services for c in _codes_of(s, library))}
    names = codes | {*topics} | {*case.facts.payers}
    return any(p.key in keys or names & {*p.codes, *p.topics, *p.payers} for p in held)


def passages_in(supports: Iterable[str], library: Library) -> list[Passage]:
    """The passages among what an answer rests on."""
    return [p for s in dict.fromkeys(supports) if (p := passages_of(library).get(s)) is not None]


def _codes_of(service: Service, library: Library) -> Iterable[str]:
    """The codes that a service may go under."""
    own = library.technique_codes[service.technique] if service.technique else frozenset()
    return (*own, service.code) if service.code else own


def names_something(facts: Facts) -> bool:
    """Whether a part names what it asks of."""
    return bool(facts.slots or facts.loose or facts.topics or facts.sources or facts.improper)
