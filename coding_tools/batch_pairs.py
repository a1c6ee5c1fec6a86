"""Pair edits between the lines of every date of a batch: joins find them, rules judge them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from coding_tools.batch_edits import Edits
from coding_tools.batch_memory import Memory, now
from coding_tools.batch_words import PLACED, by_key
from coding_tools.claim_pairs import Edit, PairLines, Relation, pair_findings, relation_of, unneeded
from coding_tools.claim_words import Found


def pair_columns(read: pl.DataFrame, edits: Edits, memory: Memory) -> list[pl.DataFrame]:
    """What pair edits find on the lines of every date.

    Args:
        read: Lines with a date, with what is known of their code and payer.
        edits: The rows of the pair tables.
        memory: What was met before.
    """
    live = read.filter(pl.col("live") & (pl.col("edits") != "none"))
    ruled = _ruled(live, edits)
    return [
        _by_pair(ruled, memory),
        _unknown_start(ruled, memory),
        _uncovered(live, memory),
        _unpaired(read, ruled, memory),
    ]


def _ruled(live: pl.DataFrame, edits: Edits) -> pl.DataFrame:
    """Each two lines of a date that a row rules on: `row1` and `row2` are column 1's and 2's.

    Lines of a date that don't differ in code, modifiers and regions count as the first of them.
    """
    kept = ["row", "day", "code", "modifiers", "regions"]
    found: list[pl.DataFrame] = []
    for (table,), lines in live.partition_by("pair_table", as_dict=True).items():
        rows = edits.rows(int(table))
        since = lines["ordinal"].min()
        rows = rows.filter(pl.col("deleted").is_null() | (pl.col("deleted") >= since))
        low, high = rows["low"].unique().implode(), rows["high"].unique().implode()
        both = lines.lazy().select(*kept, "ordinal", "facts", "pair_table", "edits")
        ones = now(both.filter(pl.col("code").is_in(low))).lazy()
        others = both.select(kept).filter(pl.col("code").is_in(high))
        others = now(others.join(ones.select("day"), on="day", how="semi")).lazy()
        pairs = (
            _different(ones.join(others.select("day"), on="day", how="semi"))
            .join(_different(others), on="day", suffix="_b")
            .filter(pl.col("code") < pl.col("code_b"))
        )
        found.append(_row_for(pairs, rows))
    return pl.concat(found) if found else pl.DataFrame(schema=_RULED)


def _different(lines: pl.LazyFrame) -> pl.LazyFrame:
    """The first of each date's lines that don't differ in code, modifiers and regions."""
    same = pl.struct("day", "code", "modifiers", "regions")
    return lines.sort("row").filter(same.is_first_distinct())


def _row_for(pairs: pl.LazyFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The row that rules on each pair of lines; see `pair_rows.rule_on`."""
    on = pl.col("ordinal")
    ruling = (
        pairs.join(rows.lazy(), left_on=["code", "code_b"], right_on=["low", "high"])
        .filter(
            (pl.col("effective").is_null() | (pl.col("effective") <= on))
            & (pl.col("deleted").is_null() | (pl.col("deleted") >= on))
        )
        .sort("row", "row_b", "deleted", "place", nulls_last=True)
        .unique(["row", "row_b"], keep="first", maintain_order=True)
    )
    turned = pl.col("column1") != pl.col("code")

    def of(side: str, name: str) -> pl.Expr:
        other = turned if side == "1" else ~turned
        return pl.when(other).then(pl.col(f"{name}_b")).otherwise(pl.col(name))

    sides = {f"{name}{side}": of(side, name) for name in ("row", "modifiers", "regions")
             for side in ("1", "2")}  # fmt: skip
    told = ruling.select(
        "day", "facts", "pair_table", "edits", "ordinal", "column1", "column2", "indicator",
        "ended", "undated", **sides,
    )  # fmt: skip
    return now(told.cast(_RULED))  # type: ignore[arg-type]


_RULED = {
    "day": pl.Int64, "facts": pl.UInt32, "pair_table": pl.Int32, "edits": pl.String,
    "ordinal": pl.Int64, "column1": pl.UInt32, "column2": pl.UInt32, "indicator": pl.Int64,
    "ended": pl.Int64, "undated": pl.Boolean, "row1": pl.UInt32, "row2": pl.UInt32,
    "modifiers1": pl.UInt32, "modifiers2": pl.UInt32, "regions1": pl.UInt32,
    "regions2": pl.UInt32,
}  # fmt: skip
_RELATIONS: tuple[Relation | None, ...] = (None, "same", "different", "partly")


