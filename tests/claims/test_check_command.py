"""`knead check` at the terminal: what it prints where, what it writes, and its exit status."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from cli import main
from files.claims_cells import COLUMNS
from knowledge.library import bundled

FILES = Path(__file__).parent / "files"
HEAD = (
    "claim_id,date_of_service,payer,provider_type,code,modifiers,units,minutes,regions,"
    "diagnosis_pointers,charge\n"
)
GOOD = "A1,2024-08-05,medicare,PT,97110,GP,1,15,,A,38.00\n"
OVER = "A2,2024-08-05,medicare,PT,97110,GP,2,15,,A,76.00\n"


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KNEAD_HOME", str(tmp_path / "home"))


@pytest.fixture
def claims(tmp_path: Path) -> Callable[..., Path]:
    def written(*rows: str) -> Path:
        path = tmp_path / "claims.csv"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        return path

    return written


def test_findings_are_printed_to_read(claims, capfd):
    assert main(["check", str(claims(OVER))]) == 1
    out, said = capfd.readouterr()
    first, says, cites = out.strip().split("\n")
    assert first == "A2, line 1 (row 2): error units-over, units (CMS-1500 24G, 837P SV104)"
    assert says.startswith("  97110: 2 units are billed, but 15 of the day's 15 timed minutes")
    assert "[cms-claims-5/total]" in cites
    assert "1 error" in said


def test_no_cell_moves_the_terminal(claims, capfd):
    main(["check", str(claims(OVER.replace("A2", "A\x1b[2J\x9b2").replace("medicare", "\x1b]0;")))])
    assert not set(capfd.readouterr().out) & {"\x1b", "\x9b", "\x07"}


def test_the_columns_are_those_of_the_contract(claims, capfd, tmp_path):
    out = tmp_path / "found.csv"
    assert main(["check", str(claims(OVER)), "--out", str(out)]) == 1
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    said = capfd.readouterr().err
    assert rows[0] == ["claim_id", "line", "row", "severity", "id", "field", "cms1500", "x12",
                       "says", "fix", "citations"]  # fmt: skip
    assert rows[1][:8] == ["A2", "1", "2", "error", "units-over", "units", "24G", "SV104"]
    assert "cms-claims-5/total" in rows[1][10]
    assert "1 error" in said


def test_the_exit_status_tells_errors_from_none_and_from_unusable(claims, capfd, tmp_path):
    assert main(["check", str(claims(GOOD))]) == 0
    assert main(["check", str(claims(GOOD, OVER))]) == 1
    assert main(["check", str(claims())]) == 2
    assert main(["check", str(tmp_path / "nothing.csv")]) == 2
    capfd.readouterr()


def test_a_warning_alone_is_no_error(claims, capfd):
    row = "A1,2024-08-05,medicare,PT,97124,GP,5,75,,A,38.00\n"
    assert main(["check", str(claims(row))]) == 0
    assert "0 errors, 1 warning" in capfd.readouterr().err


def test_what_no_file_of_claims_can_tell_is_said_once(claims, capfd):
    main(["check", str(claims(GOOD, OVER))])
    said = capfd.readouterr().err
    assert said.count("Not checked: ") == 1
    assert "edits across claims" in said


def test_json_holds_the_findings_and_what_was_not_checked(claims, capfdbinary):
    assert main(["check", str(claims(GOOD, OVER)), "--json"]) == 1
    told = json.loads(capfdbinary.readouterr().out)
    [finding] = told["findings"]
    assert set(COLUMNS) < set(finding)
    assert finding["supports"] == [one.split("[")[-1][:-1] for one in finding["citations"]]
    assert all(bundled().passage(key) for key in finding["supports"])
    assert (told["lines"], told["claims"], told["found"]["error"]) == (2, 2, 1)
    assert len(told["not_checked"]) == 1


def test_json_of_a_clean_file_is_an_empty_list(claims, capfdbinary):
    assert main(["check", str(claims(GOOD)), "--json"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["findings"] == []


def test_findings_go_out_in_the_form_of_their_name(claims, capfdbinary, tmp_path):
    path = claims(GOOD, OVER)
    outs = [tmp_path / f"found.{form}" for form in ("csv", "xlsx", "json", "JSON")]
    for out in outs:
        assert main(["check", str(path), "--out", str(out)]) == 1
    assert capfdbinary.readouterr().out == b""
    with outs[0].open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    book = openpyxl.load_workbook(outs[1])
    shown = [[str(cell.value or "") for cell in row] for row in book.active.iter_rows()]
    assert shown == rows
    told = json.loads(outs[2].read_text(encoding="utf-8"))
    assert [str(told["findings"][0][name]) for name in COLUMNS[:-1]] == rows[1][:-1]
    assert outs[3].read_bytes() == outs[2].read_bytes()


def test_out_and_json_both_get_the_findings(claims, capfdbinary, tmp_path):
    main(["check", str(claims(OVER)), "--out", str(tmp_path / "found.csv"), "--json"])
    assert len(json.loads(capfdbinary.readouterr().out)["findings"]) == 1
    assert (tmp_path / "found.csv").read_text(encoding="utf-8").count("units-over") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nothing.csv"], "nothing.csv: is not there. Name a file of claims."),
        (["."], "is a folder"),
        (["claims.csv", "--out", "found.pdf"], "End it in .csv, .xlsx or .json."),
        (["claims.csv", "--out", "nowhere/found.csv"], "can't be written"),
        (["claims.csv", "--out", "claims.csv"], "is the file of claims itself"),
        (["claims.csv", "--out", "folder.csv"], "is a folder"),
        (["empty.csv"], "empty.csv: is empty."),
        ([], "the following arguments are required: CLAIMS"),
    ],
)
def test_unusable_input_is_one_line(claims, capfd, monkeypatch, tmp_path, arguments, says):
    claims(GOOD)
    (tmp_path / "empty.csv").touch()
    (tmp_path / "folder.csv").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["check", *arguments]) == 2
    out, said = capfd.readouterr()
    assert out == ""
    assert says in said
    assert said.startswith("knead: ")
    assert said.count("\n") == 1


def test_findings_of_before_stay_where_a_check_fails(claims, capfd, tmp_path):
    out = tmp_path / "found.csv"
    out.write_text("as it was", encoding="utf-8")
    assert main(["check", str(claims()), "--out", str(out)]) == 2
    assert out.read_text(encoding="utf-8") == "as it was"
    assert {path.name for path in tmp_path.iterdir()} <= {"claims.csv", "found.csv", "home"}
    capfd.readouterr()


def test_the_same_file_gives_the_same_bytes(tmp_path, capfd):
    outs = [tmp_path / f"{name}.{form}" for name in "ab" for form in ("csv", "json")]
    for out in outs:
        main(["check", str(FILES / "therapy.csv"), "--out", str(out)])
    assert outs[0].read_bytes() == outs[2].read_bytes()
    assert outs[1].read_bytes() == outs[3].read_bytes()
    capfd.readouterr()


@pytest.mark.parametrize(("days", "status"), [(-1, 0), (0, 0), (2, 1)])
def test_a_date_of_service_is_compared_with_today(claims, capfd, days, status):
    on = date.today() + timedelta(days=days)
    assert main(["check", str(claims(GOOD.replace("2024-08-05", str(on))))]) == status
    assert ("date-future" in capfd.readouterr().out) == bool(status)


def test_a_reader_that_goes_away_is_no_fault(claims):
    path = claims(*[OVER.replace("A2", f"A{n}") for n in range(3_000)])
    command = f'"{sys.executable}" -m cli check "{path}" | head -1'
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=False,
        cwd=Path(__file__).resolve().parents[2], env=os.environ,
    )  # fmt: skip
    assert done.stdout.startswith("A0, line 1")
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
