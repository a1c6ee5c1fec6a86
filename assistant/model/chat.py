"""The chat model behind the settings, made when it is first needed: its imports take seconds."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

from assistant.model.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class ModelUnavailable(RuntimeError):  # noqa: N818 - it says what the model is
    """The model can't be reached; the message is one sentence for the user."""


class ChatModel:
    """The configured chat model.

    Args:
        settings: Which model.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._made: BaseChatModel | None = None

    def get(self) -> BaseChatModel:
        """The model.

        Raises:
            ModelUnavailable: Its package isn't installed, its key is missing, or its name is not
                known; one sentence says which.
        """
        with self._lock:
            if self._made is None:
                self._made = _made(self.settings)
            return self._made


def _made(settings: ModelSettings) -> BaseChatModel:
    """The model, by LangChain's own way of naming one."""
    options: dict[str, Any] = {"timeout": settings.seconds, "max_retries": 0}
    if settings.provider == "ollama":
        options = {"client_kwargs": {"timeout": settings.seconds}}
    if settings.base_url is not None:
        options["base_url"] = settings.base_url
        if settings.provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
            options["api_key"] = "none"
    try:
        from langchain.chat_models import init_chat_model

        made: BaseChatModel = init_chat_model(
            settings.name, model_provider=settings.provider, **options
        )
        return made
    except ImportError as problem:
        raise ModelUnavailable(
            f"The model {settings.provider}:{settings.name} needs a package that isn't installed "
            f"({_line(problem)}); pip install 'knead[{settings.provider}]' adds it where it is "
            "held, and questions are answered without a model meanwhile."
        ) from None
    except Exception as problem:
        raise ModelUnavailable(
            f"The model {settings.provider}:{settings.name} can't be used ({_line(problem)}); "
            "questions are answered without it."
        ) from None


def _line(problem: BaseException) -> str:
    """A problem's first line, short."""
    lines = str(problem).strip().splitlines()
    return (lines[0] if lines else type(problem).__name__)[:200]
