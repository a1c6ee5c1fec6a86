"""What the lines of every date of a batch find together: repeated codes and limits of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from coding_tools.batch_memory import Memory, now
from coding_tools.batch_words import are, by_key, told
from coding_tools.claim_day import quarter_gap, spoken_of
from coding_tools.claim_line_rules import may_stand
from coding_tools.claim_words import Found
from coding_tools.wording import unit_count

# Codes are numbered below this, so that one number holds a claim, a day and a code.
_CODES = 1 << 20


def day_codes(dated: pl.DataFrame) -> pl.DataFrame:
    """The codes of every date: units and minutes added, and how many of each are not known.

    Args:
        dated: Lines with a date, with what is known of their code.
    """
    same = ("day", "code", "timed", "held", "live", "facts", "mue_rule", "mue_table")
    return dated.group_by("key").agg(
        pl.col(*same).first(),
        pl.col("row").min().alias("first"),
        pl.col("units", "minutes").sum(),
        no_units=pl.col("units").null_count(),
        no_minutes=pl.col("minutes").null_count(),
        lines=pl.len(),
    )


def crossing(codes: pl.DataFrame, limit: str, lines: pl.DataFrame) -> pl.DataFrame:
    """Codes of a date with the `row` on which their units first pass a limit, else their last.

    Args:
        codes: The `key` of a code and date, the limit and others.
        limit: The limit's column.
        lines: Every line that may be named.
    """
    if codes.is_empty():
        return codes.with_columns(row=pl.lit(0, pl.UInt32)).clear()
    given = codes.lazy().drop("row", strict=False)
    wanted = given.select("key", limit=pl.col(limit).cast(pl.Int64))
    rows = (
        lines.lazy()
        .select("row", "key", "units")
        .join(wanted, on="key")
        .sort("row")
        .with_columns(sum=pl.col("units").fill_null(0).cum_sum().over("key"))
        .group_by("key")
        .agg(
            row=pl.coalesce(
                pl.col("row").filter(pl.col("sum") > pl.col("limit")).first(), pl.col("row").last()
            )
        )
    )
    return now(given.join(rows, on="key", maintain_order="left"))


def code_text(memory: Memory) -> pl.Expr:
    """The codes of a column of numbers, as text."""
    known = memory.codes.known
    return pl.col("code").replace_strict(range(len(known)), known, return_dtype=pl.String)


def day_columns(read: pl.DataFrame, codes: pl.DataFrame, memory: Memory) -> list[pl.DataFrame]:
    """Findings on repeated codes, units of a day, and dates outside the tables' quarters.

    Args:
        read: Lines with a date, with what is known of their code.
        codes: The same added up: units of each code and date.
        memory: What was met before.
    """
    timed = read.filter(pl.col("timed") == 1)
    return [
        _minutes_missing(timed, memory),
        _repeated(timed, codes, memory),
        _untimed(read, codes, memory),
        *_limits(read, codes, memory),
        _quarters(read, memory),
    ]


def _minutes_missing(timed: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Timed codes without minutes."""

    def judge(code: int) -> Iterable[Found]:
        return (Found("minutes-missing", {"code": memory.codes.known[code]}),)

    return by_key(memory, "no minutes", timed.filter("no_minutes"), ["code"], judge)


