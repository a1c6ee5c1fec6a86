"""Finding passages for a case: its words, and the facts that a passage should name."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import Found
from assistant.turns.case import Case
from knowledge.library import Library
from retrieval.index import Index
from retrieval.search import Query

DEPTH = 14


def query_of(case: Case, library: Library) -> Query:
    """What is searched for.

    Args:
        case: The case.
        library: The knowledge base.
    """
    named = tuple(s for s in case.sources if s in library.sources and library.sources[s].called)
    text = case.facts.question
    if case.follows and case.earlier.said:
        text = f"{case.earlier.said[-1]} {text}"
    return Query(
        text=text,
        codes=case.facts.codes or (case.codes if case.follows else ()),
        modifiers=case.modifiers,
        payers=(case.payer,) if case.payer else (),
        sources=named,
        topics=case.topics,
        comments=True,
    )


def finder(index: Index, library: Library) -> FindPassages:
    """A search over an index, as the assistant takes it."""
    return FindPassages(index, library)


class FindPassages:
    """Finds passages in an index.

    Args:
        index: The search index.
        library: The knowledge base.
    """

    def __init__(self, index: Index, library: Library) -> None:
        self._index, self._library = index, library

    def __call__(self, case: Case) -> Sequence[Found]:
        """The passages for a case, the nearest first."""
        return self._index.search(query_of(case, self._library), k=DEPTH)
