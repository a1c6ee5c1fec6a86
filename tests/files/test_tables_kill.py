"""An import that is killed at any step leaves every stored table as it was."""

import signal
from datetime import date

import pytest

from files.tables_add import add_tables
from files.tables_faults import TableError
from files.tables_find import list_tables, tables_for
from files.tables_home import changing, tables_folder

DYING = """
import os, signal, sys
from datetime import date
from files import tables_home
from files.tables_add import add_tables

step, paths = sys.argv[1], sys.argv[2:]


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


if step == "rename":
    renames = []
    moved = tables_home.Path.rename

    def rename(self, target):
        die()

    tables_home.Path.rename = rename
add_tables(
    paths,
    added_on=date(2025, 2, 3),
    progress=lambda said, share: die() if said.startswith(step) else None,
)
"""
STEPS = ["Looking", "Reading ccipra-v311r0-f1", "Reading ccipra-v311r0-f4", "Sorting", "Checking"]


@pytest.mark.parametrize("step", [*STEPS, "rename"])
def test_killed_while(step, cms, add, run_python):
    add(cms.quarter("v310r0"))
    before = {
        path: path.read_bytes() for path in (tables_folder() / "user-ncci-ptp-2025q1").iterdir()
    }
    paths = cms.texts("v311r0")
    died = run_python(DYING, step, *map(str, paths), check=False)
    assert died.returncode == -signal.SIGKILL
    assert [info.id for info in list_tables(verify=True)] == ["user-ncci-ptp-2025q1"]
    assert {path: path.read_bytes() for path in before} == before
    assert tables_for(date(2025, 4, 1)) is None

    assert [info.quarter for info in add(*paths).added] == ["2025Q2"]
    assert all(info.damage is None for info in list_tables(verify=True))
    left = [path.name for path in tables_folder().iterdir() if path.name.startswith((".b", ".g"))]
    assert left == []


def test_killed_after_it_took_its_place_it_is_there(cms, add, run_python):
    paths = cms.texts("v311r0")
    died = run_python(DYING, "Added", *map(str, paths), check=False)
    assert died.returncode == -signal.SIGKILL
    assert [info.damage for info in list_tables(verify=True)] == [None]
    assert [info.quarter for info in add(*paths).unchanged] == ["2025Q2"]


def test_an_import_that_is_stopped_leaves_nothing(cms):
    def stop(said: str, _share: float) -> None:
        if said.startswith("Sorting"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_tables([cms.quarter()], added_on=date(2025, 2, 3), progress=stop)
    assert list_tables() == ()
    assert [path.name for path in tables_folder().iterdir()] == [".lock"]


def test_two_programs_do_not_change_the_tables_at_once(run_python):
    with changing():
        said = run_python(
            "from files.tables_home import changing\n"
            "from files.tables_faults import TableError\n"
            "try:\n"
            "    with changing(wait=0.1): print('in')\n"
            "except TableError as fault: print(fault)\n"
        )
    assert "is being changed by another window or program. Try again later." in said.stdout


def test_a_lock_of_this_program_is_told_too(cms, add, monkeypatch):
    monkeypatch.setattr("files.tables_add.changing", lambda home: changing(home, wait=0.05))
    with changing():
        report = add(cms.quarter())
    assert "is being changed by another window or program" in report.refused[0]


def test_two_imports_of_one_quarter_at_once_make_one_table(cms, start_python):
    code = (
        "import sys\nfrom datetime import date\nfrom files.tables_add import add_tables\n"
        "report = add_tables(sys.argv[1:], added_on=date(2025, 2, 3))\n"
        "print(len(report.added), len(report.unchanged), len(report.refused))\n"
    )
    path = str(cms.quarter())
    both = [start_python(code, path) for _ in range(2)]
    said = sorted(process.communicate()[0].strip() for process in both)
    assert said == ["0 1 0", "1 0 0"]
    assert [info.damage for info in list_tables(verify=True)] == [None]


def test_the_error_is_a_sentence():
    assert str(TableError("a", "is b", "Do c.")) == "a: is b. Do c."
