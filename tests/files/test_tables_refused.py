"""Every bad input is refused with a sentence of what, where and what to do; nothing is lost."""

import errno
import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from files import cms_source, cms_unpack, tables_build
from files.tables_home import tables_folder

MUE_NAME = "MCR_MUE_PractitionerServices_Eff_01-01-2025.csv"


@pytest.fixture
def kept(cms, add):
    """A table of an earlier quarter is there, and is the same after each test."""
    assert add(cms.quarter("v303r0")).ok
    before = stored()
    yield
    assert stored() == before


def stored() -> dict[str, str]:
    """The store's files and what they hold."""
    folder = tables_folder()
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def with_part(cms, number: int, text: bytes, suffix: str = "TXT") -> list[Path]:
    """A quarter's four files, one of them with other bytes."""
    paths = cms.texts()
    paths[number - 1] = cms.write(f"bad/{cms.part(number)}.{suffix}", text)
    return paths


def altered(cms, old: bytes, new: bytes) -> list[Path]:
    """A quarter's four files, with a text of the third replaced."""
    text = cms.members()["ccipra-v310r0-f3.TXT"]
    assert text.count(old) >= 1
    return with_part(cms, 3, text.replace(old, new, 1))


def spoiled(content: bytes) -> bytes:
    """Bytes of an archive with one of its packed bytes changed."""
    at = content.index(b".TXT") + 60
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def locked(content: bytes) -> bytes:
    """An archive that says that it is protected by a password."""
    out = bytearray(content)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(sign, at + 1)) >= 0:
            out[at + place] |= 1
    return bytes(out)


def word(cms) -> bytes:
    return cms.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<doc/>"})


def sheet_with_far_cell(cms) -> bytes:
    stream = io.BytesIO(cms.sheet(cms.parts[0]))
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[name] = parts[name].replace(b"</sheetData>", far)
    return cms.zipped(parts)


MEDICAID = [
    "Medicaid NCCI PTP edits",
    "Column 1\tColumn 2\tEffective Date\tDeletion Date\tModifier\tPTP Edit Rationale",
]

