"""837P files: their lines as ours, what they can't hold, and files that are cut or another kind."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from coding_tools.claim_cells import RANGE
from files.claims_check import check_file
from files.claims_faults import ClaimFileError
from files.claims_read import open_claims
from files.claims_sinks import Sink
from files.claims_summary import Summary
from knowledge.library import bundled

pytest.importorskip("pyx12", reason="the optional reader of 837P files is not installed")
FILE = Path(__file__).parent / "files" / "professional.837"


def lines_of(path: Path, at_once: int = 100) -> pl.DataFrame:
    with open_claims(path, bundled()) as claims:
        return pl.concat(claims.batches(at_once))


def checked(path: Path) -> Summary:
    return check_file(path, today=date(2026, 11, 22), library=bundled(), home=path.parent / "home")


def test_a_service_line_is_read_from_its_segments():
    lines = lines_of(FILE)
    assert lines.select("claim_id", "code", "modifiers", "units", "diagnosis_pointers").rows() == [
        ("X01", "97140", "GP", "1", "A"),
        ("X01", "97124", "GP;59", "1", "A;B"),
        ("X02", "98940", "", "1", "A"),
        ("X02", "97110", "GP", "2", "A"),
        ("X03", "97124", "", "1", "A"),
    ]
    assert lines["row"].to_list() == [22, 25, 32, 35, 51]


def test_the_diagnoses_of_a_claim_are_counted_and_nothing_else_of_hi(tmp_path: Path):
    assert lines_of(FILE)["diagnoses"].to_list() == ["2", "2", "1", "1", "1"]
    path = tmp_path / "claims.837"
    told = FILE.read_text(encoding="utf-8")
    path.write_text(told.replace("*ABF:M545~", "*ABF:M545~\nHI*BG:06~", 1), encoding="utf-8")
    assert lines_of(path)["diagnoses"].to_list()[0] == "2", "a condition code is no diagnosis"
    path.write_text(told.replace("HI*ABK:M542*ABF:M545~\n", "", 1), encoding="utf-8")
    assert lines_of(path)["diagnoses"].to_list()[0] == "0"


@pytest.mark.parametrize(
    ("pointers", "says"),
    [
        ("1:3", ["C points to none of the claim's diagnoses: the claim lists 2 diagnoses."]),
        ("4:3", ["C points to none", "D points to none"]),
        ("2:1", []),
        ("13", ["The diagnosis pointers 13 can't be read"]),
    ],
)
def test_a_pointer_to_none_of_the_claims_diagnoses_is_an_error(
    tmp_path: Path, pointers: str, says: list[str]
):
    path, out = tmp_path / "claims.837", tmp_path / "found.csv"
    told = FILE.read_text(encoding="utf-8")
    path.write_text(told.replace("UN*1***1:2~", f"UN*1***{pointers}~"), encoding="utf-8")
    check_file(
        path,
        [Sink("csv", out)],
        today=date(2026, 11, 22),
        library=bundled(),
        home=tmp_path / "home",
    )
    found = pl.read_csv(out, infer_schema=False).filter(pl.col("field") == "diagnosis_pointers")
    assert found["severity"].to_list() == ["error"] * len(says)
    assert found["x12"].to_list() == ["SV107"] * len(says)
    assert all(one in told for one, told in zip(says, found["says"].sort(), strict=True))


def test_the_provider_of_a_line_goes_before_the_claims_and_an_unknown_one_stays_itself():
    assert lines_of(FILE)["provider_type"].to_list() == ["pt", "pt", "dc", "207Q00000X", ""]


def test_the_payer_is_the_subscribers_not_another_insurers():
    assert lines_of(FILE)["payer"].to_list() == ["MEDICARE"] * 4 + ["HARBOR HEALTH"]


def test_a_range_of_one_day_is_that_day():
    days = lines_of(FILE)["date_of_service"].to_list()
    assert days[1] == "2024-08-05"
    assert days[3] == f"2024-08-05{RANGE}2024-08-07"


def test_what_it_never_holds_is_a_gap_and_said_once(tmp_path: Path):
    out = tmp_path / "here.837"
    out.write_bytes(FILE.read_bytes())
    summary = checked(out)
    assert summary.form == "837P"
    assert summary.found == {"error": 1, "warning": 1, "gap": 7, "info": 0}
    assert any("no minutes and no regions" in note for note in summary.notes)
    assert len(summary.not_checked) == 1


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_it_is_read_in_pieces(at_once: int):
    with open_claims(FILE, bundled()) as claims:
        sizes = [batch.height for batch in claims.batches(at_once)]
    assert sum(sizes) == 5
    assert max(sizes) <= at_once + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n", ""), ("\n", "\r\n"), ("~\n", "\n"), ("*", "|"), (":", ">"), ("~\n", "'")],
)
def test_separators_are_those_of_its_first_segment(tmp_path: Path, old: str, new: str):
    path = tmp_path / "claims.txt"
    path.write_bytes(FILE.read_text(encoding="utf-8").replace(old, new).encode())
    assert lines_of(path).equals(lines_of(FILE))


def test_a_byte_order_mark_is_no_fault(tmp_path: Path):
    path = tmp_path / "claims.837"
    path.write_bytes(b"\xef\xbb\xbf" + FILE.read_bytes())
    assert lines_of(path).height == 5


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("ST*837", "ST*835", "no 837P"),
        ("005010X222A1", "005010X223A3", "no 837P"),
        ("IEA*1*000000001~\n", "", "was cut"),
        ("SE*50*0001~\nGE*1*1~\nIEA*1*000000001~\n", "", "was cut"),
    ],
)
def test_another_kind_or_a_cut_file_is_one_clear_line(
    tmp_path: Path, old: str, new: str, says: str
):
    path = tmp_path / "claims.837"
    path.write_text(FILE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ClaimFileError, match=says):
        checked(path)


@pytest.mark.parametrize("size", [4, 60, 110, 400, 900])
def test_a_file_that_ends_anywhere_is_one_clear_line(tmp_path: Path, size: int):
    path = tmp_path / "claims.837"
    path.write_bytes(FILE.read_bytes()[:size])
    with pytest.raises(ClaimFileError, match=r"^claims\.837: "):
        checked(path)


def test_the_missing_reader_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyx12.errors", None)
    with pytest.raises(ClaimFileError, match=r'pip install "knead\[x12\]"'):
        lines_of(FILE)
