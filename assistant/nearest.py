"""The last gate, whether anything found comes near enough, and the nearest passage beside a no."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.passage_subject import answering, answers
from assistant.context import Context, Found
from assistant.draft import Block, not_held
from assistant.speak import spoken
from assistant.turns.case import Case
from knowledge.library import Library

_SHOWN = 0.12
"""The nearest passage is shown beside a refusal where it answers at least so much."""


def unanswered(hits: Sequence[Found], context: Context) -> Block:
    """The refusal where no passage of the hits answers, with the nearest one.

    Args:
        hits: What the search found, the nearest first.
        context: The library.
    """
    block = not_held("no passage that it holds answers this question")
    show_nearest(block, hits, context)
    return block


def show_nearest(block: Block, hits: Sequence[Found], context: Context) -> None:
    """Add the nearest passage to a refusal, marked as not answering.

    Args:
        block: The refusal.
        hits: What the search found, the nearest first.
        context: The library.
    """
    nearest = next(iter(hits), None)
    if nearest is None or answers(nearest) < _SHOWN:
        return
    passage = context.passage(nearest.passage_key)
    source = context.library.sources.get(passage.source)
    if source is not None and "$" not in passage.text:  # It would bring in money.
        block.say(unanswering(spoken(passage, source)), passage.key)


def unanswering(text: str) -> str:
    """A passage's words, marked as not answering."""
    return f"The nearest passage, which doesn't answer it: {text}"


def score_gate(case: Case, hits: Sequence[Found], context: Context) -> Block | None:
    """A refusal where nothing found comes near enough; the last gate and the softest.

    Args:
        case: The case.
        hits: What the search found, the nearest first.
        context: The library.
    """
    library = context.library
    led = any(library.topics[t].lead for t in case.topics)
    if case.intents != ("explain",) or case.follows or led or not hits:
        return None
    return unanswered(hits, context) if _far(case, hits, library) else None


_ANSWERS = 0.15
"""A question of this field is answered where a passage answers it so much; see `answering`."""
_SHORT = 16
"""A longer question tells a story, of whose words a passage that answers it holds few."""
_OF_A_DOCUMENT = 0.05
"""A document that is named shares its subject with the question, so less is asked of its words."""
_NEAR, _SURE = 0.5, 0.42
"""A passage answers where it is so near in meaning; less where the question names its subject."""


def _far(case: Case, hits: Sequence[Found], library: Library) -> bool:
    """Whether nothing that was found answers."""
    facts = case.facts
    best = max((h.similarity or 0.0 for h in hits), default=0.0)
    if facts.modifiers and case.wants("definition"):
        return False
    if case.documents:
        return _beside_document(case, hits, library) or answering(hits) < _OF_A_DOCUMENT
    sure = bool(facts.topics or facts.sources or facts.modifiers or (facts.codes and facts.wants))
    if best and best < (_SURE if sure else _NEAR):
        return True
    words = sum(t.kind == "word" for t in facts.tokens)
    return not sure and not facts.codes and words <= _SHORT and answering(hits) < _ANSWERS


def _beside_document(case: Case, hits: Sequence[Found], library: Library) -> bool:
    """Whether a document is asked about a code or technique that none of its passages names."""
    passages = (library.passage(h.passage_key) for h in hits)
    told = {code for p in passages if p.source in case.documents for code in p.codes}
    return bool(case.facts.codes) and told.isdisjoint(case.facts.codes)
