"""A question in, ranked passages out: two searches fused, then the facts of the question.

Nearness finds candidates and orders them; what a passage names (codes, modifiers, payers, topics,
its source) is looked up exactly and stands above nearness.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.candidates import Candidates
from retrieval.opening import Opened
from retrieval.query import Hit, Query
from retrieval.ranking import COMMENT_WORDS, Weights
from retrieval.tokens import exact_tokens, named, tokens
from retrieval.words import Words, rarity, shared_weights

__all__ = ["Hit", "Query", "search"]

_MOST_TOKENS = 256
_LONGEST = 20_000


def search(
    collections: Sequence[Opened],
    query: Query,
    k: int = 8,
    vector: NDArray[np.float32] | None = None,
    weights: Weights = Weights(),  # noqa: B008  frozen
) -> tuple[Hit, ...]:
    """The passages that fit a question best, the best first.

    Args:
        collections: What is searched, as one.
        query: The question and its facts.
        k: How many passages at most.
        vector: The question's vector; None searches by words alone.
        weights: What counts how much.

    >>> search((), Query("What is 97140?"))
    ()
    """
    asked = list(dict.fromkeys(_asked_tokens(query)))[:_MOST_TOKENS]
    factors = shared_weights([one.parts.words for one in collections], asked)
    fields = [
        Candidates(one, factor, vector, weights)
        for one, factor in zip(collections, factors, strict=True)
        if one.parts.keys
    ]
    codes = sorted({code for text in query.codes for code in named(text)[0] or {text.upper()}})
    modifiers = sorted({modifier.upper() for modifier in query.modifiers})
    for one in fields:
        one.gather(query, codes, weights)
    _rank(fields, "words")
    _rank(fields, "vectors")
    comments = query.comments or not COMMENT_WORDS.isdisjoint(asked)
    found: list[tuple[bool, float, int, int]] = []
    for number, one in enumerate(fields):
        scores = one.scores(query, codes, modifiers, weights)
        last = one.opened.parts.comments[one.passages] & (not comments)
        found += zip(
            last.tolist(),
            (-scores).tolist(),
            [number] * len(scores),
            range(len(scores)),
            strict=True,
        )
    found.sort()
    found = found[: max(k, 0)]
    rare = _rarities([one.opened.parts.words for one in fields], asked)
    hits: dict[tuple[int, int], Hit] = {}
    for number, one in enumerate(fields):
        mine = [(place, -score) for _, score, field, place in found if field == number]
        places = [place for place, _ in mine]
        told = one.hits(places, [score for _, score in mine], [*codes, *modifiers], rare)
        hits |= {(number, place): hit for place, hit in zip(places, told, strict=True)}
    return tuple(hits[number, place] for _, _, number, place in found)


def _rarities(words: Sequence[Words], asked: Sequence[str]) -> dict[str, float]:
    """How much each token of the question says, over all collections."""
    total = sum(one.documents for one in words)
    return {t: rarity(total, sum(one.frequency(t) for one in words)) for t in asked}


def _asked_tokens(query: Query) -> Iterable[str]:
    """The tokens of a question; exact ones first, since a very long question is cut."""
    yield from exact_tokens(query.codes, query.modifiers)
    yield from tokens(query.text[:_LONGEST])


def _rank(fields: Sequence[Candidates], which: str) -> None:
    """Give each candidate its rank, from 1, over all collections; equal scores share a rank.

    A candidate that a search doesn't have gets 0. The passages of a source asked about by name
    are ranked among themselves: how they stand among all others says little of which is meant.
    """
    for one in fields:
        one.ranks[which] = np.zeros(len(one.passages), np.int64)
    listed = [one.listed(which) for one in fields]
    if not listed:
        return
    passages = np.concatenate([found for found, _ in listed])
    scores = np.concatenate([found for _, found in listed])
    where = np.concatenate([np.full(len(found), n) for n, (found, _) in enumerate(listed)])
    asked = np.concatenate(
        [one.in_asked()[_at(one, found)] for one, (found, _) in zip(fields, listed, strict=True)]
    )
    for group in (asked, ~asked):
        order = np.flatnonzero(group)
        order = order[np.lexsort((passages[order], where[order], -scores[order]))]
        ordered = scores[order]
        ranks = np.searchsorted(-ordered, -ordered) + 1
        for number, one in enumerate(fields):
            mine = where[order] == number
            one.ranks[which][_at(one, passages[order][mine])] = ranks[mine]


def _at(one: Candidates, passages: NDArray[np.integer]) -> NDArray[np.int64]:
    """The places of some passages among a field's candidates."""
    return np.searchsorted(one.passages, passages).astype(np.int64)
