"""The words by which a question is read, but for its minutes, and those of other languages."""

from __future__ import annotations

from functools import cache

from knowledge.word_file import WordFile

_FILE = WordFile("reading_words.yaml")
reading_lists = _FILE.lists
reading_words = cache(_FILE.named)
languages = WordFile("languages.yaml").lists
"""The small words of each language."""
