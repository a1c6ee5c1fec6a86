"""An adjustment beside a count: it is untimed, and its code hangs on the regions."""

from __future__ import annotations

from assistant.answers.counted import code_of
from assistant.answers.timed_told import timed_block
from assistant.draft import Asked, Block
from assistant.speak import cite
from assistant.turns.case import Case
from knowledge.library import Library


def only_adjusted(case: Case, library: Library) -> Block | None:
    """That its codes are untimed, where minutes are told of an adjustment and nothing else.

    Args:
        case: The case.
        library: The knowledge base.
    """
    adjusted = {s.technique for s in case.timed} == {library.claim_rules.adjustments}
    return timed_block(case, library) if adjusted else None


def tell_adjustment(block: Block, case: Case, library: Library) -> list[tuple[str, ...]]:
    """Say that an adjustment isn't counted while its regions aren't told, and ask for them.

    Args:
        block: The block of the units.
        case: The case.
        library: The knowledge base.

    Returns:
        The codes that it adds to the day, once for each spinal code that it may go under.
    """
    technique = library.techniques[library.claim_rules.adjustments]
    left = [s for s in case.services if s.technique == technique.id]
    named = {*case.codes} & library.technique_codes[technique.id]
    if not left or named or any(code_of(s, case, library) for s in left):
        return [()]
    name, asked = technique.name, library.asks["regions"]
    told = f"{name[:1].upper()}{name[1:]} was not counted: {asked.missing} are not stated."
    block.leave_open(told)
    cite(block, library, technique.supports[0])
    block.asks = block.asks or Asked("regions")
    return [(code,) for code in technique.counts]
