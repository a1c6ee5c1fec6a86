"""The passages that a subject or a modifier of the question leads with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.context import Found
from assistant.turns.case import Case
from assistant.turns.cited_again import asked_on, off_its_codes
from knowledge.library import Library

_LEADS = {True: 1.8, False: 0.9}
"""What a passage's score gains where a subject of the question leads with it, beside or not."""
MOST_GAINED = max(_LEADS.values())
_NAMED = 1.1
"""The same of what says what a modifier is that is named."""
SURE_LEAD = 1.5
"""What a passage gains more than where a subject leads with it whatever the search finds."""
_NEAREST = 6
"""A passage on a new subject leads where it is among so many of the nearest."""
_FIRST = 0.1
"""What each place nearer the front of a subject's leads gains more."""


def leading(case: Case, library: Library, pool: Sequence[Found]) -> dict[str, float]:
    """The passages that lead on a subject of the question, with what their score gains.

    A modifier that is asked about leads with what says what it is.

    Args:
        case: The case.
        library: The knowledge base.
        pool: What the search found, the nearest first.
    """
    near = [h.passage_key for h in pool]
    tagged = {t for key in near[:4] for t in library.passage(key).topics}
    found: dict[str, float] = {}
    over = library.overruled(case.topics)
    for topic_id in (t for t in case.topics if t not in over):
        topic = library.topics[topic_id]
        of_whom = case.facts.providers and not case.facts.topics
        meant = topic_id in case.facts.topics or of_whom
        carried = case.follows and not (topic.providers or meant)
        about = [k for s in case.sources if (k := f"{s}/about") in library.passages]
        lead = about if about and "of_documents" in topic.roles else topic.lead
        leads = [key for key in lead if not _of_another(key, case, library)]
        leads = [k for k in leads if not off_its_codes(library.passages[k], case, library)]
        leads.sort(key=lambda k: k.split("/")[0] not in case.sources)
        if topic.general and not library.ours(case.payer):
            own = [k for k in near if case.payer in library.passage(k).payers]
            leads = (own or leads)[:1]
        if leads and topic.beside and not carried:
            found |= _in_order(leads[:2], _LEADS[True])
        elif (topic_id in tagged and any(k in near for k in leads)) or (
            not {*leads}.isdisjoint(near[:4])
        ):
            found |= _in_order(leads, _LEADS[False])
        if case.follows and topic_id in case.facts.topics and topic_id not in case.earlier.topics:
            # Beside the words of the question before it the search finds little of a new subject.
            told = _tagged([*case.earlier.cited, *near[:_NEAREST]], topic_id, library)
            found = {**_in_order(told[:2] or leads, _LEADS[True]), **found}
    found |= _in_order(asked_on(case, library)[:2], _LEADS[True])
    found |= {k: _LEADS[False] for k in near if k.split("/")[0] in case.sources and k not in found}
    if not _all_named(near[:4], case, library):
        for modifier in case.modifiers:
            found |= dict.fromkeys(library.modifiers[modifier].supports, _NAMED)
    found = {k: gain for k, gain in found.items() if not _of_another(k, case, library)}
    return dict(list(found.items())[:3])


def in_lead_order(pool: Sequence[Found], leads: Mapping[str, float]) -> list[Found]:
    """The passages with those that a subject surely leads with in the subject's order.

    Args:
        pool: The passages, the best first.
        leads: What the passages that lead gain; see `leading`.
    """
    sure = [key for key, gain in leads.items() if gain > SURE_LEAD]
    led = {h.passage_key: h for h in pool if h.passage_key in sure}
    ordered = iter([led[key] for key in sure if key in led])
    return [next(ordered) if h.passage_key in led else h for h in pool]


def _tagged(keys: Sequence[str], topic_id: str, library: Library) -> list[str]:
    """Those passages that are on a subject."""
    passages = library.passages
    return [k for k in dict.fromkeys(keys) if k in passages and topic_id in passages[k].topics]


def _of_another(key: str, case: Case, library: Library) -> bool:
    """Whether a passage tells the rule of payers of which the question's own is none."""
    own, told = case.payer or case.unheld_payer, library.passage(key).payers
    return bool(told and own) and own not in told


def _all_named(near: Sequence[str], case: Case, library: Library) -> bool:
    """Whether several modifiers are asked about and a passage near speaks of them all."""
    asked = set(case.modifiers)
    return len(asked) > 1 and any(asked <= {*library.passage(key).modifiers} for key in near)


def _in_order(keys: Sequence[str], gain: float) -> dict[str, float]:
    """What passages gain that lead in this order."""
    return {key: gain + _FIRST * (len(keys) - n) for n, key in enumerate(keys, 1)}
