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
"""So often at most is a model asked in one exchange."""
MOST_CALLS = 8
"""So many calls of one reply are made; the others are told so."""
MOST_LETTERS = 40_000
"""A reply with more is not read to its end."""

Handed = TypeVar("Handed", bound=BaseModel)
Tell = Callable[[dict[str, Any] | None], None]
"""Told what was handed in so far, or None to learn whether anybody still waits."""


class Unreadable(ValueError):  # noqa: N818 - it says what the reply is
    """The model handed nothing in that can be read."""


def converse(
    model: BaseChatModel,
    task: str,
    sheet: str,
    shape: type[Handed],
    tell: Tell,
    tools: Sequence[BaseTool] = (),
) -> Handed:
    """What a model hands in on some data.

    Args:
        model: The chat model.
        task: What it is to do.
        sheet: The data.
        shape: The shape in which it hands in, offered to it as a tool of that name.
        tell: Is told what was handed in so far, while it is still coming; nothing in it is
            checked. It raises where nobody waits any longer.
        tools: The tools that it may call before.

    Raises:
        Unreadable: It never handed in anything of that shape.
        Exception: Whatever the model's own package raises.
    """
    from langchain_core.messages import HumanMessage, SystemMessage
    from langsmith import tracing_context

    bound = model.bind_tools([*tools, shape])
    messages: list[BaseMessage] = [SystemMessage(task), HumanMessage(sheet)]
    # LangChain would send a copy to LangSmith where the environment says so: only the provider
    # that was named hears of a question.
    with tracing_context(enabled=False):
        for _ in range(ROUNDS):
            tell(None)
            reply = _reply(bound.stream(messages), shape.__name__, tell)
            handed = _handed(reply, shape)
            if handed is not None:
                return handed
            if not reply.tool_calls:
                raise Unreadable("the model handed nothing in")
            messages += [reply, *_results(reply, tools)]
    raise Unreadable("the model went on calling tools")


def _reply(chunks: Iterator[Any], name: str, tell: Tell) -> AIMessageChunk:
    """The whole reply, telling on the way what is handed in so far."""
    whole: Any = None
    letters = 0
    for chunk in chunks:
        tell(None)
        told = [str(c.get("args") or "") for c in getattr(chunk, "tool_call_chunks", ())]
        letters += 1 + len(str(chunk.content)) + sum(map(len, told))
        if letters > MOST_LETTERS:
            raise Unreadable("the model's reply is too long")
        whole = chunk if whole is None else whole + chunk
        if any("{" in part or "}" in part for part in told):
            for call in whole.tool_calls:
                if call["name"] == name and isinstance(call["args"], dict):
                    tell(call["args"])
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
    except (ValueError, RecursionError):
        raise Unreadable("the model's reply is no JSON of the shape asked for") from None


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
    for number, call in enumerate(reply.tool_calls):
        tool = held.get(call["name"])
        if number >= MOST_CALLS:
            said = f"Not called: at most {MOST_CALLS} calls are made for one reply."
        elif tool is None:
            said = f"There is no such tool; there are {', '.join(held) or 'none'}."
        else:
            said = _called(tool, call["args"])
        told.append(ToolMessage(said, tool_call_id=call["id"] or ""))
    return told


def _called(tool: BaseTool, args: dict[str, Any]) -> str:
    """What a tool says, or that its arguments are not what it takes."""
    try:
        return str(tool.invoke(args))
    except Exception as problem:
        takes = ", ".join(tool.args) or "nothing"
        return f"That call can't be made ({type(problem).__name__}): {tool.name} takes {takes}."
