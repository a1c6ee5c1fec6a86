"""What the answering modules share: the library, the tables that the user added, the search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coding_tools.claim_tables import MueTable
from knowledge.library import Library
from knowledge.records import PairTable, Passage, Source
from retrieval.query import Hit, Query

Found = Hit
"""A passage that the search found, with how near it is."""


def _nothing(of: object) -> None:
    """Nothing of the user's own."""
    del of


@dataclass(frozen=True)
class Context:
    """What an answer is made with.

    Attributes:
        library: The knowledge base, the user's own payers among its payers.
        table_for: The user's own pair table of a date of service, or None.
        mue_for: The user's own MUE values of a date of service, or None.
        user_passages: A passage of the user's documents or tables by its key, or None.
        user_sources: A document or table of the user's by its id, or None.
        own_words: The key of a digested document's own words at the place of one of its passages,
            where the user has a copy of it.
        find_own: Passages of the user's documents for a question, the nearest first.
        elsewhere: How near a question comes to those of other subjects, from 0 to 1.
        tables: The quarters of the tables.
        notices: What is to be said of the library's state, such as a search by words alone.
    """

    library: Library
    table_for: Callable[[date | None], PairTable | None] = _nothing
    mue_for: Callable[[date | None], MueTable | None] = _nothing
    user_passages: Callable[[str], Passage | None] = _nothing
    user_sources: Callable[[str], Source | None] = _nothing
    own_words: Callable[[Passage], str | None] = _nothing
    find_own: Callable[[Query], Sequence[Found]] = lambda *_: ()
    elsewhere: Callable[[str], float] = lambda *_: 0.0
    tables: tuple[str, ...] = ()
    notices: Sequence[str] = ()

    def passage(self, key: str) -> Passage:
        """A passage of the library or of the user's documents.

        Raises:
            KeyError: No passage has this key.
        """
        return self.user_passages(key) or self.library.passage(key)

    def source(self, passage: Passage) -> Source:
        """A passage's source.

        Raises:
            KeyError: No source has this id.
        """
        return self.user_sources(passage.source) or self.library.sources[passage.source]
