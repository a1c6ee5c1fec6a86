"""What is wrong with a batch's rows beyond one cell: unreadable rows, empty ids, pointers."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from coding_tools.batch_memory import Memory
from coding_tools.batch_words import by_key
from coding_tools.claim_cells import points_beyond
from coding_tools.claim_words import Found


def row_faults(held: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Rows that can't be read at all."""
    names = ["fault", "fault_found", "fault_wanted"]
    rows = held.select("row", *names).filter(pl.col("fault").is_not_null()).fill_null("")

    def judge(key: tuple[str, str, str]) -> Iterable[Found]:
        return (row_fault(*key),)

    return by_key(memory, "row", rows, names, judge)


def row_fault(rule: str, found: str, wanted: str) -> Found:
    """Why a row can't be read, as both the batch and the single claim tell it.

    Args:
        rule: The finding's name.
        found: How many fields the row has.
        wanted: How many the header has.
    """
    return Found(rule, {"found": found, "wanted": wanted})


def pointed_beyond(sound: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Pointers to none of the claim's diagnoses, where the file tells how many it lists."""
    names = ["diagnosis_pointers", "diagnoses"]
    rows = sound.select("row", *names).filter(pl.col("diagnoses").is_not_null())

    def judge(key: tuple[str, str]) -> Iterable[Found]:
        return points_beyond(*key, memory.library)

    return by_key(memory, "pointers", rows, names, judge)


def empty_ids(sound: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Rows without a claim's id."""
    rows = sound.filter(pl.col("claim_id") == "").select("row", "claim_id")
    return by_key(memory, "claim_id", rows, ["claim_id"], lambda _: (Found("claim-id-empty"),))
