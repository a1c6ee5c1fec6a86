"""Answering what the record must show, and what to ask the payer."""

from __future__ import annotations

from assistant.context import Context
from assistant.draft import Block, Line
from assistant.turns.case import Case
from coding_tools.documentation import document
from coding_tools.trace import Calculation

_MOST_CODES = 4
_MOST_ITEMS = 8


def answer_documentation(case: Case, context: Context) -> Block | None:
    """A check list of what the record must show for the codes in play, and what to ask the payer.

    The statements name the first items of each code; the calculations hold all of them.

    Args:
        case: The case, with codes.
        context: The library.
    """
    block = Block("documentation")
    done_by = (context.library.technique_codes[s.technique] for s in case.services if s.technique)
    codes = (case.codes or tuple(sorted(frozenset().union(*done_by))))[:_MOST_CODES]
    for code in codes:
        done = _documented(code, case.with_(codes=codes), context)
        if not done.result["items"] and not done.result["ask_payer"]:
            continue
        support = block.compute(done)
        items = done.result["items"]
        line = Line(
            f"The record for {code} must show what was done, why and for how long.",
            (support, *(items[0]["supports"] if items else ())),
        )
        if block.headline is None:
            block.headline = line
        else:
            block.lines.append(line)
        asks = done.result["ask_payer"] if case.wants("ask_payer") else []
        for item in (*asks[:1], *items[: _MOST_ITEMS // len(codes) - 1]):
            block.say(item["says"], support, *item["supports"])
    return block if block.headline else None


def answer_ask_payer(case: Case, context: Context) -> Block | None:
    """The questions to put to the payer, as a call script filled with the codes in play.

    Args:
        case: The case.
        context: The library.
    """
    library = context.library
    block = Block("ask_payer")
    topic = library.subjects.the("call_script")
    block.headline = Line(topic.headline, topic.lead)
    block.say(
        "Note the name, the date and the reference number of the call.", "payer-policies/own-npi"
    )
    held = {code for group in library.documentation.values() for code in group.codes}
    codes = [c for c in case.codes if c in held][:_MOST_CODES] or list(topic.codes)
    for code in codes:
        done = _documented(code, case.with_(codes=tuple(codes)), context)
        support = block.compute(done)
        for item in done.result["ask_payer"][: _MOST_ITEMS // len(codes)]:
            block.say(item["says"], support, *item["supports"])
    return block


def _documented(code: str, case: Case, context: Context) -> Calculation:
    """The check list and the call script of a code among the others of the case."""
    beside = [c for c in case.codes[:_MOST_CODES] if c != code]
    return document(code, case.payer, context.library, beside)
