"""What goes first where a payer or a day is asked: what tells of it, or that none is held."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft import Block, Line
from assistant.speak import quoted
from assistant.turns.case import Case
from assistant.turns.cited_again import DAY
from assistant.turns.in_full import only_who
from knowledge.library import Library
from knowledge.records import Payer


def lead_with_unheld(blocks: Sequence[Block], case: Case, library: Library) -> None:
    """Open with what isn't held of the payer or the day that is asked, else with what tells it.

    "Is 97010 paid by Medicare?", and then "and for United?": Medicare's rule is no answer.

    Args:
        blocks: The blocks of the answer, the most direct first.
        case: The case.
        library: The knowledge base.
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
    short = case.goes_on and len(facts.tokens) <= _SHORT and not facts.providers
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
            move(line, block, blocks[0])
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


def move(line: Line, block: Block, first: Block) -> None:
    """Make a line of a block the direct answer of the first one.

    Args:
        line: The line.
        block: Its block.
        first: The first block.
    """
    block.lines = [other for other in block.lines if other is not line]
    block.headline = None if line is block.headline else block.headline
    first.open_with(line)