BAD = {
    "an archive that was cut": (
        lambda c: [c.write("ccipra-v310r0.zip", c.quarter().read_bytes()[:-100])],
        ["ccipra-v310r0.zip: is an archive that was cut or damaged. Download it again from CMS."],
    ),
    "an archive with a changed byte": (
        lambda c: [c.write("ccipra-v310r0.zip", spoiled(c.quarter().read_bytes()))],
        [
            "ccipra-v310r0-f1.TXT in ccipra-v310r0.zip: is cut short or damaged",
            "part f1 is missing",
        ],
    ),
    "a gzip that was cut": (
        lambda c: with_part(c, 2, gzip.compress(c.text(c.parts[1]))[:-9], "TXT.gz"),
        ["ccipra-v310r0-f2.TXT.gz: is cut short or damaged"],
    ),
    "a workbook that was cut": (
        lambda c: with_part(c, 2, c.sheet(c.parts[1])[:-300], "xlsx"),
        ["ccipra-v310r0-f2.xlsx: is an archive that was cut or damaged"],
    ),
    "an archive with a password": (
        lambda c: [c.write("ccipra-v310r0.zip", locked(c.quarter().read_bytes()))],
        ["is protected or packed in an unknown way. Unpack it first."],
    ),
    "a row that was cut": (
        lambda c: altered(c, b"97140\t97124\t\t", b"97140\t97124\r\n\t\t"),
        ["f3.TXT, line 8: has 2 fields where the heading names 7, so the row was cut"],
    ),
    "a row with a field too many": (
        lambda c: altered(c, b"97140\t97124\t\t", b"97140\t97124\t\t\t\t"),
        ["ccipra-v310r0-f3.TXT, line 8: has 9 fields where the heading names 7"],
    ),
    "a file that stops within its last row": (
        lambda c: with_part(c, 3, c.text(c.parts[2])[:-50]),
        ["ccipra-v310r0-f3.TXT, line 11: has 4 fields where the heading names 7"],
    ),
    "a file that stops within its last word": (
        lambda c: with_part(c, 3, c.text(c.parts[2])[:-10]),
        ["ccipra-v310r0-f3.TXT, last line: stops within its rationale"],
    ),
    "a part that is missing": (
        lambda c: c.texts()[:2] + c.texts()[3:],
        ["pair edits of 2025Q1: part f3 is missing, and a quarter is used only as a whole."],
    ),
    "one part alone": (
        lambda c: c.texts()[1:2],
        ["parts f1, f3 and f4 are missing"],
    ),
    "one part alone as a sheet": (
        lambda c: [c.write("ccipra-v310r0-f1.xlsx", c.sheet(c.parts[0]))],
        ["parts f2, f3 and f4 are missing"],
    ),
    "two files that say they are one part": (
        lambda c: [*c.texts(), c.write("x/ccipra-v310r0-f2.TXT", c.text(c.parts[3]))],
        ["are both the same part of 2025Q1 and differ. Add only the right one"],
    ),
    "one part under another's name": (
        lambda c: with_part(c, 2, c.text(c.parts[0])),
        ["column 1 00100, column 2 97124: stands live twice in this quarter"],
    ),
    "the hospital's table by its name": (
        lambda c: [c.zip("q.zip", c.members(whose="ccioph"))],
        ["ccioph-v310r0-f1.TXT in q.zip: is the outpatient hospital's table. Add CMS's"],
    ),
    "the hospital's table by its notice": (
        lambda c: with_part(c, 1, b"Hospital Outpatient PTP edits\r\n" + c.text(c.parts[0])),
        ["is the outpatient hospital's table"],
    ),
    "Medicaid's table by its name": (
        lambda c: [c.write("medicaid-ncci-2025-q1-ptp-edits-practitioner.txt", c.text(c.parts[0]))],
        ["is Medicaid's table, not Medicare's"],
    ),
    "Medicaid's table by its notice": (
        lambda c: with_part(c, 1, b"Medicaid NCCI edits\r\n" + c.text(c.parts[0])),
        ["is Medicaid's table, not Medicare's"],
    ),
    "Medicaid's table by its columns": (
        lambda c: with_part(
            c, 1, c.text([(*row[:2], *row[3:]) for row in c.parts[0]], MEDICAID[1:])
        ),
        ["lacks a column of Medicare's pair file, as Medicaid's does"],
    ),
    "a list of changes": (
        lambda c: [
            c.write("2025q1-practitioner-additions-deletions-revisions-ptp.txt", c.text(c.parts[0]))
        ],
        ["is a list of the quarter's changes, not the whole table"],
    ),
    "the add-on codes": (
        lambda c: [c.write("AOC_V2025Q1-MCR.txt", c.text(c.parts[0]))],
        ["is the list of add-on codes"],
    ),
    "the hospital's MUE values": (
        lambda c: [c.write("MUE_Eff_01-01-2025.csv", c.mue(setting="Outpatient Hospital"))],
        ["is the outpatient hospital's table"],
    ),
    "the suppliers' MUE values": (
        lambda c: [c.write("MUE_Eff_01-01-2025.csv", c.mue(setting="DME Supplier"))],
        ["is the table of medical equipment suppliers"],
    ),
    "Medicaid's MUE values": (
        lambda c: [
            c.write(MUE_NAME, b"HCPCS/CPT Code,Practitioner Services MUE Values\n97140,6\n"),
        ],
        ["has no column named 'adjudication' (Medicaid's files have none)"],
    ),
    "a PDF": (lambda c: [c.write("ccipra.pdf", b"%PDF-1.7\n")], ["ccipra.pdf: is a PDF"]),
    "an old workbook": (
        lambda c: [c.write("ccipra-v310r0-f1.xls", b"\xd0\xcf\x11\xe0\xa1\xb1")],
        ["is an old or locked Excel file. Save it as .xlsx without a password."],
    ),
    "a Word document": (
        lambda c: [c.write("ccipra.docx", word(c))],
        ["holds no pair edits and no MUE values. Add CMS's quarterly practitioner file"],
    ),
    "the page that asks to accept the license": (
        lambda c: [c.write("ccipra-v310r0-f1.zip", b"\n<!DOCTYPE html><html>License")],
        ["is a web page. Accept the license on CMS's page, then download the file."],
    ),
    "an empty file": (lambda c: [c.write("ccipra-v310r0-f1.txt", b"")], ["is empty"]),
    "an empty archive": (lambda c: [c.zip("q.zip", {})], ["q.zip: holds no table of CMS's"]),
    "a picture": (lambda c: [c.write("ccipra.png", b"\x89PNG\r\n\x1a\n\0\0")], ["is no text"]),
    "text of two bytes a letter": (
        lambda c: with_part(c, 1, c.text(c.parts[0]).decode().encode("utf-16")),
        ["is UTF-16 text. Save it as UTF-8"],
    ),
    "a claim file": (
        lambda c: [c.write("claims.csv", b"claim_id,code,units\n1,97140,2\n")],
        ["claims.csv: holds no pair edits and no MUE values"],
    ),
    "commas where CMS has tabs": (
        lambda c: with_part(c, 1, c.text(c.parts[0]).replace(b"\t", b",")),
        ["has commas where CMS's text has tabs"],
    ),
    "a heading and no rows": (lambda c: with_part(c, 1, c.text([])), ["has a heading and no rows"]),
    "a heading that lacks a column": (
        lambda c: with_part(c, 1, c.text(c.parts[0]).replace(b"Modifier\t", b"Mod\t")),
        ["has no column named 'modifier'"],
    ),
    "a code of four characters": (
        lambda c: altered(c, b"97140\t97124", b"9714\t97124"),
        ["line 8: column1 '9714' is no code of five characters, which may have lost its leading"],
    ),
    "a first row without codes": (
        lambda c: with_part(c, 1, c.text([("", "", *c.parts[0][0][2:]), c.parts[0][1]])),
        ["line 7: column1 '' is no code of five characters"],
    ),
    "a code in small letters": (
        lambda c: altered(c, b"97140\t97124", b"g0283\t97124"),
        ["line 8: column1 'g0283' is no code of five characters. Download"],
    ),
    "leading zeros lost in Excel": (
        lambda c: with_part(
            c, 1, c.sheet([("100", "97124", "", "19960101", "*", "0", "Reason")]), "xlsx"
        ),
        ["row 7: column1 '100' is no code of five characters, which may have lost its leading"],
    ),
    "a day that is none": (
        lambda c: altered(c, b"20200401", b"20200431"),
        ["line 9: effective '20200431' is no day written yyyymmdd"],
    ),
    "a day of another order": (
        lambda c: altered(c, b"20191231", b"12312019"),
        ["line 10: deleted '12312019' is no day written yyyymmdd"],
    ),
    "an indicator that is none": (
        lambda c: altered(c, b"20200401\t*\t1", b"20200401\t*\t2"),
        ["line 9: indicator '2' is no modifier indicator (0, 1 or 9)"],
    ),
    "an MUE row that was cut": (
        lambda c: [c.write(MUE_NAME, c.mue().replace(b"97140,6,", b"97140\n6,"))],
        ["MCR_MUE_PractitionerServices_Eff_01-01-2025.csv, line 10: has 1 field where"],
    ),
    "an MUE file that stops within a row": (
        lambda c: [c.write(MUE_NAME, c.mue()[:-40])],
        ["line 11: has 3 fields where the heading names 4"],
    ),
    "an MUE file that stops within a word": (
        lambda c: [c.write(MUE_NAME, c.mue(c.mues[:3])[:-6])],
        ["last line: stops within its rationale"],
    ),
    "an MUE quotation that doesn't end": (
        lambda c: [c.write(MUE_NAME, c.mue().replace(b"97140,6,", b'97140,"6,'))],
        ["line 10: has a quotation that doesn't end; the row was cut"],
    ),
    "an MUE value in words": (
        lambda c: [c.write(MUE_NAME, c.mue().replace(b"97140,6,", b"97140,six,"))],
        ["line 10: 'six' is no number of units"],
    ),
    "an MUE indicator that is none": (
        lambda c: [c.write(MUE_NAME, c.mue().replace(b"97140,6,3", b"97140,6,4"))],
        ["is no adjudication indicator (1, 2 or 3)"],
    ),
    "an MUE code that stands twice": (
        lambda c: [c.write(MUE_NAME, c.mue([*c.mues, c.mues[1]]))],
        ["line 12: 97124 stands twice"],
    ),
    "a name without a quarter": (
        lambda c: [c.write("MUE_PractitionerServices.csv", c.mue())],
        ["doesn't say which quarter it is in force. Name a day of its quarter (--published"],
    ),
    "a name without anything": (
        lambda c: [c.write("a.txt", c.text(c.parts[0]))],
        ["a.txt: doesn't say whose table it is, and the hospital's looks the same"],
    ),
    "a name without a part": (
        lambda c: [c.write("ccipra-v310r0.txt", c.text(c.parts[0]))],
        ["doesn't say which part of the quarter it is"],
    ),
    "a name and a notice of two quarters": (
        lambda c: with_part(c, 1, b"Effective: April 1, 2025\r\n" + c.text(c.parts[0])),
        ["tells several quarters (2025Q1, 2025Q2). Name a day of the right one"],
    ),
    "a file that is not there": (
        lambda c: [c.folder / "ccipra-v310r0.zip"],
        ["ccipra-v310r0.zip: is not there. Check its name."],
    ),
    "a folder without tables": (
        lambda c: [c.write("in/notes.txt", b"Call the plan.\n").parent],
        ["in: holds no table of CMS's"],
    ),
    "a folder of everything": (
        lambda c: [c.fill("in", {f"{n}.txt": b"x" for n in range(501)})],
        ["in: holds over 500 files. Name CMS's files themselves."],
    ),
    "nothing": (lambda _: [], ["no file: was named"]),
    "a cell that asks for 500 GB": (
        lambda c: with_part(c, 1, sheet_with_far_cell(c), "xlsx"),
        ["has cells far beyond a table"],
    ),
    "an archive four deep": (
        lambda c: [
            c.zip("1.zip", {"2.zip": c.zipped({"3.zip": c.zipped({"4.zip": c.zipped({})})})})
        ],
        ["is an archive three deep. Unpack it first."],
    ),
}


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", BAD)
def test_refused_is(name, cms, add):
    make, words = BAD[name]
    report = add(*make(cms))
    assert not report.ok
    assert report.added == ()
    said = "\n".join(report.refused)
    for one in words:
        assert one in said
    assert "Traceback" not in said
    assert str(cms.folder) not in said


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("quarter", "words"),
    [
        ("2025Q2", "says 2025Q1, not 2025Q2"),
        ("spring", "quarter 'spring': is no quarter. Write it like 2025Q1."),
    ],
)
def test_a_quarter_that_the_file_denies_is_refused(quarter, words, cms, add):
    assert words in add(cms.quarter(), quarter=quarter).refused[0]


