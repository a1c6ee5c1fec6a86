"""Answering from passages: what the sources say on a question, corrected where they err."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.disagreements import disagreements, disputed, governing, what_governs
from assistant.answers.passage_asked import compared, of_a_modifier
from assistant.answers.passage_choice import brings_up, choose
from assistant.answers.passage_subject import leads_search, speaks
from assistant.context import Context, Found
from assistant.draft import Block, Line, alike
from assistant.finding import LookedFor
from assistant.speak import cite, marked, spoken
from assistant.turns.case import Case
from assistant.turns.cited_again import off_its_codes
from knowledge.library import Library
from knowledge.phrases import Phrases
from knowledge.records import Passage, Topic

MOST = 4
_DOUBTS = Phrases("doubts", r"\?.{3,}\?")
"""Words that ask whether what a document says is so, not only what it says."""
_DISPUTED = 5
"""A disagreement may be shown where its sides are among so many of the nearest passages."""
_ON_IT = 0.5
"""A passage takes a side beside a computed answer where it is at least so near the question."""
_JUST_IT, _WORDED = 0.7, 0.45
"""A passage stands beside a computed answer where it is at least so near the question, and holds so
much of its words."""


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
    headed = (
        compared(case, context.library, chosen)
        or of_a_modifier(case, context.library, chosen)
        or _topic_headline(case, context.library, chosen)
    )
    block.headline = headed
    for passage in chosen:
        _say(block, passage, context, case)
    found = [h.passage_key for h in hits[:_DISPUTED]]
    said = [*(headed.supports if headed else ()), *(p.key for p in chosen)]
    corrected = context.library.corrected
    righted = [k for key in said[:3] for c in corrected.get(key, ()) for k in c.supports]
    block.conflicts += disagreements(case, [*said, *righted], found, context.library)
    governs = governing(case, chosen[0], block.conflicts, context) if headed is None else None
    if governs is not None:
        block.open_with(governs)
    if len(case.documents) > 1:
        what_governs(block, case, context.library)
    return block


def answer_beside(
    case: Case, context: Context, blocks: Sequence[Block], hits: LookedFor
) -> Block | None:
    """What a subject or a modifier named beside a computed answer adds to it.

    Args:
        case: The case.
        context: The library.
        blocks: What was computed.
        hits: What the search found, the nearest first.
    """
    library = context.library
    said = {key for b in blocks for line in b.told for key in line.supports}
    keys: list[str] = []
    for topic_id in case.topics:
        topic = library.topics[topic_id]
        if topic.beside and not said & set(topic.lead):
            told = _payers_own(topic, case, library) or topic.lead[:1]
            keys += [k for k in told if not off_its_codes(library.passage(k), case, library)]
    pairs = [c.result for b in blocks for c in b.calculations if c.tool == "pair"]
    shown = {modifier for result in pairs for modifier in result.get("modifiers", ())}
    for modifier in case.modifiers:
        supports = library.modifiers[modifier].supports
        if not said & set(supports) and modifier not in shown:
            keys += supports[:1]
    block = Block("beside")
    cite(block, library, *list(dict.fromkeys(keys))[:3])
    asked = {*case.intents}
    computed = bool(_COUNTS & asked) and asked <= _COUNTS | _WITH_COUNTS  # Rules say all.
    if not (computed or case.follows) and any(
        _just_it(hit, said, case, context) for hit in hits.worded
    ):
        block.lines += _meant(case, context, hits, said)
    if not any(b.conflicts for b in blocks):
        looked = hits[:_DISPUTED] if not computed and disputed(case, library) else ()
        near = [h.passage_key for h in looked if (h.similarity or 0.0) >= _ON_IT]
        meant = [key for line in block.lines for key in line.supports]
        block.conflicts += disagreements(case, meant, near, library)
    return block if block.lines or block.conflicts else None


def _payers_own(topic: Topic, case: Case, library: Library) -> tuple[str, ...]:
    """The passage with the payer's own rule on a subject of which the lead tells a general one."""
    if not topic.general or library.ours(case.payer):
        return ()
    held = library.passages.items()
    return tuple(k for k, p in held if case.payer in p.payers and topic.id in p.topics)[:1]


