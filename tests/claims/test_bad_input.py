"""Files as they come: other encodings, broken rows, cells that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from files.claims_check import check_file
from files.claims_faults import ClaimFileError
from files.claims_sinks import Sink
from files.claims_summary import Summary
from knowledge.claims import COLUMNS
from knowledge.library import bundled

TODAY = date(2026, 11, 22)
HEAD = ",".join(COLUMNS)
GOOD = "A1,2024-08-05,medicare,PT,97110,GP,1,15,,A,38.00"
OVER = "A2,2024-08-05,medicare,PT,97110,GP,2,15,,A,76.00"
Told = list[dict[str, str]]


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., tuple[Told, Summary]]:
    """Checks a file's bytes, and gives its findings and what it came to."""

    def checked(held: bytes | str, name: str = "claims.csv", **more: int) -> tuple[Told, Summary]:
        path, out = tmp_path / name, tmp_path / "findings.csv"
        path.write_bytes(held.encode() if isinstance(held, str) else held)
        library, home = bundled(), tmp_path / "home"
        sinks = [Sink.of_path(out)]
        summary = check_file(path, sinks, today=TODAY, library=library, home=home, **more)
        with out.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream)), summary

    return checked


def lines(*rows: str, end: str = "\n") -> str:
    return end.join((HEAD, *rows)) + end


def ids(told: Told) -> list[tuple[str, str]]:
    return [(one["claim_id"], one["id"]) for one in told]


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_encoding_is_told_by_its_bytes(check, encoding: str, note: str | None, end: str):
    row = OVER.replace("medicare", "Santé Générale")
    told, summary = check(lines(GOOD, row, end=end).encode(encoding))
    assert ids(told) == [("A2", "units-over-any"), ("A2", "payer-unknown")]
    assert "Santé Générale" in told[1]["says"]
    assert [one["row"] for one in told] == ["3", "3"]
    assert any(note in one for one in summary.notes) if note else summary.notes == ()


@pytest.mark.parametrize("stray", [b"\x00", b"\x81", b"\xff"])
def test_a_stray_byte_costs_its_own_cell_alone(check, stray: bytes):
    held = lines(GOOD.replace("medicare", "Santé"), OVER, GOOD.replace("A1", "A3")).encode()
    told, summary = check(held.replace(b"97110,GP,2", b"97110,G" + stray + b"P,2"))
    assert ("A2", "units-over") in ids(told)
    assert ("A1", "payer-unknown") in ids(told)
    assert {one["claim_id"] for one in told if one["field"] == "modifiers"} == {"A2"}
    assert summary.lines == 3
    assert any("1 place" in one for one in summary.notes)


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("B1,2024-08-05,medicare", "row-fields"),
        (f"{GOOD},extra", "row-fields"),
        ('B1,2024-08-05,"medicare,PT,97110,GP,1,15,,A,38.00', "row-quotes"),
        ('B1,2024-08-05,med"icare,PT,97110,GP,1,15,,A,38.00', "payer-unknown"),
        ("B1,08/05/2024,medicare,PT,97110,GP,1,15,,A,38.00", "date-unreadable"),
        ("B1,2024-08-05,medicare,PT,97110,GP,-1,15,,A,38.00", "units-unreadable"),
        ("B1,2024-08-05,medicare,PT,97110,GP,1,a few,,A,38.00", "minutes-unreadable"),
        (",2024-08-05,medicare,PT,97110,GP,1,15,,A,38.00", "claim-id-empty"),
        ("x" * 100_000, "row-fields"),
        (f'B1,2024-08-05,"{"y" * 70_000}",PT,97110,GP,1,15,,A,38.00', "payer-unknown"),
        ("\x0b\x1b[31m,,,,,,,,,,", "code-empty"),
    ],
)
def test_one_bad_row_never_costs_the_others(check, row: str, finding: str):
    told, summary = check(lines(OVER, row, OVER.replace("A2", "A3"), ""))
    assert [one for one in ids(told) if one[0] in ("A2", "A3")] == [
        ("A2", "units-over"),
        ("A3", "units-over"),
    ]
    assert finding in {one["id"] for one in told if one["row"] == "3"}
    assert summary.lines == 3


