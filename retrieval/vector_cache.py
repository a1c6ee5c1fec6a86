"""Vectors kept by the text that they were made of, so that a rebuild embeds only what is new.

One small SQLite file for each collection and model; only the process that holds a collection's
build lock writes it. It is an aid and nothing rests on it: when it is damaged it is thrown away.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 500


def text_key(text: str) -> bytes:
    """What a text's vector is kept under.

    >>> text_key("a") == text_key("a") != text_key("b")
    True
    """
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


class VectorCache:
    """The kept vectors of one collection and one model.

    Args:
        path: The SQLite file; it is made where missing, and anew where it can't be read.
        dim: The number of values of a vector.
    """

    def __init__(self, path: Path, dim: int) -> None:
        self._path = path
        self._dim = dim
        self._database: sqlite3.Connection | None = None
        for _ in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._database = self._open()
                return
            except sqlite3.Error:
                self._discard()
            except OSError:
                return

    def _open(self) -> sqlite3.Connection:
        """The database with its table, after a look at whether it is sound."""
        database = sqlite3.connect(self._path, timeout=5, check_same_thread=False)
        try:
            database.execute("PRAGMA synchronous=NORMAL")
            database.execute("PRAGMA secure_delete=ON")
            database.execute(
                "CREATE TABLE IF NOT EXISTS vectors "
                "(key BLOB NOT NULL UNIQUE, vector BLOB NOT NULL)"
            )
            database.execute("SELECT key, vector FROM vectors LIMIT 1").fetchone()
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _discard(self) -> None:
        """Go on without; the file is deleted if that is possible."""
        if self._database is not None:
            self._database.close()
            self._database = None
        for suffix in ("", "-journal"):
            with contextlib.suppress(OSError):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)

    def get(self, keys: Sequence[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """The kept vectors among these keys; one that is no vector of length 1 is left out."""
        found: dict[bytes, NDArray[np.float32]] = {}
        if self._database is None:
            return found
        try:
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = self._database.execute(
                    f"SELECT key, vector FROM vectors WHERE key IN ({marks})", list(some)
                )
                for key, blob in rows:
                    if len(blob) == 4 * self._dim:
                        vector = np.frombuffer(blob, dtype="<f4")
                        if abs(float(vector @ vector) - 1) < 1e-3:
                            found[key] = vector
        except sqlite3.Error:
            self._discard()
        return found

    def put(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Keep these vectors, safe against a kill once this returns."""
        if self._database is None:
            return
        rows = [(k, v.astype("<f4").tobytes()) for k, v in zip(keys, vectors, strict=True)]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        except sqlite3.Error:
            self._discard()

    def keep_only(self, keys: Iterable[bytes]) -> None:
        """Forget the vectors of all other texts; what they were is overwritten."""
        if self._database is None:
            return
        try:
            live = set(keys)
            rows = self._database.execute("SELECT key FROM vectors")
            gone = [(key,) for (key,) in rows if key not in live]
            with self._database:
                self._database.executemany("DELETE FROM vectors WHERE key = ?", gone)
            if len(gone) > len(live):
                self._database.execute("VACUUM")
        except sqlite3.Error:
            self._discard()

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None
