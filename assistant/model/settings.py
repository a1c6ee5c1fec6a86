"""Which language model the user configured, by environment variables alone."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

NAME = "KNEAD_MODEL"
BASE = "KNEAD_MODEL_BASE_URL"
SECONDS = "KNEAD_MODEL_SECONDS"
USUAL_SECONDS = 20.0
_OPENAI_BASES = ("OPENAI_API_BASE", "OPENAI_BASE_URL")
_PROVIDER = re.compile(r"[a-z][a-z0-9_]*")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_MEANWHILE = "questions are answered without a model meanwhile"


class ModelSettingError(ValueError):
    """A setting of the model can't be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class ModelSettings:
    """A model to reach.

    Attributes:
        provider: The provider's name as LangChain knows it, such as `openai` or `ollama`.
        name: The model's name there.
        base_url: The address of an OpenAI-compatible or Ollama server, or None for the provider's
            own.
        seconds: The longest time in seconds that an answer waits for it.
        has_key: Whether the environment holds OpenAI's key; the key itself is not kept here.
    """

    provider: str
    name: str
    base_url: str | None = None
    seconds: float = USUAL_SECONDS
    has_key: bool = False


def read_settings(environment: Mapping[str, str] = os.environ) -> ModelSettings | None:
    """The model that the environment names; None where it names none.

    Args:
        environment: The environment variables.

    Raises:
        ModelSettingError: A variable is there and can't be read; which, and what to write.

    >>> read_settings({}) is None
    True
    >>> read_settings({"KNEAD_MODEL": "ollama:llama3.2:3b"}).name
    'llama3.2:3b'
    """
    told = environment.get(NAME, "").strip()
    if not told:
        return None
    provider, sign, name = (part.strip() for part in told.partition(":"))
    provider = provider.lower().replace("-", "_")
    if not (sign and name and _PROVIDER.fullmatch(provider)) or name.startswith("//"):
        raise ModelSettingError(
            f"{NAME} is {told!r}; write provider:name, such as openai:gpt-5-mini or "
            f"ollama:llama3.2, or leave it out: {_MEANWHILE}"
        )
    key = bool(environment.get("OPENAI_API_KEY", "").strip())
    return ModelSettings(provider, name, _base(provider, environment), _seconds(environment), key)


def _base(provider: str, environment: Mapping[str, str]) -> str | None:
    """The server's address, where one is named."""
    names = (BASE, *(_OPENAI_BASES if provider == "openai" else ()))
    held = ((name, environment.get(name, "").strip()) for name in names)
    name, told = next(((name, told) for name, told in held if told), (BASE, ""))
    if told and not _ADDRESS.fullmatch(told):
        raise ModelSettingError(
            f"{name} is {told!r}; write a server's address, such as http://127.0.0.1:8080/v1, or "
            f"leave it out: {_MEANWHILE}"
        )
    return told or None


def _seconds(environment: Mapping[str, str]) -> float:
    """How long to wait."""
    told = environment.get(SECONDS, "").strip()
    try:
        seconds = float(told) if told else USUAL_SECONDS
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 600:
        raise ModelSettingError(
            f"{SECONDS} is {told!r}; write a number of seconds from 0.1 to 600: {_MEANWHILE}"
        )
    return seconds
