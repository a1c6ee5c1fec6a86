"""Findings of a batch in columns: each different one worded once, or one template for a column."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import polars as pl

from coding_tools.batch_memory import WORDED, Memory, now
from coding_tools.claim_words import Found, rank

# What every finding of a batch is, before its line is looked up.
PLACED = {"row": pl.UInt32, **WORDED}


def by_key(
    memory: Memory,
    rule: str,
    frame: pl.DataFrame,
    keys: Sequence[str],
    judge: Callable[[Any], Iterable[Found]],
) -> pl.DataFrame:
    """The findings of a rule that looks at a few columns, each different key judged once.

    Args:
        memory: What was met before.
        rule: The rule's own name.
        frame: Rows with `row` and the keys.
        keys: The columns that the rule looks at; no null among them.
        judge: What the rule finds for a key: a value, or a tuple of them where keys are several.

    Returns:
        Columns `row` and those of a wording.
    """
    if frame.is_empty():
        return pl.DataFrame(schema=PLACED)
    different = now(frame.lazy().select(keys).unique(maintain_order=True))
    found: list[tuple[Any, ...]] = []
    for key in different.iter_rows():
        told = memory.found(rule, key[0] if len(keys) == 1 else key, judge)
        found += [(*key, number) for number in told]
    if not found:
        return pl.DataFrame(schema=PLACED)
    schema = {name: frame.schema[name] for name in keys} | {"wording": pl.UInt32}
    numbered = pl.DataFrame(found, schema=schema, orient="row")
    placed = frame.lazy().select("row", *keys).join(numbered.lazy(), on=list(keys))
    return with_wordings(memory, now(placed.select("row", "wording")))


def with_wordings(memory: Memory, placed: pl.DataFrame) -> pl.DataFrame:
    """Rows with the number of a wording, worded."""
    worded = memory.wordings(placed["wording"].unique().to_list()).lazy()
    told = placed.lazy().join(worded, on="wording")
    return now(told.select(pl.col("row").cast(pl.UInt32), *WORDED))


def told(memory: Memory, rule: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The findings of one rule, worded from columns.

    Args:
        memory: The knowledge base that holds the wording.
        rule: The finding's name.
        frame: Columns `row`, the words of the wording as text, and `supports` (text, passages
            parted by semicolons) where the claim's own facts add some.

    >>> from datetime import date
    >>> from coding_tools.claim_tables import OwnTables
    >>> from knowledge.library import bundled
    >>> memory = Memory(bundled(), OwnTables(), date(2026, 11, 22))
    >>> one = pl.DataFrame({"row": [2], "code": ["97110"]})
    >>> told(memory, "modifier-51", one)["says"].item()
    'Modifier 51 stands on 97110: it is not used with physical medicine codes.'
    """
    if frame.is_empty():
        return pl.DataFrame(schema=PLACED)
    finding = memory.library.findings[rule]
    own = [_filled(key) for key in finding.supports]
    added = [pl.col("supports")] if "supports" in frame.columns else []
    supports = pl.concat_str([*added, *own], separator=";") if added or own else pl.lit("")
    about = [pl.col(word) for word in finding.about]
    name = pl.concat_str(about, separator="-") if about else None
    return frame.select(
        pl.col("row").cast(pl.UInt32),
        severity=pl.lit(finding.severity),
        rank=pl.lit(rank(finding.severity), pl.UInt8),
        id=pl.lit(rule) if name is None else pl.format("{}:{}", pl.lit(rule), name),
        field=pl.lit(finding.field),
        says=_capital(_filled(finding.says)),
        fix=_capital(_filled(finding.fix)),
        supports=supports,
    )


def _filled(template: str) -> pl.Expr:
    """A wording with its words taken from columns."""
    parts: list[pl.Expr] = []
    for literal, word, _, _ in string.Formatter().parse(template):
        if literal:
            parts.append(pl.lit(literal))
        if word is not None:
            parts.append(pl.col(word))
    return pl.concat_str(parts) if parts else pl.lit("")


def _capital(text: pl.Expr) -> pl.Expr:
    """A sentence with its first letter large."""
    return text.str.slice(0, 1).str.to_uppercase() + text.str.slice(1)


def are(units: pl.Expr) -> pl.Expr:
    """Units with the verb that agrees; see `claim_words.are`."""
    return pl.when(units == 1).then(pl.lit("1 unit is")).otherwise(pl.format("{} units are", units))


def unit_count(units: pl.Expr) -> pl.Expr:
    """A count of units in words that agree; see `wording.unit_count`."""
    return pl.when(units == 1).then(pl.lit("1 unit")).otherwise(pl.format("{} units", units))


def further(units: pl.Expr, *, verb: bool = False) -> pl.Expr:
    """Units beyond those that codes have in full; see `claim_units.further`."""
    one, more = ("1 further unit is", "{} further units are") if verb else (
        "1 further unit", "{} further units")  # fmt: skip
    return pl.when(units == 1).then(pl.lit(one)).otherwise(pl.format(more, units))
