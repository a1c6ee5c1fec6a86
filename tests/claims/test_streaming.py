"""A file of any length: read in pieces, judged in pieces, and no piece shows in the findings."""

from __future__ import annotations

import csv
import itertools
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from coding_tools.batch import Checker
from evals.claim_mix import claims, write_claims
from files.claims_check import check_file
from files.claims_read import open_claims
from files.claims_sinks import Sink
from knowledge.claims import COLUMNS
from knowledge.library import bundled

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
SLOW = "KNEAD_SLOW"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some hundred lines, a few of which are broken or go over several lines of the file."""
    path = tmp_path_factory.mktemp("mixed") / "claims.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for number, claim in enumerate(claims(400)):
            writer.writerows(claim)
            if number % 37 == 0:
                stream.write("Z1,2024-08-05,medicare\r\n\r\n")
            if number % 29 == 0:
                stream.write(
                    f'Q{number},2024-08-05,"A ""long""\r\nname",lmt,97124,,1,15,,A,1.00\r\n'
                )
    return path


def found(path: Path, at_once: int) -> bytes:
    out = path.with_name(f"found-{at_once}.csv")
    library, home = bundled(), path.parent / "home"
    check_file(path, [Sink.of_path(out)], today=TODAY, library=library, home=home, at_once=at_once)
    return out.read_bytes()


@pytest.mark.parametrize("at_once", [13, 200])
def test_the_size_of_the_pieces_shows_nowhere(mixed: Path, at_once: int):
    # The broken rows share a claim's id, so that its lines stand apart; the others don't.
    whole = mixed.with_name("together.csv")
    rows = mixed.read_bytes().split(b"\r\n")
    whole.write_bytes(b"\r\n".join(row for row in rows if not row.startswith(b"Z1")))
    for path in (mixed, whole):
        assert found(path, at_once if path == whole else 200) == found(path, 1_000_000)


def test_a_piece_holds_what_it_should_and_no_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    whole = tmp_path / "together.csv"
    write_claims(whole, 3_000)
    judged: list[int] = []
    check = Checker.check

    def counted(self: Checker, cells: pl.DataFrame) -> pl.DataFrame:
        judged.append(cells.height)
        return check(self, cells)

    monkeypatch.setattr(Checker, "check", counted)
    found(whole, 500)
    assert sum(judged) >= 3_000
    assert max(judged) < 1_000


def test_a_sheet_gives_the_findings_of_the_same_lines_as_text(tmp_path: Path):
    text, sheet = tmp_path / "claims.csv", tmp_path / "claims.xlsx"
    write_claims(text, 900)
    book = openpyxl.Workbook(write_only=True)
    filled = book.create_sheet()
    with text.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            filled.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(sheet)
    told = found(text, 1_000_000)
    assert told.count(b"\n") > 50
    for at_once in (1_000_000, 200, 13):
        assert found(sheet, at_once) == told


def test_lines_are_read_only_as_they_are_asked_for(tmp_path: Path):
    path = tmp_path / "claims.csv"
    write_claims(path, 20_000)
    size = path.stat().st_size
    with open_claims(path, bundled()) as held:
        batches = held.batches(500)
        some = list(itertools.islice(batches, 3))
        assert all(0 < batch.height < 1_000 for batch in some)
        # What comes after is cut off the file: it had not been read.
        os.truncate(path, size // 2)
        assert sum(one.height for one in (*some, *batches)) < 12_000


@pytest.mark.skipif(not os.environ.get(SLOW), reason=f"{SLOW} is not set: it takes minutes")
def test_five_million_lines_take_no_more_memory_than_half_a_million(tmp_path: Path):
    peaks = []
    for lines in (500_000, 5_000_000):
        path = tmp_path / f"{lines}.csv"
        write_claims(path, lines)
        done = subprocess.run(
            [sys.executable, "-m", "evals.bench_claims", "--check", str(path),
             str(tmp_path / "home"), str(tmp_path / "found.csv")],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told = json.loads(done.stdout)
        assert told["lines"] >= lines
        peaks.append(told["mb"])
        path.unlink()
    assert peaks[1] <= 1.3 * peaks[0]
