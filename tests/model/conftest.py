"""What the model's tests share: the assistant by itself, and one with a scripted model."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from scripted_server import ScriptedServer, serving

from assistant.assistant import Assistant
from assistant.model.chat import ChatModel
from assistant.model.helper import ModelHelper
from assistant.model.settings import ModelSettings
from assistant.opening import Opened, open_all

VARIABLES = (
    "KNEAD_MODEL", "KNEAD_MODEL_BASE_URL", "KNEAD_MODEL_SECONDS", "OPENAI_API_KEY",
    "OPENAI_API_BASE", "OPENAI_BASE_URL", "LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2",
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy",
)  # fmt: skip
Models = Callable[..., Assistant]


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model, key or proxy of the machine's own."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The bundled library, without anything of the user's and without a model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KNEAD_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("KNEAD_MODEL", raising=False)
        found = open_all()
        found.index.warm().result()
        return found


@pytest.fixture(scope="session")
def alone(opened: Opened) -> Assistant:
    """The assistant without a model."""
    return Assistant(opened.context, opened.search)


@pytest.fixture(scope="session")
def server() -> Iterator[ScriptedServer]:
    """The scripted server."""
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def helped(opened: Opened, server: ScriptedServer) -> Models:
    """Makes an assistant whose model is the scripted server, reached by langchain-openai."""
    pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")
    made: dict[float, Assistant] = {}

    def make(seconds: float = 5.0) -> Assistant:
        if seconds not in made:
            settings = ModelSettings("openai", "scripted", server.address, seconds)
            chat = ChatModel(settings)
            chat.get()
            made[seconds] = Assistant(opened.context, opened.search, model=ModelHelper(chat))
        return made[seconds]

    return make
