"""A question in, a verified answer out.

>>> from assistant import Conversation
>>> Conversation().said
()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.assistant import Assistant, Reply
    from assistant.opening import Unusable
    from assistant.turns.conversation import Conversation

__all__ = ["Assistant", "Conversation", "Reply", "Unusable"]

_HOMES = {
    "Assistant": "assistant.assistant",
    "Reply": "assistant.assistant",
    "Conversation": "assistant.turns.conversation",
    "Unusable": "assistant.opening",
}


def __getattr__(name: str) -> object:
    """The public names, each loaded when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'assistant' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
