"""The words by which a question's minutes are read, from `time_words.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from knowledge.library import HOME
from knowledge.reading import KnowledgeError, read_text, read_yaml

_FILE = "time_words.yaml"


@cache
def word_lists(home: Path = HOME) -> Mapping[str, frozenset[str]]:
    """Every list of `time_words.yaml`, by its name.

    Args:
        home: The knowledge folder.

    Raises:
        KnowledgeError: The file is missing or holds no lists.
    """
    found = read_yaml(read_text(home / _FILE, _FILE), _FILE)
    if not isinstance(found, dict):
        raise KnowledgeError(_FILE, "file", "holds no lists", "Write `name: word word`.")
    return {name: frozenset(str(words).split()) for name, words in found.items()}


def time_words(name: str) -> frozenset[str]:
    """One list of words, by its name.

    Args:
        name: The list's name in `time_words.yaml`.

    Raises:
        KnowledgeError: There is no such list.

    >>> sorted(time_words("hours"))
    ['h', 'hour', 'hr']
    """
    lists = word_lists()
    if name not in lists:
        raise KnowledgeError(_FILE, name, "is missing", "Restore the list from the release.")
    return lists[name]
