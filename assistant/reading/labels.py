"""Numbers that only name a place or a paper: "page 4", "Transmittal 12345", "section 220.3"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.text import Token

_PLACES = frozenset(
    {"page", "pp", "chapter", "ch", "section", "sec", "paragraph", "para", "volume", "vol",
     "figure", "fig", "footnote", "appendix", "example", "exhibit", "question", "option", "step",
     "item", "row", "line", "part", "\u00b6", "\u00a7", "#", "number", "version"}
)  # fmt: skip
_PAPERS = frozenset(
    {"transmittal", "zip", "invoice", "ticket", "order", "account", "publication", "pub", "suite",
     "room", "box", "fax", "request", "article", "bulletin", "memo"}
)  # fmt: skip
_BEHIND_A_NUMBER = frozenset({"min", "minute", "unit", "hour", "hr"})


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
        paper = before in _PAPERS and token.kind in ("number", "code")
        spot = before in _PLACES and token.kind == "number" and behind not in _BEHIND_A_NUMBER
        if paper or spot:
            out[place] = token._replace(kind="label")
    return tuple(out)
