"""A disagreement between ours and a document of the user's, as an answer shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.answer import ConflictShown, Side
from assistant.draft import Block, Opposed

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
