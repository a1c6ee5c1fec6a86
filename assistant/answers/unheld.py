"""What an answer is silent on, since the library doesn't hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft import Block, Line
from assistant.intents.signs import wants_code
from assistant.turns.case import Case
from assistant.turns.cited_again import DAY
from knowledge.library import Library


def answer_unheld(case: Case, blocks: Sequence[Block], library: Library) -> Block | None:
    """What a question is on and the library doesn't hold, said beside what is answered.

    Args:
        case: The case.
        blocks: The blocks of the answer.
        library: The knowledge base.
    """
    lines = (
        *_subjects(case, library), *_gone(case), *_of_payers(case, blocks, library),
        *_since(case, blocks),
    )  # fmt: skip
    if not lines:
        return None
    return Block("unheld", not_checked=[Line(line, ()) for line in dict.fromkeys(lines)])


def _subjects(case: Case, library: Library) -> Iterator[str]:
    """The subjects that it holds nothing on."""
    topics = [library.topics[t] for t in case.topics]
    over = library.overruled(case.topics)
    for topic in topics:
        if not topic.held and topic.id not in over:
            yield f"The library holds nothing on {topic.missing}."
    if any(topic.anywhere for topic in topics):
        for state in case.facts.states:
            yield f"The library holds nothing on {state.title()}'s rules."


def _gone(case: Case) -> Iterator[str]:
    """A payer of the conversation that was removed from the library meanwhile."""
    gone = case.earlier.gone_payer
    if gone and case.payer is None and not case.payers:
        yield f"{gone} is no longer in the library: none of its rules were applied."


def _of_payers(case: Case, blocks: Sequence[Block], library: Library) -> Iterator[str]:
    """What isn't held of a payer that is asked about; a calculation says that of itself."""
    if not any(block.calculations for block in blocks):
        for payer in case.facts.payers:
            yield from (f"Not held: {what}" for what in library.payers[payer].not_held)


def _since(case: Case, blocks: Sequence[Block]) -> Iterator[str]:
    """That no day is held, where it is asked since when something holds and none is told."""
    dated = any(DAY.search(line.text) for block in blocks for line in block.told)
    if case.wants("dated") and {*case.intents} == {"explain"} and not dated:
        yield "Since when that holds is not in the library."


def asked_last(case: Case, library: Library) -> list[str]:
    """What isn't held of the subjects that a question on codes before it comes to in the end.

    "BCBS denied 97124 as bundled with 98940. can i appeal?" asks how to appeal, not of the pair.

    Args:
        case: The case.
        library: The knowledge base.
    """
    parts = [p for p in _SENTENCE.split(case.facts.question.lower()) if p.strip(" ?!.")]
    if len(parts) < _SEVERAL or "pair" not in case.intents:
        return []
    topics = [library.topics[t] for t in case.topics if not library.topics[t].held]
    return [t.missing for t in topics if any(c in parts[-1] for c in t.cues if " + " not in c)]


def of_nothing_read(case: Case) -> bool:
    """Whether the code of so many minutes of something is asked for, and it is nothing here.

    Args:
        case: The case.
    """
    facts = case.facts
    read = (
        facts.services, facts.codes, facts.topics, facts.goals, facts.modifiers, facts.improper,
        case.sources, case.earlier.said,
    )  # fmt: skip
    given = any(d.role == "treatment" for d in facts.loose)
    asked = wants_code(case) and set(case.intents) <= {"explain"}
    return given and asked and not any(read) and not case.follows


_SENTENCE = re.compile(r"(?<=[.?!;\n])\s+")
_SEVERAL = 2
