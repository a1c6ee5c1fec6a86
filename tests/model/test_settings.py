"""Which model is configured, and one clear sentence where that can't be used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from scripted_server import ScriptedServer, hands

from assistant.assistant import Assistant
from assistant.model.chat import ChatModel, ModelUnavailable
from assistant.model.helper import ModelHelper
from assistant.model.settings import ModelSettingError, ModelSettings, read_settings
from assistant.opening import Opened

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("told", ["", "  "])
def test_no_model_is_no_model(told: str) -> None:
    assert read_settings({"KNEAD_MODEL": told}) is None
    assert read_settings({}) is None


@pytest.mark.parametrize(
    ("told", "provider", "name"),
    [
        ("openai:gpt-5-mini", "openai", "gpt-5-mini"),
        ("ollama:llama3.2:3b", "ollama", "llama3.2:3b"),
        (" OpenAI : gpt-5-mini ", "openai", "gpt-5-mini"),
        ("google-genai:gemini", "google_genai", "gemini"),
        ("openai:org/model@v1", "openai", "org/model@v1"),
    ],
)
def test_a_model_is_provider_and_name(told: str, provider: str, name: str) -> None:
    settings = read_settings({"KNEAD_MODEL": told})
    assert settings is not None
    assert (settings.provider, settings.name) == (provider, name)
    assert (settings.base_url, settings.seconds) == (None, 20.0)


@pytest.mark.parametrize("told", ["gpt-5-mini", "openai:", ":gpt", ":", "open ai:x", "http://x:y"])
def test_a_model_that_cannot_be_read_is_one_sentence(told: str) -> None:
    with pytest.raises(ModelSettingError) as caught:
        read_settings({"KNEAD_MODEL": told})
    said = str(caught.value)
    assert said.startswith(f"KNEAD_MODEL is {told!r}; write provider:name, such as openai:")
    assert "answered without a model meanwhile" in said
    assert "\n" not in said


@pytest.mark.parametrize("told", ["soon", "0", "-1", "nan", "601", "1e9", "inf"])
def test_seconds_that_cannot_be_read_are_one_sentence(told: str) -> None:
    with pytest.raises(ModelSettingError, match=r"^KNEAD_MODEL_SECONDS is .* from 0\.1 to 600"):
        read_settings({"KNEAD_MODEL": "openai:x", "KNEAD_MODEL_SECONDS": told})


@pytest.mark.parametrize("told", ["localhost:8080", "ftp://x/v1", "http://", "http:// x"])
def test_an_address_that_cannot_be_read_is_one_sentence(told: str) -> None:
    with pytest.raises(ModelSettingError, match=r"^KNEAD_MODEL_BASE_URL is .*such as http://"):
        read_settings({"KNEAD_MODEL": "openai:x", "KNEAD_MODEL_BASE_URL": told})


@pytest.mark.parametrize(
    ("environment", "base"),
    [
        ({"KNEAD_MODEL_BASE_URL": "http://a/v1", "OPENAI_BASE_URL": "http://b/v1"}, "http://a/v1"),
        ({"OPENAI_BASE_URL": "http://b/v1"}, "http://b/v1"),
        ({"OPENAI_API_BASE": "http://c/v1"}, "http://c/v1"),
        ({}, None),
    ],
)
def test_a_compatible_server_is_named_by_its_address(
    environment: dict[str, str], base: str | None
) -> None:
    settings = read_settings({"KNEAD_MODEL": "openai:x", **environment})
    assert settings is not None
    assert settings.base_url == base
    other = read_settings({"KNEAD_MODEL": "ollama:x", "OPENAI_BASE_URL": "http://b/v1"})
    assert other is not None
    assert other.base_url is None


def test_a_key_that_is_missing_is_one_sentence() -> None:
    with pytest.raises(
        ModelUnavailable, match=r"^The model openai:x needs its key in OPENAI_API_K"
    ):
        ChatModel(ModelSettings("openai", "x")).get()


@pytest.mark.parametrize(
    ("provider", "says"),
    [
        ("nobody", r"^The model nobody:x can't be used \(Unsupported provider='nobody'\); quest"),
        (
            "mistralai",
            r"needs the package langchain-mistralai, which isn't installed; pip install l",
        ),
    ],
)
def test_a_provider_that_is_not_there_is_one_sentence(provider: str, says: str) -> None:
    with pytest.raises(ModelUnavailable, match=says) as caught:
        ChatModel(ModelSettings(provider, "x")).get()
    assert "\n" not in str(caught.value)


def test_questions_are_answered_all_the_same(opened: Opened, alone: Assistant) -> None:
    question = "38 minutes of 97124 for Medicare, how many units?"
    model = ModelHelper(ChatModel(ModelSettings("nobody", "x")))
    reply = Assistant(opened.context, opened.search, model=model).ask(question)
    assert reply.answer == alone.ask(question).answer
    assert len(reply.notices) == 1
    assert reply.notices[0].startswith("The model nobody:x can't be used")


def test_a_server_that_is_not_there_is_one_sentence(opened: Opened, alone: Assistant) -> None:
    pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")
    question = "38 minutes of 97124 for Medicare, how many units?"
    model = ModelHelper(ChatModel(ModelSettings("openai", "x", "http://127.0.0.1:9/v1", 3.0)))
    reply = Assistant(opened.context, opened.search, model=model).ask(question)
    assert reply.answer == alone.ask(question).answer
    assert reply.notices == (
        "The wording is the library's own: openai:x was asked and could not be reached.",
    )


_ASK = (
    "import json, os, sys\n"
    "heavy = {'langchain', 'langchain_core', 'langchain_openai', 'openai', 'httpx2', 'torch'}\n"
    "for environment in json.loads(sys.argv[1]):\n"
    "    os.environ.update(environment)\n"
    "    from assistant import Assistant\n"
    "    assistant = Assistant.open()\n"
    "    reply = assistant.ask('38 minutes of 97124 for Medicare, how many units?')\n"
    "    loaded = sorted(heavy & {m.split('.')[0] for m in sys.modules})\n"
    "    print(json.dumps([loaded, reply.answer.headline, assistant.notices, reply.notices]))\n"
)
_HEADLINE = "For Medicare (original), 38 minutes of 97124 are 3 units."


def _run(*environments: dict[str, str]) -> list[Any]:
    """What a process of its own tells under one environment after another."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("KNEAD_MODEL", "OPENAI"))}
    done = subprocess.run(
        [sys.executable, "-c", _ASK, json.dumps(environments)],
        capture_output=True, text=True, timeout=120, check=True, cwd=ROOT, env=clean,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()[-len(environments) :]]


