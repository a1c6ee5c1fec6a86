"""Codes and numbers that a slip of the fingers has spoilt; they are told, never guessed."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from rapidfuzz.distance import OSA

from assistant.reading.numbers import SMALL, TENS
from assistant.reading.text import Token

_LETTERED = re.compile(r"(?<![\w.$/-])(?=[lIOo]*\d)(?=\d*[lIOo])[\dlIOo]{5}(?![\w/-])")
_FIGURES = str.maketrans("lIOo", "1100")
_SHORT = re.compile(r"9[78]\d{2}")
"""No year and no number of minutes: the codes of this field begin so, and have five figures."""


def spoilt_codes(cleaned: str, found: Sequence[Token], held: Container[str]) -> tuple[str, ...]:
    """Words that are a code but for one slip, as typed: a code is matched exactly, never guessed.

    Args:
        cleaned: The question, cleaned.
        found: Its tokens, those that only name a paper or a place marked.
        held: The codes that are held.

    >>> from assistant.reading.text import tokens
    >>> words = "97l40 with 9712, 97124 for 40 minutes"
    >>> spoilt_codes(words, tokens(words), {"97140"})
    ('97l40', '9712')
    """
    lettered = [w for w in _LETTERED.findall(cleaned) if w.translate(_FIGURES) in held]
    short = [
        token.text
        for place, token in enumerate(found)
        if token.kind == "number" and _SHORT.fullmatch(token.text) and _alone(cleaned, found, place)
    ]
    return tuple(dict.fromkeys([*lettered, *short]))


def _alone(cleaned: str, found: Sequence[Token], place: int) -> bool:
    """Whether a number is no amount and no part of a longer word: "9894x", "$9,712"."""
    before = found[place - 1].text if place else ""
    behind = cleaned[found[place].end : found[place].end + 1]
    return before not in frozenset("$#,./-") and not (
        behind.isalnum() or behind in frozenset("*_-/")
    )


def spoilt_numbers(
    found: Sequence[Token], plain: Container[str], timed: Container[str]
) -> tuple[str, ...]:
    """Words that are a number misspelt, as typed: spelling is never forgiven in a number.

    Such a word is one slip from a number's name, and stands before minutes, or behind tens, hours
    or a code.

    Args:
        found: The tokens of a question.
        plain: Ordinary words.
        timed: The words for minutes and hours.

    >>> from assistant.reading.text import tokens
    >>> spoilt_numbers(tokens("thirty eght minutes, twnty min"), (), ("minute", "min"))
    ('eght', 'twnty')
    """
    told = []
    counted = any(t.fold in timed for t in found)
    for place, token in enumerate(found):
        word = token.text.lower()
        if token.kind != "word" or word in plain or word in SMALL or word in TENS:
            continue
        behind = found[place + 1].fold if place + 1 < len(found) else ""
        ahead = [t for t in found[max(place - 2, 0) : place] if t.text not in "-:"]
        beside = behind in timed or (behind == "of" and counted) or _leads(ahead)
        if behind == "unit":
            continue
        if beside and len(word) >= _READABLE and any(_one_slip(word, n) for n in _NAMES):
            told.append(token.text)
    return tuple(told)


def _leads(ahead: Sequence[Token]) -> bool:
    """Whether a number is expected behind these: "thirty", "97110", "an hour and"."""
    folds = [t.fold for t in ahead]
    return bool(ahead) and (
        folds[-1] in TENS or ahead[-1].kind == "code" or folds[-2:] == ["hour", "and"]
    )


_READABLE = 3
_NAMES = tuple(n for n in (*SMALL, *TENS) if len(n) > _READABLE)


def _one_slip(word: str, name: str) -> bool:
    """Whether a word is a number's name but for a slip behind its first letter, two in "-teen"."""
    slips = 2 if name.endswith("teen") and word.endswith("teen") else 1
    return word[0] == name[0] and 0 < OSA.distance(word, name, score_cutoff=slips) <= slips