def test_the_user_settles_what_name_and_notice_dispute(cms, add):
    paths = with_part(cms, 1, b"Effective: April 1, 2025\r\n" + cms.text(cms.parts[0]))
    assert add(*paths, quarter="2025Q1").added[0].quarter == "2025Q1"


@pytest.mark.usefixtures("kept")
def test_other_rows_for_a_quarter_that_is_there_are_refused(cms, add):
    changed = [cms.parts[0][:1], *cms.parts[1:]]
    report = add(cms.quarter("v303r0", changed))
    assert (
        "differs from the table of 2024Q4 that is there, from ccipra-v303r0.zip"
        in report.refused[0]
    )
    assert "Remove user-ncci-ptp-2024q4 first" in report.refused[0]


@pytest.mark.usefixtures("kept")
def test_an_archive_that_declares_too_much_is_refused_unread(cms, add, monkeypatch):
    monkeypatch.setattr(cms_unpack, "LARGEST_ARCHIVE", 1000)
    assert "would unpack to over" in add(cms.quarter()).refused[0]


@pytest.mark.usefixtures("kept")
def test_an_archive_that_swells_is_refused_as_it_is_counted(cms, add, monkeypatch):
    monkeypatch.setattr(cms_source, "LARGEST_FILE", 1 << 20)
    rows = cms.text(cms.parts[0]) + b"00100\t97140\t*\t19960101\t20010101\t0\tx\r\n" * 60_000
    path = cms.write("ccipra-v310r0-f1.txt.gz", gzip.compress(rows))
    assert path.stat().st_size < 20_000
    report = add(*cms.texts()[1:], path)
    assert "would unpack to over 1 MB" in report.refused[0]


