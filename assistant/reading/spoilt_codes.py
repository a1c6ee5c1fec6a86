"""Codes that a slip of the fingers has spoilt: a letter for a figure, or a figure too few."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

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
