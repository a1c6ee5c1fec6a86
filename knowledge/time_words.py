"""The words by which a question's minutes are read, from `time_words.yaml`."""

from __future__ import annotations

from functools import cache

from knowledge.word_file import WordFile

_FILE = WordFile("time_words.yaml")
word_lists = _FILE.lists
time_words = cache(_FILE.named)
