"""The word minutes, and the number that it belongs to."""

from __future__ import annotations

from collections.abc import Container, Sequence

from assistant.reading.around import word_at
from assistant.reading.text import Token
from knowledge.time_words import time_words

MINUTES = time_words("minutes")
HOURS = time_words("hours")


def _word_minutes(found: Sequence[Token], place: int) -> int | None:
    """The index of the word minutes that belongs to the number before `place`, if it is there."""
    for ahead in range(place, place + 5):
        word = word_at(found, ahead)
        if word in MINUTES:
            near = word != "m" or found[ahead].start == found[ahead - 1].end
            near = near or word_at(found, ahead + 1) in {"of", "for"}
            return ahead if near else None
        if (
            word == "'"
            and ahead == place
            and word_at(found, place - 1).replace(".", "", 1).isdigit()
        ):
            return ahead
        if word not in time_words("beside_minutes"):
            return None
    return None


def is_minutes(found: Sequence[Token], place: int) -> bool:
    """Whether the word minutes belongs to the number before this token."""
    return _word_minutes(found, place) is not None


def behind_minutes(found: Sequence[Token], place: int) -> int:
    """The index behind the word minutes."""
    at = _word_minutes(found, place)
    return place + 1 if at is None else at + 1


def told_of(found: Sequence[Token], place: int, ends: Container[int]) -> bool:
    """Whether a number is told of the service before it: "97140 was only 7", "97140 (7)".

    Args:
        found: The question's tokens.
        place: The index of the number's first token.
        ends: The indexes behind the services.
    """
    at = place
    while at > 0 and word_at(found, at - 1) in time_words("told_of"):
        at -= 1
    return at < place and at in ends


def told_given(words: Sequence[str]) -> bool:
    """Whether words behind a number tell it as given: "45 treated", "47 hands on", "50 table time".

    Args:
        words: The words; a number behind "treated" is what was treated: "60 treated 50".
    """
    first, second, *_ = (*words, "", "")
    if second == "time":
        return first in time_words("hands_on_time")
    given = first in time_words("given_behind") and not second.isdigit()
    return given or (first, second) == ("hand", "on")
