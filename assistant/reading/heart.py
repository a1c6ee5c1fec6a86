"""What a message asks, without the greetings and thanks about it."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.reading.text import clean
from knowledge.words import WordLists

_PIECE = re.compile(r"[^.!?;:\n]*[.!?;:\n]+|[^.!?;:\n]+")
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
_SMILE = re.compile(r"(?<![^\s.!?,])[:;]-?[)(DP](?=\s|$)")
_TAIL = re.compile(
    r"(?:[\s,;:-]+|\s)(?:(?:and|many|so|big)\s+)?(?:thanks|thank you|thx|tia|cheers|ty)\b[^\d?]*$",
    re.I,
)
_WHEN = re.compile(r"\b(?:in the|in|this|that|same|next) (?:morning|afternoon|evening)\b", re.I)
"""Says when something was done, and greets nobody: "one was in the morning"."""
_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s.?!,:;]))(?:q(?:uestion)? ?#?|#|\()?([1-9])[.):](?=\s)", re.I)
"""The number of one of several questions: "1) which code? 2) is it timed?"."""
_PLACE = re.compile(
    r"(?:(?<=^)|(?<=[.?!:;]\s)|(?<=\band\s))"
    r"(?:first|second|third|last|final)(?:ly)?(?: of all)?,\s+",
    re.I,
)
"""The place of one of several questions in words: "First, which code? Second, is it timed?"."""
_MENDING = frozenset({"sorry", "apologies", "pardon"})
"""Before a comma they mend what was said: "sorry, 12"."""


def heart(question: str, words: WordLists) -> str:
    """A message without the pieces that are courtesy alone; the whole of it where nothing else is.

    A piece is a sentence, or what stands before its first comma or dash. It is courtesy where all
    its words are, no digit stands in it, and one of them is a mark of courtesy.

    Args:
        question: The asker's words.
        words: The lists of `words.yaml`: `courtesy_marks`, of which one must stand in such a
            piece, `courtesy`, which may stand in it, and what says that the last answer was
            heard, `heard` and, before a comma or a stop alone, `heard_apart`.

    >>> from knowledge.library import bundled
    >>> heart("Hi there! 38 min of massage, units? Thanks", bundled().words)
    '38 min of massage, units?'
    """
    marked, held = _courtesy(words.courtesy_marks, words.courtesy)
    acknowledged = _acknowledging(words.heard, words.heard_apart)
    pieces = [m.group() for m in _PIECE.finditer(_SMILE.sub("", _items(clean(question))))]
    kept = "".join(piece for piece in pieces if not _idle(piece, marked, held))
    left = _opened(acknowledged.sub("", kept.strip()), marked - _MENDING, held)
    left = acknowledged.sub("", left)
    left = _closed(left, held)
    return left if _WORD.search(left) or any(c.isdigit() for c in left) else question


def _items(text: str) -> str:
    """A text whose numbered questions stand on lines of their own, without their numbers."""
    told = [int(m[1]) for m in _ITEM.finditer(text)]
    numbered = len(told) > 1 and told == [*range(1, len(told) + 1)]
    return _PLACE.sub("", _ITEM.sub("\n", text) if numbered else text)


@lru_cache(maxsize=8)
def _courtesy(
    marks: tuple[str, ...], words: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """The marks of courtesy, and every word that may stand in it."""
    return frozenset(marks), frozenset((*marks, *words))


@lru_cache(maxsize=8)
def _acknowledging(heard: tuple[str, ...], apart: tuple[str, ...]) -> re.Pattern[str]:
    """What says that the last answer was heard, before another question."""
    plain, before_stop = ("|".join(map(re.escape, told)) for told in (heard, apart))
    return re.compile(rf"^\W*(?:(?:{plain})\b[\s,.!:;-]+|(?:{before_stop})[,.!:;]\s*)+(?=\S)", re.I)


def _idle(piece: str, marked: frozenset[str], held: frozenset[str]) -> bool:
    """Whether a piece is courtesy and nothing else."""
    words = {w.lower() for w in _WORD.findall(piece)}
    if words.isdisjoint(marked) or not words <= held:
        return False
    return not ("?" in piece or any(c.isdigit() for c in piece) or _WHEN.search(piece))


def _opened(text: str, marked: frozenset[str], held: frozenset[str]) -> str:
    """A text without the courtesy before its first comma or dash: "Hi all, how many units"."""
    match = re.match(r"[^,\d?-]*(?:, ?| - ?)", text)
    while match and _idle(match.group(), marked, held):
        text = text[match.end() :].lstrip()
        match = re.match(r"[^,\d?-]*(?:, ?| - ?)", text)
    return text


def _closed(text: str, held: frozenset[str]) -> str:
    """A text without the thanks that end it: "units for 38 min, thanks in advance"."""
    match = _TAIL.search(text)
    if match is None or not match.start():
        return text
    words = [w.lower() for w in _WORD.findall(match.group())]
    return text[: match.start()].rstrip() if set(words) <= held else text
