"""The nearest passage beside a refusal, marked as not answering."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.nearness import answers
from assistant.context import Context, Found
from assistant.draft import Block, not_held
from assistant.speak import spoken

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
