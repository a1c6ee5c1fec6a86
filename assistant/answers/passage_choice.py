"""Which of the passages found are worth saying, and in which order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answers.nearness import answers, nearness
from assistant.answers.passage_defining import defining_of, plainly
from assistant.answers.passage_leads import MOST_GAINED, SURE_LEAD, in_lead_order, leading
from assistant.answers.passage_subject import aside, off_its_codes, speaks
from assistant.context import Context, Found
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Correction, Passage

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
"""What the score of a passage gains that the last answer began with, where a following turn points
to it, and else loses.
"""
_WITH_DATE = 0.3
"""What a passage that names a day or year gains where it is asked since when something holds."""
_DAY = re.compile(r"\b(?:19|20)\d\d\b")
_SURE = 2
"""A claim that is corrected is said unasked only among so many passages."""
_STRONG = ("regulator", "code_set", "payer", "association")
_OF_DOCUMENTS = frozenset({"document-age", "document-author", "document-date"})
"""Subjects on which a document is named for itself, not for what it says."""
_IN_SO_MANY_WORDS = 0.9
"""A passage whose own question is the one asked answers so much, and then goes first."""
_MUCH = 0.45
_JUST = 0.5
"""A passage that leads by words and by meaning is just what is asked where it answers so much."""
_SURELY = 0.7
"""A passage on another payer or code goes behind the others unless it answers so much."""
_AS_GOOD = 0.85
"""A stronger source goes first where its score is at least this share of the best's."""


def choose(case: Case, context: Context, hits: Sequence[Found], most: int) -> list[Passage]:
    """The passages worth saying, the most direct first.

    Args:
        case: The case.
        context: The library.
        hits: What the search found, the nearest first.
        most: The most passages.
    """
    library = context.library
    if not hits:
        return []
    named = {s for s in case.sources if s in library.sources and library.sources[s].called}
    pool = [h for h in hits if not named or h.passage_key.split("/")[0] in named] or list(hits)
    of_documents = not _OF_DOCUMENTS.isdisjoint(case.topics)
    if of_documents:
        named, pool = set(), list(hits)
    asked = _just_asked(pool, case)
    pointing = not set(library.words.pointing).isdisjoint(t.fold for t in case.facts.tokens)
    said = next(iter(case.earlier.cited), None) if case.follows else None
    leads = leading(case, library, pool)
    scores = {
        h.passage_key: h.score
        + nearness(h)
        + leads.get(h.passage_key, 0.0)
        + _OF_PAYER * (case.payer not in (None, "medicare") and case.payer in _payers(h, library))
        + (_SAID if pointing else -_SAID) * (h.passage_key == said)
        + _WITH_DATE * (case.wants("dated") and _dated(h, library))
        + MOST_GAINED * (answers(h) >= _IN_SO_MANY_WORDS)
        for h in pool
    }
    pool.sort(key=lambda h: -scores[h.passage_key])
    pool = in_lead_order(pool, leads)
    share = _OF_SEVERAL if _SEVERAL.search(case.facts.question) else _ANSWERS
    near = _near(pool, leads, share)
    if not named and leads.get(near[0], 0.0) <= SURE_LEAD:
        near = _strongest_first(near, scores, context)
    defining = defining_of(case, library)
    plain = bool(defining) and plainly(case)
    further = [k for k in leads if k not in scores]
    led = near[:1] == list(leads)[:1]
    if named:
        keys = [*near[:3], *further]
    elif further and not led and (of_documents or _goes_first(further[0], near[0], leads, pool)):
        keys = [*further, *near[:2]]
    else:
        keys = [*near[:1], *further, *near[1:2]]
    keys = [*defining, *keys, *near[2:]] if plain else [*keys, *defining[:1], *near[2:]]
    held = {h.passage_key: answers(h) for h in pool}
    if not named:
        keys.sort(key=lambda key: _off_its_claim(key, case, library))
        keys.sort(
            key=lambda key: held.get(key, 1.0) < _SURELY and aside(key, case, library, key in leads)
        )
    else:
        keys.sort(key=lambda key: _of_others(key, case, library))
    if not named and keys[:1] and keys[0] in leads:
        keys = [k for k in keys if k in leads or _on_it(k, held, case, library)]
    found: list[Passage] = []
    for key in dict.fromkeys(keys):
        passage = context.passage(key)
        told = speaks(passage, case, library) or key == asked
        if found and key != asked and key not in leads and off_its_codes(passage, case, library):
            continue
        if told and _may(passage, case, library, found):
            found.append(passage)
    return _apart(found)[:most]


