"""The files of one collection's index: written once, checked when opened, read as memory maps.

A finished index is a folder that nobody changes. Its manifest names every file with its size and
checksum; what doesn't agree is refused with a reason, and the index is built again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.words import Words

FORMAT = 1
"""The version of the files below; part of an index's key."""

_DATABASE = "chroma.sqlite3"
"""Chroma writes into this file whenever it opens a folder; its other files stay as they are."""

_WHOLE = 16 * 2**20
_SAMPLES = 64
_SAMPLE = 65_536
_COLUMNS = ("starts", "authority", "dates", "comments", "postings")


class Damaged(Exception):  # noqa: N818  a finding that the caller mends
    """An index that can't be used; the message says which file and why."""


@dataclass(frozen=True)
class Parts:
    """One collection, opened: all that a search reads.

    Attributes:
        keys: The passages' keys, in order.
        starts: Where each passage's documents begin; one more at the end.
        authority: The place of each passage's authority in `retrieval.ranking.AUTHORITIES`.
        dates: The day of each passage's source as a number, 0 where undated.
        comments: Which passages are readers' comments.
        postings: Passage numbers, facet by facet.
        facets: Where a facet's passages stand in `postings`, by names such as `code:97140`.
        words: The word index over the documents.
        vectors: One row for each document; None where nothing could be embedded.
    """

    keys: list[str]
    starts: NDArray[np.int32]
    authority: NDArray[np.int8]
    dates: NDArray[np.int32]
    comments: NDArray[np.bool_]
    postings: NDArray[np.int32]
    facets: Mapping[str, tuple[int, int]]
    words: Words
    vectors: NDArray[np.float32] | None

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return int(self.starts[-1])

    def facet(self, name: str) -> NDArray[np.int32]:
        """The numbers of the passages that have a facet, in order."""
        start, end = self.facets.get(name, (0, 0))
        return self.postings[start:end]


def save(parts: Parts, folder: Path, about: Mapping[str, Any]) -> None:
    """Write what isn't written yet (words and vectors are), and the manifest last.

    Args:
        parts: The collection.
        folder: The folder that it is built in.
        about: What the manifest shall say besides: `style`, what the index depends on; `chroma`,
            whether Chroma has the vectors too; `note`, a sentence for the user or None.
    """
    for name in _COLUMNS:
        np.save(folder / f"{name}.npy", getattr(parts, name), allow_pickle=False)
    (folder / "keys.json").write_text(json.dumps(parts.keys), encoding="utf-8")
    (folder / "facets.json").write_text(json.dumps(parts.facets), encoding="utf-8")
    (folder / "in_use").touch()
    files = {
        str(path.relative_to(folder)): [path.stat().st_size, checksum(path)]
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _DATABASE
    }
    if (database := folder / "chroma" / _DATABASE).exists():
        about = {**about, "database": database.stat().st_size}
    manifest = {"format": FORMAT, "documents": parts.documents, "files": files, **about}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def load(folder: Path) -> tuple[Parts, dict[str, Any]]:
    """Open an index folder, after checking its files.

    Args:
        folder: A finished index.

    Returns:
        The collection, and the manifest.

    Raises:
        FileNotFoundError: There is no index.
        Damaged: A file is missing, cut off or changed.
    """
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        for name, (size, digest) in manifest["files"].items():
            path = folder / name
            if path.stat().st_size != size or checksum(path) != digest:
                raise Damaged(f"{path} is not as it was written")
        if manifest["chroma"]:
            _look_at(folder / "chroma" / _DATABASE, manifest["database"])
        columns = {name: np.load(folder / f"{name}.npy") for name in _COLUMNS}
        facets = json.loads((folder / "facets.json").read_text("utf-8"))
        path = folder / "vectors.npy"
        vectors = np.asarray(np.load(path, mmap_mode="r")) if path.exists() else None
        parts = Parts(
            keys=json.loads((folder / "keys.json").read_text("utf-8")),
            facets={name: (start, end) for name, (start, end) in facets.items()},
            words=Words.load(folder / "words"),
            vectors=vectors,
            **columns,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError) as problem:
        raise Damaged(f"{folder} can't be read ({problem})") from problem
    if not {"style", "note"} <= manifest.keys():
        raise Damaged(f"{folder} has an incomplete manifest")
    if manifest["documents"] != parts.documents or len(parts.keys) != len(parts.starts) - 1:
        raise Damaged(f"{folder} has parts that don't belong together")
    return parts, manifest


def _look_at(database: Path, size: int) -> None:
    """Refuse a Chroma database that is cut off or no database."""
    with database.open("rb") as handle:
        if handle.read(16) != b"SQLite format 3\0" or database.stat().st_size < size:
            raise Damaged(f"{database} is not as it was written")


def checksum(path: Path) -> int:
    """A checksum of a file: of all of it up to 16 MB, of its ends and 64 places beyond.

    Args:
        path: The file.

    >>> checksum(Path(__file__)) == checksum(Path(__file__))
    True
    """
    size = path.stat().st_size
    with path.open("rb") as handle:
        if size <= _WHOLE:
            return zlib.crc32(handle.read())
        total = 0
        for number in range(_SAMPLES):
            handle.seek((size - _SAMPLE) * number // (_SAMPLES - 1))
            total = zlib.crc32(handle.read(_SAMPLE), total)
    return total