def test_without_a_model_nothing_of_it_is_imported_and_a_bad_setting_is_said_at_the_start() -> None:
    none, bad = _run({}, {"KNEAD_MODEL": "gpt-5-mini"})
    assert none == [[], _HEADLINE, [], []]
    loaded, headline, notices, _ = bad
    assert (loaded, headline) == ([], _HEADLINE)
    said = [n for n in notices if n.startswith("KNEAD_MODEL is 'gpt-5-mini'; write provider:name")]
    assert len(said) == 1
    assert said[0].endswith("meanwhile.")


def test_the_environment_alone_configures_a_model_and_nothing_is_traced_to_anybody_else(
    server: ScriptedServer,
) -> None:
    pytest.importorskip("langchain_openai", reason="langchain-openai is not installed")
    server.says(hands({"sentences": []}))
    before = len(server.bodies)
    server.paths.clear()
    model = {"KNEAD_MODEL": "openai:scripted", "KNEAD_MODEL_BASE_URL": server.address}
    traced = {
        "LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "none",
        "LANGSMITH_ENDPOINT": server.address.removesuffix("/v1"),
    }  # fmt: skip
    ((loaded, headline, _, notices),) = _run({**model, **traced})
    assert len(server.bodies) == before + 1
    assert server.paths == ["/v1/chat/completions"]
    assert json.loads(server.bodies[-1])["model"] == "scripted"
    assert {"langchain", "openai"} <= set(loaded)
    assert "torch" not in loaded
    assert (headline, notices) == (_HEADLINE, [])


def test_ollama_is_reached_by_its_own_package() -> None:
    pytest.importorskip("langchain_ollama", reason="langchain-ollama is not installed")
    model = ChatModel(ModelSettings("ollama", "llama3.2", "http://127.0.0.1:9", 3.0)).get()
    assert type(model).__name__ == "ChatOllama"
    assert model._client._client.timeout.read == 3.0  # type: ignore[attr-defined]
