"""CMS's files as published, in every form they come in, are added whole."""

import gzip
from datetime import date

import pytest

from files.tables_find import list_tables, mue_for, tables_for
from knowledge.records import PairEdit

JANUARY = date(2025, 1, 15)
LIVE = PairEdit(
    column1="97140",
    column2="97124",
    effective_on=date(1996, 1, 1),
    deleted_on=None,
    indicator=0,
    rationale="Standards of medical/surgical practice",
)


def forms(cms) -> dict:
    """A whole quarter in each form that CMS or its user gives it."""
    whole = cms.members(sheets=True)
    texts = {name: text for name, text in whole.items() if name.endswith(".TXT")}
    sheets = {name: text for name, text in whole.items() if name.endswith(".xlsx")}
    return {
        "one zip of texts and sheets": lambda: [cms.zip("ccipra-v310r0.zip", whole)],
        "a zip for each part": lambda: [
            cms.zip(
                f"medicare-ncci-2025q1-practitioner-ptp-edits-{name[:-4].lower()}.zip", {name: text}
            )
            for name, text in texts.items()
        ],
        "loose texts": lambda: [cms.write(name, text) for name, text in texts.items()],
        "loose sheets": lambda: [cms.write(name, text) for name, text in sheets.items()],
        "text and sheets mixed": lambda: [
            cms.write(name, text)
            for name, text in whole.items()
            if name.endswith("f1.TXT") or (name.endswith("xlsx") and "f1" not in name)
        ],
        "a folder": lambda: [cms.fill("in", whole)],
        "a zip of zips": lambda: [
            cms.zip("quarter.zip", {f"{n[:-4]}.zip": cms.zipped({n: t}) for n, t in texts.items()})
        ],
        "a zip of folders with a licence": lambda: [
            cms.zip(
                "q.zip",
                {"readme.txt": b"CPT is a trademark."} | {f"a/b/{n}": t for n, t in texts.items()},
            )
        ],
        "texts packed with gzip": lambda: [
            cms.write(f"{name}.gz", gzip.compress(text)) for name, text in texts.items()
        ],
        "unix line ends": lambda: [
            cms.write(name, text.replace(b"\r\n", b"\n")) for name, text in texts.items()
        ],
        "no last line end": lambda: [cms.write(n, t.rstrip(b"\r\n")) for n, t in texts.items()],
        "a byte order mark": lambda: [
            cms.write(name, b"\xef\xbb\xbf" + text) for name, text in texts.items()
        ],
        "a notice with a lone quotation mark": lambda: [
            cms.write(name, b'"CPT only\r\n' + text) for name, text in texts.items()
        ],
        "a notice of Windows": lambda: [
            cms.write(name, b"\xa9 AMA\x97all rights\r\n" + text) for name, text in texts.items()
        ],
    }


