"""Where what the passages tell stands beside what was computed."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.passage_subject import answering, answers, leads_search
from assistant.context import Found
from assistant.draft import Block
from assistant.turns.case import Case
from assistant.turns.cited_again import asked_on
from knowledge.library import Library

_OF_ITS_OWN = 0.3
"""A document that is named speaks first where it answers so much; see `answers`."""
_ON_IT = 0.5
"""A passage tells what a following turn asks on about where it answers so much."""
_JUST_IT = 0.6
"""The passage that leads by words and by meaning speaks first where it answers so much."""


def placed(
    told: Block, blocks: Sequence[Block], case: Case, hits: Sequence[Found], library: Library
) -> list[Block]:
    """The blocks of an answer with what the passages tell in its place.

    Where a document is asked about by name and speaks of just that, or a passage speaks of the
    payer and the codes asked about or of just what is asked, its word comes first; else what is
    computed does.

    Args:
        told: What the passages tell.
        blocks: What was computed.
        case: The case.
        hits: What the search found.
        library: The knowledge base.
    """
    speaks = answering(h for h in hits if h.passage_key.split("/")[0] in case.documents)
    first = speaks >= _OF_ITS_OWN or _of_payer(told, case, library)
    first = first and not {"improper", "units", "what_if"} & set(case.intents)
    first = first or _just_it(told, case, hits, library)
    if first and told.headline and case.intents[:1] == ("modifiers",) and blocks[0].headline:
        passage = library.passage(told.headline.supports[0])  # "GP for the VA": not its referral
        marks = {*(case.modifiers or passage.modifiers)}
        first = not passage.payers or not marks.isdisjoint(passage.modifiers)
    if _asked_on(told, case, hits, library):
        return [told]
    return [told, *blocks] if first else [*blocks, told]


def _asked_on(told: Block, case: Case, hits: Sequence[Found], library: Library) -> bool:
    """Whether a turn asks on about what was told, in words that a passage answers.

    "What must the note show for 97140?", and then "is the time for each code required?".
    """
    intents, facts = {*case.intents}, case.facts
    carried = intents <= {*case.earlier.intents, "explain"} and not _COUNTED & intents
    asks = facts.slots or facts.topics or case.wants("documentation", "coverage", "ask_payer")
    if not case.follows or not carried or asks or told.headline is None:
        return False
    on_it = not {*told.headline.supports}.isdisjoint(asked_on(case, library))
    return on_it or answering(hits) >= _ON_IT


_COUNTED = frozenset({"units", "what_if", "status", "threshold", "why", "source"})
"""Kinds of answer that say themselves how they came to be."""


def _just_it(told: Block, case: Case, hits: Sequence[Found], library: Library) -> bool:
    """Whether a subject leads with what is told first, and with the passage just asked for."""
    if told.headline is None or {"units", "what_if"} & set(case.intents):
        return False
    best = hits[0]
    topics = set(case.topics) - library.overruled(case.topics)
    leads = {key for t in topics for key in library.topics[t].lead}
    on_it = leads_search(best) and answers(best) >= _JUST_IT
    return on_it and best.passage_key in leads and not leads.isdisjoint(told.headline.supports)


def _of_payer(told: Block, case: Case, library: Library) -> bool:
    """Whether what is told first is what the payer asked about does with the codes asked about."""
    if told.headline is None or not case.facts.payers or library.ours(case.payer):
        return False
    passage = library.passage(told.headline.supports[0])
    done = [library.technique_codes[s.technique] for s in case.services if s.technique]
    of_service = {"choice", "mue"} & {*case.intents}
    asked = {*case.facts.codes}.union(*done) if of_service else {*case.facts.codes}
    return case.payer in passage.payers and asked <= {*passage.codes}
