"""Findings that are named and were not found: "no adhesions", "nothing restricted", "ROM WNL"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.minute_words import word_at
from assistant.reading.text import Token
from knowledge.reading_words import reading_words


def not_found(found: Sequence[Token], first: int, last: int) -> bool:
    """Whether a purpose or a finding is named to say that it wasn't there.

    A range of motion that is said to be full is no lost one, but where it is to be had again: "to
    regain full ROM". No range in a joint is a lost one, no range as a goal is none.

    Args:
        found: The question's tokens.
        first: The index of the first of its words.
        last: The index of the last.

    >>> from assistant.reading.text import tokens
    >>> told = tokens("no adhesions, full rom, nothing is restricted, to regain full rom")
    >>> [not_found(told, n, n) for n in (1, 4, 8, 13)]
    [True, True, True, False]
    """
    motion = {t.fold for t in found[first : last + 1]} <= reading_words("of_motion")
    if motion and _is_full(found, first, last):
        return True
    at = first - 1
    while word_at(found, at) in reading_words("before_a_finding"):
        at -= 1
    word = word_at(found, at)
    if motion and word == "no" and word_at(found, last + 1) in reading_words("of_a_joint"):
        return False
    return word in reading_words("not_found") or word.endswith("n't")


def _is_full(found: Sequence[Token], first: int, last: int) -> bool:
    """Whether words for motion are told to be full or normal: "full ROM", "ROM was WNL"."""
    full = reading_words("full_motion")
    if word_at(found, first - 1) in full:
        before = {word_at(found, first - n) for n in (2, 3)}
        wanted = before & (reading_words("motion_back") | reading_words("not_found"))
        return not wanted and not any(word.endswith("n't") for word in before)
    at = last + 1
    while word_at(found, at) in reading_words("before_a_finding"):
        at += 1
    return word_at(found, at) in full or (
        word_at(found, at) in reading_words("not_found")
        and word_at(found, at + 1) in reading_words("lost_motion")
    )
