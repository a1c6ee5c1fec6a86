"""Answering what the record must show, and what to ask the payer."""

from __future__ import annotations

from assistant.context import Context
from assistant.draft import Block, Line
from assistant.turns.case import Case
from coding_tools.documentation import document


def answer_documentation(case: Case, context: Context) -> Block | None:
    """A check list of what the record must show for the codes in play.

    Args:
        case: The case, with codes.
        context: The library.
    """
    block = Block("documentation")
    for code in case.codes[:3]:
        done = document(code, case.payer, context.library)
        if not done.result["items"]:
            continue
        support = block.compute(done)
        items = done.result["items"]
        block.headline = block.headline or Line(
            f"The record for {code} must show what was done, why and for how long.",
            (support, *items[0]["supports"]),
        )
        for item in items[:8]:
            block.say(item["says"], *item["supports"])
    return block if block.headline else None


def answer_ask_payer(case: Case, context: Context) -> Block | None:
    """The questions to put to the payer.

    Args:
        case: The case.
        context: The library.
    """
    library = context.library
    block = Block("ask_payer")
    topic = library.topics["benefit-questions"]
    block.headline = Line(topic.headline, topic.lead)
    codes = [c for c in case.codes if c in ("97124", "97140")] or ["97124", "97140"]
    for code in codes:
        done = document(code, case.payer, library)
        block.compute(done)
        for item in done.result["ask_payer"]:
            block.say(item["says"], *item["supports"])
    block.say(
        "Note the name, the date and the reference number of the call.", "payer-policies/own-npi"
    )
    return block
