"""How near each passage found is to a question, and which a subject or a modifier leads with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answers.passage_subject import answering, answers, nearness
from assistant.context import Context, Found
from assistant.turns.case import Case
from assistant.turns.cited_again import DAY, asked_on, off_its_codes
from knowledge.library import Library
from knowledge.phrases import Phrases
from knowledge.records import Topic

_NEAR = 0.5
"""A passage is said beside the best one where its score is at least this share of the best's."""
_ANSWERS = 0.45
"""And where it answers at least this share of what the one that answers most does."""
_OF_SEVERAL = 0.15
"""The same where several things are asked, of which a passage answers one."""
_SEVERAL = Phrases("several_asked", r"[?.!;:]\s+\S|,\s*(?:and|but|or)\b")
_BOTH = 3
"""A passage among so many of the first by words and by meaning alike is near."""
_OF_PAYER = 0.6
"""What a passage's score gains where it speaks of the payer that governs; Medicare's are many."""
_SAID = 0.3
"""What a passage's score gains that the last answer began with, where a turn points to it."""
_A_WORD = 3
"""So few words point to the last answer too: "on every line?"."""
_WITH_DATE = 0.3
"""What a passage that names a day or year gains where it is asked since when something holds."""
_OF_SO_MANY = 2.0
"""What a document's passage gains that speaks first of so many units as it is asked about."""
_UNITS = re.compile(r"\b\d{1,2} units?\b")
_STRONG = ("regulator", "code_set", "payer", "association")
_IN_SO_MANY_WORDS = 0.9
"""A passage whose own question is the one asked answers so much, and then goes first."""
_AS_GOOD = 0.85
"""A stronger source goes first where its score is at least this share of the best's."""


def scores_of(
    pool: Sequence[Found], leads: Mapping[str, float], case: Case, library: Library
) -> dict[str, float]:
    """How near each passage is.

    Args:
        pool: What the search found.
        leads: What passages gain that a subject of the question leads with.
        case: The case.
        library: The knowledge base.
    """
    words = [t.fold for t in case.facts.tokens if t.kind != "sign"]
    pointing = not {*library.words.pointing}.isdisjoint(words) or len(words) <= _A_WORD
    said = next(iter(case.earlier.cited), None) if case.follows else None
    elsewhere, dated = not library.ours(case.payer), case.wants("dated")
    found = {h.passage_key: (h, library.passage(h.passage_key)) for h in pool}
    counts = [[n] for n in _UNITS.findall(case.facts.question) if case.sources]
    return {
        key: hit.score
        + nearness(hit)
        + leads.get(key, 0.0)
        + _OF_PAYER * (elsewhere and case.payer in passage.payers)
        + _SAID * (pointing and key == said)
        + _OF_SO_MANY * (bool(counts) and _UNITS.findall(passage.text)[:1] in counts)
        + _WITH_DATE * (dated and DAY.search(passage.text) is not None)
        + MOST_GAINED * (answers(hit) >= _IN_SO_MANY_WORDS)
        for key, (hit, passage) in found.items()
    }


def near_ones(pool: Sequence[Found], leads: Mapping[str, float], case: Case) -> list[str]:
    """The passages to say, in order: nearly as near as the best one, or leading.

    Args:
        pool: What the search found, the nearest first.
        leads: The passages that a subject of the question leads with.
        case: The case.
    """
    share = _OF_SEVERAL if _SEVERAL.search(case.facts.question) else _ANSWERS
    most = answering(pool)
    least = max(h.score + answers(h) for h in pool) * _NEAR
    found: list[str] = []
    for hit in pool:
        first = (hit.words_rank or 99) <= _BOTH and (hit.vector_rank or 99) <= _BOTH
        near = hit.score + answers(hit) >= least and (first or answers(hit) >= most * share)
        if not found or near or hit.passage_key in leads:
            found.append(hit.passage_key)
    return found


def strongest_first(near: list[str], scores: Mapping[str, float], context: Context) -> list[str]:
    """The passages with the first one of a strong source in front, where it is as good.

    Args:
        near: The passages, in order.
        scores: How near they are.
        context: The library.
    """
    if _authority(near[0], context) in _STRONG:
        return near
    top = scores[near[0]]
    for key in near[1:]:
        if scores[key] >= top * _AS_GOOD and _authority(key, context) in _STRONG:
            return [key, *(k for k in near if k != key)]
    return near


def _authority(key: str, context: Context) -> str:
    """Whose word a passage is."""
    passage = context.passage(key)
    return passage.authority or context.source(passage).authority


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
    found: dict[str, float] = {}
    over, own = library.overruled(case.topics), case.facts.topics
    for topic in (library.topics[t] for t in case.topics if t not in over):
        leads = _leads_of(topic, near, case, library)
        meant = topic.id in own or (case.facts.providers and not own)
        carried = case.follows and not (topic.providers or meant)
        tagged = any(topic.id in library.passage(key).topics for key in near[:4])
        if leads and topic.beside and not carried:
            found |= _in_order(leads[:2], _LEADS[True])
        elif not {*leads}.isdisjoint(near if tagged else near[:4]):
            found |= _in_order(leads, _LEADS[False])
        if case.follows and topic.id in own and topic.id not in case.earlier.topics:
            # Beside the words of the question before it the search finds little of a new subject.
            held = (k for k in case.earlier.cited if k in library.passages)
            told = dict.fromkeys((*held, *near[:_NEAREST]))
            told_of = [k for k in told if topic.id in library.passage(k).topics]
            first = leads[:1] if topic.beside else []
            on_it = list(dict.fromkeys((*first, *told_of[:2]))) or leads
            found = {**_in_order(on_it, _LEADS[True]), **found}
    found |= _in_order(asked_on(case, library)[:2], _LEADS[True])
    found |= {k: _LEADS[False] for k in near if k.split("/")[0] in case.sources and k not in found}
    if not _all_named(near[:4], case, library):
        for modifier in case.modifiers:
            found |= dict.fromkeys(library.modifiers[modifier].supports, _NAMED)
    found = {k: gain for k, gain in found.items() if not _of_another(k, case, library)}
    return dict(list(found.items())[:3])


def _leads_of(topic: Topic, near: Sequence[str], case: Case, library: Library) -> list[str]:
    """The passages that a subject leads with, those of a document that is named first."""
    leads = [key for key in topic.lead if not _of_another(key, case, library)]
    leads = [k for k in leads if not off_its_codes(library.passages[k], case, library)]
    named = {*case.sources, *case.facts.sources}
    leads.sort(key=lambda k: not any(k.endswith(s) or k.startswith(f"{s}/") for s in named))
    if topic.general and not library.ours(case.payer):
        own = [k for k in near if case.payer in library.passage(k).payers]
        leads = (own or leads)[:1]
    return leads


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
