"""What a model may understand: names for the asker's own words, offered back as a question."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from assistant.reading.text import clean

MOST_WORDS = 8


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


def reworded(question: str, understood: Understanding, names: Mapping[str, str]) -> str | None:
    """The question with the names that its words are said to mean; None where nothing is left.

    A meaning is dropped where its words don't stand in the question, hold a number or a code, or
    name what the library doesn't know. The asker decides whether it is what was meant.

    Args:
        question: The asker's words, masked.
        understood: What the model handed in.
        names: The library's names, each with itself or its usual form.

    >>> understood = Understanding(meanings=[Meaning(words="rubbed", name="massage")])
    >>> reworded("I rubbed her back, 20 minutes", understood, {"massage": "massage"})
    'I massage her back, 20 minutes'
    """
    told = cleaned = clean(question)
    for meaning in understood.meanings:
        words = clean(meaning.words).strip()
        name = names.get(meaning.name.strip().lower())
        if name is None or not _tied(words, cleaned) or cleaned.count(words) != 1:
            continue
        told = told.replace(words, name)
    return told if told != cleaned else None


def kinds_of(question: str, understood: Understanding, known: frozenset[str]) -> tuple[str, ...]:
    """The kinds of answer that the asker's own words are said to ask for.

    Args:
        question: The asker's words, masked.
        understood: What the model handed in.
        known: The kinds that there are.
    """
    cleaned = clean(question)
    return tuple(
        dict.fromkeys(
            k.kind
            for k in understood.kinds
            if k.kind in known and _tied(clean(k.words).strip(), cleaned)
        )
    )


def _tied(words: str, question: str) -> bool:
    """Whether words are the asker's own, and hold no value."""
    few = 0 < len(words.split()) <= MOST_WORDS
    return few and words in question and not any(letter.isdigit() for letter in words)
