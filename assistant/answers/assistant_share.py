"""Answering whose minutes of a timed code they were, where an assistant shared them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft import Block
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from assistant.turns.case import Case
from coding_tools.assistant_share import Shares, assistant_share
from coding_tools.trace import Calculation
from knowledge.assistants import assistant_rule
from knowledge.library import Library

_ASSISTANTS = {"pta": "CQ", "cota": "CO", "ota": "CO"}
_THERAPISTS = frozenset({"pt", "ot", "therapist", "otr"})
_TWO = 2


def tell_share(case: Case, block: Block, counted: Calculation, library: Library) -> None:
    """Say how much of a code's minutes the assistant gave, where the words tell it.

    Args:
        case: The case.
        block: The block of the units.
        counted: The count of the first method that may govern.
        library: The knowledge base.
    """
    minutes = {c: m for c, m in counted.inputs["minutes"].items() if m}
    told = _by_whom(case.facts.tokens)
    if len(minutes) != 1 or told is None:
        return
    ((code, whole),) = minutes.items()
    assistant, therapist, modifier = told
    if assistant + therapist != whole:
        return
    done = assistant_share(
        Shares(code, assistant, therapist, modifier),
        counted.result["total_units"],
        library.methods["cms"].first_minutes,
        assistant_rule(),
        case.date_of_service,
    )
    support = block.compute(done)
    lines = len(block.lines)
    for step in done.steps:
        block.say(step.says, support, *step.supports)
    block.lines[:] = [*block.lines[lines:], *block.lines[:lines]]


def _by_whom(found: Sequence[Token]) -> tuple[int, int, str] | None:
    """The assistant's minutes, the therapist's, and the modifier of that assistant."""
    people = [n for n, t in enumerate(found) if t.fold in _ASSISTANTS or t.fold in _THERAPISTS]
    numbers = [
        (n, int(got[0]))
        for n, t in enumerate(found)
        if t.kind in ("number", "word") and (got := number_at(found, n)) and got[0] >= 1
    ]
    held: dict[bool, int] = {}
    modifier = ""
    for at, value in numbers:
        by = [p for p in people if at < p <= at + 5 and found[p - 1].fold in ("by", "the")]
        by = [p for p in by if any(t.fold == "by" for t in found[at:p])]
        before = [p for p in people if p < at]
        who = by[0] if by else before[-1] if before else None
        if who is None:
            continue
        helped = found[who].fold in _ASSISTANTS
        if helped in held:
            continue
        held[helped] = value
        modifier = _ASSISTANTS.get(found[who].fold, modifier)
    return (held[True], held[False], modifier) if len(held) == _TWO else None
