"""The chat model behind the settings, made when it is first needed: its imports take seconds."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any

from assistant.model.deadline import bounded
from assistant.model.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_PACKAGE = re.compile(r"requires the ([\w-]+) package")
_EXTRAS = frozenset({"openai", "ollama"})


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
    told = f"The model {settings.provider}:{settings.name}"
    if settings.provider == "openai" and not (settings.has_key or settings.base_url):
        raise ModelUnavailable(
            f"{told} needs its key in OPENAI_API_KEY, or a server's address in "
            "KNEAD_MODEL_BASE_URL; questions are answered without the model meanwhile."
        )
    try:
        from langchain.chat_models import init_chat_model

        made: BaseChatModel = init_chat_model(
            settings.name, model_provider=settings.provider, **_options(settings)
        )
        return made
    except ImportError as problem:
        named = _PACKAGE.search(str(problem))
        package = named[1] if named else problem.name or _line(problem)
        add = f"'knead[{settings.provider}]'" if settings.provider in _EXTRAS else package
        raise ModelUnavailable(
            f"{told} needs the package {package}, which isn't installed; pip install {add} adds "
            "it, and questions are answered without the model meanwhile."
        ) from None
    except Exception as problem:
        raise ModelUnavailable(
            f"{told} can't be used ({_line(problem)}); questions are answered without it meanwhile."
        ) from None


def _options(settings: ModelSettings) -> dict[str, Any]:
    """How the provider's own class is told the address and the time."""
    seconds = settings.seconds
    base = {} if settings.base_url is None else {"base_url": settings.base_url}
    if settings.provider == "ollama":
        client = {"timeout": seconds, "event_hooks": bounded(seconds)}
        return {**base, "sync_client_kwargs": client}
    options: dict[str, Any] = {**base, "timeout": seconds, "max_retries": 0}
    if settings.provider == "openai":
        from openai import DefaultHttpxClient

        options["http_client"] = DefaultHttpxClient(timeout=seconds, event_hooks=bounded(seconds))
        if settings.base_url is not None:
            # Servers that are compatible know the chat completions, few the later interface.
            options["use_responses_api"] = False
        if not settings.has_key:
            options["api_key"] = "none"
    return options


def _line(problem: BaseException) -> str:
    """A problem's first line, short."""
    lines = str(problem).strip().splitlines()
    return (lines[0] if lines else type(problem).__name__).rstrip(".")[:200]
