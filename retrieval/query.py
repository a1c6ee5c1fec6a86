"""What a search is asked, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Query:
    """A question, and the facts that were read from it.

    Attributes:
        text: The question.
        codes: Billing codes asked about; ranges are written out.
        modifiers: Modifiers asked about.
        payers: Payer ids asked about.
        sources: Source ids that are asked about by name.
        topics: Topic ids asked about.
        comments: Whether readers' comments are wanted as well as sources.
    """

    text: str
    codes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    comments: bool = False


@dataclass(frozen=True)
class Hit:
    """A passage that was found.

    Attributes:
        passage_key: The passage, as `source/local`.
        score: What it is ranked by; 1 leads both searches, more has what was asked about.
        words_rank: Its place in word search among what was considered, from 1; None: no word fits.
        vector_rank: Its place in vector search, from 1; None beyond the depth.
        similarity: The cosine of its nearest document; None where words are searched alone.
        words_score: The word score of its best document.
        coverage: The share of the question's words that it holds, rare words counting more.
        covers: The codes and modifiers asked about that it names.
        collection: The collection that it stands in.
    """

    passage_key: str
    score: float
    words_rank: int | None
    vector_rank: int | None
    similarity: float | None
    words_score: float
    coverage: float = 0.0
    covers: frozenset[str] = field(default_factory=frozenset)
    collection: str = "bundled"
