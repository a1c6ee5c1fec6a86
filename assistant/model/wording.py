"""What a model may hand in: sentences in place of the assistant's own, each naming its supports."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from assistant.reading.text import clean

Check = Callable[[str, Sequence[str]], bool]
"""Whether a sentence stands in the supports with these ids, by the assistant's last gate."""

_SIGNS = re.compile(r"[A-Za-z\u00c0-\u024f0-9 .,;:'\"()/+=%$&?!-]+")
_ADDRESS = re.compile(r"//|www\.", re.I)
_NO = re.compile(r"^\W*(?:no|yes)\b", re.I)
_LONGER = 1.6
_SLACK = 40


class Sentence(BaseModel):
    """A sentence in place of one of the assistant's own."""

    model_config = ConfigDict(extra="ignore")

    of: str = Field(description="The id of the sentence that it says in other words, such as s1.")
    text: str = Field(description="One sentence, plain text, with every value of the original.")
    supports: list[str] = Field(description="Ids of what it rests on, among the original's own.")


class Wording(BaseModel):
    """Hand in the reworded sentences; the last thing to call."""

    model_config = ConfigDict(extra="ignore")

    sentences: list[Sentence] = Field(default_factory=list)


@dataclass(frozen=True)
class Own:
    """One of the assistant's own sentences.

    Attributes:
        id: Its id for the model.
        text: Its words.
        supports: Ids of what it rests on.
    """

    id: str
    text: str
    supports: tuple[str, ...]


class Gate:
    """Lets a model's sentence pass only where it says just what the assistant's own says.

    Args:
        check: The last gate, on the supports named.
        alike: Whether two sentences say the same.
    """

    def __init__(self, check: Check, alike: Callable[[str, str], bool]) -> None:
        self._check, self._alike = check, alike

    def admits(self, sentence: Sentence, own: Own) -> bool:
        """Whether a sentence may stand in the place of the assistant's own.

        Args:
            sentence: What the model handed in.
            own: The assistant's own.
        """
        if len(sentence.text) > len(own.text) * _LONGER + _SLACK:
            return False
        if not sentence.supports or not set(sentence.supports) <= set(own.supports):
            return False
        text = plain_text(sentence.text)
        if not _SIGNS.fullmatch(text) or _ADDRESS.search(text):
            return False
        if _opening(text) != _opening(own.text):
            return False
        return self._check(text, sentence.supports) and self._alike(text, own.text)


def plain_text(text: str) -> str:
    """A model's words as they would be shown: odd quotes, dashes and spaces made plain.

    Args:
        text: What the model wrote.

    >>> plain_text("It\u2019s  2 units. ")
    "It's 2 units."
    """
    return re.sub(" +", " ", clean(text)).strip()


def _opening(text: str) -> str:
    """The yes or no with which a text opens, if it does."""
    found = _NO.match(clean(text))
    return found.group().strip().lower() if found else ""
