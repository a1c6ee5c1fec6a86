"""A document of the user's, quoted unchanged: whose word it is, and where ours holds otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.answer import ConflictShown, Side
from assistant.context import Context
from assistant.draft import Block, Line, Opposed
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


_GOVERNS = (
    "What the library says stands in this answer; your document is one more source and overrides "
    "nothing by itself."
)
_WHY = (
    "Its title, date and authority are your own word; where it is the plan's written rule for the "
    "date of service, ask the plan which of the two it goes by."
)


def opposed_shown(
    blocks: Sequence[Block], resolve: Callable[[Iterable[str]], tuple[str, ...]]
) -> tuple[ConflictShown, ...]:
    """The disagreements with the user's documents, one a subject, ours first.

    Args:
        blocks: The answer's blocks.
        resolve: Turns supports into the ids of citations.
    """
    found: dict[str, list[Opposed]] = {}
    for one in (one for block in blocks for one in block.opposed):
        found.setdefault(one.topic, []).append(one)
    return tuple(
        ConflictShown(
            topic=f"your document and the library on {topic}",
            sides=tuple(
                Side(position=line.text, citations=resolve(line.supports))
                for line in (ones[0].ours, *(one.theirs for one in ones))
            ),
            governs=_GOVERNS,
            why=_WHY,
        )
        for topic, ones in found.items()
    )
