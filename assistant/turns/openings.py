"""A turn's words brought to the one form that is read, before anything is."""

from __future__ import annotations

import re

Forms = tuple[tuple[re.Pattern[str], str], ...]

_LED = r"^(?:and |but |so )?"
_DEED = r"(?:writing|putting|saying|billing|rounding|adding|using|making|calling|charging|coding)"
_CODE = r"((?:\d{5}|[A-Za-z]\d{4}))"
_ASKS_ON: Forms = tuple(
    (re.compile(_LED + opening, re.I), plain)
    for opening, plain in (
        (r"(?:what|how) about (?:if|when) ", "what if "),
        (r"(?:what happens|what would happen) if ", "what if "),
        (r"(?:suppose|supposing|say|assume|imagine) (?=\w+ )", "what if "),
        (r"(?:would|does|will) (?:it|that|this) (?:change|differ|matter) if ", "what if "),
        (r"(?:is|would) (?:it|that|this) (?:be )?(?:any )?different if ", "what if "),
        (r"(?<= )if ", "what if "),
        (rf"(?:what|how) (?:about|of) (?!{_DEED}\b)(?=\S)", "and "),
        (rf"(?:use|bill|send) (?={_CODE}(?: then| instead)?\W*$)", "and "),
        (r"(?:then |now )?(?=(?:the )?(?:\d{5}|\w+) instead\b)", "and "),
        (r"(?:the )?same (?:question |thing |again )?for (?=\S)", "and for "),
    )
)
_BARE: Forms = (
    (re.compile(rf"^\W*(?:(?:cpt|code|hcpcs)\W+)*{_CODE}\W*$", re.I), r"What is \1?"),
    (re.compile(rf"^\W*(?:(?:cpt|code|hcpcs)\W+)*{_CODE} (?:code )?status\W*$", re.I),
     r"Is \1 still valid?"),
)  # fmt: skip


def asks_on(question: str) -> str:
    """A following turn with its opening in the one form that is read: "and ..." or "what if ...".

    Args:
        question: The asker's words.

    >>> asks_on("How about 97140?"), asks_on("What happens if it was 20?")
    ('and 97140?', 'what if it was 20?')
    """
    return _formed(question, _ASKS_ON)


def in_words(question: str) -> str:
    """A first question that is a code alone, or a code and "status", as a sentence.

    Args:
        question: The asker's words.

    >>> in_words("97140?"), in_words("CPT 97001 status")
    ('What is 97140?', 'Is 97001 still valid?')
    """
    return _formed(question, _BARE)


_WITH = re.compile(rf"^((?:\w+ |& )?)w(?:/ ?(?!o\b)| )(?=\S)|\bw(?:/ ?| )(?={_CODE})", re.I)
"""The word "with" by its first letter, which opens a turn or stands before a code."""


def _formed(question: str, forms: Forms) -> str:
    """A question by the first of the forms that it has."""
    question = _WITH.sub(lambda m: f"{m[1] or ''}with ", question)
    for form, plain in forms:
        if form.search(question):
            return form.sub(plain, question, count=1)
    return question