def test_a_quoted_cell_may_hold_commas_marks_and_line_ends(check):
    row = 'B1,2024-08-05,"Gold, ""Mutual""\nPlan",LMT,97124,,1,15,,A,38.00'
    told, summary = check(lines(row, OVER))
    assert ids(told) == [("B1", "payer-unknown"), ("A2", "units-over")]
    assert 'Gold, "Mutual" Plan' in told[0]["says"]
    assert [one["row"] for one in told] == ["2", "4"]
    assert summary.lines == 2


def test_a_file_that_was_cut_in_a_row_says_so_of_that_row(check):
    told, _ = check(lines(OVER, GOOD)[:-20])
    assert ids(told) == [("A2", "units-over"), ("A1", "row-fields")]


def test_a_claim_whose_lines_stand_apart_is_one_claim(check):
    one = "B1,2024-08-05,medicare,PT,97140,GP,1,15,,A,38.00"
    other = "B1,2024-08-05,medicare,PT,97124,GP,1,15,,A,38.00"
    told, summary = check(lines(one, OVER, other))
    assert ids(told) == [("A2", "units-over"), ("B1", "pair-never:97140-97124")]
    assert (told[1]["line"], told[1]["row"]) == ("2", "4")
    assert (summary.lines, summary.claims) == (3, 2)


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (HEAD.encode(), "holds no claim line"),
        (b"claim_id,code\nA,97110\n", "has no column units"),
        (lines(GOOD).replace("units,", "units,units,").encode(), "has the column units more than"),
        (lines(GOOD).replace(",", ";").encode(), "parted by semicolons"),
        (lines(GOOD).replace(",", "\t").encode(), "parted by tabs"),
        (b"Dear doctor,\nthank you.\n", "has no column claim_id"),
        (b'{"claims": []}', "has no column claim_id"),
        (b"<!DOCTYPE html><table>", "is a web page"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\x1f\x8b\x08\x00", "is compressed"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "is an old or locked Excel file"),
        (b"PK\x03\x04" + bytes(600), "is an archive"),
        (bytes(range(256)) * 40, "is no text"),
        ("claim_id,code".encode("utf-32"), "UTF-32"),
    ],
)
def test_a_file_that_is_no_claim_file_is_one_clear_line(check, held: bytes, says: str):
    with pytest.raises(ClaimFileError) as caught:
        check(held)
    told = str(caught.value)
    assert told.startswith("claims.csv: ")
    assert says in told
    assert told.endswith(".")
    assert "\n" not in told


def test_a_line_that_never_ends_is_no_table(check):
    with pytest.raises(ClaimFileError, match="has a line of over"):
        check(b"a" * (1 << 25))


RUNS = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1", '="1"&"2"')
ALIVE = ("=", "+", "-", "@", "\t", "\r", "\n")


def test_no_cell_goes_out_as_something_that_runs(tmp_path: Path):
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    good = dict(zip(COLUMNS, GOOD.split(","), strict=True))
    for number, (column, cell) in enumerate((c, r) for c in COLUMNS for r in RUNS):
        writer.writerow(good | {"claim_id": f"A{number}", "units": "9", column: cell})
    path = tmp_path / "claims.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    outs = [tmp_path / f"findings.{form}" for form in ("csv", "xlsx", "json")]
    sinks = [Sink.of_path(out) for out in outs]
    check_file(path, sinks, today=TODAY, library=bundled(), home=tmp_path)
    with outs[0].open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert not [cell for row in rows for cell in row if cell.startswith(ALIVE)]
    shown = list(openpyxl.load_workbook(outs[1]).active.iter_rows())
    cells = [cell for row in shown for cell in row]
    assert not [one for one in cells if one.data_type == "f" or str(one.value).startswith(ALIVE)]
    told = json.loads(outs[2].read_text(encoding="utf-8"))["findings"]
    assert len(told) == len(shown) - 1 == len(rows) - 1
    assert {"'=1+1", "'@SUM(A1)"} <= {row[0] for row in rows}
    assert {"=1+1", "@SUM(A1)"} <= {one["claim_id"] for one in told}


