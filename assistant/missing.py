"""What a question of this field asks about and the library doesn't hold, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answers.passage_subject import answers, of_another_payer
from assistant.context import Found
from assistant.draft import Block, Line
from assistant.intents.limits import amounts_in
from assistant.intents.signs import wants_code
from assistant.silent import silent
from assistant.turns.case import Case
from assistant.turns.cited_again import DAY, off_its_codes
from knowledge.library import Library
from knowledge.phrases import Phrases
from knowledge.records import Passage

_ON_THE_STATE = 0.2
"""A question on a state is answered where a passage naming it answers so much."""
_IN_A_COMMENT = 0.5
"""Whom a state lets bill or what is paid there is told by a comment that answers so much."""


def missing_of(case: Case, hits: Sequence[Found], library: Library) -> list[str]:
    """What the question asks about and the library doesn't hold, in words.

    Args:
        case: The case.
        hits: What the search found.
        library: The knowledge base.
    """
    facts = case.facts
    told: list[str] = []
    over = library.overruled(case.topics)
    for topic in (library.topics[t] for t in case.topics if t not in over):
        if not topic.held and not (case.documents and "amounts" in topic.roles):
            told.append(topic.missing)
    payers = {name for payer in library.payers.values() for name in payer.names}
    for kind, name in facts.unheld:
        if kind == "payer":
            told.append(f"the payer {name}")
        elif kind == "modifier" and name.lower() not in payers:
            named = f"modifier {name}"
            plain = name.isdigit() and named not in facts.question.lower()
            told.append(f"{name} as a modifier" if plain else named)
        elif kind == "service":
            told.append(name)
        elif kind == "diagnosis" and "." in name and not _passage_names(name, library):
            told.append(f"the diagnosis code {name}")
    if not any(library.topics[t].anywhere for t in case.topics):
        states = [s for s in facts.states if not _state_held(s, case, hits, library)]
        told += [f"{s.title()}'s rules" for s in states if s.title() not in " ".join(told)]
    told += silent(case, hits, library)
    told += ["a service of that name"] if _of_nothing_read(case) else []
    unknown = [c for c in facts.codes if c not in library.codes and c not in library.pairs.scope]
    told += [f"code {code}" for code in unknown]
    told += [f"what is paid for {code}" for code in _uncovered(case, library)]
    year = facts.year
    if year is not None and year not in library.thresholds and _on_threshold(case, library):
        told.append(f"the year {year}")
    fees, amounts = library.subjects.the("amounts"), amounts_in(facts.question)
    asked = facts.codes and _PAYS.search(facts.question) and not _uncovered(case, library)
    other = library.subjects.answered_by(case.topics, "threshold") or fees.id in over
    if asked or (amounts and not other and not said(amounts, hits, library)):
        told.append(fees.missing)
    return list(dict.fromkeys(told))


def _uncovered(case: Case, library: Library) -> list[str]:
    """The codes known by name alone whose coverage is asked for, and no passage speaks of it."""
    if not case.wants("coverage") or case.intents != ("explain",):
        return []
    named = [c for c in case.facts.codes if c in library.codes and not library.codes[c].status]
    spoken = {c for p in library.passages.values() if p.payers for c in p.codes}
    return [code for code in named if code not in spoken]


def _on_threshold(case: Case, library: Library) -> bool:
    """Whether a year's threshold is asked of: KX judged on a line isn't."""
    if "modifiers" in case.intents:
        return library.subjects.play(case.topics, "threshold_itself")
    return library.subjects.answered_by(case.topics, "threshold")


_PAYS = Phrases("what_is_paid")
"""What a payer pays for a code that is named, in words that speak of no amount."""


def said(amounts: Sequence[str], hits: Sequence[Found], library: Library) -> bool:
    """Whether a passage that was found names every amount.

    Args:
        amounts: The amounts, as typed.
        hits: What the search found.
        library: The knowledge base.
    """
    found = [library.passage(h.passage_key) for h in hits]
    return any(all(f"${amount}" in p.text for amount in amounts) for p in found)


def _passage_names(name: str, library: Library) -> bool:
    """Whether a passage names a code that is no billing code."""
    return any(name.upper() in p.text for p in library.passages.values())


def _state_held(state: str, case: Case, hits: Sequence[Found], library: Library) -> bool:
    """Whether a passage that speaks of a state, or a reader's comment, is on what is asked."""
    words = case.facts.question
    a_rule = case.facts.providers or case.wants("coverage", "valid")
    coded = case.facts.codes and (case.facts.providers or not case.wants("valid"))
    named = coded or case.follows or amounts_in(words) or _COMMENTED.search(words)
    least = _IN_A_COMMENT if a_rule and not named else _ON_THE_STATE
    for number, hit in enumerate(hits):
        passage = library.passage(hit.passage_key)
        comment = passage.authority == "comment"
        if answers(hit) < (least if comment else _ON_THE_STATE):
            continue
        if off_its_codes(passage, case, library) or of_another_payer(passage, case):
            continue
        counts = library.subjects.play(passage.topics, "counting")
        if counts and case.wants("coverage", "valid") and not case.wants("units"):
            continue
        if _names(passage, state) or (comment and number == 0 and _commented(state, library)):
            return True
    return False


_COMMENTED = re.compile(r"\b(?:comment|reader|post|page|site|dollar)", re.I)
"""Words that ask what somebody wrote of a state."""


def _names(passage: Passage, state: str) -> bool:
    """Whether a passage, or a question that it answers, names a state."""
    return state in " ".join((passage.text, *passage.topics, *passage.asked)).lower()


def _commented(state: str, library: Library) -> bool:
    """Whether a reader's comment speaks of a state."""
    found = library.passages.values()
    return any(p.authority == "comment" and _names(p, state) for p in found)


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
    counted = case.payer and {"units", "minutes_for"} & {*case.intents}
    if case.unheld_payer or counted or any(topic.anywhere for topic in topics):
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


def _of_nothing_read(case: Case) -> bool:
    """Whether the code of so many minutes of something is asked for, and it is nothing here."""
    facts = case.facts
    read = (
        facts.services, facts.codes, facts.topics, facts.goals, facts.modifiers, facts.improper,
        case.sources, case.earlier.said,
    )  # fmt: skip
    given = any(d.role == "treatment" for d in facts.loose)
    asked = wants_code(case) and set(case.intents) <= {"explain"}
    return given and asked and not any(read) and not case.follows
