"""The words by which a question is read, but for its minutes, and those of other languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from knowledge.library import HOME
from knowledge.word_lines import named_list, read_word_lists

_FILE = "reading_words.yaml"


@cache
def reading_lists(home: Path = HOME) -> Mapping[str, frozenset[str]]:
    """Every list of `reading_words.yaml`, by its name.

    Args:
        home: The knowledge folder.

    Raises:
        KnowledgeError: The file can't be read, or a list of it is none.
    """
    return read_word_lists(home, _FILE)


@cache
def languages(home: Path = HOME) -> Mapping[str, frozenset[str]]:
    """The small words of each language.

    Args:
        home: The knowledge folder.

    Raises:
        KnowledgeError: The file can't be read, or a list of it is none.
    """
    return read_word_lists(home, "languages.yaml")


def reading_words(name: str) -> frozenset[str]:
    """One list of words, by its name.

    Args:
        name: The list's name in `reading_words.yaml`.

    Raises:
        KnowledgeError: There is no such list.

    >>> sorted(reading_words("before_therapist"))
    ['by', 'licensed', 'our']
    """
    return named_list(reading_lists(), name, _FILE)