_COUNTS = frozenset({"units", "what_if", "minutes_for", "mue"})
_WITH_COUNTS = frozenset({"choice", "modifiers", "improper"})


def _meant(case: Case, context: Context, hits: LookedFor, said: set[str]) -> list[Line]:
    """What a source says of just what is asked: the passage that leads by words and by meaning."""
    first = hits[0]
    leads = leads_search(first) and (first.similarity or 0.0) >= _JUST_IT
    if not leads or not _just_it(first, said, case, context):
        return []
    told = Block("meant")
    _say(told, context.passage(first.passage_key), context, case)
    return told.told


def _just_it(hit: Found, said: set[str], case: Case, context: Context) -> bool:
    """Whether a passage that leads by words may say just what is asked, and isn't said yet.

    A wrong claim that the question brings up is corrected however many words stand around it; any
    other passage speaks of every code that is named.
    """
    if hit.passage_key in said:
        return False
    passage = context.passage(hit.passage_key)
    wrong = context.library.corrected.get(passage.key, ())
    worded = hit.coverage >= _WORDED and {*case.facts.codes} <= {*passage.codes}
    if any(brings_up(c, case) for c in wrong) if wrong else worded:
        return passage.authority != "comment" and speaks(passage, case, context.library)
    return False


def _topic_headline(case: Case, library: Library, chosen: list[Passage]) -> Line | None:
    """A subject's own direct answer, where the best passage belongs to it."""
    over = library.overruled(case.topics)
    doubts = case.wants("claimed") or _DOUBTS.search(case.facts.question)
    named = set() if doubts else case.documents
    for topic_id in (t for t in case.topics if t not in over):
        topic = library.topics[topic_id]
        if named and not {key.split("/")[0] for key in topic.lead} <= named:
            continue  # What a document says is asked, not what holds.
        method = case.methods and not _WHO.match(case.facts.question)
        if topic.general and (case.payer or method):
            continue
        if all(_off_the_service(key, case, library) for key in topic.lead):
            continue
        first = chosen[: 2 if topic_id in case.facts.topics or not case.follows else 1]
        led = any(p.key in topic.lead for p in first) or _of_any_plan(topic, case)
        if topic.headline and led:
            return Line(topic.headline, topic.lead)
    return None


def _of_any_plan(topic: Topic, case: Case) -> bool:
    """Whether it is asked of no payer if a service is covered, and nothing else."""
    alone = case.topics == (topic.id,) and case.intents == ("explain",)
    named = case.payer or case.facts.states
    return "depends_on_plan" in topic.roles and alone and not named and case.wants("coverage")


def _off_the_service(key: str, case: Case, library: Library) -> bool:
    """Whether a passage speaks of codes, and a service is named that goes under none of them."""
    named = [library.technique_codes[s.technique] for s in case.services if s.technique]
    codes = library.passages[key].codes
    return bool(named and codes) and frozenset().union(*named).isdisjoint(codes)


_WHO = re.compile(r"\W*(?:who|which|what (?:other )?(?:payers?|insur\w+|plans?))\b", re.I)
"""A method is named to ask who goes by it, not to count by it."""


def _say(block: Block, passage: Passage, context: Context, case: Case) -> None:
    """A passage as a statement; the first one is the headline, an erring one is corrected.

    The correction goes first where the question is on the claim, not on what a document says, and
    always before an amount of money.
    """
    library = context.library
    source = library.sources.get(passage.source)
    text = spoken(passage, source) if source is not None else passage.text
    corrections = library.corrected.get(passage.key, ())
    if not corrections:
        if not any(alike(text, line.text) for line in block.told):
            block.add(Line(text, (passage.key,)))
        return
    asked = [c for c in corrections if brings_up(c, case)]
    corrections = tuple(asked) or corrections
    erring = marked(passage, text, corrections[0])
    righted = [Line(c.says, c.supports) for c in corrections[:2]]
    told = passage.source in case.sources and not _DOUBTS.search(case.facts.question)
    first = "$" in passage.text or (bool(asked) and not told)
    for line in (*righted, erring) if first else (erring, *righted):
        if block.headline is None or not alike(line.text, block.headline.text):
            block.add(line)
