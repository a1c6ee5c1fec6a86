"""Numbers in words and figures."""

from __future__ import annotations

from collections.abc import Container, Sequence

from rapidfuzz.distance import OSA

from assistant.reading.text import Token
from knowledge.number_words import number_words

_SMALL = number_words("small")
_TENS = number_words("tens")
ORDINALS = number_words("ordinals")
NUMBERS = frozenset((*_SMALL, *_TENS, "hundred", *ORDINALS))
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
    if word in _SMALL:
        return _hundreds(float(_SMALL[word]), found, place + 1)
    if word in _TENS:
        value, place = float(_TENS[word]), place + 1
        behind = place + 1 if place < len(found) and found[place].text == "-" else place
        if behind < len(found) and 0 < _SMALL.get(found[behind].text.lower(), 0) < 10:
            return value + _SMALL[found[behind].text.lower()], behind + 1
        return value, place
    if word == "hundred":
        return _hundreds(1.0, found, place)
    return None


def _hundreds(value: float, found: Sequence[Token], place: int) -> tuple[float, int]:
    """A small number with the hundreds and what follows them."""
    if place >= len(found) or found[place].text.lower() != "hundred":
        return value, place
    value, place = value * 100, place + 1
    if place < len(found) and found[place].text.lower() == "and":
        rest = number_at(found, place + 1)
    else:
        rest = number_at(found, place)
    if rest is not None and rest[0] < 100:
        return value + rest[0], rest[1]
    return value, place


def spoilt_numbers(
    found: Sequence[Token], plain: Container[str], timed: Container[str]
) -> tuple[str, ...]:
    """Words that are a number misspelt, as typed: spelling is never forgiven in a number.

    Such a word is one slip from a number's name, and stands before minutes, or behind tens, hours
    or a code.

    Args:
        found: The tokens of a question.
        plain: Ordinary words.
        timed: The words for minutes and hours.

    >>> from assistant.reading.text import tokens
    >>> spoilt_numbers(tokens("thirty eght minutes, twnty min"), (), ("minute", "min"))
    ('eght', 'twnty')
    """
    told = []
    counted = any(t.fold in timed for t in found)
    for place, token in enumerate(found):
        word = token.text.lower()
        if token.kind != "word" or word in plain or word in _SMALL or word in _TENS:
            continue
        behind = found[place + 1].fold if place + 1 < len(found) else ""
        ahead = [t for t in found[max(place - 2, 0) : place] if t.text not in "-:"]
        beside = behind in timed or (behind == "of" and counted) or _leads(ahead)
        if behind == "unit":
            continue
        if beside and len(word) >= _READABLE and any(_one_slip(word, n) for n in _NAMES):
            told.append(token.text)
    return tuple(told)


def _leads(ahead: Sequence[Token]) -> bool:
    """Whether a number is expected behind these: "thirty", "97110", "an hour and"."""
    folds = [t.fold for t in ahead]
    return bool(ahead) and (
        folds[-1] in _TENS or ahead[-1].kind == "code" or folds[-2:] == ["hour", "and"]
    )


_READABLE = 3
_NAMES = tuple(n for n in (*_SMALL, *_TENS) if len(n) > _READABLE)


def _one_slip(word: str, name: str) -> bool:
    """Whether a word is a number's name but for a slip behind its first letter, two in "-teen"."""
    slips = 2 if name.endswith("teen") and word.endswith("teen") else 1
    return word[0] == name[0] and 0 < OSA.distance(word, name, score_cutoff=slips) <= slips


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
