"""Files of words, a list in a line: `name: word word`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge.reading import KnowledgeError, read_text, read_yaml


def read_word_lists(home: Path, name: str) -> dict[str, frozenset[str]]:
    """A file of words in one line each, by the lists' names.

    Args:
        home: The knowledge folder.
        name: The file's name in it.

    Raises:
        KnowledgeError: The file can't be read, or a list of it is none.
    """
    told = read_yaml(read_text(home / name, name), name)
    if not isinstance(told, dict):
        raise KnowledgeError(name, "file", "holds no lists", "Write `name: word word`.")
    for key, words in told.items():
        if not isinstance(words, str) or not words.split():
            raise KnowledgeError(name, key, "is no line of words", f"Write `{key}: word word`.")
    return {key: frozenset(words.split()) for key, words in told.items()}


def named_list(lists: Mapping[str, frozenset[str]], name: str, file: str) -> frozenset[str]:
    """One list of a file of words.

    Args:
        lists: The file's lists.
        name: The list's name.
        file: The file's name.

    Raises:
        KnowledgeError: There is no such list.
    """
    if name not in lists:
        raise KnowledgeError(file, name, "is missing", "Restore the list from the release.")
    return lists[name]
