"""What the answering modules share: the library, the tables that the user added, the search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from coding_tools.claim_tables import MueTable
from knowledge.library import Library
from knowledge.records import PairTable, Passage, Source
from retrieval.query import Query


class Found(Protocol):
    """A passage that the search found, with how near it is."""

    @property
    def passage_key(self) -> str:
        """The passage's key."""

    @property
    def score(self) -> float:
        """The fused score, larger is nearer."""

    @property
    def words_rank(self) -> int | None:
        """Its place by words alone, from 1; None where it shares no word with the question."""

    @property
    def vector_rank(self) -> int | None:
        """Its place by meaning alone, from 1; None where it is not among the nearest."""

    @property
    def words_score(self) -> float:
        """The word score of its best document."""

    @property
    def coverage(self) -> float:
        """The share of the question's words that it holds, rare words counting more."""

    @property
    def similarity(self) -> float | None:
        """The cosine similarity of its best document; None where words alone were searched."""


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
