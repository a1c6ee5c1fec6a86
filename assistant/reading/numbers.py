"""Numbers in words and figures, and the word minutes that belongs to one."""

from __future__ import annotations

from collections.abc import Container, Sequence

from assistant.reading.around import word_at
from assistant.reading.text import Token
from knowledge.reading_words import number_words, time_words

SMALL = number_words("small")
TENS = number_words("tens")
ORDINALS = number_words("ordinals")
NUMBERS = frozenset((*SMALL, *TENS, "hundred", *ORDINALS))
"""The numbers' names."""
_THOUSANDS = 3
"""So many figures stand behind a comma of thousands; fewer are a fraction: "1,5 hours"."""
_SIGNS = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75}


def number_at(found: Sequence[Token], place: int) -> tuple[float, int] | None:
    """The number that begins at a token, and the index behind it.

    Args:
        found: The tokens of a question.
        place: The index of a token.

    >>> from assistant.reading.text import tokens
    >>> number_at(tokens("forty-four minutes"), 0), number_at(tokens("1.5 hours"), 0)
    ((44.0, 3), (1.5, 1))
    >>> number_at(tokens("twenty-two (22) minutes"), 0)
    (22.0, 6)
    """
    got = _alone(found, place)
    if got is None or found[place].kind != "word":
        return got
    again = [t.text for t in found[got[1] : got[1] + 3]]
    twice = again == ["(", f"{got[0]:.0f}", ")"]
    return (got[0], got[1] + 3) if twice else got


def _alone(found: Sequence[Token], place: int) -> tuple[float, int] | None:
    """The number at a token, without the figures that may stand for it once more in brackets."""
    if place >= len(found):
        return None
    token = found[place]
    if token.kind == "number":
        if token.text in _SIGNS:
            return _SIGNS[token.text], place + 1
        point = "." if len(token.text.rpartition(",")[2]) < _THOUSANDS else ""
        value = float(token.text.replace(",", point))
        after = found[place + 1] if place + 1 < len(found) else None
        if after is not None and after.text in _SIGNS and after.start <= token.end + 1:
            return value + _SIGNS[after.text], place + 2
        return value, place + 1
    if token.kind != "word":
        return None
    word = token.text.lower()
    if word in SMALL:
        return _hundreds(float(SMALL[word]), found, place + 1)
    if word in TENS:
        behind = place + (2 if word_at(found, place + 1) == "-" else 1)
        ones = SMALL.get(word_at(found, behind), 0)
        if 0 < ones < 10:
            return float(TENS[word] + ones), behind + 1
        return float(TENS[word]), place + 1
    if word == "hundred":
        return _hundreds(1.0, found, place)
    return None


def _hundreds(value: float, found: Sequence[Token], place: int) -> tuple[float, int]:
    """A small number with the hundreds and what follows them."""
    if word_at(found, place) != "hundred":
        return value, place
    behind = place + 1
    rest = number_at(found, behind + (word_at(found, behind) == "and"))
    if rest is not None and rest[0] < 100:
        return value * 100 + rest[0], rest[1]
    return value * 100, behind


def ordinal_at(found: Sequence[Token], place: int) -> int | None:
    """The ordinal that stands at a token: `third`, `7th`.

    Args:
        found: The tokens of a question.
        place: The index of a token.

    >>> from assistant.reading.text import tokens
    >>> ordinal_at(tokens("the 7th unit"), 1), ordinal_at(tokens("a third unit"), 1)
    (7, 3)
    """
    token = found[place]
    if token.kind == "word":
        return ORDINALS.get(token.text.lower())
    after = found[place + 1] if place + 1 < len(found) else None
    if token.kind != "number" or not token.text.isdigit() or after is None:
        return None
    joined = after.text.lower() in {"st", "nd", "rd", "th"} and after.start == token.end
    return int(token.text) if joined else None


def whole(value: float) -> int:
    """Minutes as a whole number, rounded down: fractions are never rounded up.

    >>> whole(37.9)
    37
    """
    return int(value)


def added(found: Sequence[Token], place: int) -> bool:
    """Whether a plus joins a number to another before it: the 8 of "97110 7+8"."""
    number = place > 1 and (found[place - 2].kind == "number" or found[place - 2].fold in NUMBERS)
    return word_at(found, place - 1) == "+" and number


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
        if word == "'" and word_at(found, ahead - 1).replace(".", "", 1).isdigit():
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
