"""Which of the passages found are worth saying, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import Context, Found
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Passage

_NEAR = 0.5
"""A passage is said beside the best one where its score is at least this share of the best's."""
_ALIKE = 0.6
"""And where its nearness, by words or by meaning, is at least this share of the nearest's."""
_LEADS = 0.5
"""What a passage's score gains where a subject of the question leads with it."""


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
    leads = [] if named else _leads(case, library, pool)
    scores = {h.passage_key: h.score + _LEADS * (h.passage_key in leads) for h in pool}
    pool.sort(key=lambda h: -scores[h.passage_key])
    near = [h.passage_key for h in pool if _is_near(h, pool, scores)]
    defining = _defining(case, library)
    plain = bool(defining) and _plainly(case)
    keys = [*near[:1], *[k for k in leads if k not in scores], *near[1:2]]
    keys = [*defining, *keys, *near[2:]] if plain else [*keys, *defining[:1], *near[2:]]
    found: list[Passage] = []
    for key in dict.fromkeys(keys):
        passage = context.passage(key)
        if not speaks(passage, case, library):
            continue
        if passage.authority == "comment" and not _comment_asked(passage, case, library, found):
            continue
        found.append(passage)
    return _apart(found)[:most]


def _is_near(hit: Found, pool: Sequence[Found], scores: dict[str, float]) -> bool:
    """Whether a passage is nearly as near as the best one."""
    top = scores[pool[0].passage_key]
    if hit.passage_key == pool[0].passage_key:
        return True
    meant = max(h.similarity or 0.0 for h in pool)
    worded = max(h.words_score for h in pool)
    alike = (hit.similarity or 0.0) >= _ALIKE * meant and meant > 0
    alike = alike or (worded > 0 and hit.words_score >= _ALIKE * worded)
    return alike and scores[hit.passage_key] >= top * _NEAR


def _leads(case: Case, library: Library, pool: Sequence[Found]) -> list[str]:
    """The passages that lead on a subject that both the words and the search bring up."""
    near = [h.passage_key for h in pool]
    tagged = {
        t for key in near[:4] if key in library.passages for t in library.passages[key].topics
    }
    found: list[str] = []
    for topic_id in case.topics:
        topic = library.topics[topic_id]
        if topic.lead and topic.beside:
            found += topic.lead[:2]
        elif topic_id in tagged and any(key in near for key in topic.lead):
            found += topic.lead
    return list(dict.fromkeys(found))[:3]


def _defining(case: Case, library: Library) -> list[str]:
    """The passages that say what the code asked about is."""
    if not case.facts.codes or len(case.codes) > 2 or case.wants("documentation"):
        return []
    if set(case.sources) & set(case.called) or not case.wants("definition", "yes_no"):
        return []
    keys = [k for c in case.codes if c in library.codes for k in library.codes[c].supports]
    return list(dict.fromkeys(keys))


def _plainly(case: Case) -> bool:
    """Whether just that is asked, what a code is: beside it stand words that say no more."""
    words = [t.fold for t in case.facts.tokens if t.kind == "word"]
    return case.wants("definition") and sum(w not in _PLAIN for w in words) <= _FEW


_FEW = 2
_PLAIN = frozenset(
    {"what", "what's", "whats", "is", "are", "does", "do", "the", "a", "an", "of", "for", "code",
     "codes", "cpt", "hcpcs", "mean", "meaning", "stand", "define", "definition", "explain",
     "describe", "tell", "me", "about", "please", "can", "you", "and", "in", "to", "exactly", "it",
     "its", "i", "hi", "hello", "by", "number", "procedure"}
)  # fmt: skip


def _comment_asked(passage: Passage, case: Case, library: Library, found: list[Passage]) -> bool:
    """Whether a reader's comment may be said: it is asked for, corrected, or all there is."""
    if passage.source in case.sources or "comment" in case.facts.question.lower():
        return True
    return not found or passage.key in library.corrected


def speaks(passage: Passage, case: Case, library: Library) -> bool:
    """Whether a passage may be said: one of a place that the question doesn't name stays out.

    Args:
        passage: The passage.
        case: The case.
        library: The knowledge base.
    """
    for state in library.states:
        if state in passage.topics or state.replace(" ", "-") in passage.topics:
            return state in case.facts.states or state in case.facts.question.lower()
    if "florida-pip" in passage.topics:
        return "florida" in case.facts.states or "auto-insurance" in case.topics
    if "colorado-carrier" in passage.topics:
        return "colorado-carrier" in case.topics
    return True


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
