"""Files that look like CMS's, made small, and an empty folder for the user's data."""

import gzip
import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

ADDED = date(2025, 2, 3)

PTP_HEAD = [
    "CPT only copyright 2024 American Medical Association.  All rights reserved.\t\t\t\t\t\t",
    "Column1/Column2 Edits\t\t\t\t\t\t",
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t",
    "\t\t\t\t*=no data\t1=allowed\t",
    "\t\t\t\t\t9=not applicable\t",
]
MUE_HEAD = (
    '"Current Procedural Terminology (CPT) codes and other data only are copyright 2024 American '
    "Medical Association. \n\nCPT\N{REGISTERED SIGN} is a registered trademark.\n\nApplicable "
    'FARS/DFARS Restrictions Apply.",,,\n'
    '"HCPCS/\nCPT Code",{} Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n'
)
MISUSE = "Misuse of Column Two code with Column One code"
STANDARDS = "Standards of medical/surgical practice"
# A quarter in four parts: each row as CMS writes it.
PARTS = [
    [
        ("0001A", "0591T", "", "20220101", "20231231", "1", MISUSE),
        ("00100", "97124", "*", "19960101", "*", "0", STANDARDS),
    ],
    [("20552", "97140", "", "20050101", "*", "1", MISUSE)],
    [
        ("97124", "97164", "", "20200101", "20200101", "9", MISUSE),
        ("97140", "97124", "", "19960101", "*", "0", STANDARDS),
        ("97140", "97530", "", "20200401", "*", "1", MISUSE),
        ("97140", "97530", "", "19960101", "20191231", "0", MISUSE),
        ("97530", "97150", "", "19960101", "*", "1", STANDARDS),
    ],
    [
        ("98940", "97140", "", "19960101", "*", "1", STANDARDS),
        ("G0283", "97032", "", "20030101", "*", "1", MISUSE),
    ],
]
MUES = [
    ("0001U", "1", "2 Date of Service Edit: Policy", "Code Descriptor / CPT Instruction"),
    ("97124", "4", "3 Date of Service Edit: Clinical", "Clinical: Data"),
    ("97140", "6", "3 Date of Service Edit: Clinical", "Clinical: Data"),
    ("A4450", "20", "1 Line Edit", "Nature of Service/Procedure"),
]


class Cms:
    """Makes files in a folder as CMS publishes them."""

    edition = "v310r0"  # In force from January 2025.
    parts = PARTS
    mues = MUES

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def text(self, rows, head=PTP_HEAD) -> bytes:
        return "".join(f"{line}\r\n" for line in [*head, *map("\t".join, rows)]).encode()

    def sheet(self, rows, head=PTP_HEAD) -> bytes:
        book = openpyxl.Workbook()
        for line in head:
            book.active.append(line.split("\t"))
        for row in rows:
            book.active.append([cell or None for cell in row])
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def part(self, number: int, edition: str | None = None, whose: str = "ccipra") -> str:
        return f"{whose}-{edition or self.edition}-f{number}"

    def write(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def fill(self, folder: str, members: dict[str, bytes]) -> Path:
        for name, content in members.items():
            self.write(f"{folder}/{name}", content)
        return self.folder / folder

    def zip(self, name: str, members: dict[str, bytes]) -> Path:
        return self.write(name, self.zipped(members))

    def zipped(self, members: dict[str, bytes]) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        return stream.getvalue()

    def members(self, parts=PARTS, edition=None, sheets=False, whose="ccipra") -> dict[str, bytes]:
        found = {}
        for number, rows in enumerate(parts, 1):
            name = self.part(number, edition, whose)
            found[f"{name}.TXT"] = self.text(rows)
            if sheets:
                found[f"{name}.xlsx"] = self.sheet(rows)
        return found

    def quarter(self, edition: str | None = None, parts=PARTS) -> Path:
        """A whole quarter as one zip."""
        return self.zip(f"ccipra-{edition or self.edition}.zip", self.members(parts, edition))

    def texts(self, edition: str | None = None, parts=PARTS) -> list[Path]:
        """A whole quarter as loose text files."""
        return [self.write(name, text) for name, text in self.members(parts, edition).items()]

    def mue(self, rows=MUES, setting="Practitioner") -> bytes:
        return (MUE_HEAD.format(setting) + "".join(",".join(row) + "\n" for row in rows)).encode(
            "cp1252"
        )

    def mue_sheet(self, rows=MUES, setting="Practitioner") -> bytes:
        book = openpyxl.Workbook()
        book.active.append(["Current Procedural Terminology (CPT) codes are copyright 2024.\n\n"])
        book.active.append(
            [
                "HCPCS/\nCPT Code",
                f"{setting} Services MUE Values",
                "MUE Adjudication Indicator",
                "MUE Rationale",
            ]
        )
        for code, units, indicator, rationale in rows:
            book.active.append([code, int(units), indicator, rationale])
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def trial(self, rows) -> bytes:
        """The shape without effective dates, its columns named in its first line."""
        head = ["Column 1\tColumn 2\tDeletion Date\tModifier\tPTP Edit Rationale"]
        return gzip.compress(self.text(rows, head))


@pytest.fixture(scope="session")
def cms_class() -> type[Cms]:
    return Cms


@pytest.fixture
def cms(tmp_path: Path) -> Cms:
    return Cms(tmp_path / "downloads")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the user's data, as every function finds it."""
    folder = tmp_path / "home"
    monkeypatch.setenv("KNEAD_HOME", str(folder))
    return folder


@pytest.fixture
def add():
    """Add files with a fixed day."""
    from files.tables_add import add_tables

    def added(*paths, quarter=None):
        return add_tables(paths, quarter=quarter, added_on=ADDED)

    return added


def _python(code: str, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


@pytest.fixture
def start_python():
    """Start a program of its own."""
    return _python


@pytest.fixture
def run_python():
    """Run a program of its own to its end."""

    def run(code: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        process = _python(code, *arguments)
        out, err = process.communicate(timeout=60)
        assert not check or process.returncode == 0, err
        return subprocess.CompletedProcess([], process.returncode, out, err)

    return run
