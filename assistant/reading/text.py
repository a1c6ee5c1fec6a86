"""A question and its words, cleaned one sign for one sign, so that every place in it stays true."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from knowledge.reading_words import languages

_SIGNS = {
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00b4": "'", "\u0060": "'",
    "\u201c": '"', "\u201d": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\u00ad": " ",
    "\uff1f": "?", "\u2026": ".", "\u00d7": "x",
}  # fmt: skip
_SIGNS |= {chr(0xFF10 + n): str(n) for n in range(10)}
_TABLE = str.maketrans(_SIGNS)
_TOKEN = re.compile(
    r"(?P<code>(?:(?<![A-Za-z0-9])|(?<=[Cc][Pp][Tt]))(?:\d{5}|[A-Za-z]\d{4}|\d{4}[A-Za-z])(?![A-Za-z0-9]))"
    r"|(?P<glued>(?:(?<![A-Za-z0-9])|(?<=[Cc][Pp][Tt]))\d{5}(?=[xX]\d)|(?<=[A-Za-z])9\d{4}(?![\d-])"
    r"|(?<!\d)9\d{4}(?=[A-Za-z]{2}))"
    r"|(?P<clock>\d{1,2}:\d{2}(?!\d))"
    r"|(?P<number>(?<!\d)\d,\d{1,2}(?=\s*h)|\d+(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|(?<!\w)\.\d+(?=\s*h)|[\u00bd\u00bc\u00be])"
    r"|(?P<word>[A-Za-z\u00c0-\u024f]+(?:'[A-Za-z]+)?)"
    r"|(?P<sign>[^\sA-Za-z0-9]|\n)"
)
_BRITISH = tuple(
    (re.compile(british), american)
    for british, american in (
        ("isation$", "ization"), ("ise$", "ize"), ("ised$", "ized"), ("ising$", "izing"),
        ("aemi", "emi"), ("aesth", "esth"), ("^oede", "ede"), ("^lymphoed", "lymphed"),
        ("fibre", "fiber"), ("centre", "center"), ("labour", "labor"), ("licence", "license"),
        ("programme", "program"),
    )
)  # fmt: skip
_KEEP = frozenset(
    {"us", "gas", "this", "is", "was", "has", "does", "his", "its", "as", "yes", "plus", "tens"}
)
_CISE = re.compile(r"[cv]is(e|es|ed|ing)$")
_KEEP_ISE = frozenset({"exercise", "otherwise", "rise", "raise", "wise", "advise", "precise"})


class Token(NamedTuple):
    """A word, number, code or sign of a question.

    Attributes:
        kind: `word`, `number`, `code`, `clock`, `sign`, or `label` for a number that only names a
            place or a paper.
        text: As typed, cleaned.
        fold: Lower-cased, singular, in American spelling: what the vocabulary is matched by.
        start: Where it begins in the question.
        end: Where it ends.
    """

    kind: str
    text: str
    fold: str
    start: int
    end: int


def clean(question: str) -> str:
    """The question with curly quotes, dashes and odd spaces made plain, each sign for one sign.

    >>> clean("isn\u2019t 8\u201322?")
    "isn't 8-22?"
    >>> clean("<b>30</b> min")
    '   30     min'
    """
    plain = _TAG.sub(lambda m: " " * len(m[0]), question.translate(_TABLE))
    return _SEVERAL.sub(lambda m: " " * len(m[0]), plain)


_SEVERAL = re.compile(r"(?<=(?<!\w)\d{5})'?s\b")
"""Behind a code: several of it, "two 98940s"."""
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
"""A mark of a web page's, which no asker means as a word."""


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A word as the vocabulary holds it.

    >>> [fold(w) for w in ("Units", "mobilisation", "ischaemic", "bodies", "patient's", "n")]
    ['unit', 'mobilization', 'ischemic', 'body', 'patient', 'and']
    """
    low = word.lower()
    if word == "n" or low in ("what's", "whats"):
        return "and" if word == "n" else "what's"
    if low.endswith("'s"):
        low = low[:-2]
    if low not in _KEEP_ISE and low.rstrip("s") not in _KEEP_ISE and not _CISE.search(low):
        for pattern, american in _BRITISH:
            low = pattern.sub(american, low)
    if len(low) > 3 and low not in _KEEP:
        if low.endswith("ies") and len(low) > 4:
            return low[:-3] + "y"
        if low.endswith("s") and not low.endswith(("ss", "us", "is")):
            return low[:-1]
    return low


@lru_cache(maxsize=64)
def tokens(cleaned: str) -> tuple[Token, ...]:
    """The tokens of a cleaned question.

    >>> [t.text for t in tokens("97124 x44 min, G0283?")]
    ['97124', 'x', '44', 'min', ',', 'G0283', '?']
    """
    found = []
    for match in _TOKEN.finditer(cleaned):
        kind = match.lastgroup or "sign"
        text = match.group()
        kind = "code" if kind == "glued" else kind
        text = ";" if text == "\n" else text
        if kind == "code" and not text.isdigit():
            text = text.upper()
        found.append(Token(kind, text, fold(text), match.start(), match.end()))
    return tuple(_in_pairs(found))


def _in_pairs(found: list[Token]) -> list[Token]:
    """The tokens, in a row of codes and numbers each comma between a pair as a colon.

    "97110,22,97140,15" gives 97110 its 22; in "22 97110, 15 97140" a number stands before.
    """
    codes = [n for n, token in enumerate(found) if token.kind == "code"]
    paired = len(codes) > 1 and all(t.kind != "number" for t in found[: codes[0]])
    if not (paired and all(_is_pair(found[n : n + 3]) for n in codes)):
        return found
    commas = {n + 1 for n in codes}
    return [t._replace(text=":", fold=":") if n in commas else t for n, t in enumerate(found)]


def _is_pair(of: Sequence[Token]) -> bool:
    """Whether a code, a comma and a number follow one another."""
    return [t.kind for t in of[1:]] == ["sign", "number"] and of[1].text == ","


_SENTENCE = 8
"""So many words are a sentence rather than a chart's abbreviations."""


def shouted(found: Sequence[Token]) -> bool:
    """Whether a whole sentence is in capitals, so that "HOW DO I" names no osteopath.

    >>> shouted(tokens("HOW DO I BILL 20 MIN AT MY OFFICE")), shouted(tokens("MET R SI 8 MIN"))
    (True, False)
    """
    words = [t.text for t in found if t.kind == "word"]
    return len(words) >= _SENTENCE and all(w.isupper() for w in words)


def other_language(found: Sequence[Token]) -> str | None:
    """The language of a question that is not in English, or None.

    Args:
        found: The question's tokens.

    >>> from assistant.reading.text import tokens
    >>> other_language(tokens("¿Cuántas unidades son 38 minutos de masaje?"))
    'Spanish'
    """
    words = [t.text.lower() for t in found if t.kind == "word"]
    signs = "".join(t.text for t in found if t.kind == "sign")
    if signs.startswith(("¿", "¡")):
        return "Spanish"
    far = sum(ord(c) > 0x370 and not 0x2000 <= ord(c) <= 0x2BFF and ord(c) < 0x1F000 for c in signs)
    if far > 5 and far > len(words):
        return "another language"
    if len(words) < 3:
        return None
    others = dict(languages())
    english = others.pop("English")
    counts = {name: sum(w in held for w in words) for name, held in others.items()}
    name, most = max(counts.items(), key=lambda pair: pair[1])
    spoken = sum(w in english - others[name] for w in words)
    return name if most >= 3 and most > spoken * 1.5 and most / len(words) >= 0.3 else None
