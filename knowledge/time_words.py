"""The words by which a question's minutes are read, from `time_words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from knowledge.library import HOME
from knowledge.word_lines import named_list, read_word_lists

_FILE = "time_words.yaml"


@cache
def word_lists(home: Path = HOME) -> Mapping[str, frozenset[str]]:
    """Every list of `time_words.yaml`, by its name.

    Args:
        home: The knowledge folder.

    Raises:
        KnowledgeError: The file can't be read, or a list of it is none.
    """
    return read_word_lists(home, _FILE)


def time_words(name: str) -> frozenset[str]:
    """One list of words, by its name.

    Args:
        name: The list's name in `time_words.yaml`.

    Raises:
        KnowledgeError: There is no such list.

    >>> sorted(time_words("hours"))
    ['h', 'hour', 'hr']
    """
    return named_list(word_lists(), name, _FILE)
