"""Units against minutes for every date of a batch: the arithmetic of `claim_units`, in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from coding_tools.batch_counts import amiss, judged_codes, passed, surely
from coding_tools.batch_day import code_text, crossing
from coding_tools.batch_memory import Memory
from coding_tools.batch_words import PLACED, are, by_key, further, told, unit_count
from coding_tools.claim_payer import PayerFacts
from coding_tools.claim_units import depends, method_words, sure_words
from coding_tools.claim_words import Found
from knowledge.records import Method


def unit_columns(
    dated: pl.DataFrame, codes: pl.DataFrame, unknown: pl.DataFrame, memory: Memory
) -> list[pl.DataFrame]:
    """What the units of every date's timed codes find against their minutes.

    Args:
        dated: Lines with a date.
        codes: The same added up, as `batch_day.day_codes` gives them.
        unknown: Those with minutes whose code isn't held.
        memory: What was met before.
    """
    codes = codes.filter(pl.col("timed") == 1).with_columns(
        minutes=pl.when(pl.col("no_minutes") == 0).then(pl.col("minutes")),
        units=pl.when(pl.col("no_units") == 0).then(pl.col("units")),
    )
    found: list[pl.DataFrame] = []
    different = codes["facts"].unique().sort().to_list()
    payers = {number: memory.payer_facts(number) for number in different}
    for names, definite in dict.fromkeys((p.methods, p.definite) for p in payers.values()):
        alike = {n: p for n, p in payers.items() if (p.methods, p.definite) == (names, definite)}
        methods = [memory.library.methods[name] for name in names]
        here = codes.filter(pl.col("facts").is_in(list(alike)))
        judged = judged_codes(here, methods, unknown)
        if any(method.pooled for method in methods) and judged.height < here.height:
            found.append(_untold(here, unknown, memory))
            partly = here.join(judged.select("key"), on="key", how="anti")
            found.append(_surely(partly, methods, alike, dated, memory))
        judged = amiss(judged, methods).sort("first")
        if judged.is_empty():
            continue
        timed = dated.join(judged.select("key"), on="key", how="semi")
        counted = [passed(judged, method) for method in methods]
        if definite:
            found += _definite(counted[0], methods[0], alike, timed, memory)
        else:
            found += _open(counted, methods, timed, memory)
    return found


def _untold(here: pl.DataFrame, unknown: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Dates with timed codes on which a code has minutes and may be timed or not."""
    if unknown.is_empty():
        return pl.DataFrame(schema=PLACED)

    def judge(code: int) -> tuple[Found]:
        return (Found("timing-unknown", {"code": memory.codes.known[code]}),)

    firsts = unknown.unique("day", keep="first", maintain_order=True)
    rows = firsts.join(here.select("day"), on="day", how="semi")
    return by_key(memory, "timing", rows, ["code"], judge)


def _surely(
    partly: pl.DataFrame,
    methods: Sequence[Method],
    payers: Mapping[int, PayerFacts],
    dated: pl.DataFrame,
    memory: Memory,
) -> pl.DataFrame:
    """Codes with more than their own minutes can give, on dates not all of which is known."""
    most = pl.max_horizontal(surely(pl.col("minutes"), method) for method in methods)
    over = partly.with_columns(most=most).filter(pl.col("units") > pl.col("most"))
    words = [sure_words(methods, payer) for payer in payers.values()]
    placed = crossing(over, "most", dated).select(
        "row",
        code=code_text(memory),
        billed=are(pl.col("units")),
        minutes=pl.col("minutes").cast(pl.String),
        most=unit_count(pl.col("most")),
        method=_by_payer(payers, [by for by, _ in words]),
        supports=_by_payer(payers, [_joined(supports) for _, supports in words]),
    )
    return told(memory, "units-over-surely", placed)


def _definite(
    counted: pl.DataFrame,
    method: Method,
    payers: Mapping[int, PayerFacts],
    timed: pl.DataFrame,
    memory: Memory,
) -> list[pl.DataFrame]:
    """Findings where the payer's method is known."""
    rules = [payer.rules["unit_method"] for payer in payers.values()]
    reported = [method_words(method, reported=rule.standing != "verified") for rule in rules]
    base = (*method.supports["total"], *method.supports["bands"])
    own = [_joined((*base, *rule.supports)) for rule in rules]
    ties = [_joined((*base, *rule.supports, *method.supports["tie"])) for rule in rules]
    words = {"method": _by_payer(payers, reported), "supports": _by_payer(payers, own)}
    rule = "units-over" if method.pooled else "units-over-alone"
    days = counted.with_columns(
        day_minutes=pl.col("minutes").sum().over("day"),
        day_units=pl.col("units").sum().over("day"),
        whole=pl.col("units").is_not_null().all().over("day"),
    )
    over = crossing(days.filter("over"), "most", timed).select(
        "row",
        code=code_text(memory),
        billed=are(pl.col("units")),
        minutes=pl.col("minutes").cast(pl.String),
        total=pl.col("day_minutes").cast(pl.String),
        most=unit_count(pl.col("most")),
        **words,
    )
    under = days.filter(
        ~pl.col("passed") & pl.col("whole") & (pl.col("day_units") < pl.col("total"))
    ).unique("day", keep="first", maintain_order=True)
    under = crossing(under.with_columns(limit=pl.lit(0, pl.Int64)), "limit", timed).select(
        "row",
        total=pl.col("day_minutes").cast(pl.String),
        most=unit_count(pl.col("total")),
        billed=are(pl.col("day_units")),
        **words,
    )
    tie_words = words | {"supports": _by_payer(payers, ties)}
    return [
        told(memory, rule, over),
        told(memory, "units-under", under),
        told(memory, "units-over-tie", _ties(counted, timed, tie_words, memory)),
    ]


