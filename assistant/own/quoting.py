"""Quoting a document of the user's: whose word it is, and then its own words, unchanged."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import Context
from assistant.draft import Line
from knowledge.records import Passage, Source

_OPENING = "Your document “"


def quoted(passage: Passage, source: Source) -> str:
    """A passage of the user's as a statement: the document named, its words an exact span.

    Args:
        passage: The passage.
        source: The document.
    """
    when = source.published or "undated"
    return f"{_OPENING}{source.title}” ({when}) says: “{passage.text}”"


def is_quotation(line: Line, context: Context) -> bool:
    """Whether a sentence is nothing but the quotation of a document of the user's it rests on.

    Args:
        line: The sentence.
        context: The library and what the user added.
    """
    if not line.text.startswith(_OPENING):
        return False
    for key in line.supports:
        passage = None if key.startswith("calc:") else context.user_passages(key)
        if passage is not None and line.text == quoted(passage, context.source(passage)):
            return True
    return False


def with_quotations(lines: Sequence[Line], most: int, context: Context) -> list[Line]:
    """The first sentences of an answer, and behind them all quotations of the user's documents.

    Args:
        lines: The sentences that stand.
        most: How many in all.
        context: The library and what the user added.
    """
    own = [line for line in lines if is_quotation(line, context)]
    others = [line for line in lines if line not in own]
    return [*others[: max(1, most - len(own))], *own] if others else own
