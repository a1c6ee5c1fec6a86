"""Claim lines read in columns: every different text of a cell is read once, by `claim_cells`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import polars as pl

from coding_tools.batch_claims import claim_ids
from coding_tools.batch_faults import empty_ids, pointed_beyond, row_faults
from coding_tools.batch_memory import Memory, Payers, Values
from coding_tools.batch_words import PLACED, by_key
from coding_tools.claim_cells import (
    Cell,
    read_charge,
    read_code,
    read_date,
    read_minutes,
    read_modifiers,
    read_pointers,
    read_regions,
    read_units,
    tidy,
)
from coding_tools.claim_payer import payer_key
from knowledge.claims import COLUMNS

# What a batch comes in as: the row of the file, the cells' texts, how many diagnoses the claim
# lists where the file tells, and why a row can't be read.
CELLS: dict[str, Any] = {
    "row": pl.UInt32,
    **dict.fromkeys(COLUMNS, pl.String),
    "diagnoses": pl.String,
    "fault": pl.String,
    "fault_found": pl.String,
    "fault_wanted": pl.String,
}
# Days of a date of service are counted from year 1, so that one number holds a claim and a day.
_DAYS = 1 << 22


def read_lines(cells: pl.DataFrame, memory: Memory) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Lines of whole claims as numbers, and what is wrong with their cells.

    Args:
        cells: Columns as `CELLS`; the lines of a claim stand together, in the order of the rows.
        memory: What was met before.

    Returns:
        The lines (`row`, `claim`, `line`, `broken` and what the rules look at), and the findings
        on cells and rows.
    """
    held = _claims(cells.with_columns(pl.col(COLUMNS).fill_null("")))
    lines = held.select("row", "claim_id", "claim", "line")
    faulty = held["fault"].is_not_null()
    broken = faulty | (held["claim_id"] == "") | _blank(held["code"])
    sound = held.filter(~faulty) if faulty.any() else held
    findings = [
        row_faults(held, memory),
        empty_ids(sound, memory),
        pointed_beyond(sound, memory),
    ]
    numbers: dict[str, Callable[[str], Cell[Any]]] = {
        "code": _number(memory.codes, lambda text: read_code(text, memory.library)),
        "modifiers": _number(memory.modifiers, lambda text: read_modifiers(text, memory.library)),
        "regions": _number(memory.regions, lambda text: read_regions(text, memory.library)),
        "provider_type": _number(memory.providers, lambda text: Cell(tidy(text))),
        "units": lambda text: read_units(text, memory.library),
        "minutes": lambda text: read_minutes(text, memory.library),
        "date_of_service": lambda text: _ordinal(read_date(text, memory.library)),
        "diagnosis_pointers": lambda text: Cell(None, read_pointers(text, memory.library).faults),
        "charge": lambda text: Cell(None, read_charge(text, memory.library).faults),
    }
    columns: dict[str, pl.Series] = {}
    for name, read in numbers.items():
        columns[name], faults = _column(held, sound, name, read, memory)
        findings.append(faults)
    lines = lines.with_columns(
        broken=broken,
        no_minutes=_blank(held["minutes"]),
        no_date=_blank(held["date_of_service"]),
        code=columns["code"].cast(pl.UInt32),
        modifiers=columns["modifiers"].cast(pl.UInt32),
        regions=columns["regions"].cast(pl.UInt32),
        provider=columns["provider_type"].cast(pl.UInt32),
        units=columns["units"],
        minutes=columns["minutes"],
        ordinal=columns["date_of_service"],
        payer_text=held["payer"],
    )
    return _payers(lines, memory), findings


