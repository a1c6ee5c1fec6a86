"""What the words tell of the patient and the service: findings, lost abilities, stated facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.reading.around import word_at
from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.phrases import phrases
from knowledge.reading_words import reading_words, time_words
from knowledge.records import AskFact


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


def _denied(found: Sequence[Token], first: int) -> bool:
    """Whether a name is denied: "not in the same region"."""
    ahead = [t.text.lower() for t in found[max(0, first - 4) : first]]
    while ahead and ahead[-1] in reading_words("before_a_fact"):
        ahead.pop()
    return bool(ahead) and ahead[-1] in reading_words("denies_a_fact")


def _put_forward(fact: str, cues: Sequence[Mention], cleaned: str) -> bool:
    """Whether two values of a fact are put forward beside each other: "manual or mechanical"."""
    named = [m for m in cues if m.kind == "stated" and m.id.startswith(f"{fact}=")]
    return any(
        one.id != other.id and _OR.fullmatch(cleaned[one.end : other.start])
        for one in named
        for other in named
    )


_OR = re.compile(r"\W*(?:or|vs\.?|versus|/)\W*", re.I)


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
    sides = phrases("massage_or_manual").search(cleaned)
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