def workbook(path: Path, *rows: Sequence[object], sheets: int = 1) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append(row)
    for number in range(1, sheets):
        book.create_sheet(f"more {number}")
    book.save(path)
    return path


def checked_book(path: Path) -> tuple[list[tuple[str, str]], Summary]:
    out = path.with_name("findings.json")
    home = path.parent / "home"
    summary = check_file(path, [Sink.of_path(out)], today=TODAY, library=bundled(), home=home)
    told = json.loads(out.read_text(encoding="utf-8"))
    return ids(told["findings"]), summary


def test_a_workbook_is_read_as_its_cells_show_it(tmp_path: Path):
    path = workbook(
        tmp_path / "claims.xlsx",
        ("A1", datetime(2024, 8, 5), "medicare", "md", 98940, "AT", 1, None, "cervical", "A", 38.0),
        ("A1", date(2024, 8, 5), "medicare", "md", 97140, "GP;59", 1.0, 15, "lumbar", "A", 38),
        (7, "2024-08-05", "medicare", "pt", 97110, "GP", 2, 15.0, None, "A", "38.00"),
        (8, "2024-08-05", "medicare", "pt", 97110, 59, 1, 15, None, "A", 38),
        (None,) * 11,
        ("A9", "2024-08-05", "medicare", "pt", "97110 ", "GP", "two", 15, None, "A", 38),
    )
    told, summary = checked_book(path)
    assert told == [
        ("A1", "pair-record:98940-97140"),
        ("7", "units-over"),
        ("8", "modifier-distinct-unneeded:59"),
        ("8", "plan-missing"),
        ("A9", "units-unreadable"),
    ]
    assert (summary.form, summary.lines, summary.claims) == ("Excel", 5, 4)


def test_a_workbook_is_known_by_its_content_whatever_its_name(tmp_path: Path):
    path = workbook(tmp_path / "claims.xlsx", GOOD.split(","))
    other = path.rename(tmp_path / "claims.csv")
    assert checked_book(other)[1].form == "Excel"


def test_formula_cells_count_by_what_is_stored_and_are_told(tmp_path: Path):
    row: list[object] = [*GOOD.split(",")]
    row[6], row[7] = "=1+1", "=5*3"
    told, summary = checked_book(workbook(tmp_path / "claims.xlsx", row, OVER.split(",")))
    assert ("A1", "units-empty") in told
    assert ("A2", "units-over") in told
    assert any("2 cells hold a formula" in note for note in summary.notes)


def test_only_the_first_sheet_is_read_and_that_is_said(tmp_path: Path):
    _, summary = checked_book(workbook(tmp_path / "claims.xlsx", GOOD.split(","), sheets=3))
    assert any("Only the first of its 3 sheets" in note for note in summary.notes)


def test_a_workbook_that_was_cut_or_is_empty_is_one_clear_line(tmp_path: Path):
    path = workbook(tmp_path / "claims.xlsx", GOOD.split(","))
    held = path.read_bytes()
    for size in (100, len(held) // 2, len(held) - 30):
        path.write_bytes(held[:size])
        with pytest.raises(ClaimFileError, match=r"^claims\.xlsx: "):
            checked_book(path)
    openpyxl.Workbook().save(path)
    with pytest.raises(ClaimFileError, match="empty first sheet"):
        checked_book(path)
    path.write_bytes(held)
    assert checked_book(path)[1].lines == 1


def test_columns_twice_in_a_workbook_are_refused(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append([*COLUMNS, "units"])
    book.active.append([*GOOD.split(","), 2])
    book.save(tmp_path / "claims.xlsx")
    with pytest.raises(ClaimFileError, match="column units more than once"):
        checked_book(tmp_path / "claims.xlsx")


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator may read every file")
def test_a_file_that_may_not_be_read_is_one_clear_line(tmp_path: Path):
    (tmp_path / "claims.csv").touch(mode=0)
    with pytest.raises(ClaimFileError, match="can't be read"):
        check_file(tmp_path / "claims.csv", today=TODAY, library=bundled(), home=tmp_path)
