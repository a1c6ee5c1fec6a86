"""Sharing the units that the day's total still allows over the codes' leftover minutes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb

from coding_tools.trace import Step
from coding_tools.wording import listed, unit_count
from knowledge.records import Method

MOST_SPLITS = 20
Split = dict[str, int]


def spread(
    full: Mapping[str, int],
    left: Mapping[str, int],
    spare: int,
    method: Method,
    steps: list[Step],
) -> tuple[list[Split], int]:
    """Splits of the spare units over the largest leftovers, every one where some are equal."""
    ranked = sorted(left, key=lambda code: -left[code])
    cut = left[ranked[spare - 1]]
    sure = [code for code in ranked if left[code] > cut]
    tied = [code for code in ranked if left[code] == cut]
    open_units = spare - len(sure)
    total = comb(len(tied), open_units)
    leftovers = ", ".join(f"{code} {left[code]}" for code in ranked)
    steps.append(
        Step(
            f"Units left to share: {spare}, to the largest leftovers ({leftovers}).",
            spare,
            method.supports["leftovers"],
        )
    )
    if total > 1:
        steps.append(
            Step(
                f"{listed(tied)} have equal leftovers of {cut} minutes for the last "
                f"{unit_count(open_units)}: any of them may have it, {total} splits in all.",
                total,
                method.supports["tie"],
            )
        )
    else:
        steps.append(
            Step(
                f"{listed(sure + tied)} {'gets' if spare == 1 else 'get'} "
                f"{'the' if spare == 1 else 'one each of the'} further "
                f"{'unit' if spare == 1 else 'units'}.",
                spare,
                method.supports["leftovers"],
            )
        )
    return list(_splits(full, sure, tied, open_units)), total


def _splits(
    full: Mapping[str, int], sure: Sequence[str], tied: Sequence[str], open_units: int
) -> Iterator[Split]:
    """At most MOST_SPLITS splits, the tied codes taken in the order they were given."""
    given = [code for code in full if code in set(tied)]
    for number, chosen in enumerate(combinations(given, open_units)):
        if number == MOST_SPLITS:
            return
        extra = {*sure, *chosen}
        yield without_zero({code: n + (code in extra) for code, n in full.items()})


def without_zero(split: Mapping[str, int]) -> Split:
    """A split without the codes that earn nothing."""
    return {code: n for code, n in split.items() if n}
