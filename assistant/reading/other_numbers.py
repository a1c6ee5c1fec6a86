"""Numbers that are no minutes though they could be: shares, fractions and measures."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.around import past_article, piece, word_at, words_at
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from knowledge.time_words import time_words


def measured_twice(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether a number is a measure before or after: "flexion 120->145".

    Args:
        found: The question's tokens.
        place: The index of its first token.
        behind: The index behind it.
    """
    ahead = behind + 1 if word_at(found, behind) == "-" else behind
    onward = word_at(found, ahead) == ">" and number_at(found, ahead + 1) is not None
    back = place - 3 if word_at(found, place - 2) == "-" else place - 2
    return onward or (
        word_at(found, place - 1) == ">" and back >= 0 and number_at(found, back) is not None
    )


def in_brackets(found: Sequence[Token], place: int) -> int | None:
    """What the numbers of a bracket come to: "16 minutes of manual (8 + 8)", "(12 sitting, 4)".

    Args:
        found: The question's tokens.
        place: The index of a token in it.
    """
    inside = piece(found, place, place, "()")
    closed = word_at(found, inside.start - 1) == "(" and word_at(found, inside.stop) == ")"
    added = [int(found[n].text) for n in inside if found[n].text.isdigit()]
    return sum(added) if closed and len(added) > 1 else None


def in_figures(found: Sequence[Token], place: int) -> bool:
    """Whether a fraction in figures begins here: "1/3"; "15/20" are the minutes of two.

    Args:
        found: The question's tokens.
        place: The index of a token.
    """
    upper, line, lower = words_at(found, place, 3)
    if line != "/" or not (upper.isdigit() and lower.isdigit()):
        return False
    return 0 < int(upper) < int(lower) <= _FEW


def scored(found: Sequence[Token], place: int) -> bool:
    """Whether a number is one of a score, or a denial's reason: "pain 7/10", "CO-50".

    Args:
        found: The question's tokens.
        place: The index of the number.
    """
    at = place - 2 if word_at(found, place - 1) == "/" else place
    ahead = {t.fold for t in found[max(0, at - _NEAR) : at]}
    group = word_at(found, place - (2 if word_at(found, place - 1) == "-" else 1))
    if group in time_words("reason_groups"):
        return True
    return word_at(found, at + 1) == "/" and bool(ahead & time_words("scored"))


_NEAR = 4
_FEW = 5
"""Two numbers up to this one, the smaller over the larger, are a fraction and no two times."""


def share(found: Sequence[Token], behind: int) -> bool:
    """Whether a number is a part of counted things: "4 of the 6 units".

    Args:
        found: The question's tokens.
        behind: The index behind it.
    """
    if word_at(found, behind) != "of":
        return False
    whole = number_at(found, past_article(found, behind + 1))
    return whole is not None and word_at(found, whole[1]) in time_words("other_counts")
