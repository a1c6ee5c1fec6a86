"""Where a message asks: its story gives facts, and only its question says what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.reading.text import Token

_STOPS = frozenset({".", "!", "?"})


def asking(found: Sequence[Token], phrases: Iterable[str]) -> tuple[Token, ...]:
    """The tokens of the sentences that ask, where others only tell.

    Args:
        found: The question's tokens.
        phrases: What makes a sentence ask without a question mark: "please tell me".

    Returns:
        Nothing where no sentence asks, or where every one does.
    """
    parts = sentences(found)
    asked = [part for part in parts if part[-1].text == "?" or _wishes(part, phrases)]
    if not asked or len(asked) == len(parts):
        return ()
    return tuple(token for part in asked for token in part)


def sentences(found: Sequence[Token]) -> list[list[Token]]:
    """The tokens by sentence; a sentence has a word in it.

    Args:
        found: The question's tokens.
    """
    parts: list[list[Token]] = [[]]
    for token in found:
        parts[-1].append(token)
        if token.text in _STOPS:
            parts.append([])
    return [part for part in parts if any(t.kind != "sign" for t in part)]


def _wishes(part: Sequence[Token], phrases: Iterable[str]) -> bool:
    """Whether a sentence says that something is to be told."""
    words = f" {' '.join(t.fold for t in part if t.kind != 'sign')} "
    return any(f" {phrase} " in words for phrase in phrases)
