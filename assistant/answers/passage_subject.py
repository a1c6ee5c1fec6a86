"""Whether a passage is on the subject of a question, and how much of it the passage answers."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.context import Found
from assistant.turns.case import Case
from assistant.turns.cited_again import off_its_codes
from knowledge.library import Library
from knowledge.records import Passage, Topic


def of_another_payer(passage: Passage, case: Case) -> bool:
    """Whether it is asked what a payer pays, and a passage doesn't speak of that payer.

    Args:
        passage: The passage.
        case: The case.
    """
    paying = bool(case.facts.payers) and case.wants("coverage")
    return paying and {*passage.payers}.isdisjoint(case.facts.payers)


def aside(passage: Passage, case: Case, library: Library, led: bool) -> bool:
    """Whether a passage tells another payer's rule, or speaks of other codes alone.

    Args:
        passage: The passage.
        case: The case.
        library: The knowledge base.
        led: Whether a subject of the question leads with it, whoever's rule it is.
    """
    own = (library.tables_of, *case.facts.payers, case.payer)
    others = bool(passage.payers) and {*passage.payers}.isdisjoint(own)
    return off_its_codes(passage, case, library) or (others and not led)


def speaks(passage: Passage, case: Case, library: Library) -> bool:
    """Whether a passage may be said.

    One of a place or of a payer that the question doesn't name stays out where another is named,
    and so does an amount of money where the wish is to bill by what pays.

    Args:
        passage: The passage.
        case: The case.
        library: The knowledge base.
    """
    for topic in (library.topics[t] for t in passage.topics):
        if topic.state:
            return _of_the_place(topic, case)
    if case.facts.improper and "$" in passage.text:
        return False
    of_another = (passage.payers and library.tables_of not in passage.payers) or (
        library.subjects.play(passage.topics, "one_plan")
    )
    named = case.facts.payers and {*passage.payers}.isdisjoint(case.facts.payers)
    return not (of_another and (case.unheld_payer or (passage.payers and named)))


def _of_the_place(topic: Topic, case: Case) -> bool:
    """Whether a question names the state of a topic, or is on it without naming any."""
    named = case.facts.states
    on_it = not named and not set(topic.or_about).isdisjoint(case.topics)
    return on_it or topic.state in named


_HELD = 2.0
"""What the share of the question's words that a passage holds weighs against its similarity."""


def answers(hit: Found) -> float:
    """How much a passage answers, from 0 to 1: its nearness in meaning times the words it holds.

    Where words alone were searched, the share of the question's words decides.

    Args:
        hit: What the search found.
    """
    return hit.coverage * (1.0 if hit.similarity is None else hit.similarity)


def answering(hits: Iterable[Found]) -> float:
    """How much that one of the passages found answers which answers most.

    Args:
        hits: What the search found.
    """
    return max(map(answers, hits), default=0.0)


def leads_search(hit: Found) -> bool:
    """Whether a passage leads by words and by meaning alike.

    Args:
        hit: What the search found.
    """
    return hit.words_rank == hit.vector_rank == 1


def nearness(hit: Found) -> float:
    """What a passage's own words and meaning add to its place in the search.

    Set on the questions of the library, each left out once: this puts the passage that they were
    written for first more often than the search alone.

    Args:
        hit: What the search found.
    """
    return _HELD * hit.coverage + (hit.similarity or 0.0)