FORMS = [
    "one zip of texts and sheets",
    "a zip for each part",
    "loose texts",
    "loose sheets",
    "text and sheets mixed",
    "a folder",
    "a zip of zips",
    "a zip of folders with a licence",
    "texts packed with gzip",
    "unix line ends",
    "no last line end",
    "a byte order mark",
    "a notice with a lone quotation mark",
    "a notice of Windows",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_quarter_is_added_whole_from(form, cms, add):
    report = add(*forms(cms)[form]())
    assert report.refused == ()
    assert [info.id for info in report.added] == ["user-ncci-ptp-2025q1"]
    table = tables_for(JANUARY)
    assert len(table) == 10
    assert table.edits("97124", "97140") == (LIVE,)
    assert table.covers("0001A")
    assert table.covers("00100")
    assert not table.covers("100")


def test_every_form_is_known_here(cms):
    assert list(forms(cms)) == FORMS


def test_the_same_quarter_in_another_form_changes_nothing_and_says_so(cms, home, add):
    add(*forms(cms)["loose sheets"]())
    before = sorted((path, path.stat().st_mtime_ns) for path in home.rglob("*"))
    report = add(*forms(cms)["a zip of zips"]())
    assert report.added == ()
    assert "already, row for row; nothing was changed" in report.lines[0]
    after = sorted((path, path.stat().st_mtime_ns) for path in home.rglob("*"))
    assert [one for one in before if "tables/user" in str(one)] == [
        one for one in after if "tables/user" in str(one)
    ]


def test_a_file_named_twice_is_read_once(cms, add):
    texts = cms.texts()
    copy = cms.write("copy/ccipra-v310r0-f1 (1).TXT", texts[0].read_bytes())
    report = add(*texts, copy)
    assert report.ok
    assert len(tables_for(JANUARY)) == 10
    assert "is the same file as ccipra-v310r0-f1.TXT; it was read once" in report.notes[0]


def test_quarter_stands_beside_quarter_and_the_date_of_service_chooses(cms, add):
    changed = [
        [(*row[:5], "1" if row[5] == "0" else row[5], row[6]) for row in p] for p in cms.parts
    ]
    report = add(cms.quarter("v310r0"), cms.quarter("v311r0", changed))
    assert [info.quarter for info in report.added] == ["2025Q1", "2025Q2"]
    assert tables_for(date(2025, 3, 31)).edits("97140", "97124")[0].indicator == 0
    assert tables_for(date(2025, 4, 1)).edits("97140", "97124")[0].indicator == 1
    assert tables_for(date(2025, 7, 1)) is None
    assert tables_for(date(2024, 12, 31)) is None


@pytest.mark.parametrize("form", ["zip of csv and sheet", "csv", "sheet"])
def test_mue_values_as_published(form, cms, add):
    name = "MCR_MUE_PractitionerServices_Eff_01-01-2025"
    both = {f"{name}.csv": cms.mue(), f"{name}.xlsx": cms.mue_sheet()}
    path = {
        "zip of csv and sheet": lambda: cms.zip("practitioner-mue.zip", both),
        "csv": lambda: cms.write(f"{name}.csv", both[f"{name}.csv"]),
        "sheet": lambda: cms.write(f"{name}.xlsx", both[f"{name}.xlsx"]),
    }[form]()
    report = add(path)
    assert report.refused == ()
    assert [info.id for info in report.added] == ["user-ncci-mue-2025q1"]
    table = mue_for(JANUARY)
    assert (table.get("97140").units, table.get("97140").indicator) == (6, 3)
    assert table.get("0001U").indicator == 2
    assert table.get("97110") is None
    assert table.frame().collect().height == 4
    assert mue_for(date(2025, 4, 1)) is None
    assert list_tables()[0].says.startswith("user-ncci-mue-2025q1: MUE values of 2025Q1, 4 rows")


def test_an_mue_code_without_a_value_is_told_and_not_known(cms, add):
    rows = [*cms.mues, ("J9999", "Not Published", "3 Date of Service Edit: Clinical", "Clinical")]
    report = add(cms.write("MCR_MUE_PractitionerServices_Eff_01-01-2025.csv", cms.mue(rows)))
    assert report.ok
    assert "gives no value for J9999" in report.notes[0]
    assert not mue_for(JANUARY).covers("J9999")


def test_a_folder_of_everything_adds_what_is_ours_and_names_what_only_looks_like_it(cms, add):
    cms.texts()
    for name, text in cms.members(whose="ccioph").items():
        cms.write(name, text)
    cms.write("MCR_MUE_PractitionerServices_Eff_01-01-2025.csv", cms.mue())
    cms.write("MCR_MUE_OutpatientHospitalServices_Eff_01-01-2025.csv", cms.mue(setting="Hospital"))
    cms.write("letter.pdf", b"%PDF-1.7")
    cms.write("holiday.zip", b"PK\x03\x04cut")
    report = add(cms.folder)
    assert report.refused == ()
    assert [info.id for info in report.added] == ["user-ncci-mue-2025q1", "user-ncci-ptp-2025q1"]
    assert len(report.notes) == 5
    assert all("is the outpatient hospital's table" in note for note in report.notes)


def test_the_table_without_effective_dates_is_whole_in_one_file(cms, add):
    rows = [("97140", "97124", "*", "0", "Standards"), ("97124", "97164", "20191231", "9", "More")]
    report = add(cms.write("ncci_ptp_practitioner_2024q3.tsv.gz", cms.trial(rows)))
    assert report.ok
    assert "its rows don't tell the day they take effect" in report.notes[0]
    (edit,) = tables_for(date(2024, 9, 30)).edits("97124", "97164")
    assert (edit.effective_on, edit.deleted_on, edit.indicator) == (None, date(2019, 12, 31), 9)


def test_a_name_that_tells_nothing_is_taken_on_the_users_word_which_is_told(cms, add):
    path = cms.write("edits.tsv.gz", cms.trial([("97140", "97124", "*", "0", "Standards")]))
    report = add(path, quarter="2024q3")
    assert [info.quarter for info in report.added] == ["2024Q3"]
    assert "was taken for it on your word" in report.notes[0]


def test_a_quarter_with_fewer_rows_than_the_one_before_is_remarked(cms, add):
    add(cms.quarter("v310r0"))
    fewer = [rows[:1] for rows in cms.parts]
    report = add(cms.quarter("v311r0", fewer))
    assert report.ok
    assert "has 4 rows where 2025Q1 has 10" in report.notes[0]


def test_progress_tells_each_step_and_never_goes_back(cms):
    from files.tables_add import add_tables

    steps: list[tuple[str, float]] = []
    add_tables(
        cms.texts(),
        added_on=date(2025, 2, 3),
        progress=lambda said, share: steps.append((said, share)),
    )
    assert "Reading ccipra-v310r0-f3.TXT" in [said for said, _ in steps]
    shares = [share for _, share in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_table_is_told_from_a_document(cms):
    from files.tables_spot import holds_table

    assert holds_table(cms.quarter())
    assert holds_table(cms.texts()[0])
    assert holds_table(cms.zip("q.zip", cms.members(whose="ccioph")))
    assert holds_table(cms.write("ccipra-v310r0-f1.zip", b"PK\x03\x04cut"))
    assert holds_table(cms.write("edits.txt", cms.text(cms.parts[0])))
    assert not holds_table(cms.write("article.pdf", b"%PDF-1.7"))
    assert not holds_table(cms.write("article.txt", b"Massage is billed with 97124."))
    assert not holds_table(cms.write("holiday.zip", b"PK\x03\x04cut"))
    assert not holds_table(cms.zip("article.docx", {"word/document.xml": b"<doc/>"}))
    assert not holds_table(cms.folder / "nowhere.txt")
