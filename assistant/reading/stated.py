"""Facts that the words of a question state, such as that a machine was used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.records import AskFact

_NOT = frozenset({"not", "isn't", "wasn't", "weren't", "aren't"})
_BETWEEN = frozenset({"in", "the", "a", "an", "at", "on", "of", "really"})


def _denied(found: Sequence[Token], first: int) -> bool:
    """Whether a name is denied: "not in the same region"."""
    ahead = [t.text.lower() for t in found[max(0, first - 4) : first]]
    while ahead and ahead[-1] in _BETWEEN:
        ahead.pop()
    return bool(ahead) and ahead[-1] in _NOT


def _put_forward(fact: str, cues: Sequence[Mention], cleaned: str) -> bool:
    """Whether two values of a fact are put forward beside each other: "manual or mechanical"."""
    named = [m for m in cues if m.kind == "stated" and m.id.startswith(f"{fact}=")]
    return any(
        one.id != other.id and _OR.fullmatch(cleaned[one.end : other.start])
        for one in named
        for other in named
    )


_OR = re.compile(r"\W*(?:or|vs\.?|versus|/)\W*", re.I)
PUT_FORWARD = re.compile(
    r"\bmassage\b[^.?!;]{0,30}\bor\b[^.?!;]{0,20}\bmanual\b"
    r"|\bmanual\b[^.?!;]{0,30}\bor\b[^.?!;]{0,20}\bmassage\b",
    re.I,
)
"""Massage and manual therapy put forward as the two things that something may be."""


def stated(
    cues: Sequence[Mention], found: Sequence[Token], cleaned: str, asks: Mapping[str, AskFact]
) -> dict[str, str]:
    """Facts that the words state, the longest words first; what is only put forward states none.

    What is denied states the other of two values: "not the same area" is a different one.

    Args:
        cues: The cues in the words.
        found: The question's tokens.
        cleaned: The question.
        asks: The facts that may be stated, with their values.
    """
    told: dict[str, tuple[int, str]] = {}
    sides = PUT_FORWARD.search(cleaned)
    for mention in cues:
        offered = sides is not None and sides.start() <= mention.start < sides.end()
        if mention.kind == "stated" and not offered:
            fact, _, value = mention.id.partition("=")
            if _denied(found, mention.first):
                others = [v for v, one in asks[fact].values.items() if v != value and one.names]
                if len(others) != 1:
                    continue
                value = others[0]
            length = mention.end - mention.start
            if fact not in told or length > told[fact][0]:
                told[fact] = (length, value)
    return {f: value for f, (_, value) in told.items() if not _put_forward(f, cues, cleaned)}
