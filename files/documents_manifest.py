"""What a stored document is: its manifest, sealed, and the checks that find a damaged one."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Literal

from files.documents_faults import DocumentError
from files.documents_kind import Kind
from files.home import replace_file
from files.sealed import MANIFEST, Stored, checksum, sealed, unsealed
from knowledge.records import Authority, Record, Source

PREFIX = "doc-"
PUBLISHER = "your own document"


class Manifest(Record):
    """What one stored document is.

    Attributes:
        format: The store's own layout; another than 1 was written by another release.
        id: Its id, made from its content; also its source's.
        name: The file's name, its title until the user gives one.
        path: Where the file stood, so that a changed file replaces its own passages.
        serial: Counts the changes of the store; of two documents from one path the later holds.
        sha256: The file's fingerprint.
        pages: How many pages it has, where it has any.
        passages: How many passages were made of it.
        original: The library's source that it is a copy of.
        title: As the user gave it.
        published: The day that the user gave.
        authority: What the user gave; `user` until then.
        notes: What was said when it was read.
        files: The files that it is stored in.
    """

    format: Literal[1] = 1
    id: str
    name: str
    path: str
    serial: int
    sha256: str
    size: int
    kind: Kind
    pages: int | None = None
    passages: int
    original: str | None = None
    title: str | None = None
    published: date | None = None
    authority: Authority = "user"
    added_on: date
    notes: tuple[str, ...] = ()
    files: dict[str, Stored]

    @property
    def shown(self) -> str:
        """The title, or the file's name until one is given."""
        return self.title or self.name

    def source(self) -> Source:
        """The document as a source, without its passages."""
        return Source(
            id=self.id,
            title=self.shown,
            publisher=PUBLISHER,
            published=self.published.isoformat() if self.published else None,
            published_on=self.published,
            kind="the user's document",
            authority=self.authority,
            read=f"the whole document; the user added it on {self.added_on} from {self.name}",
            checked_on=self.added_on,
            fingerprint=f"sha256:{self.sha256}",
            weight="added by the user; title, date and authority are the user's word",
            names=tuple(name for name in dict.fromkeys((self.title, self.name)) if name),
        )


def document_id(sha256: str) -> str:
    """A document's id, the same wherever the same bytes are added from.

    >>> document_id("0f343b0931126a20f133d67c2b018a3b")
    'doc-0f343b093112'
    """
    return f"{PREFIX}{sha256[:12]}"


def fingerprint(path: Path) -> str:
    """The sha256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a document's manifest in one step, sealed against change.

    Raises:
        OSError: The disk refuses.
    """
    replace_file(folder / MANIFEST, sealed(manifest, "document"))


def read_manifest(folder: Path) -> Manifest:
    """A stored document's manifest.

    Raises:
        DocumentError: It is missing, changed or another release's.
    """
    return unsealed(folder, "document", Manifest, damaged)


def check_files(folder: Path, manifest: Manifest, *, whole: bool) -> None:
    """Compare a document's files with its manifest.

    Args:
        folder: Where it is stored.
        manifest: Its manifest.
        whole: Whether their content is read, and not their sizes alone.

    Raises:
        DocumentError: One is missing or was changed.
    """
    for name, stored in manifest.files.items():
        try:
            same = (folder / name).stat().st_size == stored.size
            if not same or (whole and checksum(folder / name) != stored):
                raise damaged(folder, f"its {name} was changed")
        except OSError:
            raise damaged(folder, f"its {name} is missing or can't be read") from None


def damaged(folder: Path, why: str) -> DocumentError:
    """What is said of a stored document that can't be trusted."""
    return DocumentError(
        f"stored document {folder.name}",
        f"is damaged: {why}",
        "Add its file again, which replaces it; the other documents are not touched.",
    )
