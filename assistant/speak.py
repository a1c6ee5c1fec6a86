"""A passage's text as a statement: it always says whose word it is."""

from __future__ import annotations

from assistant.context import Context
from assistant.draft import Block, Line
from coding_tools.wording import small
from knowledge.library import Library
from knowledge.own_payers import OWN_RULES
from knowledge.records import ConflictSide, Correction, Passage, Source


def spoken(passage: Passage, source: Source) -> str:
    """A passage's text with its source named, where the text doesn't name it itself.

    Args:
        passage: The passage.
        source: Its source; `called` maps openings such as "The page" to the source's full name.
    """
    text = passage.text
    for opening, full in source.called.items():
        if text.startswith(opening):
            return full + text[len(opening) :]
    for opening, full in source.called.items():
        if small(opening) in text:
            named = small(full) if full.startswith("The ") else full
            return text.replace(small(opening), named, 1)
    told = source.called or source.kind == OWN_RULES
    if not told or any(name in text for name in (*source.names, source.publisher)):
        return text
    when = f", {source.published.split(' (')[0]}" if source.published else ""
    return f"{text.rstrip('.')} ({source.short or source.publisher}{when})."


def spoken_key(key: str, library: Library) -> str:
    """The same by a passage's key."""
    passage = library.passage(key)
    return spoken(passage, library.sources[passage.source])


def quoted(key: str, library: Library) -> Line:
    """The same as a line that rests on the passage."""
    return Line(spoken_key(key, library), (key,))


def cite(block: Block, library: Library, *keys: str) -> None:
    """What passages say, each as a line more of a block."""
    block.lines += [quoted(key, library) for key in keys]


def marked(passage: Passage, text: str, correction: Correction) -> Line:
    """What a passage says that is known to be out of date or wrong, told as such.

    Args:
        passage: The passage.
        text: What it says, its source named.
        correction: What is wrong in it.
    """
    wrong = f"{text} Out of date or wrong: {correction.claim}."
    return Line(wrong, (passage.key, *correction.supports))


def held_by(side: ConflictSide, context: Context) -> str:
    """A position with who holds it, when, and with which authority.

    Args:
        side: One side of a disagreement.
        context: The library and what the user added.
    """
    told = []
    for key in side.passages:
        passage = context.passage(key)
        source = context.source(passage)
        when = f", {source.published}" if source.published else ", undated"
        authority = (passage.authority or source.authority).replace("_", " ")
        name = source.author or source.short or source.publisher.split(",")[0]
        told.append(f"{name}{when if 'undated' not in name else ''} ({authority})")
    return f"{side.position} So {'; '.join(dict.fromkeys(told))}."
