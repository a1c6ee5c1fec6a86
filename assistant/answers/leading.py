"""What goes first of an answer: what it tells of just what is asked, or that this isn't held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answers.sources_told import listed_sources, named_source
from assistant.draft import Block, Line
from assistant.particle import without_particle
from assistant.speak import quoted
from assistant.turns.case import Case
from assistant.turns.cited_again import DAY
from assistant.turns.in_full import only_who
from assistant.turns.signs import ASKS_TO_LEAVE
from knowledge.library import Library
from knowledge.records import Payer
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
    _lead_with_unheld(blocks, case, library)
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
        _move(line, block, first)
        return


def _move(line: Line, block: Block, first: Block) -> None:
    """Make a line of a block the direct answer of the first one."""
    block.lines = [other for other in block.lines if other is not line]
    block.headline = None if line is block.headline else block.headline
    first.open_with(line)


def _told_for_this_turn(first: Block, said: Line, case: Case) -> bool:
    """Whether a direct answer that rests on what the last one did is this turn's own all the same.

    It is told for the fact, the purpose or the number that the turn tells, for the payer or the
    modifier that it names; and whether both codes are paid is the pair's to say.
    """
    facts = case.facts
    decides = facts.stated or facts.goals or facts.regions or facts.muscles or facts.claimed_units
    leaves = not facts.idle and ASKS_TO_LEAVE.search(facts.question)
    anew = case.payer != case.earlier.payer or case.wants("total", "matter") or leaves
    return bool(
        (first.kind in _DECIDED and decides)
        or case.wants({"status": "when", "pair": "both"}.get(first.kind, ""))
        or (first.kind == "units" and anew)
        or (first.kind == "threshold" and said.text.startswith(("Yes", "No")))
        or any(re.search(rf"\b{modifier}\b", said.text) for modifier, _ in facts.modifiers)
    )


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


def _lead_with_unheld(blocks: Sequence[Block], case: Case, library: Library) -> None:
    """Open with what isn't held of the payer or the day that is asked, else with what tells it.

    "Is 97010 paid by Medicare?", and then "and for United?": Medicare's rule is no answer.
    """
    first = blocks[0]
    if first.refused or first.headline is None:
        return
    facts = case.facts
    limit = next((b for b in blocks[1:] if b.kind == "mue" and b.headline is not None), None)
    if limit is not None and limit.headline is not None and facts.payers and case.follows:
        first.open_with(limit.headline)  # Whose limit it is stands in it.
        limit.headline = None
        return
    named = [p for p in facts.payers if library.payers[p].kind != "self"]
    short = case.goes_on and len(facts.tokens) <= _SHORT
    on_a_payer = len(named) == len(facts.payers) == 1 and not case.wants("other_payer")
    disputed = first.kind == "choice" and bool(first.conflicts) and only_who(facts)
    if short and on_a_payer and (disputed or first.kind in _TOLD):
        _of_the_payer(first, library.payers[facts.payers[0]], case, library)
    elif short and first.kind in _TOLD and (facts.denied_payers or facts.generic_payer):
        first.open_with(quoted(_OTHERS, library))
    elif first.kind in _TOLD and case.wants("when"):
        _since_when(first, case)
    elif first.kind == "status" and case.follows and case.wants("when"):
        _date_first(blocks, case)


def _since_when(block: Block, case: Case) -> None:
    """Open with what tells a day of what was told before, or say that none is held."""
    if not case.follows or case.facts.slots or case.facts.topics:
        if not any(map(_dated, block.told)):
            block.leave_open(_UNDATED.text)
        return
    cited = {*case.earlier.cited}
    kept = [line for line in block.told if not cited.isdisjoint(line.supports)]
    dated = next(filter(_dated, kept), _UNDATED)
    block.headline, block.lines = dated, [line for line in kept if line is not dated]


def _date_first(blocks: Sequence[Block], case: Case) -> None:
    """Open a code's state without a day with what tells one of what the last answer rested on.

    Else that none is held.
    """
    cited, dated = {*case.earlier.cited}, [(b, ln) for b in blocks for ln in b.told if _dated(ln)]
    if any(block is blocks[0] for block, _ in dated):
        return
    for block, line in dated:
        if not cited.isdisjoint(line.supports):
            _move(line, block, blocks[0])
            return
    blocks[0].open_with(_UNDATED)


def _dated(line: Line) -> bool:
    """Whether a line names a day or a year."""
    return DAY.search(line.text) is not None


def _of_the_payer(block: Block, payer: Payer, case: Case, library: Library) -> None:
    """Open with a payer's own rule, first one that the last answer told, or that none is held."""
    own = [ln for ln in block.told if _tells(ln, payer, case, library)]
    told = next((ln for ln in own if not {*case.earlier.cited}.isdisjoint(ln.supports)), None)
    if not own:
        none = Line(f"Nothing is held here of {payer.name}'s own rule on this.", ())
        told = quoted(k, library) if (k := _held_beside(payer, case, library)) else none
    if told is not None:
        block.open_with(told)


def _held_beside(payer: Payer, case: Case, library: Library) -> str | None:
    """What is held of a payer on a subject or a modifier in question, that wasn't found."""
    asked = {*case.topics, *case.modifiers}
    own = ((k, p) for k, p in library.passages.items() if payer.id in p.payers)
    return next((key for key, p in own if asked & {*p.topics, *p.modifiers}), None)


_UNDATED = Line("Since when that holds isn't held here.", ())
_OTHERS = "knead-notes/private-plans"
_SHORT = 12
_TOLD = frozenset({"explain", "coverage"})


def _tells(line: Line, payer: Payer, case: Case, library: Library) -> bool:
    """Whether a line tells a payer's rule on what is asked: the regulator's is Medicare's own."""
    held = {*payer.facts, *(key for cover in payer.covers for key in cover.supports)}
    passages = [library.passages[k] for k in line.supports if k in library.passages]
    told = {t for p in passages for t in (*p.modifiers, *p.codes)}
    asked = {*case.modifiers, *(case.codes if told else ())}
    on = {*told, *(t for p in passages for t in p.topics)}
    if asked and on.isdisjoint({*asked, *case.topics}):
        return False  # What UHC wants of GP says nothing of who pays 98943.
    ours = library.ours(payer.id) and any(p.authority == "regulator" for p in passages)
    own = any(payer.id in p.payers for p in passages)
    return ours or own or not held.isdisjoint(line.supports)
