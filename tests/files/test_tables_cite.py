"""A stored table is cited as CMS's, with who added it, and its rows in our own words."""

from datetime import date

from files.tables_cite import mue_passage, pair_passages, table_source
from files.tables_find import mue_for, tables_for
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
    table = tables_for(JANUARY)
    (passage,) = pair_passages(table, "97124", "97140")
    assert isinstance(passage, Passage)
    assert passage.text == (
        "Column 1 97140, column 2 97124, modifier indicator 0, in effect from 1996-01-01, no "
        "deletion date (CMS's practitioner pair table of 2025Q1)."
    )
    assert (passage.source, passage.at) == ("user-ncci-ptp-2025q1", "row 97140/97124")
    assert passage.codes == ("97140", "97124")
    live, ended = pair_passages(table, "97140", "97530")
    assert "deleted 2019-12-31" in ended.text
    assert live.id != ended.id
    assert live.key != ended.key


def test_no_row_and_no_code_are_told_apart(cms, add):
    add(cms.quarter())
    table = tables_for(JANUARY)
    (none,) = pair_passages(table, "97124", "97032")
    assert "has no edit between the two" in none.text
    assert none.kind == "rule"
    (unknown,) = pair_passages(table, "97124", "97110")
    assert "97110 stands nowhere in" in unknown.text
    assert unknown.kind == "limit"


def test_ids_outlive_a_second_import(cms, add):
    add(cms.quarter())
    first = pair_passages(tables_for(JANUARY), "97140", "97124")[0].id
    from files.tables_find import remove_table

    remove_table("user-ncci-ptp-2025q1")
    add(*cms.texts())
    assert pair_passages(tables_for(JANUARY), "97140", "97124")[0].id == first


def test_an_mue_value_is_said_with_how_it_is_counted(cms, add):
    add(cms.write("MCR_MUE_PractitionerServices_Eff_01-01-2025.csv", cms.mue()))
    table = mue_for(JANUARY)
    assert mue_passage(table, "97140").text == (
        "97140: 6 units, adjudication indicator 3, counted for the date of service, open to appeal "
        "(CMS's practitioner MUE table of 2025Q1)."
    )
    assert "1 unit," in mue_passage(table, "0001U").text
    assert "gives no value for 97110" in mue_passage(table, "97110").text
    assert table_source(table.manifest).id == "user-ncci-mue-2025q1"
