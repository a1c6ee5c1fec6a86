"""What goes first of an answer: what it tells of just what is asked, or that this isn't held."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.asked_on import lead_anew, lead_with_count
from assistant.draft import Block, Line
from assistant.speak import quoted
from assistant.turns.case import Case
from assistant.turns.cited_again import DAY
from assistant.turns.in_full import only_who
from knowledge.library import Library
from knowledge.records import Payer


def lead(blocks: Sequence[Block], case: Case, library: Library) -> None:
    """Put first what answers just what is asked.

    Args:
        blocks: The blocks of the answer, the most direct first.
        case: The case.
        library: The knowledge base.
    """
    lead_anew(blocks, case, library)
    lead_with_count(blocks, case)
    _lead_with_unheld(blocks, case, library)


def _lead_with_unheld(blocks: Sequence[Block], case: Case, library: Library) -> None:
    """Open with what isn't held of the payer or the day that is asked, else with what tells it.

    "Is 97010 paid by Medicare?", and then "and for United?": Medicare's rule is no answer.
    """
    first = blocks[0] if blocks else None
    if first is None or first.refused or first.headline is None:
        return
    facts = case.facts
    limit = next((b for b in blocks[1:] if b.kind == "mue" and b.headline is not None), None)
    if limit is not None and limit.headline is not None and facts.payers and case.follows:
        first.open_with(limit.headline)  # Whose limit it is stands in it.
        limit.headline = None
        return
    named = [p for p in facts.payers if library.payers[p].kind != "self"]
    short = bool(case.earlier.said) and len(facts.tokens) <= _SHORT
    on_a_payer = len(named) == len(facts.payers) == 1 and not case.wants("other_payer")
    disputed = first.kind == "choice" and bool(first.conflicts) and only_who(facts)
    if short and on_a_payer and (disputed or first.kind in _TOLD):
        _of_the_payer(first, library.payers[facts.payers[0]], case, library)
    elif short and first.kind in _TOLD and (facts.denied_payers or facts.generic_payer):
        first.open_with(quoted(_OTHERS, library))
    elif first.kind in _TOLD and case.wants("when"):
        _since_when(first, case)
    elif first.kind == "status" and case.follows and case.wants("when") and not _dated(first):
        first.open_with(_UNDATED)


def _since_when(block: Block, case: Case) -> None:
    """Open with what tells a day of what was told before, or say that none is held."""
    if not case.follows or case.facts.slots or case.facts.topics:
        if not _dated(block):
            block.leave_open(_UNDATED.text)
        return
    cited = {*case.earlier.cited}
    kept = [line for line in block.told if not cited.isdisjoint(line.supports)]
    dated = next((line for line in kept if DAY.search(line.text)), _UNDATED)
    block.headline, block.lines = dated, [line for line in kept if line is not dated]


def _dated(block: Block) -> bool:
    """Whether a line of a block names a day or a year."""
    return any(DAY.search(line.text) for line in block.told)


def _of_the_payer(block: Block, payer: Payer, case: Case, library: Library) -> None:
    """Open with a payer's own rule, first one that the last answer told, or that none is held."""
    own = [line for line in block.told if _tells(line, payer, library)]
    told = next((ln for ln in own if not {*case.earlier.cited}.isdisjoint(ln.supports)), None)
    if not own and (key := _held_beside(payer, case, library)) is not None:
        told = quoted(key, library)
    elif not own:
        told = Line(f"Nothing is held here of {payer.name}'s own rule on this.", ())
    if told is not None:
        block.open_with(told)


def _held_beside(payer: Payer, case: Case, library: Library) -> str | None:
    """What is held of a payer on a subject or a modifier in question, that wasn't found."""
    return next(
        (
            key
            for key, passage in library.passages.items()
            if payer.id in passage.payers
            and ({*passage.topics} & {*case.topics} or {*passage.modifiers} & {*case.modifiers})
        ),
        None,
    )


_UNDATED = Line("Since when that holds isn't held here.", ())
_OTHERS = "knead-notes/private-plans"
_SHORT = 12
_TOLD = frozenset({"explain", "coverage"})


def _tells(line: Line, payer: Payer, library: Library) -> bool:
    """Whether a line tells a payer's rule: the regulator's is Medicare's own."""
    held = {*payer.facts, *(key for cover in payer.covers for key in cover.supports)}
    passages = [library.passages[k] for k in line.supports if k in library.passages]
    ours = library.ours(payer.id)
    return not held.isdisjoint(line.supports) or any(
        payer.id in p.payers or (ours and p.authority == "regulator") for p in passages
    )
