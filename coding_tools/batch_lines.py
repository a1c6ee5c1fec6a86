"""What each line of a batch finds by itself, and what its claim's payer finds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from coding_tools.batch_memory import Memory
from coding_tools.batch_words import PLACED, by_key, with_wordings
from coding_tools.claim_line_rules import line_findings, region_findings
from coding_tools.claim_payer import payer_gap, payer_of_claim, payers_mixed
from coding_tools.claim_words import Found


def line_columns(read: pl.DataFrame, memory: Memory) -> list[pl.DataFrame]:
    """The findings of every line that can be read, by itself.

    Args:
        read: Lines as `batch_read.read_lines` gives them, those that can't be read left out.
        memory: What was met before.
    """
    return [
        _by_line(read, memory),
        _by_regions(read, memory),
        _no_date(read, memory),
        _future(read, memory),
        _payer_gaps(read, memory),
        _of_claim(read, memory),
        _mixed(read, memory),
    ]


def _by_line(read: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Rules on a line's code, modifiers, payer and provider."""

    def judge(key: tuple[int, int, int, int, int]) -> Iterable[Found]:
        code, modifiers, facts, provider, era = key
        return line_findings(
            memory.codes.known[code],
            memory.modifiers.known[modifiers],
            memory.payer_facts(facts),
            memory.providers.known[provider],
            memory.library.claim_index.day_of(era),
            memory.library,
        )

    return by_key(memory, "line", read, ["code", "modifiers", "facts", "provider", "era"], judge)


def _by_regions(read: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Rules on the regions of an adjustment."""

    def judge(key: tuple[int, int]) -> Iterable[Found]:
        code, regions = memory.codes.known[key[0]], memory.regions.known[key[1]]
        return region_findings(code, regions, memory.library)

    return by_key(memory, "regions", read, ["code", "regions"], judge)


def _no_date(read: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Lines without a date of service."""
    rows = read.filter("no_date")
    return by_key(memory, "no date", rows, ["no_date"], lambda _: (Found("date-missing"),))


def _future(read: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Dates of service after today."""

    def judge(ordinal: int) -> Iterable[Found]:
        words = {"date": str(date.fromordinal(ordinal)), "today": str(memory.today)}
        return (Found("date-future", words),)

    rows = read.filter(pl.col("ordinal") > memory.today.toordinal())
    return by_key(memory, "future", rows, ["ordinal"], judge)


def _payer_gaps(read: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """What can't be checked because of a claim's payer, told on its first line."""

    def judge(key: tuple[int, int]) -> Iterable[Found]:
        text = memory.payers.known[key[0]].text
        found = payer_gap(memory.payer_facts(key[1]), text, memory.library)
        return (found,) if found else ()

    firsts = read.filter(pl.col("claim").is_first_distinct())
    return by_key(memory, "payer", firsts, ["payer", "facts"], judge)


def _of_claim(read: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Lines that name no payer in a claim whose other lines name one."""
    named = [number for number, one in enumerate(memory.payers.known) if one.text]
    unnamed = pl.col("payer_key").is_null() & ~pl.col("several") & pl.col("payer").is_in(named)

    def judge(payer: int) -> Iterable[Found]:
        return (payer_of_claim(memory.payers.known[payer].text, memory.library),)

    return by_key(memory, "payer of claim", read.filter(unnamed), ["payer"], judge)


def _mixed(read: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Claims that name several payers, told on the line of the second."""
    several = read.filter(pl.col("several") & pl.col("payer_key").is_not_null())
    if several.is_empty():
        return pl.DataFrame(schema=PLACED)
    firsts = several.filter(pl.struct("claim", "payer_key").is_first_distinct())
    claims = firsts.group_by("claim", maintain_order=True).agg(
        pl.col("row").get(1), pl.col("payer_text")
    )
    numbers = [
        memory.wording(payers_mixed(texts, memory.library)) for texts in claims["payer_text"]
    ]
    placed = claims.select("row", wording=pl.Series(numbers, dtype=pl.UInt32))
    return with_wordings(memory, placed)
