"""Reading PDF: lines are put together to paragraphs by the room between them, page by page.

Lines that stand at the edge of most pages (running titles, page numbers) are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from files.documents_blocks import Block, harmless
from files.documents_faults import DocumentError
from files.documents_text import BULLET, is_heading, joined

_DIGITS = re.compile(r"\d+")
_NUMBER_ALONE = re.compile(
    r"(?:page\s*)?[-\u2013]?\s*(?:\d{1,4}|[ivxl]{1,5})(?:\s*(?:of|/)\s*\d{1,4})?\s*[-\u2013]?", re.I
)
_AT_THE_END = re.compile(r"^(?:\d{1,4}|[ivxl]{1,6})\b|\b(?:\d{1,4}|[ivxl]{1,6})$", re.I)
# A gap this much larger than the usual distance of two lines begins a paragraph.
_GAP = 1.25
_EDGE = 2
_SAMPLE = 60


class Line(NamedTuple):
    """A line of a page: its words, how high it stands, how large its letters are."""

    text: str
    height: float
    size: float


def read_pdf(path: Path, tell: Callable[[float], None]) -> Iterator[Block | str]:
    """The blocks of a PDF, and sentences on pages without text.

    Args:
        path: The file.
        tell: Told the share that is done.

    Raises:
        DocumentError: It is locked, damaged, or holds pictures of text alone.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    name = path.name
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(name)
        count = len(reader.pages)
    except DependencyError:
        raise _locked(name) from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError,
            IndexError, AssertionError):  # fmt: skip
        raise _damaged(name) from None
    if not count:
        raise DocumentError(name, "has no page", "Get the file again.")
    running = _running(reader, count)
    empty: list[int] = []
    for number in range(1, count + 1):
        tell((number - 1) / count)
        lines = page_lines(reader, number - 1)
        if lines is None:
            empty.append(number)
            continue
        edge = set(_edges(lines))
        kept = [line for line in lines if not _beside(line, running, line in edge)]
        if not lines:
            empty.append(number)
        yield from page_blocks(kept, number)
        reader.resolved_objects.clear()
    if len(empty) == count:
        raise DocumentError(
            name,
            "holds no text, as a scanned document does",
            "Have its text recognised (OCR) and add the result.",
        )
    if empty:
        yield _without_text(name, empty)


def _locked(name: str) -> DocumentError:
    return DocumentError(name, "is locked by a password", "Save it without one.")


def _damaged(name: str) -> DocumentError:
    return DocumentError(name, "is a PDF that is damaged or cut short", "Get the file again.")


def _without_text(name: str, pages: list[int]) -> str:
    """What is told of pages that hold no text."""
    shown = ", ".join(map(str, pages[:10])) + (" and more" if len(pages) > 10 else "")
    word = "page" if len(pages) == 1 else "pages"
    holds = "holds" if len(pages) == 1 else "hold"
    return f"{name}: {word} {shown} {holds} no text; pictures of text aren't read."


def page_lines(reader: Any, number: int) -> list[Line] | None:
    """The lines of a page from above; None where the page can't be read.

    Args:
        reader: A `PdfReader`.
        number: The page, from 0.
    """
    lines: list[Line] = []
    pieces: list[str] = []
    place: list[float] = []

    def end() -> None:
        text = harmless("".join(pieces))
        if text and place:
            lines.append(Line(text, place[0], place[1]))
        pieces.clear()
        place.clear()

    def visit(text: str, matrix: Any, position: Any, _font: Any, size: Any) -> None:
        for turn, part in enumerate(text.split("\n")):
            if turn:
                end()
            if part.strip() and not place:
                height = position[5] * matrix[3] + position[4] * matrix[1] + matrix[5]
                place[:] = [float(height), float(size or 0) * abs(position[3] * matrix[3] or 1)]
            if part:
                pieces.append(part)

    try:
        reader.pages[number].extract_text(visitor_text=visit)
    except Exception:
        return None
    end()
    return lines