def _repeated(timed: pl.DataFrame, codes: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """One timed code on two lines, those with and without an assistant's modifier apart."""
    assistants = memory.library.claim_rules.pairs.assistants
    known = memory.modifiers.known
    marks = [str([one for one in assistants if one in modifiers]) for modifiers in known]
    many = codes.filter((pl.col("lines") > 1) & (pl.col("timed") == 1)).select("key")
    marked = (
        timed.join(many, on="key", how="semi")
        .with_columns(
            mark=pl.col("modifiers").replace_strict(
                range(len(known)), marks, return_dtype=pl.String
            )
        )
        .sort("row")
    )

    def judge(code: int) -> Iterable[Found]:
        return (Found("code-repeated", {"code": memory.codes.known[code]}),)

    again = marked.filter(~pl.struct("key", "mark").is_first_distinct())
    return by_key(memory, "repeated", again, ["code"], judge)


def _untimed(read: pl.DataFrame, codes: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Untimed codes beyond one unit a day."""
    over = codes.filter((pl.col("timed") == 0) & (pl.col("units") > 1))
    placed = crossing(over.with_columns(limit=pl.lit(1)), "limit", read)
    words = placed.select("row", code=code_text(memory), billed=are(pl.col("units")))
    return told(memory, "units-untimed", words)


def _limits(read: pl.DataFrame, codes: pl.DataFrame, memory: Memory) -> list[pl.DataFrame]:
    """Units over a Medically Unlikely Edit, and codes that have none."""
    billed = codes.filter(pl.col("mue_rule") & pl.col("live"))
    different = billed.select("code", "mue_table").unique()
    edits = [_edit(code, table, memory) for code, table in different.iter_rows()]
    schema = {
        "limit": pl.Int64, "indicator": pl.Int64, "spoken": pl.Boolean, "mue": pl.String,
        "quarter": pl.String,
    }  # fmt: skip
    held = billed.join(
        pl.concat([different, pl.DataFrame(edits, schema=schema, orient="row")], how="horizontal"),
        on=["code", "mue_table"],
        maintain_order="left",
    )
    none = held.filter(pl.col("limit").is_null() & (pl.col("units") > 1) & pl.col("held"))
    missing = crossing(none.with_columns(limit=pl.lit(1)), "limit", read)

    def judge(key: tuple[int, int, str, str]) -> Iterable[Found]:
        code, units, quarter, source = key
        words = {"units": unit_count(units), "quarter": quarter, "mue": source}
        return (Found("mue-not-loaded", {"code": memory.codes.known[code], **words}),)

    found = [by_key(memory, "no mue", missing, ["code", "units", "quarter", "mue"], judge)]
    over = held.filter(~pl.col("spoken") & (pl.col("units") > pl.col("limit")))
    for rule, indicator in (("mue-absolute", 2), ("mue-appeal", 3)):
        placed = crossing(over.filter(pl.col("indicator") == indicator), "limit", read)
        found.append(told(memory, rule, _mue_words(placed, memory)))
    by_line = over.filter(pl.col("indicator") == 1)
    lines = read.select("row", "key", line_units="units").join(by_line, on="key")
    passed = lines.filter(pl.col("line_units") > pl.col("limit"))
    found.append(
        told(memory, "mue-line", _mue_words(passed.with_columns(units="line_units"), memory))
    )
    return found


def _mue_words(placed: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """The words of a finding on a Medically Unlikely Edit."""
    return placed.select(
        "row",
        "mue",
        code=code_text(memory),
        limit=pl.col("limit").cast(pl.String),
        billed=are(pl.col("units")),
    )


def _edit(code: int, table: int, memory: Memory) -> tuple[int | None, int | None, bool, str, str]:
    """A code's limit and indicator, whether another finding speaks of it, and the table."""
    mue = memory.mue_tables[table]
    edit = mue.get(memory.codes.known[code])
    if edit is None:
        return None, None, False, mue.source, mue.quarter
    spoken = spoken_of(memory.library.codes.get(memory.codes.known[code]), edit)
    return edit.units, edit.indicator, spoken, mue.source, mue.quarter


def _quarters(read: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Dates outside the quarter of a table that they are judged by."""

    def judge(key: tuple[int, int, int, int]) -> Iterable[Found]:
        facts, ordinal, pairs, mue = key
        found = quarter_gap(
            date.fromordinal(ordinal),
            memory.payer_facts(facts),
            memory.pair_tables[pairs].quarter,
            memory.mue_tables[mue].quarter,
        )
        return (found,) if found else ()

    firsts = read.filter(pl.col("day").is_first_distinct())
    columns = ["facts", "ordinal", "pair_table", "mue_table"]
    return by_key(memory, "quarter", firsts, columns, judge)


def code_columns(read: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Lines with what is known of their code: timed (1, 0 or -1), held, and live (may stand).

    Args:
        read: Lines with a date.
        memory: What was met before.
    """
    library = memory.library
    different = read.select("code", "era").unique()
    told: list[tuple[int, bool, bool]] = []
    for code, era in different.iter_rows():
        text = memory.codes.known[code]
        held = library.codes.get(text)
        timed = -1 if held is None or held.timed is None else int(held.timed)
        live = may_stand(text, library.claim_index.day_of(era), library)
        told.append((timed, held is not None, live))
    schema = {"timed": pl.Int8, "held": pl.Boolean, "live": pl.Boolean}
    known = pl.concat(
        [different, pl.DataFrame(told, schema=schema, orient="row")], how="horizontal"
    )
    facts = read["facts"].unique().to_list()
    payers = pl.DataFrame(
        {
            "facts": facts,
            "edits": [memory.payer_facts(one).value("pair_edits") or "" for one in facts],
            "mue_rule": [memory.payer_facts(one).value("mue") == "ncci" for one in facts],
        },
        schema={"facts": pl.UInt32, "edits": pl.String, "mue_rule": pl.Boolean},
    )
    return now(
        read.lazy()
        .join(known.lazy(), on=["code", "era"], maintain_order="left")
        .join(payers.lazy(), on="facts", maintain_order="left")
        .with_columns(key=pl.col("day") * _CODES + pl.col("code"))
    )
