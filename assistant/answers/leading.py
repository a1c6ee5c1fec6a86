"""What goes first of an answer: what it tells of just what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answers.leading_payer import lead_with_unheld, move
from assistant.answers.sources_told import listed_sources, named_source
from assistant.draft import Block, Line
from assistant.intents.signs import wants_code
from assistant.particle import without_particle
from assistant.turns.case import Case
from assistant.turns.signs import ASKS_TO_LEAVE
from knowledge.library import Library
from retrieval.tokens import tokens_of


def lead(blocks: Sequence[Block], case: Case, library: Library) -> None:
    """Put first what answers just what is asked.

    Args:
        blocks: The blocks of the answer, the most direct first.
        case: The case.
        library: The knowledge base.
    """
    if not blocks:
        return
    if case.follows and blocks[0].headline is not None:
        _lead_anew(blocks, blocks[0].headline, case, library)
    _lead_with_count(blocks, case)
    lead_with_unheld(blocks, case, library)
    _name_the_source(blocks, case, library)


def _name_the_source(blocks: Sequence[Block], case: Case, library: Library) -> None:
    """Say who says it where that is asked, and the passage that leads doesn't name its source."""
    line = blocks[0].headline if blocks and case.follows and case.wants("source") else None
    passage = library.passages.get(line.supports[0]) if line and line.supports else None
    if line is None or passage is None or blocks[0].refused or case.wants("governs"):
        return
    source = library.sources[passage.source]
    if not any(name in line.text for name in (*source.names, source.publisher)):
        told = f"That stands in {named_source(passage, source)}, {passage.at}."
        blocks[0].open_with(listed_sources(told, [passage], blocks[0]))


def _lead_anew(blocks: Sequence[Block], said: Line, case: Case, library: Library) -> None:
    """Put first what is said of just what a turn names, where the last answer would come again.

    "Modifier 25 on 99213, the office visit", and then "why not 59?": what is told of 59 goes first.
    """
    first = blocks[0]
    if not _again(said, first.kind, case) or _told_for_this_turn(first, said, case):
        return
    named = _on_what_it_names(case, library)
    reason = case.wants("why") and first.kind in _REASONED
    if not reason and not named.isdisjoint(said.supports):
        return
    for block, line in _on_it(blocks, said, named, reason, case):
        move(line, block, first)
        return


def _told_for_this_turn(first: Block, said: Line, case: Case) -> bool:
    """Whether a direct answer that rests on what the last one did is this turn's own all the same.

    It is told for the fact, the purpose or the number that the turn tells, for the payer or the
    modifier that it names; whether both codes are paid is the pair's to say, and which modifiers
    stand on the lines is asked anew where another thing led before.
    """
    facts = case.facts
    decides = facts.stated or facts.goals or facts.regions or facts.muscles or facts.claimed_units
    leaves = not facts.idle and ASKS_TO_LEAVE.search(facts.question)
    asks = wants_code(case) and len(facts.tokens) <= _FEW
    lines = case.wants("modifier") and case.earlier.intents[:1] != ("modifiers",)
    anew = case.payer != case.earlier.payer or case.wants("total", "matter") or leaves
    return bool(
        (first.kind in _DECIDED and decides)
        or case.wants({"status": "when", "pair": "both"}.get(first.kind, ""))
        or (first.kind == "units" and anew)
        or (first.kind == "modifiers" and lines)
        or (first.kind == "choice" and (case.wants("instead") or asks))
        or (first.kind == "threshold" and said.text.startswith(("Yes", "No")))
        or any(re.search(rf"\b{modifier}\b", said.text) for modifier, _ in facts.modifiers)
        or (first.kind == "pair" and not case.part and case.shows("of_the_row"))
    )


_FEW = 4
"""So few words ask for the code of what was told: "code?"."""
_DECIDED = ("choice", "mue")
"""Kinds of answer that rest on the same passages whatever they come to."""
_REASONED = ("units", "choice")
"""Kinds of answer whose reasons stand behind the direct answer."""
_HALF = 1 / 2
"""A reason with so many of the question's words is asked for."""
_ASK = re.compile(r"^Ask the record|\?$")
_SHARE = 1 / 3
"""A passage with so many of the question's words is on it, where else nothing new would be said."""


def _on_it(
    blocks: Sequence[Block], said: Line, named: set[str], reason: bool, case: Case
) -> Iterator[tuple[Block, Line]]:
    """The lines that are on what a turn asks, each with its block, the surest first."""
    told = [(b, ln) for b in blocks for ln in b.told if ln is not said and not _ASK.search(ln.text)]
    for block, line in told:
        codes = (s.code for s in case.facts.services if s.code)
        if (reason and all(code in line.text for code in codes)) or named & {*line.supports}:
            yield block, line
    asked = {*tokens_of(case.facts.question)}
    words = {line.text: len(asked.intersection(tokens_of(line.text))) for _, line in told}
    for block in blocks[1:]:
        if (head := block.headline) is not None:
            new = block.kind not in case.earlier.intents
            if new or words.get(head.text, 0) >= max(1, _SHARE * len(asked)):
                yield block, head
    least = max(_HALF * len(asked), len(asked.intersection(tokens_of(said.text))) + 1)
    for line in blocks[0].lines if not case.wants("why") else ():
        if words.get(line.text, 0) >= least:
            yield blocks[0], line


def _again(headline: Line, kind: str, case: Case) -> bool:
    """Whether a direct answer rests on what the last one of its kind rested on."""
    computed = {f"calc:{i}" for i in case.earlier.computed}
    own = {s for s in headline.supports if s.startswith("calc:")}
    passages = tuple(s for s in headline.supports if s not in own)
    told = kind in case.earlier.intents and passages[:1] == case.earlier.cited[:1]
    return own <= computed if own and kind != "choice" else told


def _on_what_it_names(case: Case, library: Library) -> set[str]:
    """The passages on the modifiers, payers and subjects that a turn names itself."""
    facts = case.facts
    of_modifiers = (library.modifiers[m].supports for m, _ in facts.modifiers)
    fresh = {*facts.topics} - {*case.earlier.topics} - library.overruled(case.topics)
    of_topics = (library.topics[t].lead for t in fresh)
    named = {*fresh, *facts.payers}
    tagged = (k for k, p in library.passages.items() if named & {*p.topics, *p.payers})
    return {key for keys in (*of_modifiers, *of_topics) for key in keys} | {*tagged}


def _lead_with_count(blocks: Sequence[Block], case: Case) -> None:
    """Put a count that is asked for behind the code that it is counted under."""
    if case.wants("units") and [b.kind for b in blocks[:2]] == ["choice", "units"]:
        first, count = blocks[:2]
        if first.headline is not None and count.headline is not None:
            first.headline = first.headline.then(without_particle(count.headline))
            count.headline = None