def page_blocks(lines: list[Line], page: int) -> Iterator[Block]:
    """The blocks of a page.

    Args:
        lines: Its lines, from above.
        page: Its number, from 1.

    >>> lines = [Line("Units", 700, 14), Line("Count the day's", 680, 10),
    ...          Line("minutes.", 668, 10), Line("Then divide.", 640, 10)]
    >>> for block in page_blocks(lines, 3):
    ...     print(block.kind, block.at, block.text)
    heading page 3, ¶1 Units
    text page 3, ¶2 Count the day's minutes.
    text page 3, ¶3 Then divide.
    """
    steps = [a.height - b.height for a, b in pairwise(lines)]
    usual = median([step for step in steps if step > 1] or [0.0])
    body = median([line.size for line in lines] or [0.0])
    paragraph: list[Line] = []
    number = 0
    for line, step in zip([*lines, None], [0.0, *steps, 0.0], strict=False):
        if paragraph and (line is None or _begins(paragraph, line, step, usual)):
            number += 1
            yield _block(paragraph, f"page {page}, ¶{number}", body)
            paragraph = []
        if line is not None:
            paragraph.append(line)


def _begins(before: list[Line], line: Line, step: float, usual: float) -> bool:
    """Whether a line begins a paragraph."""
    last = before[-1]
    if BULLET.match(line.text) or abs(line.size - last.size) > 0.6:
        return True
    if usual and (step > usual * _GAP or step < -usual):
        return True
    ended = last.text.endswith((".", "!", "?", ":"))
    short = len(last.text) < 0.6 * max(len(one.text) for one in [*before, line])
    return ended and short and line.text[0].isupper()


def _block(lines: list[Line], at: str, body: float) -> Block:
    """Lines of one paragraph as a block."""
    bullet = BULLET.match(lines[0].text)
    texts = [line.text for line in lines]
    if bullet:
        return Block("item", joined([texts[0][bullet.end() :], *texts[1:]]), at)
    text = joined(texts)
    large = lines[0].size > body * 1.12
    if (large and len(text) <= 160) or (len(lines) == 1 and is_heading(text)):
        return Block("heading", text, at, 1 if lines[0].size > body * 1.3 else 2)
    return Block("text", text, at)


def _running(reader: Any, count: int) -> frozenset[str]:
    """The lines, figures left out, that stand at the edge of most pages of a sample."""
    if count < 3:
        return frozenset()
    sample = sorted({round(n * (count - 1) / (_SAMPLE - 1)) for n in range(_SAMPLE)})
    found: Counter[str] = Counter()
    for number in sample if count > _SAMPLE else range(count):
        edge = _edges(page_lines(reader, number) or [])
        found.update({mark for line in edge for mark in (_marked(line), _placed(line)) if mark})
    pages = min(count, len(sample))
    return frozenset(text for text, times in found.items() if times > max(2, pages * 0.5))


def _edges(lines: list[Line]) -> list[Line]:
    """The lines above and below a page's text, set apart from it by room or by their size."""
    steps = [a.height - b.height for a, b in pairwise(lines)]
    usual = median([step for step in steps if step > 1] or [0.0])
    body = median([line.size for line in lines] or [0.0])
    apart = [
        step > usual * _GAP or abs(a.size - b.size) > 0.6
        for step, (a, b) in zip(steps, pairwise(lines), strict=True)
    ]
    above = max((n + 1 for n in range(min(_EDGE, len(apart))) if apart[n]), default=0)
    below = max((n + 1 for n in range(min(_EDGE, len(apart))) if apart[-1 - n]), default=0)
    edge = [*lines[:above], *lines[len(lines) - below :]]
    # A large line with a number in it is a chapter's heading, not a running title.
    return [line for line in edge if line.size <= body * 1.05 or not _DIGITS.search(line.text)]


def _beside(line: Line, running: frozenset[str], edge: bool) -> bool:
    """Whether a line is a running title or a page number."""
    if _marked(line) in running or _NUMBER_ALONE.fullmatch(line.text):
        return True
    return edge and _placed(line) in running


def _marked(line: Line) -> str:
    """A line without its figures, with the size of its letters."""
    return f"{line.size:.0f} {_DIGITS.sub('#', line.text)}"


def _placed(line: Line) -> str | None:
    """Where a line with a number at its end stands, as a chapter's running title does."""
    numbered = _AT_THE_END.search(line.text)
    return f"{line.size:.0f} at {line.height:.0f}" if numbered else None
