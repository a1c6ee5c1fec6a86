"""Declining an improper wish in a sentence, and answering with what is right."""

from __future__ import annotations

from assistant.context import Context
from assistant.draft import Block, Line, alike
from assistant.speak import spoken_key
from assistant.turns.case import Case


def answer_improper(case: Case, context: Context) -> Block | None:
    """The wish declined.

    Args:
        case: The case; an improper wish was read in its words.
        context: The library.
    """
    library = context.library
    wishes = [library.improper[w] for w in case.facts.improper]
    if not wishes:
        return None
    if case.facts.modifiers:
        wishes.sort(key=lambda w: not any(library.passage(k).modifiers for k in w.supports))
    block = Block("improper")
    block.headline = Line(wishes[0].decline, wishes[0].supports)
    for wish in wishes[1:2]:
        block.say(wish.decline, *wish.supports)
    for key in wishes[0].supports[:2]:
        told = spoken_key(key, library)
        if not alike(told, wishes[0].decline):
            block.say(told, key)
    return block
