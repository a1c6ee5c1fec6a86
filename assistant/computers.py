"""Which function answers which kind of question, and the blocks of a whole answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from assistant.answers.choice import answer_choice
from assistant.answers.codes import answer_status
from assistant.answers.coverage import answer_coverage
from assistant.answers.documents import answer_ask_payer, answer_documentation
from assistant.answers.impossible import misspelt
from assistant.answers.improper import answer_improper
from assistant.answers.leading import lead
from assistant.answers.minutes_for import answer_minutes_for
from assistant.answers.modifiers import answer_modifiers
from assistant.answers.mue_told import answer_mue
from assistant.answers.pair import answer_pair
from assistant.answers.passage_placing import placed
from assistant.answers.passages import answer_beside, answer_passages
from assistant.answers.regions import answer_region
from assistant.answers.sources_told import answer_silent, answer_sources
from assistant.answers.threshold import answer_threshold
from assistant.answers.units import answer_units
from assistant.answers.what_if import answer_what_if
from assistant.context import Context
from assistant.draft import Block
from assistant.finding import LookedFor
from assistant.gates import doubt_gate, language_note, scope_gate
from assistant.held import coverage_gate
from assistant.missing import answer_unheld
from assistant.nearest import score_gate, unanswered
from assistant.turns.case import Case

Computer = Callable[[Case, Context], Block | None]

COMPUTERS: Final[dict[str, Computer]] = {
    "improper": answer_improper,
    "units": answer_units,
    "what_if": answer_what_if,
    "minutes_for": answer_minutes_for,
    "mue": answer_mue,
    "choice": answer_choice,
    "pair": answer_pair,
    "modifiers": answer_modifiers,
    "threshold": answer_threshold,
    "status": answer_status,
    "documentation": answer_documentation,
    "ask_payer": answer_ask_payer,
    "region": answer_region,
    "sources": answer_sources,
    "coverage": answer_coverage,
}
"""By the intent's name; one that can't tell gives None."""


def blocks_of(case: Case, hits: LookedFor, context: Context) -> list[Block]:
    """The blocks of an answer, the most direct first.

    Args:
        case: The case.
        hits: What the search finds.
        context: The library.
    """
    library = context.library
    if refused := _refused(case, hits, context):
        return refused
    computed = (COMPUTERS[i](case, context) for i in case.intents if i in COMPUTERS)
    blocks = [block for block in computed if block is not None]
    if not blocks or ("explain" in case.intents and blocks[0].refused is None):
        silent = answer_silent(case, context)
        told = silent or answer_passages(case, context, hits, most=2 if blocks else 4)
        if told is not None:
            blocks = placed(told, blocks, case, hits, library)
    if blocks and blocks[0].refused is None:
        beside = answer_beside(case, context, blocks, hits)
        unheld = answer_unheld(case, blocks, library)
        blocks += [block for block in (beside, unheld) if block is not None]
    lead(blocks, case, library)
    note = language_note(case)
    if blocks and note is not None:
        blocks[0].not_checked.append(note)
    return blocks or [unanswered(hits, context)]


def _refused(case: Case, hits: LookedFor, context: Context) -> list[Block]:
    """What is told instead where a gate refuses; nothing where all let the case through."""
    outside = scope_gate(case, context.library) or misspelt(case)
    outside = outside or doubt_gate(case, hits, context)
    missing = None if outside else coverage_gate(case, context, hits)
    if missing is not None and "improper" not in case.intents:
        pair = answer_pair(case, context) if "pair" in case.intents else None
        return [block for block in (missing, pair) if block is not None]
    outside = outside or score_gate(case, hits, context)
    return [outside] if outside is not None else []
