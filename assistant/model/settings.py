"""Which language model the user configured, by environment variables alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

NAME = "KNEAD_MODEL"
BASE = "KNEAD_MODEL_BASE_URL"
SECONDS = "KNEAD_MODEL_SECONDS"
USUAL_SECONDS = 20.0


class ModelSettingError(ValueError):
    """A setting of the model can't be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class ModelSettings:
    """A model to reach.

    Attributes:
        provider: The provider's name as LangChain knows it, such as `openai` or `ollama`.
        name: The model's name there.
        base_url: An OpenAI-compatible server's address, or None for the provider's own.
        seconds: The longest time in seconds that an answer waits for it.
    """

    provider: str
    name: str
    base_url: str | None = None
    seconds: float = USUAL_SECONDS


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
    provider, sign, name = told.partition(":")
    if not sign or not provider.strip() or not name.strip():
        raise ModelSettingError(
            f"{NAME} is {told!r}; write provider:name, such as openai:gpt-5-mini or "
            "ollama:llama3.2, or leave it out: questions are answered without a model meanwhile"
        )
    base = environment.get(BASE, "").strip() or None
    return ModelSettings(provider.strip(), name.strip(), base, _seconds(environment))


def _seconds(environment: Mapping[str, str]) -> float:
    """How long to wait."""
    told = environment.get(SECONDS, "").strip()
    try:
        seconds = float(told) if told else USUAL_SECONDS
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 600:
        raise ModelSettingError(
            f"{SECONDS} is {told!r}; write a number of seconds from 0.1 to 600: questions are "
            "answered without a model meanwhile"
        )
    return seconds
