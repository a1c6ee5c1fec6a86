"""Claim lines from a CSV file: read line by line, so that a bad row costs no other."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl

from coding_tools.batch_read import CELLS
from files.claims_faults import ClaimFileError
from files.claims_head import Header, read_header

# A quoted value may span lines; a quotation mark that isn't closed by then never will be.
MOST_LINES = 10
# Bytes of a claim line, to guess how many of them hold a batch.
_LINE_BYTES = 75
# A field with the comma before it: in quotation marks that close, or without one at its beginning.
_FIELD = r'(?:^|,)(?:"(?:[^"]|"")*"|[^",][^,]*|)'


def read_csv_header(path: Path, needed: Sequence[str], where: str) -> tuple[Header, int]:
    """The header of a CSV file, and the line that it stands on.

    Args:
        path: The file, as UTF-8.
        needed: Columns without which nothing can be checked.
        where: The file's name, for an error.

    Raises:
        ClaimFileError: It is no CSV file of claims.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                return read_header(_fields(line) or line.split(","), needed, where), number
    raise ClaimFileError(where, "is empty", "Name a file with a header and claim lines.")


def csv_batches(path: Path, header: Header, after: int, at_once: int) -> Iterator[pl.DataFrame]:
    """The rows of a CSV file, as `batch_read.CELLS`.

    Args:
        path: The file, as UTF-8.
        header: Its header.
        after: The line that the header stands on.
        at_once: About how many lines a batch holds.

    Yields:
        Batches in the order of the rows; an empty line is none.
    """
    held = pl.DataFrame(schema={"row": pl.UInt32, "text": pl.String})
    row = 1
    for block in _blocks(path, at_once * _LINE_BYTES):
        lines = pl.read_lines(block, name="text").with_row_index("row", offset=row)
        row += lines.height
        lines = lines if row - lines.height > after else lines.filter(pl.col("row") > after)
        rows, held = _cells(pl.concat([held, lines]), header, last=False)
        del block, lines
        yield rows
        del rows
    yield _cells(held, header, last=True)[0]


def _blocks(path: Path, size: int) -> Iterator[bytes]:
    """A file in blocks of whole lines; read, not mapped, so that none stays in memory."""
    rest = b""
    with path.open("rb") as stream:
        while block := stream.read(size):
            cut = block.rfind(b"\n") + 1
            if cut:
                yield rest + block[:cut]
                rest = block[cut:]
            else:
                rest += block
    if rest:
        yield rest


def _cells(batch: pl.DataFrame, header: Header, *, last: bool) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Lines as cells, and the lines at the end that may belong to a row that goes on."""
    batch = batch.with_columns(marked=pl.col("text").str.contains('"', literal=True))
    if not batch["marked"].any():
        return _split(batch, header), batch.select("row", "text").clear()
    closed, left = _closed(batch.filter("marked"), header)
    texts = batch["text"]
    amiss = left["row"] - batch["row"][0]
    open_rows, taken, cut = _quoted(texts, amiss.to_list(), header, last=last)
    place = pl.int_range(pl.len(), dtype=pl.UInt32)
    kept = batch.filter(~pl.col("marked") & (place < cut) & ~place.is_in(list(taken)))
    rows = [_row(batch["row"][at], fields, header) for at, fields in open_rows]
    before = closed.filter(pl.col("row") < batch["row"][0] + cut)
    inside = [batch["row"][at] for at in taken]
    if inside:
        before = before.filter(~pl.col("row").is_in(inside))
    both = [_split(kept, header), before, pl.DataFrame(rows, schema=CELLS, orient="row")]
    return pl.concat(both).sort("row"), batch.select("row", "text").slice(cut)


def _split(lines: pl.DataFrame, header: Header) -> pl.DataFrame:
    """Lines without a quotation mark, split at their commas."""
    filled = lines.filter(pl.col("text").str.strip_chars() != "")
    fields = filled.select(
        "row",
        fields=pl.col("text").str.split_exact(",", header.width),
        found=pl.col("text").str.count_matches(",", literal=True) + 1,
    )
    return _named(fields, header, lambda place: pl.col("fields").struct.field(f"field_{place}"))


def _named(fields: pl.DataFrame, header: Header, cell: Callable[[int], pl.Expr]) -> pl.DataFrame:
    """Fields as cells; a row of another length than the header's says so."""
    wrong = pl.col("found") != header.width
    told = {
        "row": pl.col("row"),
        "fault": pl.when(wrong).then(pl.lit("row-fields")),
        "fault_found": pl.when(wrong).then(pl.col("found").cast(pl.String)),
        "fault_wanted": pl.when(wrong).then(pl.lit(str(header.width))),
    }
    cells = {name: cell(place) for name, place in header.places.items()}
    absent = {name: pl.lit(None, pl.String) for name in CELLS if name not in told | cells}
    return fields.select(**(absent | told | cells)).select(*CELLS)


def _closed(lines: pl.DataFrame, header: Header) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Lines whose quotation marks all close, as cells; and the others."""
    found = lines.with_columns(fields=pl.col("text").str.extract_all(_FIELD)).with_columns(
        found=pl.col("fields").list.len(),
        whole=pl.col("fields").list.join("").str.len_bytes() == pl.col("text").str.len_bytes(),
    )

    def cell(place: int) -> pl.Expr:
        text = pl.col("fields").list.get(place, null_on_oob=True)
        text = text.str.strip_prefix(",") if place else text
        bare = text.str.slice(1, text.str.len_chars() - 2).str.replace_all('""', '"', literal=True)
        return pl.when(text.str.starts_with('"')).then(bare).otherwise(text)

    return _named(found.filter("whole"), header, cell), found.filter(~pl.col("whole"))


def _quoted(
    texts: pl.Series, amiss: Sequence[int], header: Header, *, last: bool
) -> tuple[list[tuple[int, list[str] | None]], set[int], int]:
    """The rows of lines that leave a quotation mark open; None for one that can't be read.

    Returns:
        The rows with the places of their first lines, the places of every line that they take, and
        the place from which on lines are kept for the next batch.
    """
    rows: list[tuple[int, list[str] | None]] = []
    taken: set[int] = set()
    for place in amiss:
        if place in taken:
            continue
        near = texts.slice(place, MOST_LINES).to_list()
        fields, count = None, 1
        for more in range(1, len(near) + 1):
            joined = _fields("\n".join(near[:more]))
            if joined is not None:
                # Closed by the mark of another row: that row is not this one's.
                fits = more == 1 or len(joined) == header.width
                fields, count = (joined, more) if fits else (None, 1)
                break
        else:
            if not last and len(near) < MOST_LINES:
                return rows, taken, place
        rows.append((place, fields))
        taken.update(range(place, place + count))
    return rows, taken, len(texts)


def _fields(text: str) -> list[str] | None:
    """The fields of one row; None where a quotation mark is left open or stands amiss."""
    try:
        rows = list(csv.reader([text], strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _row(row: int, fields: list[str] | None, header: Header) -> tuple[str | int | None, ...]:
    """A row of `CELLS` from its fields."""
    found = fields or []
    cells: dict[str, str | int | None] = {
        name: found[place] if place < len(found) else None for name, place in header.places.items()
    }
    cells["row"] = row
    if fields is None:
        cells["fault"] = "row-quotes"
    elif len(fields) != header.width:
        cells |= {
            "fault": "row-fields",
            "fault_found": str(len(fields)),
            "fault_wanted": str(header.width),
        }
    return tuple(cells.get(name) for name in CELLS)