def _ties(
    counted: pl.DataFrame, timed: pl.DataFrame, words: dict[str, pl.Expr], memory: Memory
) -> pl.DataFrame:
    """Tied codes that have more further units than there are, told on the last of them."""
    tied = counted.filter("tie").with_columns(name=code_text(memory)).sort("day", "first")
    names = tied.group_by("day").agg(codes=pl.col("name").str.join(" and "))
    last = tied.filter(pl.col("units") > pl.col("full")).unique(
        "day", keep="last", maintain_order=True
    )
    placed = crossing(last.join(names, on="day", maintain_order="left"), "full", timed)
    return placed.select(
        "row",
        "codes",
        open=further(pl.col("open")),
        billed=further(pl.col("extra"), verb=True),
        **words,
    )


def _open(
    counted: Sequence[pl.DataFrame],
    methods: Sequence[Method],
    timed: pl.DataFrame,
    memory: Memory,
) -> list[pl.DataFrame]:
    """Findings where several methods may govern: an error where none gives the units billed."""
    both = counted[0].select("day", "code", "key", "first", "units", "minutes").with_columns(
        **{f"{name}{n}": one[name] for n, one in enumerate(counted)
           for name in ("over", "tie", "passed", "most", "full")}
    )  # fmt: skip
    numbers = range(len(methods))
    passed = [pl.col(f"passed{n}") for n in numbers]
    some = both.filter(pl.any_horizontal(passed) & ~pl.all_horizontal(passed))
    none = both.filter(pl.all_horizontal(passed)).with_columns(
        most=pl.max_horizontal(*(f"most{n}" for n in numbers)),
        common=pl.all_horizontal(*(f"over{n}" for n in numbers)),
    )
    bands = tuple(key for method in methods for key in method.supports["bands"])
    common = crossing(none.filter("common"), "most", timed).select(
        "row",
        code=code_text(memory),
        billed=are(pl.col("units")),
        minutes=pl.col("minutes").cast(pl.String),
        most=unit_count(pl.col("most")),
        supports=pl.lit(_joined(bands)),
    )
    found = [told(memory, "units-over-any", common), _depending(some, methods, timed, memory)]
    left = none.filter(~pl.col("common").any().over("day"))
    for n, method in enumerate(methods):
        here = left.filter(pl.col(f"tie{n}").any().over("day"))
        left = left.join(here, on="day", how="anti", maintain_order="left")
        days = counted[n].join(here, on="day", how="semi", maintain_order="left")
        supports = (*method.supports["total"], *method.supports["tie"])
        words = {
            "method": pl.lit(method.says["within"]),
            "supports": pl.lit(_joined(supports)),
        }
        found.append(told(memory, "units-over-tie", _ties(days, timed, words, memory)))
    return found


def _depending(
    some: pl.DataFrame, methods: Sequence[Method], timed: pl.DataFrame, memory: Memory
) -> pl.DataFrame:
    """Dates whose units fit by one method and not by another."""
    if some.is_empty():
        return pl.DataFrame(schema=PLACED)
    numbers = range(len(methods))
    place = pl.coalesce(pl.when(pl.col(f"passed{n}")).then(pl.lit(n)) for n in numbers)
    some = some.with_columns(place=place).with_columns(
        bad=_of_place("over", numbers) | _of_place("tie", numbers),
        limit=pl.when(_of_place("over", numbers))
        .then(_of_place("most", numbers))
        .otherwise(_of_place("full", numbers)),
        further=_of_place("tie", numbers) & (pl.col("units") <= _of_place("full", numbers)),
    )
    firsts = (
        some.filter(pl.col("bad") & ~pl.col("further"))
        .sort("day", "first")
        .unique("day", keep="first", maintain_order=True)
    )
    placed = crossing(firsts, "limit", timed)

    def judge(key: tuple[int, ...]) -> tuple[Found]:
        return (depends(memory.codes.known[key[0]], methods, [bool(one) for one in key[1:]]),)

    columns = ["code", *(f"passed{n}" for n in numbers)]
    return by_key(memory, f"depends {[m.id for m in methods]}", placed, columns, judge)


def _of_place(name: str, numbers: Sequence[int]) -> pl.Expr:
    """A column of the method that a date's `place` names."""
    return pl.coalesce(pl.when(pl.col("place") == n).then(pl.col(f"{name}{n}")) for n in numbers)


def _by_payer(payers: Mapping[int, PayerFacts], told: Sequence[str]) -> pl.Expr:
    """What is told of each payer, by its number."""
    return pl.col("facts").replace_strict(list(payers), told, return_dtype=pl.String)


def _joined(keys: Sequence[str]) -> str:
    """Passages in one text, each once."""
    return ";".join(dict.fromkeys(keys))