def _claims(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells with the claim that each line belongs to, and its place there."""
    ids = claim_ids(cells)
    begins = (ids != ids.shift(1)).fill_null(True) | (ids == "")
    place = pl.int_range(pl.len(), dtype=pl.UInt32)
    first = place.filter(begins).gather(pl.col("claim"))
    return cells.with_columns(
        claim_id=ids, claim=begins.cast(pl.UInt32).cum_sum() - 1
    ).with_columns(line=place - first + 1)


def _blank(texts: pl.Series) -> pl.Series:
    """Whether each text is empty once it is tidied."""
    different = texts.unique()
    empty = [text for text in different.to_list() if not tidy(text)]
    return texts.is_in(empty) if empty else pl.repeat(False, len(texts), eager=True)


def _number(values: Values[Any], read: Callable[[str], Cell[Any]]) -> Callable[[str], Cell[int]]:
    """A reader that gives a value's number."""

    def numbered(text: str) -> Cell[int]:
        cell = read(text)
        return Cell(values.number(cell.value), cell.faults)

    return numbered


def _ordinal(cell: Cell[date | None]) -> Cell[int | None]:
    """A date as its number of days."""
    return Cell(cell.value.toordinal() if cell.value else None, cell.faults)


def _column(
    held: pl.DataFrame,
    sound: pl.DataFrame,
    name: str,
    read: Callable[[str], Cell[Any]],
    memory: Memory,
) -> tuple[pl.Series, pl.DataFrame]:
    """A column's values, and the findings on its cells."""
    texts = held[name].unique().to_list()
    cells = [read(text) for text in texts]
    values = held[name].replace_strict(
        texts, [cell.value for cell in cells], default=None, return_dtype=pl.Int64
    )
    faulty = {text: cell.faults for text, cell in zip(texts, cells, strict=True) if cell.faults}
    if not faulty:
        return values, pl.DataFrame(schema=PLACED)
    rows = sound.select("row", name).filter(pl.col(name).is_in(list(faulty)))
    return values, by_key(memory, f"cell {name}", rows, [name], lambda text: faulty[text])


def _payers(lines: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Lines with their claim's payer, by its number, and the key of their own."""
    texts = lines["payer_text"].unique().to_list()
    tidied = [tidy(text) for text in texts]
    keys, different = Values[str](), Values[str]()
    own = lines.with_columns(
        payer_key=pl.col("payer_text").replace_strict(
            texts,
            [keys.number(payer_key(one, memory.library)) if one else None for one in tidied],
            default=None,
            return_dtype=pl.Int64,
        ),
        text=pl.col("payer_text").replace_strict(
            texts, [different.number(one) for one in tidied], return_dtype=pl.Int64
        ),
    ).with_columns(payer_key=pl.when(~pl.col("broken")).then(pl.col("payer_key")))
    named = different.known
    told = _of_claim(own, different.number(""))
    payers = told.select("first", "several").unique()
    numbers = [
        memory.payers.number(Payers(named[first], several)) for first, several in payers.iter_rows()
    ]
    numbered = payers.with_columns(payer=pl.Series(numbers, dtype=pl.UInt32))
    read = told.join(numbered, on=["first", "several"], maintain_order="left")
    return _dates(
        read.with_columns(
            payer_text=pl.col("text").replace_strict(
                range(len(named)), named, return_dtype=pl.String
            )
        )
        if read["several"].any()
        else read,
        memory,
    )


def _of_claim(lines: pl.DataFrame, nothing: int) -> pl.DataFrame:
    """Lines with the `first` payer text of their claim, and whether it names `several` payers."""
    text, key, claim = pl.col("text"), pl.col("payer_key"), pl.col("claim")
    same = (text == text.shift(1)) | (claim != claim.shift(1))
    if lines.select((same & ~pl.col("broken")).fill_null(True).all()).item():
        return lines.with_columns(first=text, several=pl.lit(False))
    first = text.filter(key.is_not_null()).first().over("claim").fill_null(nothing)
    several = (key.min() != key.max()).over("claim").fill_null(False)
    return lines.with_columns(first=first, several=several)


def _dates(lines: pl.DataFrame, memory: Memory) -> pl.DataFrame:
    """Lines with what governs their date: the stretch of days, the tables, the payer's rules."""
    index = memory.library.claim_index
    ordinals = lines["ordinal"].unique().to_list()
    days = [date.fromordinal(one) if one else None for one in ordinals]
    chosen = [memory.governing(day) if day else (None, None) for day in days]

    def of_date(values: Sequence[int | None]) -> pl.Expr:
        return pl.col("ordinal").replace_strict(ordinals, values, return_dtype=pl.Int32)

    dated = lines.with_columns(
        era=of_date([index.era(day) for day in days]),
        pair_table=of_date([one for one, _ in chosen]),
        mue_table=of_date([one for _, one in chosen]),
    )
    different = dated.select("payer", "era").unique()
    facts = [memory.payer(*key) for key in different.iter_rows()]
    known = different.with_columns(facts=pl.Series(facts, dtype=pl.UInt32))
    return dated.join(known, on=["payer", "era"], maintain_order="left").with_columns(
        day=pl.col("claim").cast(pl.Int64) * _DAYS + pl.col("ordinal")
    )
