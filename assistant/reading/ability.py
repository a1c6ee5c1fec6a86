"""What the treated person is said to be unable to do: the finding of a lost function."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.text import Token
from knowledge.time_words import time_words


def lost_abilities(found: Sequence[Token]) -> frozenset[int]:
    """Indexes of the words that name an ability that is lost: "can't make a fist".

    Args:
        found: The question's tokens.

    >>> from assistant.reading.text import tokens
    >>> sorted(lost_abilities(tokens("swollen hand, unable to grip, could hardly walk, can lift")))
    [5, 9]
    """
    return frozenset(
        place
        for place, token in enumerate(found)
        if token.fold in time_words("abilities") and _lacked(found, place)
    )


def _lacked(found: Sequence[Token], place: int) -> bool:
    """Whether inability is said right before a place: "can't", "unable to", "could hardly"."""
    hardly = False
    while place and found[place - 1].fold in time_words("hardly"):
        place -= 1
        hardly = hardly or found[place].fold != "to"
    before = found[place - 1].fold if place else ""
    return before in time_words("unable") or (hardly and before in ("can", "could"))
