"""A question that was not answered, made out with a model: offered back, never assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.answer import Answer
from assistant.model.helper import ModelHelper
from assistant.model.understand import kinds_of, reworded, tied_meanings
from assistant.reading.facts import Duration, Facts
from assistant.render import render
from assistant.turns.case import Case
from coding_tools.wording import listed
from knowledge.library import Library

MOST_SIGNS = 2000
"""A longer text is not sent to be made out."""
Own = Callable[[str], tuple[Case, Answer]]
"""The assistant's own case and answer to a question."""


def made_out(helper: ModelHelper, case: Case, answer: Answer, own: Own, library: Library) -> Answer:
    """The answer with the question that a model makes out of one that was not answered.

    Names that the asker's words mean, and the kind of answer that they ask for, are put into a
    question that the assistant answers; it is offered back, and the asker decides whether it was
    meant. Nothing of it is a fact of the answer.

    Args:
        helper: The model.
        case: The case.
        answer: The assistant's own answer.
        own: Answers a question without the model.
        library: The knowledge base.
    """
    question = case.facts.question
    if not _asks_something(case):
        return answer
    names, kinds = names_of(library), frozenset(library.words.offers)
    understood = helper.understand(question, sorted(names.values()), sorted(kinds))
    meanings = tied_meanings(question, understood, names)
    if 2 * sum(len(words.split()) for words, _ in meanings) > len(question.split()):
        meanings = ()  # What is left would be the model's question, not the asker's.
    offers = [(reworded(question, meanings), meanings)] if meanings else []
    for words, kind in kinds_of(question, understood, kinds):
        offers += [(offer, ((words, kind),)) for offer in _of_kind(kind, case, library)]
    for offer, tied in offers:
        if _answered(offer, case, own):
            return _offered(answer, offer, tied, case)
    return answer


def _asks_something(case: Case) -> bool:
    """Whether a question has words enough to be made out, and none that show another subject."""
    words = sum(token.kind in ("word", "code") for token in case.facts.tokens)
    talk = case.facts.wants & {"greeting", "thanks", "help"}
    elsewhere = "elsewhere" in case.facts.scope and not case.codes
    short = len(case.facts.question) <= MOST_SIGNS
    return words > 2 and short and not talk and not elsewhere


def _answered(offer: str, case: Case, own: Own) -> bool:
    """Whether a question is answered directly, and no fact of the asker's is lost in it.

    Passages are found for any words: what only they would answer is not offered.
    """
    read, found = own(offer)
    direct = found.status == "answered" and read.intents != ("explain",)
    return direct and _nothing_lost(case.facts, read.facts)


def _of_kind(kind: str, case: Case, library: Library) -> Iterator[str]:
    """The question of a kind on the asker's own codes and minutes, where those carry it."""
    told = library.words.offers[kind]
    timed = [f"{s.minutes} minutes of {s.code}" for s in case.timed if s.code]
    payer = library.payers.get(case.payer or "")
    given = {
        "codes": listed(case.codes) if len(case.codes) > 1 else "",
        "code": case.codes[0] if len(case.codes) == 1 else "",
        "timed": listed(timed) if timed else "",
    }
    if all(value for name, value in given.items() if f"{{{name}}}" in told):
        yield told.format(**given, payer=f" ({payer.name})" if payer else "")


def _offered(answer: Answer, offer: str, tied: tuple[tuple[str, str], ...], case: Case) -> Answer:
    """An answer with a question offered back."""
    told = "; ".join(f"\u201c{words}\u201d as {name}" for words, name in tied)
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


_KEPT = (
    "codes", "ranges", "named", "modifiers", "payers", "denied_payers", "states", "providers",
    "regions", "muscles", "goals", "methods", "sources", "topics", "unheld", "improper",
)  # fmt: skip
_SAME = ("codes", "modifiers", "date_of_service", "year", "claimed_units", "asked_units")


def _nothing_lost(before: Facts, after: Facts) -> bool:
    """Whether a rewording adds names only: no fact is gone, and no value is another."""
    if any(not set(getattr(before, fact)) <= set(getattr(after, fact)) for fact in _KEPT):
        return False
    if any(getattr(before, fact) != getattr(after, fact) for fact in _SAME):
        return False
    named = {s.technique or s.code for s in before.services}
    if not named <= {s.technique or s.code for s in after.services}:
        return False
    return _treated(before) == _treated(after) and _minutes(before.idle) == _minutes(after.idle)


def _treated(facts: Facts) -> list[int]:
    """All the minutes of treatment, whichever service they belong to."""
    told = [s.minutes for s in facts.services if s.minutes is not None]
    return sorted([*told, *_minutes(facts.loose)])


def _minutes(durations: Iterable[Duration]) -> list[int]:
    """The minutes of some durations."""
    return sorted(d.minutes for d in durations)
