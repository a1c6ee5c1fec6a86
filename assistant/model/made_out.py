"""A question that was not answered, made out with a model: offered back, never assumed."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answer import Answer
from assistant.model.helper import ModelHelper
from assistant.model.understand import kinds_of, reworded
from assistant.render import render
from assistant.turns.case import Case
from knowledge.library import Library

KINDS = frozenset({"units", "pair", "status", "choice", "documentation", "minutes_for", "mue"})
Own = Callable[[str, tuple[str, ...]], Answer]
"""The assistant's own answer to a question, for kinds that are given or found."""


def made_out(helper: ModelHelper, case: Case, answer: Answer, own: Own, library: Library) -> Answer:
    """The answer with what a model makes out of a question that was not answered.

    A kind of answer that the asker's words ask for is given where the assistant can give it. A
    meaning of the asker's words is offered back as a question to ask, where the assistant answers
    it: the asker decides whether it was meant.

    Args:
        helper: The model.
        case: The case.
        answer: The assistant's own answer.
        own: Answers a question without the model.
        library: The knowledge base.
    """
    question = case.facts.question
    names = names_of(library)
    understood = helper.understand(question, sorted(names.values()), sorted(KINDS))
    kinds = kinds_of(question, understood, KINDS)
    held = not case.facts.unheld and all(library.topics[t].held for t in case.topics)
    if kinds and held and not case.follows and set(kinds) != set(case.intents):
        found = own(question, kinds)
        if found.status == "answered":
            return found
    offered = reworded(question, understood, names)
    if offered is None or own(offered, ()).status != "answered":
        return answer
    changed = answer.model_copy(update={"suggestions": (offered, *answer.suggestions)[:3]})
    return changed.model_copy(update={"text": render(changed, case.used)})


def names_of(library: Library) -> dict[str, str]:
    """The names that a model may give to the asker's words: techniques, payers, providers.

    Args:
        library: The knowledge base.
    """
    told = [t.name for t in library.techniques.values()]
    told += [p.name for p in library.payers.values()]
    told += [p.name for p in library.providers.values()]
    return {name.lower(): name for name in told}
