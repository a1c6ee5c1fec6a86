"""A message without what says nothing of its subject: who asks, politeness, "CPT" at a code."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.reading.numbers import SMALL, TENS
from assistant.reading.text import tokens
from knowledge.phrases import Phrases
from knowledge.reading_words import languages, reading_words

_CODE = r"(?:[A-Z]\d{4}|\d{5})(?!\d)"
_OPENS = Phrases("opens_politely")
_CLOSES = Phrases("closes_politely")
_INTRODUCES = Phrases("introduces")
_OF_THE_ASKER = re.compile(r"\b(?:i|i'm|i've|i'd|im|me|my|mine|we|we're|our|us)\b", re.I)
_ORDERS = Phrases("bids")
_SAID_AS = (
    (Phrases("asks_leave"), "can I"),
    (Phrases("asks_the_modifier"), "modifier"),
    (Phrases("asks_the_code"), "which code"),
    (re.compile(r"# ?of units"), "how many units"),
    (Phrases("submits"), "bill"),
    (Phrases("is_medicare"), "Medicare"),
)
"""What is said in several ways, and the one that is read."""
_GOES_ON = re.compile(r"^(?:but|so)\b[\s,]*", re.I)
_LED = re.compile(r"^\W*(?:also|and|so|ok|okay|but),\s+", re.I)
_WOULD = r"(?:am|are|is|do|does|can|would) (?:i|we|it|that|the|anything)|what|how"
_IF = re.compile(rf"^(?:whether or not|if)\b(?!.*\b(?:{_WOULD})\b)", re.I | re.S)
"""Asks whether, and supposes nothing: "if 12 became 16, would I get more?"."""
_ASIDE = re.compile(r",\s*(?:and so|as|in)\b", re.I)
"""Goes on with what leads up to a question: "I'd love to know, and so would she, whether"."""
_WRAPPED = re.compile(r"^\s*([\"'*(\[]+)([^\"*()\[\]]+)([\"'*)\]]+)\s*$")
_SIGNED = re.compile(
    r"(?<=[?.!])\s*(?i:(?:many |kind )?(?:thanks|thank you|thx|cheers|best|regards|sincerely)"
    r"(?: again| so much| all| a lot| regards| wishes)?)(?:[,!.]\s*|\n\s*)"
    r"(?:[A-Z][a-z]+|\[[^\]]*\])(?: [A-Z][a-z.]*)?(?:, [A-Z]{2,4})?\W*$"
)
"""Signs a message: "Cheers, Anna"."""
_AMPERSAND = re.compile(r"(?<=\s)&(?=\s)")
_DASH = re.compile(
    r"(?:(?<=[A-Z?!.)])\s+--?\s+(?=\w)|(?<=\w)\s+--?\s+(?=[A-Z]))"
    rf"(?!(?:\d{{1,3}}|{'|'.join([*SMALL, *TENS])})\b|wh|how|is|are|can|do|does|should|may)",
    re.I,
)
"""Parts two clauses: no time from one that it goes to or leaves out, no question from its own."""
_BIDS = re.compile(r"\b(?:pl|thought|help|opinion|advi|idea)", re.I)
"""Asks for an answer, as a question mark does."""
_WORD = re.compile(r"[A-Za-z]+")
_LAST = 70
"""So far from the end what is said there begins."""
_LOUD = 4
"""Fewer words in capitals are a chart's abbreviations."""


@lru_cache(maxsize=64)
def plainly(text: str) -> str:
    """A message as it is read: without its frame, and with what is written in two ways in one.

    Args:
        text: The asker's words, cleaned.

    >>> plainly("My boss wants to know if CPT code 97140 & 97124 can be billed, pls advise")
    'whether 97140 and 97124 can be billed?'
    """
    wrapped = _WRAPPED.match(text)
    text = _SIGNED.sub("", _low(wrapped[2].strip() if wrapped else text))
    text = _unnamed(_DASH.sub(", ", _AMPERSAND.sub("and", text)))
    text = _unclosed(_unopened(text))
    for phrases, words in _SAID_AS:
        text = phrases.sub(words, text)
    return text


def _low(text: str) -> str:
    """A sentence in capitals in small letters, but for what may be a modifier or a giver: "CO"."""
    if text != text.upper():
        return text
    small = dict(languages())["English"] | reading_words("of_two_letters")
    folds = [t.fold for t in tokens(text) if t.kind == "word"]
    loud = len(folds) >= _LOUD and not small.isdisjoint(folds)
    if not loud or not reading_words("word_or_modifier").isdisjoint(folds):
        return text
    return _WORD.sub(
        lambda m: m[0] if len(m[0]) == 2 and m[0].lower() not in small else m[0].lower(), text
    )


def _unnamed(text: str) -> str:
    """A text whose codes stand without what only names them so: "CPT code 97140"."""
    before = reading_words("before_a_named_code")

    def left(match: re.Match[str]) -> str:
        ahead = text[: match.start()].lower().split()
        only = match[1].lower() != "code" or not ahead or ahead[-1] in before
        return "" if only else match[0]

    return _code_named().sub(left, text)


@cache
def _code_named() -> re.Pattern[str]:
    """What may only name a code that follows."""
    names = "|".join(sorted(reading_words("names_a_code")))
    counted = r"(?<!\bby )(?<!\bper )(?<!\bunder )"  # "units by CPT: 97140 20, 97110 8"
    return re.compile(rf"{counted}\b({names})(?: codes?| number)?[\s:#-]+(?={_CODE})", re.I)


def _unopened(text: str) -> str:
    """A text without what only leads up to its question: "My boss wants to know: ..."."""
    led = _LED.sub("", text)
    text = led if _OPENS.search(led) else text
    rest = text
    while told := _INTRODUCES.search(rest):
        rest = rest[told.end() :].lstrip(" ,:;.!-\n")
    text = rest if _says(rest) and not _OF_THE_ASKER.search(rest) else text
    while opened := _OPENS.search(text):
        rest = text[opened.end() :].lstrip(" ,:;.!-\n")
        if not any(c.isalnum() for c in rest) or _ASIDE.match(text, opened.end()):
            break
        text = _IF.sub("whether", _GOES_ON.sub("", rest))
    return text


def _unclosed(text: str) -> str:
    """A text without what is only said at its end: "..., pls advise"."""
    while closed := _CLOSES.search(text, max(0, len(text) - _LAST)):
        rest = text[: closed.start()].rstrip(" ,:;(-\n")
        if not _says(rest):
            break
        told = _ORDERS.search(rest)  # "add 10 min of ultrasound please"
        orders = told is not None and told.start() == 0
        asks = rest[-1].isalnum() and "?" not in rest and _BIDS.search(closed[0])
        text = f"{rest}?" if asks and not orders else rest
    return text


def _says(text: str) -> bool:
    """Whether a text says more than a word."""
    return len(text.split()) > 1
