"""What a payer does to a count: how it counts, and what is not known of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft import Asked, Block
from assistant.speak import cite
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from coding_tools.wording import capital
from knowledge.library import Library
from knowledge.records import Payer


def payer_notes(case: Case, block: Block, done: Sequence[Calculation], library: Library) -> None:
    """What isn't known of how the payer counts, and the question that would settle it."""
    for payer_id in dict.fromkeys((case.payer, *case.payers)):
        payer = library.payers.get(payer_id or "")
        if payer is not None:
            _payer_note(case, block, payer)
            _payer_caps(block, payer, library)
            _payer_word(case, block, payer, library)
    if case.unheld_payer:
        block.leave_open(
            f"{capital(case.unheld_payer)} is not a payer that the library holds, so how it counts "
            "is not known.",
            "payer-policies/either-method",
        )
    if case.payer is None and not case.payers and not case.methods and not case.unheld_payer:
        splits = {str(sorted(c.result["units"].items())) for c in done}
        if len(splits) > 1:
            block.asks = Asked("payer")
    if case.facts.labels and not case.payer and not case.methods:
        block.say(
            'Names such as "8-minute rule" and "rule of eights" are used for both counts (WebPT), '
            "so go by the arithmetic.",
            "webpt/name-trap",
        )


def _payer_note(case: Case, block: Block, payer: Payer) -> None:
    """What isn't known of how one payer counts."""
    rule = payer.rule("unit_method", case.date_of_service, case.codes)
    if rule is not None and rule.standing != "verified":
        block.leave_open(
            f"That {payer.name} counts so is reported, not read: check the plan.",
            *rule.supports,
            *payer.facts[:1],
        )
    elif rule is None and not case.methods:
        block.leave_open(
            f"How {payer.name} counts is not held, so both counts are given.",
            "payer-policies/either-method",
            *payer.facts[:1],
        )
        block.asks = Asked("payer")


def _payer_caps(block: Block, payer: Payer, library: Library) -> None:
    """What is held of the payer's own cap on units or minutes."""
    for key in payer.facts:
        if library.subjects.play(library.passage(key).topics, "payers_cap"):
            cite(block, library, key)


def _payer_word(case: Case, block: Block, payer: Payer, library: Library) -> None:
    """What the payer's own document says of how it counts, where that was read."""
    rule = payer.rule("unit_method", case.date_of_service, case.codes)
    if rule is None or rule.standing != "verified" or case.methods:
        return
    licences = library.methods[rule.value].supports.values()
    told = [key for key in rule.supports if not any(key in keys for keys in licences)]
    cite(block, library, *told[:1])
