"""What each method of counting gives the timed codes of every date: arithmetic in columns."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from coding_tools.batch_memory import now
from knowledge.records import Method


def judged_codes(
    codes: pl.DataFrame, methods: Sequence[Method], unknown: pl.DataFrame
) -> pl.DataFrame:
    """The codes whose units can be judged: where minutes are pooled, all of a date's are known."""
    if any(method.pooled for method in methods):
        codes = codes.join(unknown, on="day", how="anti")
        return codes.filter(pl.col("minutes").is_not_null().all().over("day"))
    return codes.filter(pl.col("minutes").is_not_null())


def amiss(codes: pl.DataFrame, methods: Sequence[Method]) -> pl.DataFrame:
    """The codes of dates that are not plainly billed as every method gives: the few to look into.

    Where each code has its full units or one more, those with one more have the largest leftovers,
    and the sum is the date's, a method that pools the minutes gives just that.
    """
    if codes.is_empty():
        return codes
    plain: list[pl.Expr] = []
    for number, method in enumerate(methods):
        minutes, unit = pl.col("minutes"), method.unit_minutes
        if method.pooled:
            more = pl.col("units") - minutes // unit
            left = minutes % unit
            least, most = left.filter(more == 1).min(), left.filter(more == 0).max()
            fits = (
                more.is_between(0, 1).all()
                & (least >= most).fill_null(True)
                & (pl.col("units").sum() == _units_of(minutes.sum(), method))
            )
        else:
            fits = (pl.col("units") == _units_of(minutes, method)).all()
        plain.append((fits & (pl.col("units").null_count() == 0)).alias(f"fits{number}"))
    days = codes.lazy().group_by("day").agg(plain)
    good = days.filter(pl.all_horizontal(pl.exclude("day"))).select("day")
    return now(codes.lazy().join(good, on="day", how="anti"))


def _units_of(minutes: pl.Expr, method: Method) -> pl.Expr:
    """Units that minutes earn as one block; see `units.units_of`."""
    first, unit = method.first_minutes, method.unit_minutes
    return pl.when(minutes < first).then(0).otherwise((minutes + unit - first) // unit)


def surely(minutes: pl.Expr, method: Method) -> pl.Expr:
    """The most units of a code by its own minutes; see `claim_allowance.surely`."""
    if not method.pooled:
        return _units_of(minutes, method)
    left = (minutes % method.unit_minutes > 0).cast(pl.Int64)
    return minutes // method.unit_minutes + left


def passed(codes: pl.DataFrame, method: Method) -> pl.DataFrame:
    """Codes with what a method gives them and whether more is billed; see `claim_allowance.over`.

    Adds `most`, `full`, `total` (units of the date), `open` and `tied`, `over` (the code has more
    than any split gives it), `extra` (further units of tied codes) and `passed` (of the date).
    """
    minutes, unit = pl.col("minutes"), method.unit_minutes
    if not method.pooled:
        given = codes.lazy().with_columns(most=_units_of(minutes, method)).with_columns(
            full=pl.col("most"), total=pl.col("most").sum().over("day"), open=pl.lit(0, pl.Int64),
            tied=pl.lit(False),
        )  # fmt: skip
    else:
        given = (
            codes.lazy()
            .with_columns(
                full=minutes // unit,
                left=minutes % unit,
                total=_units_of(minutes.sum().over("day"), method),
            )
            .with_columns(
                spare=pl.col("total") - pl.col("full").sum().over("day"),
                above=pl.col("left").rank("min", descending=True).over("day").cast(pl.Int64),
                down=pl.col("left").rank("max", descending=True).over("day").cast(pl.Int64),
            )
            .with_columns(
                most=pl.col("full") + (pl.col("above") <= pl.col("spare")).cast(pl.Int64),
                tied=(pl.col("above") <= pl.col("spare")) & (pl.col("spare") < pl.col("down")),
                open=pl.col("spare") - pl.col("above") + 1,
            )
        )
    more = (pl.col("units") - pl.col("full")).clip(lower_bound=0)
    return now(
        given.with_columns(over=(pl.col("units") > pl.col("most")).fill_null(False))
        .with_columns(
            any_over=pl.col("over").any().over("day"),
            unread=(pl.col("tied") & pl.col("units").is_null()).any().over("day"),
            extra=more.filter(pl.col("tied")).sum().over("day"),
        )
        .with_columns(
            tie=pl.col("tied")
            & ~pl.col("any_over")
            & ~pl.col("unread")
            & (pl.col("extra") > pl.col("open"))
        )
        .with_columns(passed=(pl.col("over") | pl.col("tie")).any().over("day"))
    )
