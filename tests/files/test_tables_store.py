"""Stored tables: looking pairs up, listing, removing, and finding damage."""

import json
from datetime import date

import polars as pl
import pytest

from files.cms_quarter import Quarter
from files.tables_faults import TableError
from files.tables_find import list_tables, mue_for, open_table, remove_table, tables_for
from files.tables_home import tables_folder
from files.tables_pairs import StoredPairTable
from knowledge.records import PairTable

JANUARY = date(2025, 1, 15)
PAIRS, MUE = "user-ncci-ptp-2025q1", "user-ncci-mue-2025q1"


@pytest.fixture
def stored(cms, add):
    """A pair table and an MUE table of 2025Q1."""
    name = "MCR_MUE_PractitionerServices_Eff_01-01-2025.csv"
    assert add(cms.quarter(), cms.write(name, cms.mue())).ok


@pytest.fixture
def table(stored: None) -> StoredPairTable:  # noqa: ARG001
    found = tables_for(JANUARY)
    assert found is not None
    return found


def test_it_is_the_pair_table_that_the_tools_take(table):
    taken: PairTable = table
    assert (taken.quarter, taken.source) == ("2025Q1", PAIRS)


@pytest.mark.parametrize("order", [("97140", "97124"), ("97124", "97140")])
def test_a_pair_is_found_in_both_orders_and_told_as_the_table_has_it(table, order):
    (edit,) = table.edits(*order)
    assert (edit.column1, edit.column2, edit.indicator) == ("97140", "97124", 0)
    assert (edit.effective_on, edit.deleted_on) == (date(1996, 1, 1), None)


def test_column_1_may_be_the_higher_code(table):
    (edit,) = table.edits("97032", "G0283")
    assert (edit.column1, edit.column2) == ("G0283", "97032")


def test_ended_rows_stand_beside_the_live_one(table):
    live, ended = table.edits("97530", "97140")
    assert (live.deleted_on, live.indicator) == (None, 1)
    assert (ended.effective_on, ended.deleted_on) == (date(1996, 1, 1), date(2019, 12, 31))


def test_a_row_deleted_the_day_it_began_is_told_with_its_9(table):
    (edit,) = table.edits("97124", "97164")
    assert edit.indicator == 9
    assert edit.effective_on == edit.deleted_on == date(2020, 1, 1)


def test_no_row_is_no_edit_only_where_both_codes_stand_in_the_table(table):
    assert table.edits("97124", "97032") == ()
    assert table.covers("97124")
    assert table.covers("97032")
    assert table.edits("97124", "97110") == ()
    assert not table.covers("97110")
    assert table.edits("", "97140") == ()


def test_leading_zeros_and_letters_are_text(table):
    assert table.edits("00100", "97124")[0].column1 == "00100"
    assert table.edits("100", "97124") == ()
    assert table.edits("0591T", "0001A")[0].column1 == "0001A"


def test_the_columns_for_batches(table, cms):
    frame = table.frame()
    assert isinstance(frame, pl.LazyFrame)
    assert dict(frame.collect_schema()) == {
        "column1": pl.String,
        "column2": pl.String,
        "effective_on": pl.Date,
        "deleted_on": pl.Date,
        "indicator": pl.UInt8,
        "rationale": pl.String,
    }
    rows = frame.collect()
    assert set(zip(rows["column1"], rows["column2"], strict=True)) == {
        row[:2] for part in cms.parts for row in part
    }


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2024, 12, 31), "2024Q4"),
        (date(2025, 1, 1), "2025Q1"),
        (date(2025, 3, 31), "2025Q1"),
        (date(2025, 4, 1), "2025Q2"),
    ],
)
def test_a_day_falls_in_its_quarter(day, quarter):
    assert Quarter.of(day).name == quarter
    assert Quarter.of(day).first <= day <= Quarter.of(day).last


