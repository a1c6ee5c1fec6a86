"""Naming what the last answer rested on: publisher, date, authority and place."""

from __future__ import annotations

from assistant.context import Context
from assistant.draft import Block, Line
from assistant.speak import spoken
from assistant.turns.case import Case
from coding_tools.trace import Calculation, Step
from knowledge.records import Passage

_MOST = 5


def answer_sources(case: Case, context: Context) -> Block | None:
    """The sources of the last answer, the one that its headline rests on first.

    Args:
        case: The case; its conversation holds what the last answer cited.
        context: The library and what the user added.
    """
    keys = [k for k in case.earlier.cited if k in context.library.passages][:_MOST]
    if not keys:
        return None
    block = Block("sources")
    passages = [context.passage(k) for k in keys]
    by_source: dict[str, list[str]] = {}
    for passage in passages:
        by_source.setdefault(_named(passage, context), []).append(passage.at)
    told = "; ".join(f"{s}, {', '.join(dict.fromkeys(at))}" for s, at in by_source.items())
    told = f"The last answer rests on {told}."
    step = Step(told, len(passages), tuple(keys))
    held = block.compute(Calculation("sources", {"cited": keys}, {"sources": keys}, (step,)))
    block.headline = Line(told, (held, *keys))
    for passage in passages:
        block.say(spoken(passage, context.source(passage)), passage.key)
    return block


def _named(passage: Passage, context: Context) -> str:
    """A passage's source with its date and its authority."""
    source = context.source(passage)
    when = source.published or "undated"
    authority = (passage.authority or source.authority).replace("_", " ")
    return f"{source.publisher}, {source.title} ({when}; {authority})"