def _by_pair(ruled: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """What live edits find, each different pair of lines judged once."""
    if ruled.is_empty():
        return pl.DataFrame(schema=PLACED)
    different = ruled.select("regions1", "regions2").unique()
    known = memory.regions.known
    relations = different.with_columns(
        relation=pl.Series(
            [_RELATIONS.index(relation_of(known[a], known[b])) for a, b in different.iter_rows()],
            dtype=pl.UInt8,
        )
    )
    keyed = ruled.join(relations, on=["regions1", "regions2"], maintain_order="left")
    columns = ["column1", "column2", "indicator", "pair_table", "modifiers1", "modifiers2",
               "relation", "facts"]  # fmt: skip

    def judge(side: int, key: tuple[int, ...]) -> Iterable[Found]:
        one, other, indicator, table, first, second, relation, facts = key
        codes, modifiers = memory.codes.known, memory.modifiers.known
        edit = Edit(codes[one], codes[other], indicator, memory.pair_tables[table].source)
        lines = PairLines(edit, modifiers[first], modifiers[second], _RELATIONS[relation])
        found = pair_findings(lines, memory.payer_facts(facts), memory.library)
        return [one for place, one in found if place == side]

    told = pl.concat(
        by_key(
            memory,
            f"pair {side}",
            keyed.with_columns(row=pl.col(f"row{side}")),
            columns,
            lambda key, side=side: judge(side, key),  # type: ignore[misc]
        )
        for side in (1, 2)
    )
    return told.unique(["row", "id", "says"])


def _unknown_start(ruled: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Edits that ended once and whose live row has no start."""
    rows = ruled.filter(
        (pl.col("edits") == "ncci") & pl.col("undated") & (pl.col("ended") < pl.col("ordinal"))
    )

    def judge(key: tuple[int, int, int, int]) -> Iterable[Found]:
        one, other, ended, table = key
        words = {
            "column1": memory.codes.known[one],
            "column2": memory.codes.known[other],
            "ended": str(date.fromordinal(ended)),
            "table": memory.pair_tables[table].source,
        }
        return (Found("pair-start", words),)

    columns = ["column1", "column2", "ended", "pair_table"]
    rows = rows.with_columns(row="row2").unique(["row", *columns])
    return by_key(memory, "pair start", rows, columns, judge)


def _covered(lines: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Lines with whether their date's pair table speaks of their code."""
    different = lines.select("code", "pair_table").unique()
    covers = [
        memory.pair_tables[table].covers(memory.codes.known[code])
        for code, table in different.iter_rows()
    ]
    known = different.with_columns(covered=pl.Series(covers, dtype=pl.Boolean))
    return lines.join(known, on=["code", "pair_table"], maintain_order="left")


def _uncovered(live: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Codes that the pair table doesn't speak of, beside another code."""
    lines = _covered(live.filter(pl.col("edits") == "ncci"), memory)
    if lines["covered"].all():
        return pl.DataFrame(schema=PLACED)
    alone = lines.with_columns(codes=pl.col("code").n_unique().over("day"))
    rows = alone.filter(
        ~pl.col("covered") & (pl.col("codes") > 1) & pl.struct("day", "code").is_first_distinct()
    )

    def judge(key: tuple[int, int]) -> Iterable[Found]:
        quarter = memory.pair_tables[key[1]].quarter
        words = {"code": memory.codes.known[key[0]], "quarter": quarter}
        return (Found("pair-not-loaded", words),)

    return by_key(memory, "uncovered", rows, ["code", "pair_table"], judge)


def _unpaired(read: pl.DataFrame, ruled: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Modifiers of a pair edit on lines that stand in none, where every code was looked up."""
    groups = memory.library.claim_rules.pairs
    group = {*groups.distinct, groups.evaluation}
    marked = [n for n, held in enumerate(memory.modifiers.known) if group & set(held)]
    lines = read.filter((pl.col("edits") == "ncci") & pl.col("modifiers").is_in(marked))
    if lines.is_empty():
        return pl.DataFrame(schema=PLACED)
    days = _covered(read.join(lines, on="day", how="semi"), memory)
    unknown = days.filter(~(pl.col("live") & pl.col("covered"))).select("day")
    paired = pl.concat(ruled.select("day", code=f"column{side}") for side in (1, 2))
    alone = lines.join(unknown, on="day", how="anti").join(paired, on=["day", "code"], how="anti")

    def judge(key: tuple[int, int]) -> Iterable[Found]:
        code, modifiers = memory.codes.known[key[0]], memory.modifiers.known[key[1]]
        return unneeded(code, modifiers, memory.library)

    return by_key(memory, "unpaired", alone, ["code", "modifiers"], judge)
