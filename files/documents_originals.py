"""The five documents that the library digests: a user's copy is known by its fingerprint.

Its own words then stand beside our digest at the paragraph that is cited, as an exact span of the
text. They are shown, never searched: what is out of date in them is corrected in the digest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from files.documents_find import list_documents
from files.documents_home import documents_folder
from files.documents_manifest import Manifest
from files.documents_store import TEXT
from knowledge.library import bundled
from knowledge.records import Passage, Source

_AT = re.compile(r"^¶(\d+)(?:\s?[-\u2013]\s?(\d+))?$")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
LARGEST = 1 << 20
"""No original is nearly as large; larger files aren't compared."""


class Words(NamedTuple):
    """A stretch of an original's text.

    Attributes:
        start: Where it begins in the stored text.
        end: Where it ends.
        quote: What stands there, `text[start:end]`.
    """

    start: int
    end: int
    quote: str


def recognise_original(content: bytes) -> tuple[str, str] | None:
    """Which source of the library a file is a copy of, and its text.

    Another byte order mark, other line ends and another end of the file are tolerated.

    Args:
        content: The file's bytes.
    """
    if len(content) > LARGEST:
        return None
    known = _fingerprints()
    text = _text(content)
    if text is None:
        return None
    for form in dict.fromkeys((text, text.rstrip("\n"), text.rstrip("\n") + "\n")):
        digest = hashlib.sha256(form.encode()).hexdigest()
        if source := known.get(digest):
            return source, form
    return None


def original_words(source_id: str, at: str, home: Path | None = None) -> str | None:
    """The own words of a document that the library digests, from the user's copy.

    Args:
        source_id: The source, such as `kmc-2013`.
        at: The place that a passage cites, such as `¶5` or `¶12-19`.
        home: The folder of the user's data, where it is not the usual one.

    Returns:
        The paragraphs as they stand there; None without a copy or such a place.
    """
    text = original_text(source_id, home)
    found = words_at(text, at) if text is not None else None
    return found.quote if found is not None else None


def original_text(source_id: str, home: Path | None = None) -> str | None:
    """The whole text of the user's copy of a source, or None.

    Args:
        source_id: The source.
        home: The folder of the user's data, where it is not the usual one.
    """
    for info in list_documents(home):
        if info.manifest and info.manifest.original == source_id and info.damage is None:
            try:
                return (documents_folder(home) / info.id / TEXT).read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                return None
    return None


def words_at(text: str, at: str) -> Words | None:
    r"""The paragraphs that a place names; a paragraph is a line that is not blank, from 1.

    Args:
        text: The document's text.
        at: The place.

    >>> words_at("Title\n\nFirst words.\nMore.\n", "¶2-3")
    Words(start=7, end=25, quote='First words.\nMore.')
    """
    asked = _AT.match(at)
    if asked is None:
        return None
    first, last = int(asked[1]), int(asked[2] or asked[1])
    spans: list[tuple[int, int]] = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((place, place + len(line)))
        place += len(line) + 1
    if not 1 <= first <= last <= len(spans):
        return None
    start, end = spans[first - 1][0], spans[last - 1][1]
    return Words(start, end, text[start:end])


def place_of(at: str) -> str | None:
    """A place that a passage cites as the local name of the own words that stand there.

    >>> place_of("¶12-19"), place_of("section 20.2.C")
    ('p12-19', None)
    """
    asked = _AT.match(at)
    if asked is None:
        return None
    return f"p{asked[1]}-{asked[2]}" if asked[2] else f"p{asked[1]}"


def copied_passage(folder: Path, manifest: Manifest, local: str) -> Passage | None:
    """The own words of a digested document at a place, as a passage that can be cited.

    Args:
        folder: Where the user's copy is stored.
        manifest: What the copy is.
        local: The place, as `place_of` gives it.
    """
    at = f"¶{local.removeprefix('p')}"
    if manifest.original is None or place_of(at) != local:
        return None
    try:
        words = words_at((folder / TEXT).read_bytes().decode("utf-8"), at)
    except (OSError, UnicodeDecodeError):
        return None
    if words is None:
        return None
    digest = bundled().sources[manifest.original].passages
    return Passage(
        source=manifest.id,
        key=f"{manifest.id}/{local}",
        at=f"{at}, its own words",
        section="In its own words",
        text=words.quote,
        authority=next((p.authority for p in digest if p.at == at), None),
        standing="reported",
    )


def copied_source(manifest: Manifest) -> Source:
    """The user's copy of a digested document as a source: the document's own bibliography.

    Args:
        manifest: What the copy is.
    """
    ours = bundled().sources[manifest.original or ""]
    return ours.model_copy(
        update={
            "id": manifest.id,
            "title": f"{ours.title} (its own words, from your copy)",
            "read": f"the user's copy, added on {manifest.added_on} from {manifest.name}",
            "passages": (),
        }
    )


@cache
def _fingerprints() -> Mapping[str, str]:
    """The library's digested documents by the sha256 of their files."""
    return {
        source.fingerprint.removeprefix("sha256:"): source.id
        for source in bundled().sources.values()
        if source.fingerprint and _digested(source)
    }


def _digested(source: Source) -> bool:
    """Whether a source's digest was made from a file that a user may hold."""
    return source.paragraphs is not None


def _text(content: bytes) -> str | None:
    """A file's text with plain line ends and without a byte order mark."""
    encoding = "utf-8"
    for mark, name in _BOMS:
        if content.startswith(mark):
            content, encoding = content[len(mark) :], name
            break
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
