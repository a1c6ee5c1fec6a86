"""The vectors kept in Chroma: embedded, vectors always passed in, one process writes a folder.

Chroma is imported inside functions, since that takes over a second. A folder is written once, in
a place of its own, and only read afterwards: two writers on one folder lose vectors silently.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

COLLECTION = "passages"
HNSW: CreateHNSWConfiguration = {
    "space": "ip",
    "ef_construction": 200,
    "ef_search": 400,
    "max_neighbors": 32,
}
_AT_ONCE = 500


def _client(folder: Path) -> ClientAPI:
    """A client of a folder, without telemetry."""
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(
        str(folder), settings=Settings(anonymized_telemetry=False, allow_reset=False)
    )


def write_chroma(folder: Path, vectors: NDArray[np.float32]) -> None:
    """Write vectors into a new Chroma folder, numbered from 0.

    Args:
        folder: A folder that is not there yet.
        vectors: One row of length 1 for each document.
    """
    client = _client(folder)
    try:
        collection = client.create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={"hnsw": HNSW},
        )
        for start in range(0, len(vectors), _AT_ONCE):
            rows = np.array(vectors[start : start + _AT_ONCE])
            collection.add(
                ids=[str(number) for number in range(start, start + len(rows))], embeddings=rows
            )
    finally:
        client.close()  # type: ignore[attr-defined]


class ChromaReader:
    """Reads a Chroma folder that `write_chroma` wrote.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "chroma.sqlite3").is_file():
            raise FileNotFoundError(f"{folder} holds no Chroma database")
        self._client = _client(folder)
        try:
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        except BaseException:
            self.close()
            raise

    def count(self) -> int:
        """How many vectors it holds."""
        return int(self._collection.count())

    def nearest(
        self, question: NDArray[np.float32], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The numbers of the nearest documents and their cosines, as Chroma has them.

        Args:
            question: A vector of length 1.
            count: How many documents to give.
        """
        found = self._collection.query(
            query_embeddings=np.array([question]), n_results=count, include=["distances"]
        )
        distances: Sequence[Sequence[float]] = found["distances"] or [[]]
        numbers = np.array([int(number) for number in found["ids"][0]], dtype=np.int64)
        return numbers, 1 - np.array(distances[0], dtype=np.float32)

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()  # type: ignore[attr-defined]
