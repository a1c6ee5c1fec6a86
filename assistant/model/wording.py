"""What a model may hand in: sentences in place of the assistant's own, each naming its supports."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from assistant.reading.text import clean, tokens

Check = Callable[[str, Sequence[str]], bool]
"""Whether a sentence stands in the supports with these ids, by the assistant's last gate."""

_MARKUP = re.compile(r"https?:|www\.|[<>\[\]{}|`*#\\]|\n")
_NO = re.compile(r"^\W*no\b", re.I)
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
    also: list[str] = Field(
        default_factory=list,
        description="Ids of calculations, from the tools called, that the answer should show too.",
    )


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
        own: The assistant's own sentences by their ids.
        texts: The text of each support by its id.
        asked: The asker's words.
        plain: Ordinary words that change no meaning.
        check: The last gate, on the supports named.
        same: The last gate, with the assistant's own sentence as the only support.
    """

    def __init__(
        self,
        own: Mapping[str, Own],
        texts: Mapping[str, str],
        asked: str,
        plain: frozenset[str],
        check: Check,
        same: Callable[[str, str], bool],
    ) -> None:
        self._own, self._texts = own, texts
        self._known = plain | _words(asked)
        self._check, self._same = check, same

    def admits(self, sentence: Sentence) -> bool:
        """Whether a sentence may stand in the place of the assistant's own.

        Args:
            sentence: What the model handed in.
        """
        own = self._own.get(sentence.of)
        if own is None or not sentence.supports or not set(sentence.supports) <= set(own.supports):
            return False
        text = clean(sentence.text).strip()
        if not text or _MARKUP.search(text) or len(text) > len(own.text) * _LONGER + _SLACK:
            return False
        if bool(_NO.match(text)) != bool(_NO.match(own.text)):
            return False
        if not _values(own.text) <= _values(text):
            return False
        held = self._known | _words(own.text)
        for support in sentence.supports:
            held |= _words(self._texts.get(support, ""))
        if not _words(text) <= held:
            return False
        return self._check(text, sentence.supports) and self._same(text, own.text)


def _words(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(t.fold for t in tokens(clean(text)) if t.kind == "word")


def _values(text: str) -> frozenset[str]:
    """The codes, numbers and times of a text."""
    found = tokens(clean(text))
    return frozenset(t.text for t in found if t.kind in ("code", "number", "clock"))
