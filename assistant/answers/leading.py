"""What goes first of an answer: what it tells of just what is asked, or that this isn't held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answers.asked_on import lead_anew, lead_with_count
from assistant.draft import Block, Line
from assistant.turns.case import Case
from assistant.turns.cited_again import DAY
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
    if first is None or first.refused or first.kind not in _TOLD or not case.earlier.said:
        return
    if first.headline is None or len(case.facts.tokens) > _SHORT:
        return
    if len(case.facts.payers) == 1 and not case.wants("other_payer"):
        _of_the_payer(first, library.payers[case.facts.payers[0]], case, library)
    elif case.follows and case.wants("when") and not (case.facts.slots or case.facts.topics):
        cited = {*case.earlier.cited}
        kept = [line for line in _lines(first) if not cited.isdisjoint(line.supports)]
        dated = next((line for line in kept if DAY.search(line.text)), _UNDATED)
        first.headline, first.lines = dated, [line for line in kept if line is not dated]


def _of_the_payer(block: Block, payer: Payer, case: Case, library: Library) -> None:
    """Open with a payer's own rule, first one that the last answer told, or that none is held."""
    own = [line for line in _lines(block) if _tells(line, payer, library)]
    told = next((ln for ln in own if not {*case.earlier.cited}.isdisjoint(ln.supports)), None)
    if not own:
        told = Line(f"Nothing is held here of {payer.name}'s own rule on this.", ())
    if told is not None and told is not block.headline:
        block.lines = [line for line in _lines(block) if line is not told]
        block.headline = told


_UNDATED = Line("Since when that holds isn't held here.", ())
_SHORT = 12
_TOLD = frozenset({"explain", "coverage"})


def _lines(block: Block) -> Iterator[Line]:
    """The lines of a block, its headline first."""
    yield from [block.headline] if block.headline is not None else []
    yield from block.lines


def _tells(line: Line, payer: Payer, library: Library) -> bool:
    """Whether a line tells a payer's rule: the regulator's is Medicare's own."""
    held = {*payer.facts, *(key for cover in payer.covers for key in cover.supports)}
    passages = [library.passages[k] for k in line.supports if k in library.passages]
    ours = library.ours(payer.id)
    return not held.isdisjoint(line.supports) or any(
        payer.id in p.payers or (ours and p.authority == "regulator") for p in passages
    )
