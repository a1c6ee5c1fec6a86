"""Answering from passages: what the sources say on a question, corrected where they err."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import Context, Found
from assistant.draft import Block, Line
from assistant.speak import spoken
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Passage

MOST = 5
_DISPUTED = 5
"""A disagreement is shown where two of its sides are among so many of the nearest passages."""
_ON_IT = 0.5
"""A passage takes a side beside a computed answer where it is at least so near the question."""
_JUST_IT = 0.7
"""A passage stands beside a computed answer where it is at least so near the question."""
_LEADING = 4
"""A disagreement is shown where one of its sides is among so many of the passages said first."""
_NEAR = 0.55
"""A passage is said beside the best one where its worth is at least this share of the best's."""


def answer_passages(
    case: Case, context: Context, hits: Sequence[Found], *, most: int = MOST
) -> Block | None:
    """The passages that answer, each as a statement that names whose word it is.

    Args:
        case: The case.
        context: The library.
        hits: What the search found, the nearest first.
        most: The most statements.
    """
    chosen = choose(case, context, hits, most)
    if not chosen:
        return None
    block = Block("explain")
    headed = _topic_headline(case, context.library, chosen)
    if headed is not None:
        block.headline = headed
    for passage in chosen:
        _say(block, passage, context)
    found = [h.passage_key for h in hits[:_DISPUTED]]
    block.conflicts += _conflicts(case, [p.key for p in chosen], found, context.library)
    return block


def choose(case: Case, context: Context, hits: Sequence[Found], most: int) -> list[Passage]:
    """The passages worth saying: those a subject leads with, then the nearest.

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
    pool.sort(key=lambda h: -_worth(h))
    near = [h for h in pool if _worth(h) >= _worth(pool[0]) * _NEAR]
    found: list[Passage] = _defining(case, library)
    if not named:
        found += _leads(case, library, [h.passage_key for h in near[:8]])
    for hit in near:
        passage = context.passage(hit.passage_key)
        if passage in found or not _speaks(passage, case, library):
            continue
        if passage.authority == "comment" and not _comment_asked(passage, case, library, found):
            continue
        found.append(passage)
    return _apart(found)[:most]


def _worth(hit: Found) -> float:
    """What a hit is ranked by here: its fused score and its plain nearness together."""
    return hit.score + (hit.similarity or 0.0)


def _defining(case: Case, library: Library) -> list[Passage]:
    """The passages that say what a code is, where that is asked."""
    if not case.wants("definition") or not case.facts.codes or len(case.codes) > 2:
        return []
    if set(case.sources) & set(case.called) or case.wants("documentation"):
        return []
    keys = [k for c in case.codes if c in library.codes for k in library.codes[c].supports]
    return [library.passage(k) for k in dict.fromkeys(keys)]


def _comment_asked(passage: Passage, case: Case, library: Library, found: list[Passage]) -> bool:
    """Whether a reader's comment may be said: it is asked for, corrected, or all there is."""
    if passage.source in case.sources or "comment" in case.facts.question.lower():
        return True
    return not found or passage.key in library.corrected


def answer_beside(
    case: Case, context: Context, blocks: Sequence[Block], hits: Sequence[Found]
) -> Block | None:
    """What a subject or a modifier named beside a computed answer adds to it.

    Args:
        case: The case.
        context: The library.
        blocks: What was computed.
        hits: What the search found, the nearest first.
    """
    library = context.library
    lines = [line for b in blocks for line in ([b.headline] if b.headline else []) + b.lines]
    said = {key for line in lines for key in line.supports}
    keys: list[str] = []
    for topic_id in case.topics:
        topic = library.topics[topic_id]
        if topic.beside and not said & set(topic.lead):
            keys += topic.lead[:1]
    for modifier in case.modifiers:
        supports = library.modifiers[modifier].supports
        if not said & set(supports) and not _shown(modifier, blocks):
            keys += supports[:1]
    block = Block("beside")
    for key in list(dict.fromkeys(keys))[:3]:
        passage = library.passage(key)
        block.say(spoken(passage, library.sources[passage.source]), key)
    block.lines += _meant(case, context, hits, said)
    if not any(b.conflicts for b in blocks):
        near = [h.passage_key for h in hits[:_DISPUTED] if (h.similarity or 0.0) >= _ON_IT]
        meant = [key for line in block.lines for key in line.supports]
        block.conflicts += _conflicts(case, meant, near, library)
    return block if block.lines or block.conflicts else None


