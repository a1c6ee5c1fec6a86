"""The tokens that word search counts: exact ones for codes, ranges, modifiers and numbers.

A code stays a code: `97140` is one token and matches nothing but itself. A range counts as each
code in it and as itself. A modifier is told from a number by what stands before it. All other
words are folded by `retrieval.stems`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from retrieval.stems import stem

VERSION = 3
RANGE_LIMIT = 100
"""The widest range that is written out; a wider one counts as its two ends and itself."""


def _words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


MODIFIERS = _words(
    "22 24 25 26 50 51 52 53 57 58 59 76 77 78 79 90 91 93 95 96 97 99 "
    "xe xp xs xu ga gx gy gz gn go gp kx co cq at lt rt ct jw kf ta tc"
)
"""Modifiers known by sight where they follow a code or the word."""

_ALONE = _words("xe xp xs xu gx gy gz gn gp kx cq")
"""Modifiers that are no English words, so that they count wherever they stand."""

_STOP = _words(
    "a about an and any are as at be been but by can could did do does for from get give had has "
    "have how i if in into is it its just may me might my of on one or our please s should so some "
    "t than that the their them then there these they this those to tell up us was we were what "
    "when where whether which while will with would you your"
)
_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_NUMBERS.split(), start=2)}
_NUMBER_WORDS |= {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90"}

_CODE = r"(?:[0-9]{5}|[a-z][0-9]{4}|[0-9]{4}[a-z])"
_MARK = "|".join(sorted(MODIFIERS))
_TOKEN = re.compile(
    rf"(?<![a-z0-9.])(?P<low>{_CODE})\s?(?:-|to|through|thru)\s?(?P<high>{_CODE}|[0-9](?![a-z0-9]))"
    rf"(?![a-z0-9])"
    rf"|(?<![a-z0-9.])(?P<code>{_CODE})(?:-?(?P<mark>{_MARK})(?![a-z0-9]))?(?![0-9])"
    rf"|\b(?:modifiers?|mods?)\s(?P<marks>(?:(?:-?(?:{_MARK})|and|or|,)(?![a-z0-9])[\s]?)+)"
    rf"|(?<![a-z0-9.,])(?P<before>{_MARK})[-\s]modifiers?\b"
    r"|(?P<number>[a-z][0-9]{2}\.[0-9a-z]{1,4}|[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)*)"
    r"|(?P<word>[a-z][a-z0-9]*)"
)
_SPACE = re.compile(r"\s+")
_DASH = re.compile(r"[\u2010-\u2015\u2212]")
_SHORT_NAMES = re.compile(r"\b([A-Z]{2,5})s\b")
_ONE_ON_ONE = re.compile(r"\b(?:one|1)[- ](?:on|to)[- ](?:one|1)\b")
_WORD = re.compile(r"[a-z0-9]+")


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order, each as often as it stands there.

    Args:
        text: Any text.

    >>> tokens("Bill 97140-59, not CPT 98940-98942.")
    ['bil', '97140', 'mod:59', 'not', 'cpt', '98940-98942', '98940', '98941', '98942']
    >>> tokens("Eight minutes of mobilisation; modifiers XS or GP")
    ['8', 'minut', 'mobiliz', 'modifier', 'mod:xs', 'mod:gp']
    """
    return list(_tokens(_plain(text)))


def exact_tokens(codes: Iterable[str], modifiers: Iterable[str]) -> list[str]:
    """The tokens of codes and modifiers that are known as such.

    >>> exact_tokens(["97161-97163", "G0283"], ["KX"])
    ['97161-97163', '97161', '97162', '97163', 'g0283', 'mod:kx']
    """
    found = [token for code in codes for token in _tokens(_plain(code))]
    return found + [f"mod:{modifier.lower()}" for modifier in modifiers]


@lru_cache(maxsize=64)
def tokens_of(text: str) -> tuple[str, ...]:
    """The same as `tokens`, kept for a moment, since an index needs them twice.

    Args:
        text: Any text.
    """
    return tuple(tokens(text))


def named(text: str, *more: str) -> tuple[frozenset[str], frozenset[str]]:
    """The codes and the modifiers that texts name, in capitals, ranges written out.

    Args:
        text: Any text.
        more: More texts.

    >>> codes, modifiers = named("97161-3 with modifier GP")
    >>> sorted(codes), sorted(modifiers)
    (['97161', '97162', '97163'], ['GP'])
    """
    codes: set[str] = set()
    modifiers: set[str] = set()
    for token in chain(*map(tokens_of, (text, *more))):
        if token.startswith("mod:"):
            modifiers.add(token[4:].upper())
        elif _IS_CODE.match(token):
            codes.add(token.upper())
    return frozenset(codes), frozenset(modifiers)


_IS_CODE = re.compile(rf"^{_CODE}$")


def _plain(text: str) -> str:
    """Small letters without accents, plain hyphens, single spaces; `NPIs` as `npi`."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _DASH.sub("-", text))
        text = "".join(c for c in text if not unicodedata.combining(c)).replace("\u2019", "'")
    text = _SHORT_NAMES.sub(r"\1", text)
    text = _SPACE.sub(" ", text.lower()).replace("x{epsu}", "xe xp xs xu")
    text = text.replace("can't", "can not").replace("n't", " not")
    return _ONE_ON_ONE.sub("oneonone", text)


def _tokens(text: str) -> Iterator[str]:
    """The tokens of a plain text."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            word = match["word"]
            if word in _NUMBER_WORDS:
                yield _NUMBER_WORDS[word]
            elif word in _ALONE:
                yield f"mod:{word}"
            elif word not in _STOP:
                yield stem(word)
        elif kind == "number":
            yield match["number"].replace(",", "")
        elif kind == "high":
            yield from _range(match["low"], match["high"])
        elif kind == "marks":
            yield "modifier"
            yield from (f"mod:{m}" for m in _WORD.findall(match["marks"]) if m in MODIFIERS)
        elif kind == "before":
            yield from (f"mod:{match['before']}", "modifier")
        else:
            yield match["code"]
            if match["mark"]:
                yield f"mod:{match['mark']}"


def _range(low: str, high: str) -> Iterator[str]:
    """A range as itself and as each code in it: `98940-98942`, and `98940-2` for short."""
    if len(high) == 1:
        high = low[:-1] + high
    yield f"{low}-{high}"
    letter, suffix = low[:1] if low[0].isalpha() else "", low[-1:] if low[-1].isalpha() else ""
    first, last = (code.strip("abcdefghijklmnopqrstuvwxyz") for code in (low, high))
    same = high == f"{letter}{last}{suffix}" and len(first) == len(last)
    if not same or not 0 <= int(last) - int(first) < RANGE_LIMIT:
        yield from (low, high)
        return
    for number in range(int(first), int(last) + 1):
        yield f"{letter}{number:0{len(first)}d}{suffix}"
