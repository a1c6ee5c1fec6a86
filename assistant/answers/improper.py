"""Declining an improper wish in a sentence, and answering with what is right."""

from __future__ import annotations

from assistant.context import Context
from assistant.draft import Block, Line, alike
from assistant.speak import quoted
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
    block = Block("improper", Line(wishes[0].decline, wishes[0].supports))
    block.lines += [Line(wish.decline, wish.supports) for wish in wishes[1:2]]
    told = [quoted(key, library) for key in wishes[0].supports[:2]]
    block.lines += [line for line in told if not alike(line.text, wishes[0].decline)]
    return block
