"""What kind of document a file is, told by its content; what can't be read is refused at once."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal, NamedTuple

from files.cms_unpack import MOST_MEMBERS
from files.documents_faults import DocumentError, unreadable

Kind = Literal["text", "markdown", "html", "pdf", "word"]
NAMES: dict[Kind, str] = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "a web page",
    "pdf": "a PDF",
    "word": "a Word file",
}
_SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "word",
}  # fmt: skip
MB = 1 << 20
LARGEST: dict[Kind, int] = {
    "text": 16 * MB,
    "markdown": 16 * MB,
    "html": 16 * MB,
    "pdf": 128 * MB,
    "word": 64 * MB,
}
# What the parts of a Word file may come to once unpacked; its text is read into memory.
LARGEST_UNPACKED, LARGEST_PART = 512 * MB, 48 * MB
_HEAD = 8192
_REFUSED = (
    (b"{\\rtf", "is a Rich Text file", "Save it as a Word file (.docx) or as text."),
    (b"\xd0\xcf\x11\xe0", "is an old Word file (.doc) or one locked by a password",
     "Save it as .docx without a password."),
    (b"\x1f\x8b", "is a packed file", "Unpack it and add what is in it."),
    (b"7z\xbc\xaf", "is an archive", "Unpack it and add the documents in it."),
    (b"Rar!", "is an archive", "Unpack it and add the documents in it."),
    (b"SQLite format 3", "is a database", "Add the document itself."),
)  # fmt: skip
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF", b"\0\0\1\0")
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_PIECE = re.compile(
    rb"^\s*<(?:div|p|h[1-6]|article|section|table|ul|ol|meta|title)\b[^>]*>", re.I
)
_MARKDOWN = re.compile(rb"^(?:#{1,6} \S|```|\|? ?:?-{3,}:? ?\|)", re.M)


class Known(NamedTuple):
    """A file that can be read: its kind, and a sentence where its name says another."""

    kind: Kind
    note: str | None


def recognise(path: Path) -> Known:
    """What kind of document a file is.

    Args:
        path: The file.

    Raises:
        DocumentError: It is none that can be read, or is too large.
    """
    name = path.name
    try:
        if not path.exists():
            raise DocumentError(name, "is not there", "Check its name.")
        if not path.is_file():
            raise DocumentError(name, "is no ordinary file", "Name a document or a folder of them.")
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as problem:
        raise unreadable(name, problem) from None
    kind = _kind(path, head)
    if size > LARGEST[kind]:
        raise DocumentError(
            name,
            f"has {size / MB:,.0f} MB, and {NAMES[kind]} may have {LARGEST[kind] // MB}",
            "Split it, or save its text alone.",
        )
    meant = _SUFFIXES.get(path.suffix.lower())
    said = None
    if meant is not None and meant != kind and {meant, kind} != {"text", "markdown"}:
        said = f"{name} is named like {NAMES[meant]} and is {NAMES[kind]}; it was read as that."
    return Known(kind, said)


def _kind(path: Path, head: bytes) -> Kind:
    """The kind that a file's first bytes tell.

    Raises:
        DocumentError: They tell one that can't be read.
    """
    name = path.name
    if not head:
        raise DocumentError(name, "is empty", "Add a file with text in it.")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _of_zip(path)
    for magic, problem, mend in _REFUSED:
        if head.startswith(magic):
            raise DocumentError(name, problem, mend)
    if head.startswith(_PICTURES):
        raise DocumentError(
            name, "is a picture, and words in pictures aren't read", "Add it as a searchable PDF."
        )
    plain = head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = head[2:].replace(b"\0", b"")
    elif b"\0" in head:
        raise DocumentError(name, "is no text", "Save it as text, PDF or Word.")
    plain = plain.removeprefix(b"\xef\xbb\xbf")
    if not plain.strip() and path.stat().st_size <= _HEAD:
        raise DocumentError(name, "is empty", "Add a file with text in it.")
    if _HTML.match(plain) or _HTML_PIECE.match(plain):
        return "html"
    if plain.lstrip().startswith(b"<?xml"):
        raise DocumentError(name, "is XML data", "Save the document as text, PDF or Word.")
    if plain.startswith(b"MIME-Version:") and b"multipart/related" in plain:
        raise DocumentError(name, "is a saved web archive", "Save the page as HTML or PDF.")
    named = path.suffix.lower() in (".md", ".markdown")
    return "markdown" if named or len(_MARKDOWN.findall(plain)) > 1 else "text"


def _of_zip(path: Path) -> Kind:
    """The kind of a file that is a zip archive by its form.

    Raises:
        DocumentError: It is no Word file, or one that can't be trusted.
    """
    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise DocumentError(name, "is damaged or cut short", "Get the file again.") from None
    held = {member.filename: member for member in members}
    for part, problem in (
        ("xl/workbook.xml", "is an Excel workbook"),
        ("ppt/presentation.xml", "is a PowerPoint file"),
        ("content.xml", "is an OpenDocument file"),
        ("META-INF/container.xml", "is an e-book"),
    ):
        if part in held:
            raise DocumentError(name, problem, "Save it as PDF or as text.")
    if "word/document.xml" not in held:
        raise DocumentError(name, "is an archive", "Unpack it and add the documents in it.")
    size = sum(member.file_size for member in members)
    text = max(m.file_size for m in members if m.filename.endswith((".xml", ".rels")))
    if len(members) > 10 * MOST_MEMBERS or size > LARGEST_UNPACKED or text > LARGEST_PART:
        raise DocumentError(
            name,
            f"would unpack to {size / MB:,.0f} MB, far more than a document of words",
            "Check where it comes from, or save its text alone.",
        )
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError(name, "is locked by a password", "Save it without one.")
    return "word"
