"""Cutting a stream of claim lines into batches of whole claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import polars as pl

from coding_tools.claim_lines import SPACE


class ScatteredClaimsError(ValueError):
    """A claim's lines don't stand together, so that a stream can't be cut into whole claims."""


def whole_claims(batches: Iterable[pl.DataFrame], at_once: int) -> Iterator[pl.DataFrame]:
    """Batches in which every claim is whole.

    Args:
        batches: Cells of claim lines with a `claim_id`, in the order of the rows.
        at_once: About how many lines a batch holds; a claim with more makes it longer.

    Raises:
        ScatteredClaimsError: A claim goes on after another one began.

    >>> stream = [pl.DataFrame({"claim_id": ["A", "A", "B"]}), pl.DataFrame({"claim_id": ["B"]})]
    >>> [batch["claim_id"].to_list() for batch in whole_claims(stream, 2)]
    [['A', 'A'], ['B', 'B']]
    """
    held: list[pl.DataFrame] = []
    seen = _Seen()
    for batch in batches:
        if batch.is_empty():
            continue
        held.append(batch)
        if sum(one.height for one in held) < at_once:
            continue
        lines = pl.concat(held)
        ids = claim_ids(lines)
        last = ids.rle_id()
        cut = int((last < last[-1]).sum())
        seen.add(ids.head(cut))
        # A slice would keep the whole of its batch in memory: the last claim is copied.
        held = [lines.filter(last == last[-1])]
        whole = lines.head(cut)
        del lines, ids, last, batch
        if cut:
            yield whole
        del whole
    if held:
        lines = pl.concat(held)
        seen.add(claim_ids(lines))
        yield lines


def claim_ids(lines: pl.DataFrame) -> pl.Series:
    """The claim's id of each line, as `claim_lines.claim_id_of` gives it."""
    bare = lines["claim_id"].fill_null("").str.strip_chars(SPACE)
    if bare.str.starts_with('="').any():
        bare = bare.str.replace(r'(?s)^="(.*)"$', "$1")
    return bare


class _Seen:
    """The claims of the batches before, as sorted numbers."""

    def __init__(self) -> None:
        self._numbers = np.empty(0, dtype=np.uint64)

    def add(self, ids: pl.Series) -> None:
        """Remember a batch's claims, each of which must be new.

        Raises:
            ScatteredClaimsError: One stands in an earlier batch, or twice in this one.
        """
        named = ids.filter(ids != "")
        begun = named.filter(named.rle_id().is_first_distinct())
        numbers = np.sort(begun.hash().to_numpy())
        places = np.searchsorted(self._numbers, numbers)
        met = places < len(self._numbers)
        twice = begun.n_unique() < len(begun)
        if twice or bool((self._numbers[places[met]] == numbers[met]).any()):
            raise ScatteredClaimsError("a claim goes on after another one began")
        # Two sorted runs: a stable sort merges them.
        self._numbers = np.sort(np.concatenate([self._numbers, numbers]), kind="stable")