@pytest.mark.usefixtures("kept")
def test_an_archive_that_lies_about_its_size_is_refused(cms, add):
    whole = cms.quarter().read_bytes()
    at = whole.index(b"PK\x01\x02") + 24  # The first member's size in the list of members.
    lying = whole[:at] + (9).to_bytes(4, "little") + whole[at + 4 :]
    report = add(cms.write("ccipra-v310r0.zip", lying))
    assert "is cut short or damaged" in report.refused[0]


@pytest.mark.usefixtures("kept")
def test_a_full_disk_is_told_and_nothing_of_the_old_is_lost(cms, add, monkeypatch):
    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tables_build, "write_pairs", full)
    report = add(cms.quarter())
    assert "can't be written (No space left on device)" in report.refused[0]
    assert "nothing was changed" in report.refused[0]


def test_a_place_that_is_no_folder_is_told(cms, add, monkeypatch):
    monkeypatch.setenv("KNEAD_HOME", str(cms.write("file", b"")))
    report = add(cms.quarter())
    assert "the table store: can't be written" in report.refused[0]


def test_one_bad_table_does_not_cost_the_others(cms, add):
    report = add(*cms.texts("v310r0"), *cms.texts("v311r0")[1:], cms.write(MUE_NAME, cms.mue()))
    assert [info.id for info in report.added] == ["user-ncci-mue-2025q1", "user-ncci-ptp-2025q1"]
    assert "pair edits of 2025Q2: part f1 is missing" in report.refused[0]
