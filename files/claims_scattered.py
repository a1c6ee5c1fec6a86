"""Claims whose lines stand apart: gathered on the disk first, findings put back in order after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polars as pl

from coding_tools.batch import FINDINGS
from coding_tools.batch_claims import claim_ids
from coding_tools.batch_read import CELLS


def gathered(batches: Iterable[pl.DataFrame], folder: Path, parts: int) -> Iterator[pl.DataFrame]:
    """Lines in batches of whole claims, wherever in the file they stand.

    Args:
        batches: Cells in the order of the rows.
        folder: An empty folder for what passes through the disk.
        parts: In how many batches.
    """
    for number, batch in enumerate(batches):
        part = (claim_ids(batch).hash() % parts).rename("part")
        for (name,), lines in (
            batch.with_columns(part).partition_by("part", as_dict=True, include_key=False).items()
        ):
            place = folder / f"part-{name}"
            place.mkdir(exist_ok=True)
            lines.write_ipc(place / f"{number:06}.ipc")
    for place in sorted(folder.glob("part-*")):
        pieces = [pl.read_ipc(path) for path in sorted(place.iterdir())]
        lines = pl.concat(pieces).cast(CELLS)  # type: ignore[arg-type]
        claims = claim_ids(lines).alias("claim")
        yield lines.with_columns(claims).sort("claim", "row").drop("claim")


def in_order(found: Iterable[pl.DataFrame], folder: Path, at_once: int) -> Iterator[pl.DataFrame]:
    """Findings in the order of the rows.

    Args:
        found: Findings, each batch in the order of its own rows; a row stands in one batch alone.
        folder: An empty folder for what passes through the disk.
        at_once: How many rows' findings are put in order at once.
    """
    for number, findings in enumerate(found):
        stretch = (pl.col("row") // at_once).alias("stretch")
        for (name,), some in (
            findings.with_columns(stretch)
            .partition_by("stretch", as_dict=True, include_key=False)
            .items()
        ):
            place = folder / f"{name:09}"
            place.mkdir(exist_ok=True)
            some.write_ipc(place / f"{number:06}.ipc")
    for place in sorted(folder.iterdir()):
        pieces = [pl.read_ipc(path) for path in sorted(place.iterdir())]
        yield pl.concat(pieces).select(*FINDINGS).sort("row", maintain_order=True)


def check_scattered(
    batches: Iterable[pl.DataFrame],
    check: Callable[[pl.DataFrame], pl.DataFrame],
    folder: Path,
    parts: int,
    at_once: int,
) -> Iterator[pl.DataFrame]:
    """Findings, in the order of the rows, of claims whose lines stand apart.

    Args:
        batches: Cells in the order of the rows.
        check: Judges a batch of whole claims.
        folder: An empty folder for what passes through the disk.
        parts: In how many batches they are judged.
        at_once: How many rows' findings are put in order at once.
    """
    lines, found = folder / "lines", folder / "found"
    lines.mkdir()
    found.mkdir()
    return in_order((check(cells) for cells in gathered(batches, lines, parts)), found, at_once)
