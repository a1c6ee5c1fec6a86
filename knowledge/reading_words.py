"""The words by which a question is read: of its minutes, its numbers, all else, other languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from knowledge.library import HOME
from knowledge.reading import KnowledgeError
from knowledge.word_file import WordFile
from knowledge.word_lines import read_word_lists

_READING = WordFile("reading_words.yaml")
reading_lists = _READING.lists
reading_words = cache(_READING.named)
_TIME = WordFile("time_words.yaml")
time_lists = _TIME.lists
time_words = cache(_TIME.named)
languages = WordFile("languages.yaml").lists
"""The small words of each language."""
_NUMBERS = "number_words.yaml"


def number_lists(home: Path = HOME) -> Mapping[str, Mapping[str, int]]:
    """Every list of words with their numbers, by its name; in each the smallest first.

    Args:
        home: The knowledge folder.

    Raises:
        KnowledgeError: The file can't be read, or a list of it is none.
    """
    return {name: _told(name, words) for name, words in read_word_lists(home, _NUMBERS).items()}


@cache
def number_words(name: str) -> Mapping[str, int]:
    """One list of words with the number that each tells.

    Args:
        name: The list's name.

    Raises:
        KnowledgeError: There is no such list.

    >>> number_words("part_of_hour")
    {'quarter': 15, 'half': 30}
    """
    lists = number_lists()
    if name not in lists:
        raise KnowledgeError(_NUMBERS, name, "is missing", "Restore the list from the release.")
    return lists[name]


def _told(name: str, words: frozenset[str]) -> dict[str, int]:
    """A list's words with their numbers."""
    pairs = [word.partition("=") for word in words]
    if not all(word and number.isdecimal() for word, _, number in pairs):
        raise KnowledgeError(
            _NUMBERS, name, "is no line of words with numbers", f"Write `{name}: half=2 third=3`."
        )
    told = sorted((int(number), word) for word, _, number in pairs)
    return {word: number for number, word in told}
