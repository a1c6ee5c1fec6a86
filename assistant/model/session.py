"""One exchange with a model: its tools, a few rounds, and what it hands in at the end."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_core.tools import BaseTool

ROUNDS = 4
_MOST_LETTERS = 60_000

Handed = TypeVar("Handed", bound=BaseModel)


class Unreadable(ValueError):  # noqa: N818 - it says what the reply is
    """The model handed nothing in that can be read."""


def converse(
    model: BaseChatModel,
    task: str,
    sheet: str,
    shape: type[Handed],
    tools: Sequence[BaseTool] = (),
    partly: Callable[[dict[str, Any]], None] | None = None,
) -> Handed:
    """What a model hands in on some data.

    Args:
        model: The chat model.
        task: What it is to do.
        sheet: The data.
        shape: The shape in which it hands in, offered to it as a tool of that name.
        tools: The tools that it may call before.
        partly: Is told what was handed in so far, while it is still coming; nothing in it is
            checked.

    Raises:
        Unreadable: It never handed in anything of that shape.
        Exception: Whatever the model's own package raises.
    """
    from langchain_core.messages import HumanMessage, SystemMessage

    bound = model.bind_tools([*tools, shape])
    messages: list[BaseMessage] = [SystemMessage(task), HumanMessage(sheet)]
    for _ in range(ROUNDS):
        reply = _reply(bound.stream(messages), shape.__name__, partly)
        handed = _handed(reply, shape)
        if handed is not None:
            return handed
        if not reply.tool_calls:
            raise Unreadable("the model handed nothing in")
        messages += [reply, *_results(reply, tools)]
    raise Unreadable("the model went on calling tools")


def _reply(
    chunks: Iterator[Any], name: str, partly: Callable[[dict[str, Any]], None] | None
) -> AIMessageChunk:
    """The whole reply, telling on the way what is handed in so far."""
    whole: Any = None
    for chunk in chunks:
        whole = chunk if whole is None else whole + chunk
        if len(str(whole.content)) > _MOST_LETTERS:
            raise Unreadable("the model's reply is too long")
        if partly is not None:
            for call in whole.tool_calls:
                if call["name"] == name and isinstance(call["args"], dict):
                    partly(call["args"])
    if whole is None:
        raise Unreadable("the model said nothing")
    return whole  # type: ignore[no-any-return]


def _handed(reply: AIMessageChunk, shape: type[Handed]) -> Handed | None:
    """What a reply hands in, by a tool call or, from a model without tools, as plain JSON."""
    for call in reply.tool_calls:
        if call["name"] == shape.__name__:
            return _read(call["args"], shape)
    if reply.tool_calls or not isinstance(reply.content, str) or "{" not in reply.content:
        return None
    text = reply.content
    try:
        return _read(json.loads(text[text.index("{") : text.rindex("}") + 1]), shape)
    except ValueError:
        raise Unreadable("the model's reply is no JSON") from None


def _read(given: object, shape: type[Handed]) -> Handed:
    """Data in its shape.

    Raises:
        Unreadable: It has another one.
    """
    try:
        return shape.model_validate(given)
    except ValidationError:
        raise Unreadable("the model's reply has another shape") from None


def _results(reply: AIMessageChunk, tools: Sequence[BaseTool]) -> list[BaseMessage]:
    """What the tools say to a reply's calls; a call that can't be made says why."""
    from langchain_core.messages import ToolMessage

    held = {tool.name: tool for tool in tools}
    told: list[BaseMessage] = []
    for call in reply.tool_calls:
        tool = held.get(call["name"])
        try:
            said = "There is no such tool." if tool is None else str(tool.invoke(call["args"]))
        except Exception as problem:
            said = f"That call can't be made: {type(problem).__name__}."
        told.append(ToolMessage(said, tool_call_id=call["id"] or ""))
    return told
