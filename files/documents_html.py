"""Reading web pages: trafilatura finds the text among menus; nothing that the page names is loaded.

Elements that a reader doesn't see are taken away first, and lists within lists are made one, since
trafilatura leaves the inner ones out. Where it keeps less than half of what stands on the page, or
makes one paragraph of it all, as of short pages, the page is read element by element instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from files.documents_blocks import Block, harmless
from files.documents_faults import DocumentError
from files.documents_markdown import row_text

_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d]*[1-9])",
    re.I,
)
_DROPPED = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "form", "button",
    "select", "textarea", "img", "picture", "video", "audio", "canvas", "link", "base",
)  # fmt: skip
_AROUND = ("nav", "footer", "aside", "header")
_WHOLE = ("p", "li", "tr", "pre", "blockquote", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6")


def read_html(path: Path, tell: Callable[[float], None]) -> Iterator[Block]:
    """The blocks of a web page.

    Args:
        path: The file.
        tell: Told the share that is done.

    Raises:
        DocumentError: It holds no text.
    """
    import trafilatura
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]

    page = trafilatura.load_html(path.read_bytes())
    if page is None:
        raise DocumentError(path.name, "is no web page that can be read", "Save it anew as HTML.")
    _clear(page, etree)
    tell(0.2)
    plain = list(_element_by_element(page))
    tell(0.5)
    found = trafilatura.bare_extraction(
        page, favor_recall=True, include_comments=False, include_tables=True, include_links=False,
        include_images=False, with_metadata=False, deduplicate=False,
    )  # fmt: skip
    body = getattr(found, "body", None)
    blocks = list(_of_body(body)) if body is not None else []
    if _length(blocks) * 2 < _length(plain) or len(blocks) * 2 < len(plain):
        blocks = plain
    yield from blocks


def _clear(page: Any, etree: Any) -> None:
    """Take away what isn't seen or isn't text, and make lists within lists one."""
    etree.strip_elements(page, etree.Comment, *_DROPPED, with_tail=False)
    for element in list(page.iter("*")):
        style = element.get("style") or ""
        if _UNSEEN.search(style) or "hidden" in element.attrib:
            _drop(element)
    for inner in list(page.xpath("//li/ul | //li/ol")):
        item = inner.getparent()
        outer = item.getparent()
        if outer is not None:
            place = outer.index(item) + 1
            for number, one in enumerate(inner.findall("li")):
                one.tail = "\n"
                outer.insert(place + number, one)
            _drop(inner)


def _drop(element: Any) -> None:
    """Remove an element and keep the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


class _Places:
    """Numbers for paragraphs and tables as they come."""

    def __init__(self) -> None:
        self.paragraphs = 0
        self.tables = 0

    def next(self) -> str:
        """The next paragraph's place."""
        self.paragraphs += 1
        return f"¶{self.paragraphs}"


def _of_body(body: Any) -> Iterator[Block]:
    """The blocks of what trafilatura found."""
    places = _Places()
    for element in body.iter("head", "p", "item", "quote", "code", "table"):
        if element.tag == "table":
            yield from _rows(element, "row", "cell", places)
        elif not any(True for _ in element.iterancestors("table", "head", "p", "item", "code")):
            text = harmless("".join(element.itertext()))
            if not text or (element.tag == "quote" and element.find("p") is not None):
                continue
            if element.tag == "head":
                level = (element.get("rend") or "h2")[-1]
                yield Block("heading", text, places.next(), int(level) if level.isdigit() else 2)
            else:
                yield Block("item" if element.tag == "item" else "text", text, places.next())


def _element_by_element(page: Any) -> Iterator[Block]:
    """The blocks of a page as its elements stand, without what stands around the text."""
    places = _Places()
    for element in page.iter(*_WHOLE, "table", "div", "section", "article", "body"):
        if any(True for _ in element.iterancestors(*_AROUND, "table", *_WHOLE)):
            continue
        if element.tag == "table":
            yield from _rows(element, "tr", "td", places)
            continue
        whole = element.tag in _WHOLE
        text = harmless("".join(element.itertext()) if whole else _own_text(element))
        if not text:
            continue
        if element.tag[0] == "h" and element.tag[1:].isdigit():
            yield Block("heading", text, places.next(), int(element.tag[1]))
        else:
            yield Block("item" if element.tag == "li" else "text", text, places.next())


def _own_text(element: Any) -> str:
    """The words of a box that stand in no paragraph of it."""
    inline = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag in (
            "a",
            "b",
            "i",
            "em",
            "strong",
            "span",
            "code",
            "u",
        ):
            inline.append("".join(child.itertext()))
        inline.append(child.tail or "")
    return "".join(inline)


def _rows(table: Any, row_tag: str, cell_tag: str, places: _Places) -> Iterator[Block]:
    """The rows of a table, each cell behind its column's name where the first row names them."""
    places.tables += 1
    rows = [
        ([harmless("".join(cell.itertext())) for cell in row.iter(cell_tag, "th")], row)
        for row in table.iter(row_tag)
    ]
    head: list[str] = []
    if rows and len(rows) > 1 and len(rows[0][0]) > 1:
        first = rows[0][1]
        if first.find("th") is not None or first.find("cell[@role='head']") is not None:
            head = rows.pop(0)[0]
    for number, (cells, _) in enumerate(rows, 1):
        text = row_text(head, cells)
        if text:
            yield Block("row", text, f"table {places.tables}, row {number}")


def _length(blocks: list[Block]) -> int:
    """How much text blocks hold."""
    return sum(len(block.text) for block in blocks)
