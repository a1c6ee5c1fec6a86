"""A file of words that is read once: each of its lists by its name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge.library import HOME
from knowledge.word_lines import named_list, read_word_lists


class WordFile:
    """The lists of a file of words in the knowledge folder.

    >>> sorted(WordFile("time_words.yaml").named("hours"))
    ['h', 'hour', 'hr', 'hrs']
    """

    def __init__(self, name: str) -> None:
        """Name the file; it is read when a list of it is first asked for."""
        self._name = name
        self._read: dict[Path, Mapping[str, frozenset[str]]] = {}

    def lists(self, home: Path = HOME) -> Mapping[str, frozenset[str]]:
        """Every list, by its name.

        Args:
            home: The knowledge folder.

        Raises:
            KnowledgeError: The file can't be read, or a list of it is none.
        """
        if home not in self._read:
            self._read[home] = read_word_lists(home, self._name)
        return self._read[home]

    def named(self, name: str) -> frozenset[str]:
        """One list of words.

        Args:
            name: The list's name.

        Raises:
            KnowledgeError: There is no such list.
        """
        return named_list(self.lists(), name, self._name)
