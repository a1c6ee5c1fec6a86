"""What a model may understand: names for the asker's own words, offered back as a question."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from assistant.reading.text import clean

MOST_WORDS = 8
MOST_MEANINGS = 6
_TURNS = re.compile(
    r"\b(?:no|not|non|nor|never|without|except|only|unless|but|or|and|\w+n't)\b", re.I
)


class Meaning(BaseModel):
    """Words of the question and the name that they mean."""

    model_config = ConfigDict(extra="ignore")

    words: str = Field(description="Words of the question, copied exactly.")
    name: str = Field(description="One of the listed names.")


class Kind(BaseModel):
    """A kind of answer and the words that ask for it."""

    model_config = ConfigDict(extra="ignore")

    words: str = Field(description="Words of the question, copied exactly.")
    kind: str = Field(description="One of the listed kinds.")


class Understanding(BaseModel):
    """Hand in what the question's words mean; the last thing to call."""

    model_config = ConfigDict(extra="ignore")

    meanings: list[Meaning] = Field(default_factory=list)
    kinds: list[Kind] = Field(default_factory=list)


def tied_meanings(
    question: str, understood: Understanding, names: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The meanings that are tied to the asker's words, each as words and name.

    A meaning is dropped where its words don't stand in the question just once, hold a number, a
    code or a word that turns a sentence round, or where its name is none of the library's.

    Args:
        question: The asker's words, masked.
        understood: What the model handed in.
        names: The library's names by their small letters.

    >>> understood = Understanding(meanings=[Meaning(words="rubbed", name="Massage")])
    >>> tied_meanings("I rubbed her back, 20 minutes", understood, {"massage": "massage"})
    (('rubbed', 'massage'),)
    """
    told = []
    for meaning in understood.meanings[:MOST_MEANINGS]:
        words = clean(meaning.words).strip()
        name = names.get(meaning.name.strip().lower())
        if name is not None and _tied(words, clean(question)) and not _TURNS.search(words):
            told.append((words, name))
    return tuple(told)


def reworded(question: str, meanings: tuple[tuple[str, str], ...]) -> str:
    """A question with names in the place of the words that mean them.

    Args:
        question: The asker's words.
        meanings: Words that stand in it, and the name for each.

    >>> reworded("I rubbed her back, 20 minutes", (("rubbed", "massage"),))
    'I massage her back, 20 minutes'
    """
    told = clean(question)
    for words, name in meanings:
        told = _place(words).sub(name.replace("\\", ""), told, count=1)
    return told


def kinds_of(
    question: str, understood: Understanding, known: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    """The kinds of answer that the asker's own words are said to ask for, each with the words.

    Args:
        question: The asker's words, masked.
        understood: What the model handed in.
        known: The kinds that there are.
    """
    told = [(clean(k.words).strip(), k.kind) for k in understood.kinds[:MOST_MEANINGS]]
    return tuple(
        (words, kind) for words, kind in told if kind in known and _tied(words, clean(question))
    )


def _tied(words: str, question: str) -> bool:
    """Whether words are the asker's own, stand there once, and hold no value."""
    if not 0 < len(words.split()) <= MOST_WORDS or any(letter.isdigit() for letter in words):
        return False
    return "[" not in words and len(_place(words).findall(question)) == 1


def _place(words: str) -> re.Pattern[str]:
    """Where words stand as whole words."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
