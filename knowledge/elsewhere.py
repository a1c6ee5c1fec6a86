"""Questions that people ask near this field and that are of another subject.

>>> len(elsewhere().passages) > 30
True
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from knowledge.reading import KnowledgeError, read_text
from knowledge.records import Passage, Source

NAME = "elsewhere"
_FILE = "elsewhere.txt"
_HOME = Path(__file__).resolve().parent


@cache
def elsewhere(home: Path = _HOME) -> Source:
    """The questions as a collection that can be searched; nothing is answered from it.

    Args:
        home: The folder of the knowledge files.

    Raises:
        KnowledgeError: The file is missing, unreadable or holds no question.
    """
    lines = read_text(home / _FILE, _FILE).splitlines()
    asked = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not asked:
        raise KnowledgeError(_FILE, "file", "holds no question", "Write one a line.")
    passages = tuple(
        Passage(source=NAME, key=f"{NAME}/{n}", at=f"line {n}", text=text)
        for n, text in enumerate(asked, 1)
    )
    return Source(
        id=NAME,
        title="Questions of other subjects",
        publisher="Knead to Know",
        kind="examples",
        authority="web",
        read="written for the library",
        checked_on=date(2026, 11, 28),
        passages=passages,
    )
