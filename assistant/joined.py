"""Several answers made one, each where it is on what was asked, with its direct answer in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, zip_longest
from typing import TypeVar

from assistant.answer import Answer, Statement, Status
from assistant.draft import alike
from assistant.particle import bare
from assistant.reading.facts import Service
from assistant.render import render
from assistant.turns.case import Case
from assistant.verify.cited_places import passages_of
from assistant.verify.split import sentences_in
from knowledge.library import Library
from knowledge.records import Passage
from retrieval.tokens import tokens_of

MOST_STATEMENTS = 10
MOST_OF_ANY = {"conflicts": 2, "not_checked": 6, "suggestions": 3}
"""How many of each stand in one answer, however much was asked."""
_HEADED = 2
"""So many direct answers stand in the headline; further ones stand first below it."""
_SHORT = 25
"""A first sentence of fewer signs is a mere no: "No, not 97140."; the next one goes with it."""
_LONG = 160
"""A direct answer of more signs is told by its first sentence, the rest of it below."""
_UNCOVERED = "This is not covered"
_PLACES = ("first", "second", "third")
_T = TypeVar("_T")
Holds = Callable[[Statement, Answer], bool]
"""Whether a sentence of an answer stands by itself on what the answer cites and computes."""


Placed = tuple[int, Answer]
"""An answer, and which of the things asked it is to, from 0."""


def again(answer: Answer, found: Sequence[Placed]) -> bool:
    """Whether an answer opens as one of those found does."""
    return any(_same(answer, held) for _, held in found)


def unanswered(answer: Answer, question: str) -> Answer:
    """That a thing asked has no direct answer, with the words in which it was asked.

    Args:
        answer: What is held nearest to it.
        question: The asker's words.
    """
    asked = question.strip(" .?!")
    told = f'{_UNCOVERED} by the library: it holds no direct answer to "{asked}".'
    return answer.model_copy(update={"status": "not_supported", "headline": told})


def _same(one: Answer, other: Answer) -> bool:
    """Whether two answers open alike, a yes or a no aside, or with what was computed alike."""
    told = (bare(one.headline), bare(other.headline))
    computed = [_computed(one), _computed(other)]
    alike_computed = bool(computed[0]) and computed[0] <= computed[1]
    return alike_computed or told[0] in told[1] or told[1] in told[0] or alike(*told)


def _computed(answer: Answer) -> set[str]:
    """The calculations that an answer's headline rests on, but a row that tells several things."""
    told = {s for lead in answer.leading for s in lead.supports}
    return told & {c.id for c in answer.calculations if c.tool != "code_status"}


def joined(placed: Sequence[Placed], holds: Holds) -> Answer:
    """One answer to several things asked, each of which was verified on its own supports.

    What is refused is always told in the headline, for it stands nowhere else.

    Args:
        placed: The answers, each to another thing, in the order asked.
        holds: Whether a sentence cut from a direct answer stands by itself.
    """
    answers = [answer for _, answer in placed]
    heads = [_head(answer, holds) for answer in answers]
    told = [
        head[0].text
        if head
        else answer.headline.replace(_UNCOVERED, f"The {_PLACES[place]} question is not covered")
        for head, (place, answer) in zip(heads, placed, strict=True)
    ]
    headline = " ".join(t for n, t in enumerate(told) if n < _HEADED or not heads[n])
    lines = [s for h, a in zip(heads, answers, strict=True) for s in (h[:1] or a.leading)]
    whole = {a.headline for a in answers} - {line.text for line in lines}
    rest = zip_longest(*([*h[1:], *a.statements] for h, a in zip(heads, answers, strict=True)))
    lines += [s for row in rest for s in row if s is not None and s.text not in headline]
    statements: dict[str, Statement] = {}
    for line in lines:
        if line.text not in whole:
            statements.setdefault(line.text, line)
    answer = answers[0].model_copy(
        update={
            "status": _status(answers),
            "headline": headline,
            "statements": tuple(statements.values())[:MOST_STATEMENTS],
            "citations": _each(a.citations for a in answers),
            "calculations": _each(a.calculations for a in answers),
            "asks": next((a.asks for a in answers if a.asks is not None), None),
        }
        | {name: _each(getattr(a, name) for a in answers)[:n] for name, n in MOST_OF_ANY.items()}
    )
    return answer.model_copy(update={"text": render(answer)})


def _head(answer: Answer, holds: Holds) -> list[Statement]:
    """An answer's first sentence and what stands behind it in its direct answer.

    Nothing where it refuses; the direct answer as one where a part doesn't stand by itself.
    """
    lead = next((s for s in answer.statements if s.text == answer.headline), None)
    if lead is None:
        return []
    said = sentences_in(lead.text)
    if len(lead.text) <= _LONG:
        return [lead]
    at = 1 if len(said[0]) >= _SHORT else 2
    cut = [lead.model_copy(update={"text": " ".join(p)}) for p in (said[:at], said[at:]) if p]
    return cut if all(holds(one, answer) for one in cut) else [lead]


def _status(answers: Sequence[Answer]) -> Status:
    """The status of the whole: answered where a part is."""
    told = [a.status for a in answers]
    return "answered" if "answered" in told else told[0]


def _each(many: Iterable[tuple[_T, ...]]) -> tuple[_T, ...]:
    """What stands in several answers, each once, what has an id by its id."""
    found: dict[str, _T] = {}
    for one in chain.from_iterable(many):
        found.setdefault(getattr(one, "id", str(one)), one)
    return tuple(found.values())


_SEVERAL = 2
_SHARE = 0.5
"""A passage with so many of a question's words is on it."""


def on_it(case: Case, answer: Answer, library: Library) -> bool:
    """Whether a part's direct answer is on what it asks.

    What is computed is, and a passage on one of its subjects, codes, modifiers or payers, or with
    half of its words. A refusal is where the part names something, or goes on with what isn't held.
    """
    if not answer.leading:
        return case.facts.names_something or bool(case.facts.unheld)
    supports = answer.leading[0].supports
    if case.facts.improper or {c.id for c in answer.calculations} & {*supports}:
        return True
    held = passages_in(supports, library)
    asked = {*tokens_of(case.facts.question)}
    told = asked.intersection(tokens_of(answer.headline))
    if len(held) < len(supports) or len(told) >= max(_SEVERAL, _SHARE * len(asked)):
        return True
    keys = {key for m in case.modifiers for key in library.modifiers[m].supports}
    # What a subject adds beside what is computed is no answer where that is computed again.
    topics = [t for t in case.topics if not (answer.calculations and library.topics[t].beside)]
    keys |= {key for t in topics for key in library.topics[t].lead}
    whose = case.facts if case.intents[:1] == ("explain",) else case
    codes = {*whose.codes, *(c for s in whose.services for c in _codes_of(s, library))}
    names = codes | {*topics} | {*case.facts.payers}
    return any(p.key in keys or names & {*p.codes, *p.topics, *p.payers} for p in held)


def passages_in(supports: Iterable[str], library: Library) -> list[Passage]:
    """The passages among what an answer rests on."""
    return [p for s in dict.fromkeys(supports) if (p := passages_of(library).get(s)) is not None]


def _codes_of(service: Service, library: Library) -> Iterable[str]:
    """The codes that a service may go under."""
    own = library.technique_codes[service.technique] if service.technique else frozenset()
    return (*own, service.code) if service.code else own
