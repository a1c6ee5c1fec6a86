"""A stored table is cited as CMS's, with who added it, and its rows in our own words."""

from datetime import date

import pytest

from files.tables_cite import row_passage, table_source
from files.tables_find import mue_for, remove_table, tables_for
from knowledge.records import Passage, Source

JANUARY = date(2025, 1, 15)


def test_the_source_is_the_regulators_and_tells_who_added_it(cms, add):
    add(cms.quarter())
    source = table_source(tables_for(JANUARY).manifest)
    assert isinstance(source, Source)
    assert (source.id, source.authority, source.governs) == (
        "user-ncci-ptp-2025q1",
        "regulator",
        ("medicare",),
    )
    assert source.published_on == date(2025, 1, 1)
    assert source.checked_on == date(2025, 2, 3)
    assert source.read == ("every row (10); the user added it on 2025-02-03 from ccipra-v310r0.zip")
    assert len(source.fingerprint) == 64


def test_a_table_on_the_users_word_says_so(cms, add):
    path = cms.write("edits.tsv.gz", cms.trial([("97140", "97124", "*", "0", "Standards")]))
    add(path, quarter="2025Q1")
    read = table_source(tables_for(JANUARY).manifest).read
    assert "its rows do not tell the day they take effect" in read
    assert "that it is the practitioner's table is the user's word" in read


def test_a_row_is_said_in_our_own_words(cms, add):
    add(cms.quarter())
    passage = row_passage("user-ncci-ptp-2025q1/row-97124-97140")
    assert isinstance(passage, Passage)
    assert passage.text == (
        "The practitioner pair table of 2025Q1 holds: column 1 97140, column 2 97124, modifier "
        "indicator 0, in effect from 1996-01-01, no deletion date (rationale: Standards of "
        "medical/surgical practice)."
    )
    assert (passage.source, passage.at) == ("user-ncci-ptp-2025q1", "97124 with 97140")
    assert passage.codes == ("97124", "97140")
    both = row_passage("user-ncci-ptp-2025q1/row-97140-97530")
    assert "deleted 2019-12-31" in both.text


def test_no_row_is_said_and_no_table_is_none(cms, add):
    add(cms.quarter())
    none = row_passage("user-ncci-ptp-2025q1/row-97124-97032")
    assert none.text == "The practitioner pair table of 2025Q1 has no row between 97124 and 97032."
    for key in ("user-ncci-ptp-2025q2/row-97124-97140", "user-ncci-ptp-2025q1/row-97124", "x/y"):
        with pytest.raises(KeyError):
            row_passage(key)


def test_ids_outlive_a_second_import(cms, add):
    add(cms.quarter())
    key = "user-ncci-ptp-2025q1/row-97140-97124"
    first = row_passage(key).id
    remove_table("user-ncci-ptp-2025q1")
    add(*cms.texts())
    assert row_passage(key).id == first


def test_an_mue_value_is_said_with_how_it_is_counted(cms, add):
    add(cms.write("MCR_MUE_PractitionerServices_Eff_01-01-2025.csv", cms.mue()))
    name = mue_for(JANUARY).source
    assert row_passage(f"{name}/row-97140").text == (
        "97140: practitioner MUE 6 units, adjudication indicator 3 (a date of service, open to "
        "appeal), in the table in force on 2025-01-01."
    )
    assert "MUE 1 unit," in row_passage(f"{name}/row-0001U").text
    with pytest.raises(KeyError):
        row_passage(f"{name}/row-97110")
    assert table_source(mue_for(JANUARY).manifest).id == "user-ncci-mue-2025q1"
