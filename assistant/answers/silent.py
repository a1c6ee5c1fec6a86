"""Telling that a document which is asked about by its name says nothing of a service."""

from __future__ import annotations

from assistant.answers.choice import answer_choice
from assistant.context import Context
from assistant.draft import Block, Line
from assistant.speak import cite
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Technique
from retrieval.tokens import tokens_of


def answer_silent(case: Case, context: Context) -> Block | None:
    """That nothing is held of a document on a service, what it says beside it, and the code.

    "What does KMC say about deep tissue?": it puts trigger-point work under 97140.

    Args:
        case: The case; it asks for passages alone.
        context: The library.
    """
    library, named = context.library, case.documents
    done = [library.techniques[s.technique] for s in case.services if s.technique]
    if case.intents != ("explain",) or len(named) != 1 or len(done) != 1:
        return None
    (document,), (technique,) = named, done
    if technique.rule == "none_held" or _speaks(document, technique, library):
        return None
    block = answer_choice(case.with_(sources=()), context) or Block("choice")
    sides = [
        key
        for conflict in library.conflicts.values()
        for key in (k for side in conflict.sides for k in side.passages)
        if key.startswith(f"{document}/") and not {*conflict.topics}.isdisjoint(case.topics)
    ]
    first, rest = Block("explain"), block.told
    cite(first, library, *sides[:2])
    block.lines = [*first.lines, *rest]
    called = next(iter(library.sources[document].called.values())).split(" (")[0]
    told = f"{called}, as it is held here, says nothing of {technique.name}."
    block.headline = Line(told, ())
    return block


def _speaks(document: str, technique: Technique, library: Library) -> bool:
    """Whether a passage of a document names a technique, or places it under a code."""
    sure, codes = technique.codes.get("always"), technique.codes.values()
    placed = sure if technique.rule == "leaning" and sure else [o for one in codes for o in one]
    supports = {*technique.supports, *(key for option in placed for key in option.supports)}
    names = [{*tokens_of(name)} for name in (technique.name, *technique.names)]
    return any(
        key in supports or any(name and name <= {*tokens_of(passage.text)} for name in names)
        for key, passage in library.passages.items()
        if key.startswith(f"{document}/")
    )
