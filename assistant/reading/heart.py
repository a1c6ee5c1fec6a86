"""What a message asks, without the greetings and thanks about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.text import clean

_PIECE = re.compile(r"[^.!?;:\n]*[.!?;:\n]+|[^.!?;:\n]+")
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")
_SMILE = re.compile(r"(?<![^\s.!?,])[:;]-?[)(DP](?=\s|$)")
_TAIL = re.compile(
    r"(?:[\s,;:-]+|\s)(?:(?:and|many|so|big)\s+)?(?:thanks|thank you|thx|tia|cheers|ty)\b[^\d?]*$",
    re.I,
)
_HEARD = re.compile(
    r"^\W*(?:(?:(?:ok|okay|okey|alright|all right|hmm+|hm|oh|ah|aha|gotcha|got it|i see|understood|"
    r"makes sense|fair enough|good to know|no problem|no worries)\b[\s,.!:;-]+"
    r"|(?:great|cool|perfect|fine|good|right|well|nice|awesome|interesting|wow|so|that helps|"
    r"that makes sense|sounds good)[,.!:;]\s*))+(?=\S)",
    re.I,
)
"""What says that the last answer was heard, before another question."""
_MENDING = frozenset({"sorry", "apologies", "pardon"})
"""Before a comma they mend what was said: "sorry, 12"."""


def heart(question: str, marks: Sequence[str], courtesy: Sequence[str]) -> str:
    """A message without the pieces that are courtesy alone; the whole of it where nothing else is.

    A piece is a sentence, or what stands before its first comma or dash. It is courtesy where all
    its words are, no digit stands in it, and one of them is a mark of courtesy.

    Args:
        question: The asker's words.
        marks: Words of which one must stand in such a piece.
        courtesy: Every word that may stand in it.

    >>> heart("Hi there! 38 min of massage, units? Thanks", ["hi", "thanks"], ["hi", "there"])
    '38 min of massage, units?'
    """
    marked, held = frozenset(marks), frozenset(courtesy) | frozenset(marks)
    pieces = [m.group() for m in _PIECE.finditer(_SMILE.sub("", clean(question)))]
    kept = "".join(piece for piece in pieces if not _idle(piece, marked, held))
    left = _HEARD.sub("", _opened(_HEARD.sub("", kept.strip()), marked - _MENDING, held))
    left = _closed(left, held)
    return left if _WORD.search(left) or any(c.isdigit() for c in left) else question


def _idle(piece: str, marked: frozenset[str], held: frozenset[str]) -> bool:
    """Whether a piece is courtesy and nothing else."""
    words = [w.lower() for w in _WORD.findall(piece)]
    if not words or any(c.isdigit() for c in piece) or "?" in piece:
        return False
    return bool(marked & set(words)) and set(words) <= held


def _opened(text: str, marked: frozenset[str], held: frozenset[str]) -> str:
    """A text without the courtesy before its first comma or dash: "Hi all, how many units"."""
    match = re.match(r"[^,\d?-]*(?:, ?| - ?)", text)
    while match and _idle(match.group(), marked, held):
        text = text[match.end() :].lstrip()
        match = re.match(r"[^,\d?-]*(?:, ?| - ?)", text)
    return text


def _closed(text: str, held: frozenset[str]) -> str:
    """A text without the thanks that end it: "units for 38 min, thanks in advance"."""
    match = _TAIL.search(text)
    if match is None or not match.start():
        return text
    words = [w.lower() for w in _WORD.findall(match.group())]
    return text[: match.start()].rstrip() if set(words) <= held else text


_LED = r"^(?:and |but |so )?"
_DEED = r"(?:writing|putting|saying|billing|rounding|adding|using|making|calling|charging|coding)"
_ASKS_ON = tuple(
    (re.compile(_LED + opening, re.I), plain)
    for opening, plain in (
        (r"(?:what|how) about (?:if|when) ", "what if "),
        (r"(?:what happens|what would happen) if ", "what if "),
        (r"(?:suppose|supposing|say|assume|imagine) (?=\w+ )", "what if "),
        (r"(?:would|does|will) (?:it|that|this) (?:change|differ|matter) if ", "what if "),
        (r"(?:is|would) (?:it|that|this) (?:be )?(?:any )?different if ", "what if "),
        (r"(?<= )if ", "what if "),
        (rf"(?:what|how) (?:about|of) (?!{_DEED}\b)(?=\S)", "and "),
        (r"(?:then |now )?(?=(?:the )?(?:\d{5}|\w+) instead\b)", "and "),
        (r"(?:the )?same (?:question |thing |again )?for (?=\S)", "and for "),
    )
)


def asks_on(question: str) -> str:
    """A following turn with its opening in the one form that is read: "and ..." or "what if ...".

    Args:
        question: The asker's words.

    >>> asks_on("How about 97140?"), asks_on("What happens if it was 20?")
    ('and 97140?', 'what if it was 20?')
    """
    for opening, plain in _ASKS_ON:
        changed, times = opening.subn(plain, question, count=1)
        if times:
            return changed
    return question


_CODE = r"((?:\d{5}|[A-Za-z]\d{4}))"
_BARE = (
    (re.compile(rf"^\W*(?:(?:cpt|code|hcpcs)\W+)*{_CODE}\W*$", re.I), r"What is \1?"),
    (re.compile(rf"^\W*(?:(?:cpt|code|hcpcs)\W+)*{_CODE} (?:code )?status\W*$", re.I),
     r"Is \1 still valid?"),
)  # fmt: skip


def in_words(question: str) -> str:
    """A first question that is a code alone, or a code and "status", as a sentence.

    Args:
        question: The asker's words.

    >>> in_words("97140?"), in_words("CPT 97001 status")
    ('What is 97140?', 'Is 97001 still valid?')
    """
    for bare, sentence in _BARE:
        if bare.match(question):
            return bare.sub(sentence, question)
    return question
