"""The reader of a library, made once however often the assistant is opened."""

from __future__ import annotations

from assistant.reading.reader import Reader
from knowledge.library import Library

_READERS: dict[str, Reader] = {}
_MOST_KEPT = 4
"""Libraries differ by the payers that the user added; an open app meets a few of them."""


def reader_of(library: Library) -> Reader:
    """The reader of a library, made once.

    Args:
        library: The knowledge base.
    """
    held = _READERS.get(library.version)
    if held is None:
        if len(_READERS) >= _MOST_KEPT:
            _READERS.clear()
        held = _READERS[library.version] = Reader(library)
    return held
