"""What goes first where a turn that asks on would be given the last direct answer again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Block, Line
from assistant.intents.timed import asks_timed
from assistant.particle import without_particle
from assistant.turns.case import Case
from assistant.turns.signs import GETS
from knowledge.library import Library
from retrieval.tokens import tokens_of


def lead_anew(blocks: Sequence[Block], case: Case, library: Library) -> None:
    """Put first what is said of just what a turn names, where the last answer would come again.

    "Modifier 25 on 99213, the office visit", and then "why not 59?": what is told of 59 goes first.

    Args:
        blocks: The blocks of the answer, the most direct first.
        case: The case.
        library: The knowledge base.
    """
    if not blocks or not case.follows:
        return
    first = blocks[0]
    if first.headline is None or not _again(first.headline, first.kind, case):
        return
    if first.kind in _DECIDED and _decides(case):
        return  # It is told for the fact, the purpose or the number that the turn tells.
    if first.kind == "status" and asks_timed(case):
        return  # Whether a code is timed stands in the row that told its status.
    if first.kind == "pair" and case.wants("both"):
        return  # Whether both are paid is the pair's to say.
    counts_again = case.payer != case.earlier.payer or case.wants("total")
    if first.kind == "units" and counts_again:
        return  # The count is now told for the payer that the turn names, or asked for once more.
    if any(re.search(rf"\b{m}\b", first.headline.text) for m, _ in case.facts.modifiers):
        return  # It already speaks of the modifier that the turn names.
    named = _on_what_it_names(case, library)
    reason = case.wants("why") and first.kind in _REASONED
    if not reason and not named.isdisjoint(first.headline.supports):
        return
    asked = {*tokens_of(case.facts.question)}
    for block in blocks:
        for line in block.told:
            on_it = (reason and _reason(line, case)) or not named.isdisjoint(line.supports)
            if line is not first.headline and not _asks(line) and on_it:
                _put_first(line, block, first)
                return
    for block in blocks[1:]:
        if block.headline is not None and _tells_more(block, asked, case):
            _put_first(block.headline, block, first)
            return
    told = len(asked.intersection(tokens_of(first.headline.text)))
    for line in first.lines if not case.wants("why") else ():
        words = len(asked.intersection(tokens_of(line.text)))
        if not _asks(line) and words > told and words >= _HALF * len(asked):
            _put_first(line, first, first)
            return


def lead_with_count(blocks: Sequence[Block], case: Case) -> None:
    """Put a count that is asked for behind the code that it is counted under.

    Args:
        blocks: The blocks of the answer, the most direct first.
        case: The case.
    """
    if not case.wants("units") or [b.kind for b in blocks[:2]] != ["choice", "units"]:
        return
    first, count = blocks[:2]
    if first.headline is not None and count.headline is not None:
        first.headline = first.headline.then(without_particle(count.headline))
        count.headline = None


def _decides(case: Case) -> bool:
    """Whether a turn tells what a code is chosen by, or units that are held against a limit."""
    facts = case.facts
    told = facts.stated or facts.goals or facts.regions or facts.muscles
    return bool(told or facts.claimed_units)


_DECIDED = ("choice", "mue")
"""Kinds of answer that rest on the same passages whatever they come to."""


def _put_first(line: Line, block: Block, first: Block) -> None:
    """Make a line the direct answer, and the one before it a line below."""
    if line is block.headline:
        block.headline = None
    else:
        block.lines.remove(line)
    if first.headline is not None:
        first.lines.insert(0, first.headline)
    first.headline = line


def _tells_more(block: Block, asked: set[str], case: Case) -> bool:
    """Whether a block is of a kind that is new, or is told in words of the question."""
    told = asked.intersection(tokens_of(block.headline.text)) if block.headline else set()
    return block.kind not in case.earlier.intents or len(told) >= max(1, _SHARE * len(asked))


_HALF = 1 / 2
"""A reason with so many of the question's words is asked for."""
_SHARE = 1 / 3
"""A passage with so many of the question's words is on it, where else nothing new would be said."""


_REASONED = ("units", "choice")
"""Kinds of answer whose reasons stand behind the direct answer."""


def _reason(line: Line, case: Case) -> bool:
    """Whether a line gives the reason asked for: one that speaks of the code that a turn names."""
    if GETS.search(case.facts.question) and " get" not in line.text:
        return False
    return all(s.code in line.text for s in case.facts.services if s.code)


def _again(headline: Line, kind: str, case: Case) -> bool:
    """Whether a direct answer rests on what the last one of its kind rested on."""
    computed = {f"calc:{i}" for i in case.earlier.computed}
    own = {s for s in headline.supports if s.startswith("calc:")}
    passages = tuple(s for s in headline.supports if s not in own)
    told = kind in case.earlier.intents and passages[:1] == case.earlier.cited[:1]
    return own <= computed if own and kind != "choice" else told


def _asks(line: Line) -> bool:
    """Whether a line only asks the record something."""
    return line.text.endswith("?") or line.text.startswith("Ask the record")


def _on_what_it_names(case: Case, library: Library) -> set[str]:
    """The passages on the modifiers, payers and subjects that a turn names itself."""
    facts = case.facts
    of_modifiers = (library.modifiers[m].supports for m, _ in facts.modifiers)
    fresh = {*facts.topics} - {*case.earlier.topics} - library.overruled(case.topics)
    of_topics = (library.topics[t].lead for t in fresh)
    named = {*fresh, *facts.payers}
    tagged = (k for k, p in library.passages.items() if named & {*p.topics, *p.payers})
    return {key for keys in (*of_modifiers, *of_topics) for key in keys} | {*tagged}
