"""Reading Word files: paragraphs, lists and tables of the body, tracked changes as accepted."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from files.documents_blocks import Block, harmless
from files.documents_faults import DocumentError
from files.documents_kind import LARGEST_PART
from files.documents_markdown import row_text
from files.documents_text import BULLET, is_heading

_LEVEL = re.compile(r"heading\s*(\d)", re.I)
# A Word file declares no entities and no document type; one that does was made to do harm.
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.I)
_AGAIN = "Get the file again, or save it anew as .docx."


def read_word(path: Path, tell: Callable[[float], None]) -> Iterator[Block]:
    """The blocks of a Word file.

    Args:
        path: The file.
        tell: Told the share that is done.

    Raises:
        DocumentError: It is damaged, locked or can't be trusted.
    """
    check_parts(path)
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table
    from lxml.etree import LxmlError  # type: ignore[import-untyped,unused-ignore]

    try:
        document = docx.Document(str(path))
        content = list(document.iter_inner_content())
    except ValueError as problem:
        what = "holds macros" if "macro" in str(problem).lower() else "is no Word document"
        raise DocumentError(path.name, what, "Save it as .docx.") from None
    except (OpcError, LxmlError, KeyError, AttributeError, OSError, zlib.error, zipfile.BadZipFile):
        raise DocumentError(path.name, "is a Word file that is damaged", _AGAIN) from None
    number = tables = 0
    for place, element in enumerate(content):
        tell(place / len(content))
        if isinstance(element, Table):
            tables += 1
            yield from _rows(element, tables)
            continue
        text = harmless(_text(element._p))
        if not text:
            continue
        number += 1
        yield _block(element, text, f"¶{number}")


def check_parts(path: Path) -> None:
    """Read the parts of a Word file through, to no more than a document of words needs.

    Args:
        path: The file.

    Raises:
        DocumentError: A part is damaged, too large, locked or declares what Word never does.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if not member.filename.endswith((".xml", ".rels")):
                    continue
                size, before = 0, b""
                with archive.open(member) as stream:
                    while chunk := stream.read(1 << 20):
                        size += len(chunk)
                        if _DECLARES.search((before + chunk).replace(b"\0", b"")):
                            raise DocumentError(
                                path.name,
                                f"declares XML entities in {member.filename}: Word never does",
                                "Don't open it; ask where it comes from.",
                            )
                        if size > LARGEST_PART:
                            raise DocumentError(
                                path.name, "unpacks to far more than words", "Save its text alone."
                            )
                        before = chunk[-32:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise DocumentError(path.name, "is a Word file that is damaged", _AGAIN) from None
    except (RuntimeError, NotImplementedError):
        raise DocumentError(
            path.name,
            "is locked or packed in an unknown way",
            "Save it as .docx without a password.",
        ) from None


def _block(paragraph: Any, text: str, at: str) -> Block:
    """A paragraph as a block, by its style and its numbering."""
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    level = _LEVEL.match(style)
    if level or style in ("Title", "Subtitle"):
        return Block("heading", text, at, int(level[1]) if level else 1)
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    bullet = BULLET.match(text)
    if bullet or numbered or style.startswith("List"):
        return Block("item", text[bullet.end() :] if bullet else text, at)
    runs = [run for run in paragraph.runs if run.text.strip()]
    if runs and all(run.bold for run in runs) and is_heading(text):
        return Block("heading", text, at, 3)
    return Block("text", text, at)


def _text(element: Any) -> str:
    """The words of a paragraph: of links and insertions too, of deletions not."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    parts = []
    for node in element.iter(f"{w}t", f"{w}tab", f"{w}br", f"{w}cr", f"{w}noBreakHyphen"):
        if any(True for _ in node.iterancestors(f"{w}del", f"{w}moveFrom")) or _hidden(node, w):
            continue
        if node.tag == f"{w}t":
            parts.append(node.text or "")
        else:
            parts.append("-" if node.tag == f"{w}noBreakHyphen" else " ")
    return "".join(parts)


def _hidden(node: Any, w: str) -> bool:
    """Whether a run is set as hidden text."""
    run = node.getparent()
    vanish = run.find(f"{w}rPr/{w}vanish") if run is not None else None
    return vanish is not None and vanish.get(f"{w}val", "true") not in ("false", "0")


def _rows(table: Any, number: int) -> Iterator[Block]:
    """The rows of a table; a cell that spans several columns counts once."""
    head: list[str] = []
    row_count = 0
    for place, row in enumerate(table.rows):
        cells, seen = [], set()
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                cells.append(harmless(" ".join(_text(p) for p in cell._tc.iter(_P))))
        if place == 0 and len(cells) > 1 and len(table.rows) > 1 and _names(cells):
            head = cells
            continue
        row_count += 1
        text = row_text(head, cells)
        if text:
            yield Block("row", text, f"table {number}, row {row_count}")


_P = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


def _names(cells: list[str]) -> bool:
    """Whether a first row names its columns: short words, no figures."""
    return all(cell and len(cell) <= 40 and not re.search(r"\d{3}", cell) for cell in cells)