def _meant(case: Case, context: Context, hits: Sequence[Found], said: set[str]) -> list[Line]:
    """What a source says of just what is asked: the passage that leads by words and by meaning."""
    if not hits or hits[0].passage_key in said or case.follows:
        return []
    first = hits[0]
    leads = first.words_rank == first.vector_rank == 1 and (first.similarity or 0.0) >= _JUST_IT
    passage = context.passage(first.passage_key)
    if not leads or passage.authority == "comment" or not _speaks(passage, case, context.library):
        return []
    told = Block("meant")
    _say(told, passage, context)
    return [*([told.headline] if told.headline else []), *told.lines]


def _shown(modifier: str, blocks: Sequence[Block]) -> bool:
    """Whether a block's result already judges a modifier."""
    return any(
        modifier in c.result.get("modifiers", ())
        for b in blocks
        for c in b.calculations
        if c.tool == "pair"
    )


def _leads(case: Case, library: Library, near: list[str]) -> list[Passage]:
    """The passages that lead on a subject that both the words and the search bring up."""
    found: list[Passage] = []
    tagged = {
        t for key in near[:4] if key in library.passages for t in library.passages[key].topics
    }
    for topic_id in case.topics:
        topic = library.topics[topic_id]
        if topic.lead and topic.beside:
            found += [library.passage(key) for key in topic.lead[:2]]
        if not topic.lead or topic_id not in tagged:
            continue
        if any(key in near for key in topic.lead):
            found += [library.passage(key) for key in topic.lead]
    unique = list(dict.fromkeys(p.key for p in found))
    return [library.passage(key) for key in unique[:3]]


def _speaks(passage: Passage, case: Case, library: Library) -> bool:
    """Whether a passage may be said: one of a place that the question doesn't name stays out."""
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


def _topic_headline(case: Case, library: Library, chosen: list[Passage]) -> Line | None:
    """A subject's own direct answer, where the best passage belongs to it."""
    for topic_id in case.topics:
        topic = library.topics[topic_id]
        if topic.headline and any(p.key in topic.lead for p in chosen[:2]):
            return Line(topic.headline, topic.lead)
    return None


def _say(block: Block, passage: Passage, context: Context) -> None:
    """A passage as a statement; the first one is the headline, an erring one is corrected."""
    library = context.library
    source = library.sources.get(passage.source)
    text = spoken(passage, source) if source is not None else passage.text
    corrections = library.corrected.get(passage.key, ())
    if not corrections:
        if block.headline is None:
            block.headline = Line(text, (passage.key,))
        else:
            block.say(text, passage.key)
        return
    for correction in corrections[:2]:
        line = Line(correction.says, correction.supports)
        if block.headline is None:
            block.headline = line
        else:
            block.lines.append(line)
    claim = corrections[0].claim
    block.say(f"{text} Out of date or wrong: {claim}.", passage.key, *corrections[0].supports)


def _conflicts(
    case: Case, chosen: Sequence[str], found_near: Sequence[str], library: Library
) -> list[str]:
    """The disagreements that two of the passages, or one and the question, take sides in."""
    keys = set(chosen)
    near = keys | set(found_near)
    subjects = set(case.topics)
    codes = set(case.codes)
    found = []
    for conflict in library.conflicts.values():
        sides = [bool(keys & set(side.passages)) for side in conflict.sides]
        led = any(set(chosen[:_LEADING]) & set(side.passages) for side in conflict.sides)
        about = bool(subjects & set(conflict.topics))
        coded = len(conflict.codes) > 1 and set(conflict.codes[:2]) <= codes
        opposed = sum(bool(near & set(side.passages)) for side in conflict.sides) >= 2
        if sum(sides) >= 2 or (any(sides) and (about or coded)) or opposed or led:
            found.append((sum(sides) + about + opposed + led, conflict.id))
    found.sort(key=lambda pair: -pair[0])
    return [conflict_id for _, conflict_id in found[:2]]
