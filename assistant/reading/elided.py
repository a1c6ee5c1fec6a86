"""Names of which a word is said once for two: "manual and mechanical traction"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention, Vocabulary

_JOINS = frozenset({"and", "then", "plus", "+", "&", "/", ",", ";", "or", "vs", "versus"})
_LONGEST = 3
"""The most words of a name that stand apart from the word that is said once."""
_FAR = 12
"""So many tokens behind a name its word still counts."""


def with_elided(
    things: tuple[Mention, ...], found: Sequence[Token], vocabulary: Vocabulary
) -> tuple[Mention, ...]:
    """Mentions with the techniques whose names lack a word that another one has.

    Args:
        things: The mentions, in order.
        found: The question's tokens.
        vocabulary: The names.
    """
    taken = {n for m in things for n in range(m.first, m.last + 1)}
    added = []
    for mention in things:
        if mention.kind != "technique" or mention.last == mention.first:
            continue
        own = [t.fold for t in found[mention.first : mention.last + 1]]
        for first, last in _joined_to(mention, found):
            if not taken.isdisjoint(range(first, last + 1)):
                continue
            other = _completed([t.fold for t in found[first : last + 1]], own, vocabulary)
            if other not in (None, mention.id):
                span = (found[first].start, found[last].end)
                added.append(Mention("technique", other, first, last, *span))
                taken.update(range(first, last + 1))
    return tuple(sorted((*things, *added), key=lambda m: (m.first, m.kind, m.id)))


def _joined_to(mention: Mention, found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The words that a join sets beside a name, the longest first: right before it, or behind."""
    end = mention.first - 2
    if end >= 0 and found[end + 1].fold in _JOINS:
        yield from ((first, end) for first in range(max(0, end - _LONGEST + 1), end + 1))
    for first in range(mention.last + 2, min(len(found), mention.last + _FAR)):
        if found[first - 1].fold in _JOINS:
            yield from (
                (first, last)
                for last in range(min(first + _LONGEST, len(found)) - 1, first - 1, -1)
            )


def _completed(rest: Sequence[str], own: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The technique that words name with a part of another name before or behind them."""
    for first in range(len(own)):
        for last in range(first + 1, len(own) + 1):
            part = own[first:last]
            if len(part) < len(own):
                for words in ([*part, *rest], [*rest, *part]):
                    if other := vocabulary.technique(words):
                        return other
    return None
