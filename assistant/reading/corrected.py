"""Taking back what the asker corrects in the same breath: "40 minutes, sorry, I mean 50"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.minute_words import MINUTES
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from knowledge.time_words import time_words


def corrected(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with each number or code that is taken back replaced by the one put for it.

    Args:
        found: The question's tokens.

    >>> from assistant.reading.text import tokens
    >>> [t.text for t in corrected(tokens("97124 for forty min; wait, i mean 50"))]
    ['97124', 'for', '50', 'min']
    """
    for place in range(1, len(found)):
        if not _takes_back(found, place):
            continue
        at = place
        while at < len(found) and found[at].fold in _LEADING | _WORDS:
            at += 1
        put = _value(found, at)
        if put is None:
            continue
        kind, behind = put
        if behind < len(found) and found[behind].fold in MINUTES:
            behind += 1
        if behind < len(found) and found[behind].kind != "sign":
            continue
        old = _last(found[:place], kind)
        if old is None:
            continue
        first, last = old
        new = tuple(
            t._replace(start=found[first].start, end=found[last - 1].end)
            for t in found[at : put[1]]
        )
        head = found[last:place]
        while head and head[-1].kind == "sign" and head[-1].text in ",;-.(":
            head = head[:-1]
        return corrected((*found[:first], *new, *head, *found[behind:]))
    return found


_WORDS = time_words("takes_back") | time_words("takes_back_apart") | {"mean", "meant"}


def _takes_back(found: Sequence[Token], place: int) -> bool:
    """Whether a word takes back what stands before it."""
    word, before = found[place].fold, found[place - 1]
    if word in time_words("takes_back") or (before.fold == "i" and word in {"mean", "meant"}):
        return True
    if word not in time_words("takes_back_apart") or before.kind != "sign":
        return False
    after = found[place + 1] if place + 1 < len(found) else before
    if word == "make":
        return after.fold in {"that", "it"}
    return word != "no" or after.kind == "sign" or after.fold == "wait"


_LEADING = frozenset({",", ":", "-", ".", ";", "(", "it", "that", "was", "is", "i", "to", "be"})
"""What may stand between the words that take something back and what is put for it."""


def _value(found: Sequence[Token], place: int) -> tuple[str, int] | None:
    """What stands at a place, a code or a number, and the index behind it."""
    if place >= len(found):
        return None
    if found[place].kind == "code":
        return "code", place + 1
    got = number_at(found, place)
    return None if got is None else ("number", got[1])


def _last(found: Sequence[Token], kind: str) -> tuple[int, int] | None:
    """Where the last code, or the last number of minutes, of some tokens stands."""
    for place in range(len(found) - 1, -1, -1):
        got = _value(found, place)
        if got is None or got[0] != kind:
            continue
        first = place
        while first and _value(found, first - 1) == (kind, got[1]):
            first -= 1
        return first, got[1]
    return None
