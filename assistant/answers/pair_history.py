"""How a pair edit came and went, and since when it is."""

from __future__ import annotations

from assistant.draft import Block
from assistant.speak import quoted
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from knowledge.library import Library


def codes_of(check: Calculation) -> set[str]:
    """The two codes of a pair that was checked."""
    return {check.result["column1"], check.result["column2"]}


def history(pair: set[str], case: Case, library: Library) -> list[str]:
    """Passages on how an edit between these codes came and went; wider ones where it's asked.

    Args:
        pair: The codes.
        case: The case.
        library: The knowledge base.
    """
    on_it = library.subjects.play(case.topics, "pair_history")
    asked = case.wants("when", "dated") or on_it
    return [
        p.key
        for p in library.sources["cms-ncci-ptp-2024q3"].passages
        if library.subjects.play(p.topics, "pair_history")
        and (set(p.codes) == pair or (asked and pair <= set(p.codes)))
    ]


def ended_on(calculation: Calculation) -> str:
    """The day on which an edit ended, where one did; empty where none did.

    Args:
        calculation: The check of the pair.
    """
    ended = (s for s in calculation.steps if s.outcome == "does_not_apply")
    return max((str(s.value) for s in ended if "ended on" in s.says), default="")


def dated(block: Block, told: list[Calculation], case: Case, library: Library) -> None:
    """Since when an edit is, where just that is asked, or that the table held doesn't tell.

    Args:
        block: The block, which gets another headline.
        told: The checks.
        case: The case.
        library: The knowledge base.
    """
    if not case.wants("dated"):
        return
    pairs = [codes_of(c) for c in told]
    told_of = [
        key
        for pair in pairs
        for key in history(pair, case, library)
        if any(library.is_cmt(code) for code in pair) or pair == {*library.passages[key].codes}
    ]
    if not told_of and any(ended_on(c) for c in told):
        return
    keys = told_of or [_QUARTER]
    block.open_with(quoted(keys[0], library))


_QUARTER = "cms-ncci-ptp-2024q3/quarter"
"""Which quarter's table is held."""
