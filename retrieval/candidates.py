"""The candidates of one collection while one question is answered, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.opening import Opened
from retrieval.query import Hit, Query
from retrieval.ranking import Weights, authority_share, recency_share
from retrieval.vectors import cosines

Ints = NDArray[np.integer]
Floats = NDArray[np.float64]


class Candidates:
    """One collection while one question is answered: its candidates and what is known of them."""

    def __init__(
        self,
        opened: Opened,
        factors: dict[str, float],
        vector: NDArray[np.float32] | None,
        weights: Weights,
    ) -> None:
        self.opened = opened
        parts = opened.parts
        self.vector = vector if opened.nearest is not None else None
        by_document = parts.words.scores(factors)
        best = np.maximum.reduceat(by_document, parts.starts[:-1])
        self.word_scores: Floats = best.astype(np.float64).round(6)
        self.near: tuple[Ints, Floats] = (np.zeros(0, np.int64), np.zeros(0, np.float64))
        if self.vector is not None and opened.nearest is not None:
            documents, near = opened.nearest.top(self.vector, weights.depth)
            owners = np.searchsorted(parts.starts, documents, side="right") - 1
            _, first = np.unique(owners, return_index=True)
            first.sort()
            self.near = owners[first], near[first].astype(np.float64)
        self.asked: Ints = np.zeros(0, np.int64)
        self.passages: Ints = np.zeros(0, np.int64)
        self.ranks: dict[str, NDArray[np.int64]] = {}

    def gather(self, query: Query, codes: Sequence[str], weights: Weights) -> None:
        """Choose the candidates: the first of both searches, and of each fact asked about."""
        self._look_in(query.sources, weights)
        chosen: list[Ints] = [_largest(self.word_scores, weights.depth), self.near[0]]
        facets = [f"source:{one}" for one in query.sources]
        facets += [f"payer:{one}" for one in query.payers]
        facets += [f"topic:{one}" for one in query.topics]
        pools: list[Ints] = [self.opened.parts.facet(name) for name in facets]
        if codes:
            naming: list[Ints] = [self.opened.parts.facet(f"code:{code}") for code in codes]
            every = naming[0]
            for other in naming[1:]:
                every = np.intersect1d(every, other, assume_unique=True)
            pools.append(every)
        for pool in pools:
            chosen.append(pool[_largest(self.word_scores[pool], weights.pool, least=None)])
        self.passages = np.unique(np.concatenate(chosen)).astype(np.int64)
        if (alive := self.opened.alive) is not None:
            self.passages = self.passages[alive[self.passages]]

    def _look_in(self, sources: Sequence[str], weights: Weights) -> None:
        """Set which passages stand in a source asked about by name; each gets its nearness."""
        if not sources:
            return
        parts = self.opened.parts
        pools = [parts.facet(f"source:{one}") for one in sources]
        self.asked = np.unique(np.concatenate(pools)).astype(np.int64)
        if self.vector is None or parts.vectors is None or len(self.asked) > weights.source_most:
            return
        more = self.asked[~np.isin(self.asked, self.near[0])]
        near = self._nearest(more).astype(np.float64)
        self.near = np.concatenate([self.near[0], more]), np.concatenate([self.near[1], near])

    def in_asked(self) -> NDArray[np.bool_]:
        """Which candidates stand in a source asked about by name."""
        return _among(self.passages, self.asked)

    def listed(self, which: str) -> tuple[Ints, Floats]:
        """The candidates of one search with their scores."""
        if which == "vectors":
            passages, near = self.near
            kept = _among(passages, self.passages)
            return passages[kept], near[kept]
        kept = self.word_scores[self.passages] > 0
        return self.passages[kept], self.word_scores[self.passages[kept]]

    def scores(
        self, query: Query, codes: Sequence[str], modifiers: Sequence[str], weights: Weights
    ) -> Floats:
        """The score of each candidate."""
        total = np.zeros(len(self.passages))
        top = (weights.smoothing + 1) / (weights.words + weights.vectors)
        for which, weight in (("words", weights.words), ("vectors", weights.vectors)):
            ranks = self.ranks[which]
            total += np.where(ranks > 0, top * weight / (weights.smoothing + ranks), 0.0)
        if codes:
            share = self._share("code", codes)
            total += weights.codes * np.where(share == 1, 1.0, weights.some_codes * share)
        if modifiers:
            total += weights.modifiers * self._share("modifier", modifiers)
        for kind, names, weight in (
            ("payer", query.payers, weights.payers),
            ("topic", query.topics, weights.topics),
            ("source", query.sources, weights.sources),
        ):
            if names:
                total += weight * (self._share(kind, names) > 0)
        parts = self.opened.parts
        total += weights.authority * authority_share(parts.authority[self.passages])
        total += weights.date * recency_share(parts.dates[self.passages])
        return np.round(total, 9)

    def _share(self, kind: str, names: Sequence[str]) -> Floats:
        """The share of these names that each candidate has."""
        count = np.zeros(len(self.passages))
        for name in names:
            count += _among(self.passages, self.opened.parts.facet(f"{kind}:{name}"))
        return count / len(names)

    def hits(
        self,
        places: Sequence[int],
        scores: Sequence[float],
        asked: Sequence[str],
        rare: Mapping[str, float],
    ) -> list[Hit]:
        """Some candidates as the caller sees them, all looked up at once.

        Args:
            places: Their places among the candidates.
            scores: The score of each.
            asked: The codes and modifiers of the question.
            rare: How much each token of the question says.
        """
        if not places:
            return []
        parts, passages = self.opened.parts, self.passages[list(places)]
        covers = {
            name: _among(passages, parts.facet(f"code:{name}"))
            | _among(passages, parts.facet(f"modifier:{name}"))
            for name in asked
        }
        similar = self._similarities(passages)
        coverage = self._coverage(passages, rare)
        return [
            Hit(
                passage_key=parts.keys[passage],
                score=score,
                words_rank=int(self.ranks["words"][place]) or None,
                vector_rank=int(self.ranks["vectors"][place]) or None,
                similarity=similar[n],
                words_score=float(self.word_scores[passage]),
                coverage=coverage[n],
                covers=frozenset(name for name, held in covers.items() if held[n]),
                collection=self.opened.name,
            )
            for n, (place, passage, score) in enumerate(
                zip(places, passages.tolist(), scores, strict=True)
            )
        ]

    def _similarities(self, passages: Ints) -> Sequence[float | None]:
        """How near the nearest document of each passage is; None where words alone are searched."""
        if self.vector is None or self.opened.parts.vectors is None:
            return [None] * len(passages)
        near: list[float] = self._nearest(passages).astype(np.float64).round(6).tolist()
        return near

    def _nearest(self, passages: Ints) -> Floats:
        """How near the nearest document of each passage is."""
        parts, vector = self.opened.parts, self.vector
        if vector is None or parts.vectors is None or not len(passages):
            return np.zeros(0, np.float32)
        first = parts.starts[passages]
        lengths = parts.starts[passages + 1] - first
        begins = np.cumsum(lengths) - lengths
        rows = np.arange(lengths.sum()) + np.repeat(first - begins, lengths)
        return np.asarray(np.maximum.reduceat(cosines(parts.vectors[rows], vector), begins))

    def _coverage(self, passages: Ints, rare: Mapping[str, float]) -> list[float]:
        """The share of the question's words that the documents of each passage hold."""
        parts = self.opened.parts
        first, end = parts.starts[passages], parts.starts[passages + 1]
        held = np.zeros(len(passages))
        for token, says in rare.items():
            held += says * parts.words.present(token, first, end)
        total = sum(rare.values())
        shares: list[float] = (held / total).round(6).tolist() if total else [0.0] * len(passages)
        return shares


def _largest(scores: Floats, count: int, least: float | None = 0.0) -> Ints:
    """The places of the largest scores above a least one, in no order."""
    places = np.arange(len(scores)) if least is None else np.flatnonzero(scores > least)
    if len(places) <= count:
        return places
    values = scores[places]
    return places[np.argpartition(values, len(values) - count)[len(values) - count :]]


def _among(passages: Ints, some: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Which passages stand in a sorted list."""
    if not len(some):
        return np.zeros(len(passages), np.bool_)
    at = np.minimum(np.searchsorted(some, passages), len(some) - 1)
    return np.asarray(some[at] == passages)
