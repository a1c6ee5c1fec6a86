"""Embedding texts: the same vectors as sentence-transformers, without torch.

The default model was exported at set-up (`retrieval.export`) and runs here on ONNX Runtime.
`KNEAD_EMBEDDING_MODEL` names another sentence-transformers model, which is then loaded as it is.
Where neither can be had, the reason is one sentence and search works by words alone.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.export import (
    EXPORTER,
    MAX_TOKENS,
    MODEL_HASH,
    PROBE,
    EmbeddingUnavailable,
    export_folder,
)

Vectors = NDArray[np.float32]

MODEL_VARIABLE = "KNEAD_EMBEDDING_MODEL"
_LONGEST = 20_000
_BATCH_TOKENS = 2_048


class Embedder(Protocol):
    """Turns texts into vectors of length 1."""

    @property
    def name(self) -> str:
        """What tells this model's vectors from another's; it stands in an index's key."""

    @property
    def dim(self) -> int:
        """The number of values of a vector."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""


def find_embedder() -> tuple[Embedder | None, str | None]:
    """The embedder that the settings name, or the sentence that says why there is none.

    Nothing is loaded yet: the first `embed` does that, and may raise `EmbeddingUnavailable`.

    >>> import os
    >>> os.environ["KNEAD_CACHE"] = "/no/such/place"
    >>> embedder, reason = find_embedder()
    >>> embedder is None, reason
    (True, 'The embedding model is not set up: run `python -m retrieval.setup`; until then ...')
    >>> del os.environ["KNEAD_CACHE"]
    """
    named = os.environ.get(MODEL_VARIABLE, "").strip()
    if named:
        from retrieval.other_model import OtherEmbedder

        try:
            return OtherEmbedder(named), None
        except EmbeddingUnavailable as problem:
            return None, str(problem)
    folder = export_folder()
    if not (folder / "manifest.json").is_file():
        return None, (
            "The embedding model is not set up: run `python -m retrieval.setup`; until then "
            "search works by words alone."
        )
    return OnnxEmbedder(folder), None


class OnnxEmbedder:
    """The exported model on ONNX Runtime; safe to use from several threads.

    Args:
        folder: What `retrieval.export` wrote.
        threads: How many cores one text may use.
    """

    name = f"minilm-{MODEL_HASH}-v{EXPORTER}"
    dim = 384

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self._folder = folder
        self._threads = threads or min(2, os.cpu_count() or 1)
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None

    def load(self) -> None:
        """Load the model now rather than with the first text.

        Raises:
            EmbeddingUnavailable: It is missing, damaged, or gives other vectors than at set-up.
        """
        with self._lock:
            if self._loaded is not None:
                return
            try:
                manifest = json.loads((self._folder / "manifest.json").read_text("utf-8"))
                for name, size in manifest["sizes"].items():
                    if (self._folder / name).stat().st_size != size:
                        raise ValueError(f"{name} has another size than it was written with")
                loaded = self._session()
                drift = 1 - float(
                    self._run(loaded, [_ids(loaded[1], PROBE)])[0] @ manifest["probe"]
                )
                if not drift <= 1e-5:
                    raise ValueError("it gives other vectors than at set-up")
            except Exception as problem:
                why = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
                raise EmbeddingUnavailable(
                    f"The exported embedding model in {self._folder} can't be used ({why}): run "
                    "`python -m retrieval.setup`; until then search works by words alone."
                ) from problem
            self._loaded = loaded

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1, one row for each text; beyond 256 tokens a text is cut.

        A text's vector is the same to the last bit, alone or in any company.

        Args:
            texts: Any texts, an empty one too.

        Raises:
            EmbeddingUnavailable: The model can't be loaded.
        """
        if self._loaded is None:
            self.load()
        assert self._loaded is not None
        coded = [_ids(self._loaded[1], text) for text in texts]
        vectors = np.empty((len(coded), self.dim), dtype=np.float32)
        by_length: dict[int, list[int]] = {}
        for place, ids in enumerate(coded):
            by_length.setdefault(len(ids), []).append(place)
        for length, places in by_length.items():
            step = max(1, _BATCH_TOKENS // length)
            for start in range(0, len(places), step):
                batch = places[start : start + step]
                vectors[batch] = self._run(self._loaded, [coded[place] for place in batch])
        return vectors

    def _session(self) -> tuple[Any, Any]:
        """The ONNX session and the tokenizer."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = onnxruntime.InferenceSession(
            str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.no_padding()
        return session, tokenizer

    @staticmethod
    def _run(loaded: tuple[Any, Any], batch: list[list[int]]) -> Vectors:
        """The vectors of texts that have one number of tokens."""
        (vectors,) = loaded[0].run(None, {"ids": np.array(batch, dtype=np.int64)})
        return np.asarray(vectors, dtype=np.float32)


def _ids(tokenizer: Any, text: str) -> list[int]:
    """A text's token ids; what could never reach 256 tokens' end is cut first, for speed."""
    if len(text) > _LONGEST:
        text = " ".join(text.split())[:_LONGEST]
    ids: list[int] = tokenizer.encode(text).ids
    return ids
