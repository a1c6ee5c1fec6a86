"""How near each passage found is to a question, by weights set on the library's own questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answers.nearness import answering, answers, nearness
from assistant.answers.passage_leads import MOST_GAINED
from assistant.context import Context, Found
from assistant.turns.case import Case
from assistant.turns.cited_again import DAY
from knowledge.library import Library

_NEAR = 0.5
"""A passage is said beside the best one where its score is at least this share of the best's."""
_ANSWERS = 0.45
"""And where it answers at least this share of what the one that answers most does."""
_OF_SEVERAL = 0.15
"""The same where several things are asked, of which a passage answers one."""
_SEVERAL = re.compile(
    r"[?.!;:]\s+\S|,\s*(?:and|but|or)\b"
    r"|\b(?:three|two|both|sum up|summari[sz]e|list|name|examples)\b"
    r"|\band (?:does|do|did|what|how|is|are|was|can|which|who|when|where|why|may|must|should|if)\b",
    re.I,
)
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
    return {
        key: hit.score
        + nearness(hit)
        + leads.get(key, 0.0)
        + _OF_PAYER * (elsewhere and case.payer in passage.payers)
        + _SAID * (pointing and key == said)
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