@pytest.mark.usefixtures("stored")
def test_the_stored_tables_are_listed():
    assert [(info.id, info.kind, info.quarter) for info in list_tables()] == [
        (MUE, "mue", "2025Q1"),
        (PAIRS, "pairs", "2025Q1"),
    ]
    assert all(info.damage is None for info in list_tables(verify=True))
    assert list_tables()[1].says == (
        f"{PAIRS}: pair edits of 2025Q1, 10 rows, added 2025-02-03 from ccipra-v310r0.zip"
    )


def test_nothing_is_listed_where_nothing_was_added():
    assert list_tables() == ()
    assert tables_for(JANUARY) is None


@pytest.mark.usefixtures("stored")
def test_one_table_is_removed_and_the_other_stays():
    remove_table(PAIRS)
    assert [info.id for info in list_tables()] == [MUE]
    assert tables_for(JANUARY) is None
    assert mue_for(JANUARY) is not None


@pytest.mark.usefixtures("stored")
def test_removing_what_is_not_there_names_what_is():
    with pytest.raises(TableError, match=f"is not stored. Name one of: {MUE}, {PAIRS}"):
        remove_table("user-ncci-ptp-2020q1")
    with pytest.raises(TableError, match="is not stored"):
        remove_table("../../somewhere")


def use(name: str) -> None:
    """Open a table and its columns."""
    table = open_table(name)
    if isinstance(table, StoredPairTable):
        table.frame()


def damage(kind: str, name: str) -> None:
    """Spoil a stored file in some way."""
    path = tables_folder() / (MUE if name == "edits.csv" else PAIRS) / name
    content = path.read_bytes()
    if kind == "gone":
        path.unlink()
    elif kind == "cut":
        path.write_bytes(content[:-1])
    elif kind == "empty":
        path.write_bytes(b"")
    else:
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("kind", ["gone", "cut", "empty", "changed"])
@pytest.mark.parametrize(
    "name", ["keys.u64", "rows.u64", "codes.txt", "rows.parquet", "edits.csv", "manifest.json"]
)
def test_damage_is_found_and_named_and_the_other_table_still_answers(kind, name):
    damage(kind, name)
    spoiled, sound = (MUE, PAIRS) if name == "edits.csv" else (PAIRS, MUE)
    with pytest.raises(
        TableError, match=f"stored table {spoiled}: is damaged: .*Add its CMS files"
    ):
        use(spoiled)
    found = {info.id: info.damage for info in list_tables(verify=True)}
    assert name in (found[spoiled] or "")
    assert found[sound] is None
    assert open_table(sound).quarter == "2025Q1"


@pytest.mark.usefixtures("stored")
def test_adding_the_files_again_replaces_a_damaged_table(cms, add):
    damage("changed", "keys.u64")
    report = add(cms.quarter())
    assert [info.id for info in report.added] == [PAIRS]
    assert "its keys.u64 was changed; adding its files replaces it" in report.notes[0]
    assert all(info.damage is None for info in list_tables(verify=True))
    assert len(tables_for(JANUARY)) == 10
    assert not [path for path in tables_folder().iterdir() if path.name.startswith(".gone")]


@pytest.mark.usefixtures("stored")
def test_a_manifest_edited_by_hand_is_not_trusted():
    path = tables_folder() / PAIRS / "manifest.json"
    said = json.loads(path.read_text())
    said["table"]["quarter"] = "2026Q1"
    path.write_text(json.dumps(said))
    with pytest.raises(TableError, match=r"its manifest.json was changed"):
        tables_for(JANUARY)


@pytest.mark.usefixtures("stored")
def test_a_start_that_looks_up_a_pair_loads_no_data_frames(run_python):
    said = run_python(
        "import sys, datetime\n"
        "from files.tables_find import tables_for\n"
        "edit = tables_for(datetime.date(2025, 1, 15)).edits('97124', '97140')[0]\n"
        "print(edit.indicator, 'polars' in sys.modules, 'numpy' in sys.modules)\n"
    )
    assert said.stdout.split() == ["0", "False", "False"]