def _of_others(key: str, case: Case, library: Library) -> bool:
    """Whether a passage speaks of other codes alone than those that the question names."""
    passage = library.passages.get(key)
    return passage is not None and bool(case.codes) and off_its_codes(passage, case, library)


def _on_it(key: str, held: Mapping[str, float], case: Case, library: Library) -> bool:
    """Whether a passage is on a subject of the question, or answers much of it."""
    topics = library.passages[key].topics if key in library.passages else ()
    return held.get(key, 0.0) >= _MUCH or not {*topics}.isdisjoint(case.topics)


def _just_asked(pool: Sequence[Found], case: Case) -> str | None:
    """The passage that leads by words and by meaning, where the question names no state."""
    if case.facts.states or case.unheld_payer:
        return None
    first = (h for h in pool if h.words_rank == h.vector_rank == 1)
    return next((h.passage_key for h in first if answers(h) >= _JUST), None)


def _payers(hit: Found, library: Library) -> tuple[str, ...]:
    """The payers that a found passage speaks of."""
    passage = library.passages.get(hit.passage_key)
    return tuple(passage.payers) if passage else ()


def _dated(hit: Found, library: Library) -> bool:
    """Whether a found passage names a year."""
    passage = library.passages.get(hit.passage_key)
    return passage is not None and bool(_DAY.search(passage.text))


def _near(pool: Sequence[Found], leads: Mapping[str, float], share: float) -> list[str]:
    """The passages to say, in order: nearly as near as the best one, or leading."""
    most = max(answers(h) for h in pool)
    least = max(h.score + answers(h) for h in pool) * _NEAR
    found: list[str] = []
    for hit in pool:
        first = (hit.words_rank or 99) <= _BOTH and (hit.vector_rank or 99) <= _BOTH
        near = hit.score + answers(hit) >= least and (first or answers(hit) >= most * share)
        if not found or near or hit.passage_key in leads:
            found.append(hit.passage_key)
    return found


def _goes_first(key: str, nearest: str, leads: Mapping[str, float], pool: Sequence[Found]) -> bool:
    """Whether a lead that wasn't found goes before the nearest passage, which answers little."""
    return leads[key] > 1.0 and _weak(nearest, pool)


def _weak(key: str, pool: Sequence[Found]) -> bool:
    """Whether a passage answers little of what is asked."""
    return max((answers(h) for h in pool if h.passage_key == key), default=0.0) < _MUCH


def _strongest_first(near: list[str], scores: dict[str, float], context: Context) -> list[str]:
    """The passages with the first one of a strong source in front, where it is as good."""
    if not near or _authority(near[0], context) in _STRONG:
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


def _may(passage: Passage, case: Case, library: Library, found: list[Passage]) -> bool:
    """Whether a weak passage may be said: a reader's comment, or a claim that is corrected.

    It may where it is asked for. Else a comment must be all there is, or a corrected claim among
    the nearest and asked about; and a corrected claim stays out behind other answers.
    """
    if passage.source in case.sources or "comment" in case.facts.question.lower():
        return True
    if "which-document" in passage.topics and "which-document" not in case.topics:
        return False
    corrected = passage.key in library.corrected
    if passage.authority == "comment" and found and not corrected:
        return False
    if found and _off_its_claim(passage.key, case, library):
        return False
    return not corrected or len(found) < _SURE


def _off_its_claim(key: str, case: Case, library: Library) -> bool:
    """Whether a passage is corrected in something that the question isn't on."""
    corrections = library.corrected.get(key, ())
    return bool(corrections) and not any(brings_up(c, case) for c in corrections)


def brings_up(correction: Correction, case: Case) -> bool:
    """Whether a question is on the claim that is corrected, not on what else stands beside it.

    Args:
        correction: The correction.
        case: The case.
    """
    if not correction.about:
        return True
    return not {t.fold for t in case.facts.tokens}.isdisjoint(correction.about)


def _apart(found: list[Passage]) -> list[Passage]:
    """Passages without those that say nearly the same of the same codes in the same source."""
    kept: list[Passage] = []
    for passage in found:
        words = set(passage.text.lower().split())
        double = any(
            other.source == passage.source
            and len(words & set(other.text.lower().split()))
            > 0.8 * min(len(words), len(other.text.split()))
            for other in kept
        )
        if not double:
            kept.append(passage)
    return kept
