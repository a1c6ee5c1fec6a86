"""What stands around a place in a question's tokens."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence, Set
from typing import Protocol

from assistant.reading.text import Token
from knowledge.reading_words import reading_words

BREAKS = reading_words("breaks")
"""Words and signs that end what one time belongs to."""
ARTICLES = reading_words("articles")
"""What may stand before what is named: "10 of my 40 minutes"."""


class Span(Protocol):
    """What stands from one token to another: a name, a service, a time."""

    @property
    def first(self) -> int:
        """The index of its first token."""

    @property
    def last(self) -> int:
        """The index of its last token."""


def word_at(found: Sequence[Token], place: int) -> str:
    """A token's fold, or nothing past the ends."""
    return found[place].fold if 0 <= place < len(found) else ""


def words_at(found: Sequence[Token], place: int, count: int) -> list[str]:
    """The folds of so many tokens from a place on, nothing for those past the ends.

    >>> from assistant.reading.text import tokens
    >>> words_at(tokens("20 minutes each"), 1, 3)
    ['minute', 'each', '']
    """
    return [word_at(found, place + n) for n in range(count)]


def words_before(found: Sequence[Token], place: int, count: int) -> list[str]:
    """The folds of so many tokens before a place, the nearest first.

    >>> from assistant.reading.text import tokens
    >>> words_before(tokens("a total of 38"), 3, 2)
    ['of', 'total']
    """
    return [word_at(found, place - n) for n in range(1, count + 1)]


def past(found: Sequence[Token], place: int, words: Set[str]) -> int:
    """The index of the first token from a place on that is none of some words.

    >>> from assistant.reading.text import tokens
    >>> past(tokens("20 of the massage"), 1, {"of", "the"})
    3
    """
    while word_at(found, place) in words:
        place += 1
    return place


def past_back(found: Sequence[Token], place: int, words: Set[str]) -> int:
    """The index of the last token before a place that is none of some words, -1 where none is.

    >>> from assistant.reading.text import tokens
    >>> past_back(tokens("massage was for 20"), 3, {"was", "for"})
    0
    """
    while word_at(found, place - 1) in words:
        place -= 1
    return place - 1


def past_article(found: Sequence[Token], place: int) -> int:
    """The index of what stands at a place, past the article before it."""
    return place + (word_at(found, place) in ARTICLES)


def before_article(found: Sequence[Token], place: int) -> int:
    """The index of the token before a place, before the article that may stand there."""
    return place - (2 if word_at(found, place - 1) in ARTICLES else 1)


def piece(found: Sequence[Token], first: int, last: int, ends: Container[str]) -> range:
    """The indexes of the tokens about some, up to the words and signs that end a piece.

    Args:
        found: The question's tokens.
        first: The index of the first of them; only tokens before it end the piece ahead.
        last: The index of the last of them.
        ends: The words and signs that end a piece.

    >>> from assistant.reading.text import tokens
    >>> piece(tokens("On Monday, 20 minutes of massage. Units?"), 3, 4, ".,")
    range(3, 7)
    """
    ahead = (n + 1 for n in range(first - 1, -1, -1) if found[n].fold in ends)
    behind = (n for n in range(last + 1, len(found)) if found[n].fold in ends)
    return range(next(ahead, 0), next(behind, len(found)))


def covered(spans: Iterable[Span]) -> set[int]:
    """The indexes of the tokens of some names, services or times."""
    return {n for one in spans for n in range(one.first, one.last + 1)}
