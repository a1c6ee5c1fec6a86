"""Finding passages for a case, as an answer asks for them, and how near it comes to others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Protocol, overload

import numpy as np

from assistant.answers.passage_subject import answers
from assistant.context import Found
from assistant.turns.case import Case
from knowledge.elsewhere import NAME, elsewhere
from knowledge.library import Library
from knowledge.phrases import phrases
from retrieval.corpus import Corpus
from retrieval.index import Index, open_index
from retrieval.query import Hit
from retrieval.search import Query
from retrieval.vectors import cosines

DEPTH = 14


def query_of(case: Case, library: Library) -> Query:
    """What is searched for.

    Args:
        case: The case.
        library: The knowledge base.
    """
    named = tuple(s for s in case.sources if s in library.sources and library.sources[s].called)
    text = searched_text(case, library)
    if case.follows and case.earlier.said:
        text = f"{case.earlier.question or case.earlier.said[-1]} {text}"
    return Query(
        text=text,
        codes=case.facts.codes or (case.codes if case.follows else ()),
        modifiers=case.modifiers,
        payers=(case.payer,) if case.payer else (),
        sources=named,
        topics=case.topics,
        comments=True,
    )


def searched_text(case: Case, library: Library) -> str:
    """The question as it is searched: the named documents' names left out.

    A document that is asked about by name is looked up exactly; its name in the words would only
    lift every passage that repeats it.

    Args:
        case: The case.
        library: The knowledge base.
    """
    text = (not case.follows and case.facts.asked) or case.facts.question
    called = [s for s in case.sources if s in case.called]
    if not called:
        return text
    for source_id in called:
        text = naming(library.sources[source_id].names).sub(" ", text)
    told = phrases("reference").without(text)
    return told if re.search(r"\w{3}", told) else case.facts.question


@lru_cache(maxsize=64)
def naming(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of a source's names, the longest first.

    Args:
        names: The names.

    >>> naming(("WPS", "Palmetto")).findall("What does palmetto's page say?")
    ["palmetto's"]
    """
    told = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{told})(?:'s)?\b", re.I)


class FindPassages:
    """Finds passages in an index.

    Args:
        index: The search index.
        library: The knowledge base.
    """

    def __init__(self, index: Index, library: Library) -> None:
        self._index, self._library = index, library

    def __call__(self, case: Case) -> Sequence[Found]:
        """The passages for a case, the nearest first.

        A following turn that passages answer is searched with the words before it and without:
        what its own words find goes as far as what they find together. A part of a message that
        names what it is on is searched with its own words alone.
        """
        query = query_of(case, self._library)
        own = replace(query, text=searched_text(case, self._library))
        if case.part and case.follows and case.facts.names_something:
            return self._index.search(own, k=DEPTH)
        found = self._index.search(query, k=DEPTH)
        if query.text == own.text or "explain" not in case.intents:
            return found
        return _both(found, self._index.search(own, k=DEPTH))

    def by_words(self, case: Case) -> Sequence[Found]:
        """The passages that the words alone find for a case, the nearest first."""
        return self._index.search_words(query_of(case, self._library), k=DEPTH)


def _both(together: Sequence[Hit], own: Sequence[Hit]) -> list[Hit]:
    """What two searches found, each passage once, with the mean of its scores."""
    found: dict[str, list[Hit]] = {}
    for hit in (*together, *own):
        found.setdefault(hit.passage_key, []).append(hit)
    means = (
        replace(max(reversed(hits), key=answers), score=sum(hit.score for hit in hits) / 2)
        for hits in found.values()
    )
    return sorted(means, key=lambda hit: -hit.score)[:DEPTH]


class Elsewhere:
    """The questions of other subjects, searched by meaning.

    Args:
        index: The search index, whose model is used.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        corpus = Corpus(NAME, (elsewhere(),))
        self._opened = open_index([corpus], embedder=index.embedder) if index.embedder else None

    def __call__(self, text: str) -> float:
        """The cosine of the nearest of them; 0 where words alone are searched.

        Args:
            text: The question, as it was searched.
        """
        if self._opened is None or not text.strip():
            return 0.0
        vector = self._index.embed(text)
        rows = self._opened.collections[0].parts.vectors
        if vector is None or rows is None:
            return 0.0
        return float(np.max(cosines(rows, vector)))


class Search(Protocol):
    """Finds passages for a case."""

    def __call__(self, case: Case) -> Sequence[Found]:
        """What words and meaning find, the nearest first."""

    def by_words(self, case: Case) -> Sequence[Found]:
        """What the words alone find, the nearest first; nothing is embedded."""


class LookedFor(Sequence[Found]):
    """What a search finds, looked for when it is first asked for.

    A count of minutes is computed from the words and the rules alone: no passage is looked for.

    Args:
        search: Finds it.
        case: The case.

    >>> class Looking:
    ...     def __call__(self, case):
    ...         print("looking")
    ...         return ()
    ...     by_words = __call__
    >>> hits = LookedFor(Looking(), None)
    >>> len(hits), len(hits)
    looking
    (0, 0)
    """

    def __init__(self, search: Search, case: Case) -> None:
        self._search, self._case = search, case

    @cached_property
    def _found(self) -> Sequence[Found]:
        """What was found."""
        return self._search(self._case)

    @cached_property
    def worded(self) -> Sequence[Found]:
        """The passages that lead by words; nothing is embedded for them."""
        found = self._found if "_found" in self.__dict__ else self._search.by_words(self._case)
        return [hit for hit in found if hit.words_rank == 1]

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> Found: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Found]: ...

    def __getitem__(self, place: int | slice) -> Found | Sequence[Found]:
        return self._found[place]
