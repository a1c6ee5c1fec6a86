"""Phrases by which a turn is read, from `phrases.yaml`: each of its lists as one pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from knowledge.library import HOME
from knowledge.reading import KnowledgeError, read_text, read_yaml

_FILE = "phrases.yaml"
_CODE = r"[A-Z]?\d{4,5}"
_SIGNS = {"#": r"\d+", "CODE": _CODE, "CODE,": f"{_CODE},", "*": "[\\w'\u2019-]+"}
_BETWEEN = {"..": ".{1,40}", "...": "[^.?!]+"}
_ENDS = {"$": r"\W*$", "?": r"\s*\?"}


class Phrases:
    """A list of phrases, and what else shows the same: read when it is first looked for.

    >>> Phrases("each").search("Both of them") is not None
    True
    """

    def __init__(self, name: str, also: str = "") -> None:
        """Name the list.

        Args:
            name: Its name in the file.
            also: A pattern of the same, which no phrase can say.
        """
        self._name, self._also = name, also
        _MADE.append(self)

    @cached_property
    def pattern(self) -> str:
        """The pattern of the phrases, which ignores case.

        Raises:
            KnowledgeError: There is no such list.
        """
        lists = phrase_lists()
        if self._name not in lists:
            raise KnowledgeError(_FILE, self._name, "is missing", "Restore it from the release.")
        forms = [_pattern(phrase) for phrase in lists[self._name]]
        return "|".join([*forms, self._also] if self._also else forms)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.I)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first of the phrases in a text.

        Args:
            text: The text.
            start: Where to look from.
        """
        return self._compiled.search(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Each of the phrases in a text, in order.

        Args:
            text: The text.
        """
        return self._compiled.finditer(text)

    def sub(self, words: str, text: str) -> str:
        """A text with words in the place of each of the phrases.

        Args:
            words: The words.
            text: The text.
        """
        return self._compiled.sub(words, text)

    def without(self, text: str) -> str:
        """A text with a space in the place of each of the phrases.

        Args:
            text: The text.
        """
        return self.sub(" ", text)


_MADE: list[Phrases] = []


@cache
def phrases(name: str) -> Phrases:
    """A list of phrases, where no pattern of their own stands beside them.

    Args:
        name: Its name in the file.
    """
    return Phrases(name)


def warm_phrases() -> None:
    """Make the pattern of every list, so that no question waits for one.

    Raises:
        KnowledgeError: A list is missing, or the file can't be read.
    """
    for name in phrase_lists():
        phrases(name)
    for made in _MADE:
        _ = made._compiled


@cache
def phrase_lists(home: Path = HOME) -> Mapping[str, tuple[str, ...]]:
    """Every list of phrases, by its name.

    Args:
        home: The knowledge folder.

    Raises:
        KnowledgeError: The file can't be read, or a list of it is none.
    """
    told = read_yaml(read_text(home / _FILE, _FILE), _FILE)
    if not isinstance(told, dict):
        raise KnowledgeError(_FILE, "file", "holds no lists", "Write `name: [a phrase, another]`.")
    for key, listed in told.items():
        if not isinstance(listed, list) or not all(isinstance(p, str) for p in listed):
            wrong = "is no list of phrases"
            raise KnowledgeError(_FILE, key, wrong, f"Write `{key}: [a phrase, another]`.")
    return {key: tuple(listed) for key, listed in told.items()}


def _pattern(phrase: str) -> str:
    """The pattern of a phrase, by what the head of the file says of its signs.

    >>> re.search(_pattern("leav* .. out/off (now)"), "leaving the gait out") is not None
    True
    """
    parts = re.findall(r"\([^)]*\)\*?|\S+", phrase)
    opens, ends = parts[0] == "^", parts[-1] if parts[-1] in _ENDS else ""
    words = parts[opens : len(parts) - bool(ends)]
    out = r"^\W*" if opens else r"(?<!\w)"
    if words[0].startswith("~"):
        out = "".join(rf"(?<!\b{_word(word)} )" for word in words.pop(0)[1:].split("/")) + out
    behind = rf"(?! {_either(words.pop()[1:])})" if words[-1].startswith("~") else ""
    for place, part in enumerate(words):
        last = place + 1 == len(words)
        if part in _BETWEEN:
            out = rf"{out.removesuffix(' ')}\b{_BETWEEN[part]}\b"
        elif part.startswith("("):
            told, often = _either(part.rstrip("*")[1:-1]), "*" if part.endswith("*") else "?"
            out = (
                f"{out.removesuffix(' ')}(?: {told}){often}" if last else f"{out}(?:{told} ){often}"
            )
        else:
            out += _either(part) + " " * (not last)
    return out + (_ENDS[ends] if ends else r"(?!\w)" + behind)


def _either(part: str) -> str:
    """The pattern of one word of a phrase, or of either of several."""
    forms = [_SIGNS.get(word) or _word(word) for word in part.split("/")]
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"


def _word(word: str) -> str:
    """The pattern of a word, typed with either apostrophe."""
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ").replace("'", "['\u2019]")
