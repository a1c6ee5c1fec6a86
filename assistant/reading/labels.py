"""Numbers that only name a place or a paper: "page 4", "Transmittal 12345", "section 220.3"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from assistant.reading.minute_words import HOURS, MINUTES
from assistant.reading.text import Token
from knowledge.reading_words import reading_words

_BEHIND_A_NUMBER = MINUTES | HOURS | {"unit"}


def numbered(found: Sequence[Token], held: Container[str]) -> tuple[Token, ...]:
    """The tokens with what looks like a code and is a number of minutes as a number.

    Args:
        found: The question's tokens.
        held: The codes that are held.

    >>> from assistant.reading.text import tokens
    >>> [t.kind for t in numbered(tokens("97110 for 99999 minutes"), {"97110"})]
    ['code', 'word', 'number', 'word']
    """
    out = list(found)
    for place, token in enumerate(out[:-1]):
        unknown = token.kind == "code" and token.text.isdigit() and token.text not in held
        if unknown and out[place + 1].fold in _BEHIND_A_NUMBER:
            out[place] = token._replace(kind="number")
    return tuple(out)


_PARTED = re.compile(r"(?<![\w-])(\d{2})[ -](\d{3})(?![\w-])")


def with_parted_codes(cleaned: str, held: Container[str]) -> str:
    """A question with each held code that stands in two parts put into one, no place moved.

    Args:
        cleaned: The question, cleaned.
        held: The codes that are held.

    >>> with_parted_codes("97-124, 40 min", {"97124"})
    '97124 , 40 min'
    """
    return _PARTED.sub(
        lambda m: f"{m[1]}{m[2]} " if m[1] + m[2] in held else m[0],
        cleaned,
    )


def labelled(found: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with each number that only names a place or a paper marked as a label.

    Args:
        found: The question's tokens.

    >>> from assistant.reading.text import tokens
    >>> [t.kind for t in labelled(tokens("page 4 of Transmittal 12345: 97124"))]
    ['word', 'label', 'word', 'word', 'label', 'sign', 'code']
    """
    out = list(found)
    for place in range(1, len(out)):
        token, before = out[place], out[place - 1].fold
        behind = out[place + 1].fold if place + 1 < len(out) else ""
        paper = before in reading_words("numbered_papers") and token.kind in ("number", "code")
        spot = before in reading_words("numbered_places") and token.kind == "number"
        if (paper or spot) and behind not in _BEHIND_A_NUMBER:
            out[place] = token._replace(kind="label")
    return tuple(out)
