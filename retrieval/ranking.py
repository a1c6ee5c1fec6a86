"""What makes one passage stand before another: the weights, and the order of authorities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray

from knowledge.records import Authority

AUTHORITIES: Final[tuple[str, ...]] = get_args(Authority)
"""Authorities, the strongest first; a user's own document is the weakest until its user says."""

COMMENT_WORDS: Final = frozenset({"comment", "commenter", "reader", "readership"})
"""A question that holds one of these asks for comments too."""


@dataclass(frozen=True)
class Weights:
    """How a passage's score is made up; 1 is the score of one that leads both lists.

    They were set on the questions of the library itself, each left out once and looked for
    (docs/decisions/retrieval-ranking.md).

    Attributes:
        smoothing: The constant of reciprocal rank: a rank counts 1 / (smoothing + rank).
        words: The share of word search in the fused score, against `vectors`.
        vectors: The share of vector search.
        depth: How many passages, and documents of vector search, are ranked at all.
        pool: How many passages of a facet asked about (all codes, a source, a payer, a topic)
            are considered even where neither list has them.
        source_most: A source asked about by name is compared passage by passage where it has at
            most so many.
        codes: Added where a passage names every code asked about; a share for some of them.
        some_codes: The part of `codes` that naming only some of them can earn.
        modifiers: Added in the share of the modifiers asked about that it names.
        payers: Added where it speaks of, or binds, a payer asked about.
        topics: Added where it is on a topic asked about.
        sources: Added where it stands in a source that is asked about by name.
        authority: Added for the strongest authority, falling evenly to 0 for the weakest: as
            much as second and first place in vector search differ by, so that it parts near ties.
        date: Added for a source of 2040, falling evenly to 0 for one of 1990 or undated: ten
            years are less than a step of authority, so that it parts what is left.
    """

    smoothing: float = 5.0
    words: float = 2.0
    vectors: float = 1.0
    depth: int = 100
    pool: int = 40
    source_most: int = 400
    codes: float = 0.5
    some_codes: float = 0.5
    modifiers: float = 0.2
    payers: float = 0.2
    topics: float = 0.15
    sources: float = 0.8
    authority: float = 0.05
    date: float = 0.02


def authority_place(authority: str) -> int:
    """The place of an authority, 0 for the strongest.

    >>> authority_place("regulator"), authority_place("comment")
    (0, 7)
    """
    return AUTHORITIES.index(authority)


def authority_share(places: NDArray[np.integer]) -> NDArray[np.float64]:
    """How strong authorities are, from 1 for the strongest to 0 for the weakest.

    Args:
        places: What `authority_place` gives.

    >>> authority_share(np.array([0, 4, 8]))
    array([1. , 0.5, 0. ])
    """
    return 1 - places / (len(AUTHORITIES) - 1)


_FIRST = date(1990, 1, 1).toordinal()
_SPAN = date(2040, 1, 1).toordinal() - _FIRST


def recency_share(days: NDArray[np.integer]) -> NDArray[np.float64]:
    """How late days are, from 0 for 1990, earlier or none, to 1 for 2040.

    Args:
        days: Days as `date.toordinal` gives them, 0 for none.

    >>> recency_share(np.array([0, date(2015, 1, 1).toordinal()])).round(3)
    array([0. , 0.5])
    """
    return np.clip((days - _FIRST) / _SPAN, 0.0, 1.0)
