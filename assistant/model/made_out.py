"""A question that was not answered, made out with a model: offered back, never assumed."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answer import Answer
from assistant.model.helper import ModelHelper
from assistant.model.kept import nothing_lost
from assistant.model.understand import Understanding, kinds_of, reworded, tied_meanings
from assistant.render import render
from assistant.turns.case import Case
from knowledge.library import Library

KINDS = frozenset({"units", "pair", "status", "choice", "documentation", "minutes_for", "mue"})
Own = Callable[[str, tuple[str, ...]], tuple[Case, Answer]]
"""The assistant's own case and answer to a question, for kinds that are given or found."""


def made_out(
    helper: ModelHelper,
    case: Case,
    answer: Answer,
    own: Own,
    computed: Callable[[str], bool],
    library: Library,
) -> tuple[Case, Answer]:
    """The answer with what a model makes out of a question that was not answered.

    A kind of answer that the asker's words ask for is given where the assistant computes it from
    the facts that it read itself. A meaning of the asker's words is offered back as a question to
    ask: the asker decides whether it was meant. Nothing of it is a fact of the answer.

    Args:
        helper: The model.
        case: The case.
        answer: The assistant's own answer.
        own: Answers a question without the model.
        computed: Whether the case holds what a kind of answer is computed from.
        library: The knowledge base.

    Returns:
        The case that was answered, and the answer.
    """
    question = case.facts.question
    names = names_of(library)
    understood = helper.understand(question, sorted(names.values()), sorted(KINDS))
    found = None
    if _open(case, answer, library):
        kinds = kinds_of(question, understood, KINDS)
        found = _of_kind(case, tuple(k for k in kinds if computed(k)), own)
    if found is not None:
        return found
    return case, _offered(case, answer, understood, own, names)


def _open(case: Case, answer: Answer, library: Library) -> bool:
    """Whether another kind of answer may be given at all.

    What the gates refused, another subject or something that isn't held, stays refused.
    """
    held = not case.facts.unheld and all(library.topics[t].held for t in case.topics)
    return held and not case.follows and answer.status != "out_of_scope"


def _of_kind(case: Case, kinds: tuple[str, ...], own: Own) -> tuple[Case, Answer] | None:
    """The answer of a kind that the asker's words are said to ask for; None where there is none."""
    if not kinds or set(kinds) <= set(case.intents):
        return None
    read, found = own(case.facts.question, kinds)
    return (read, found) if found.status == "answered" else None


def _offered(
    case: Case, answer: Answer, understood: Understanding, own: Own, names: dict[str, str]
) -> Answer:
    """The answer with the question that the asker may have meant.

    It is offered only where it is read as a question that something answers directly: passages
    are found for any words.
    """
    question = case.facts.question
    meanings = tied_meanings(question, understood, names)
    if not meanings:
        return answer
    offer = reworded(question, meanings)
    read, found = own(offer, ())
    made = found.status == "answered" and read.intents != ("explain",)
    if not made or not nothing_lost(case.facts, read.facts):
        return answer
    told = "; ".join(f"\u201c{words}\u201d as {name}" for words, name in meanings)
    line = (
        f"A model reads {told}; nothing here rests on that. If it is what you mean, ask: "
        f"\u201c{offer}\u201d"
    )
    changed = answer.model_copy(
        update={
            "suggestions": (offer, *answer.suggestions)[:3],
            "not_checked": (*answer.not_checked, line),
        }
    )
    return changed.model_copy(update={"text": render(changed, case.used)})


def names_of(library: Library) -> dict[str, str]:
    """The names that a model may give to the asker's words, by their small letters.

    Args:
        library: The knowledge base.
    """
    told = [t.name for t in library.techniques.values()]
    told += [p.name for p in library.payers.values()]
    told += [p.name for p in library.providers.values()]
    told += [r.name for r in library.regions.values()]
    return {n.lower(): n for n in told if not any(letter.isdigit() for letter in n)}
