"""Another sentence-transformers model, named by `KNEAD_EMBEDDING_MODEL`, loaded as it is."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.export import EmbeddingUnavailable, file_hash


class OtherEmbedder:
    """A model by its name or its folder; torch is imported when it is first needed.

    Args:
        named: A sentence-transformers model that is on this machine, or a folder.
        download: True lets a named model be fetched; only set-up does that.

    Raises:
        EmbeddingUnavailable: A folder is named that isn't there.
    """

    def __init__(self, named: str, download: bool = False) -> None:
        self._named = named
        self._offline = not download
        self._folder = Path(named).expanduser()
        self._lock = threading.Lock()
        looks_local = named.startswith((".", "/", "~", "\\")) or named.count("/") > 1
        if looks_local and not self._folder.is_dir():
            raise EmbeddingUnavailable(
                f"KNEAD_EMBEDDING_MODEL names the folder {named}, which isn't there: correct it, "
                "or unset it to use the packaged model; until then search works by words alone."
            )

    @cached_property
    def name(self) -> str:
        """The model's name with a mark of its weights, or of its revision."""
        if self._folder.is_dir():
            files = sorted(p for p in self._folder.rglob("*") if p.is_file())
            lines = "\n".join(f"{p.relative_to(self._folder)} {file_hash(p)}" for p in files)
            return f"folder-{hashlib.sha256(lines.encode()).hexdigest()[:16]}"
        config = getattr(self._model[0].auto_model, "config", None)
        return f"{self._named}@{getattr(config, '_commit_hash', None) or 'local'}"

    @cached_property
    def dim(self) -> int:
        """The number of values of a vector."""
        return int(self.embed([""]).shape[1])

    @cached_property
    def _model(self) -> Any:
        """The loaded model."""
        try:
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(self._named, device="cpu", local_files_only=self._offline)
        except Exception as problem:
            why = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
            raise EmbeddingUnavailable(
                f"KNEAD_EMBEDDING_MODEL names {self._named}, which can't be loaded ({why}): "
                "correct it, or unset it to use the packaged model; until then search works by "
                "words alone."
            ) from problem

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of length 1, one row for each text.

        Args:
            texts: Any texts.

        Raises:
            EmbeddingUnavailable: The model can't be loaded.
        """
        with self._lock:
            found = self._model.encode(
                list(texts), normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(found, dtype=np.float32).reshape(len(texts), -1)
