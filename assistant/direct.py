"""The tools asked directly, without a question: units, a pair, documentation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer import Answer
from assistant.answers.counted import BOTH
from assistant.answers.documents import answer_documentation
from assistant.answers.pair import answer_pair
from assistant.answers.units import answer_units
from assistant.compose import compose
from assistant.context import Context
from assistant.draft import Block, not_held
from assistant.reading.facts import Facts, Service
from assistant.turns.case import Case
from coding_tools.units import Service as Timed
from coding_tools.what_if import what_if_units


def units_answer(
    services: Sequence[tuple[str, int]],
    context: Context,
    method: str | None = None,
    payer: str | None = None,
    what_if: bool = False,
) -> Answer:
    """Units of codes with their minutes.

    Args:
        services: Each code and its whole minutes.
        context: The library.
        method: A method's id; by default the payer's, or CMS's and the CPT midpoint.
        payer: A payer's id.
        what_if: Whether to add what would change the count.
    """
    words = ", ".join(f"{code} for {minutes} minutes" for code, minutes in services)
    named = tuple(Service(c, minutes=m, numbered=True) for c, m in services)
    case = Case(
        facts=Facts(question=words, codes=tuple(c for c, _ in services)),
        services=named,
        codes=tuple(dict.fromkeys(c for c, _ in services)),
        payer=payer,
        methods=(method,) if method else (),
        intents=("units",),
    )
    block = answer_units(case, context) or not_held("no timed service stands there")
    if what_if:
        _add_what_if(block, services, context)
    return compose(case, [block], context)


def _add_what_if(block: Block, services: Sequence[tuple[str, int]], context: Context) -> None:
    """What would change each count, as calculations and a statement each."""
    methods = context.library.methods
    timed = [Timed(code, minutes) for code, minutes in services]
    for method_id in [c.result["method"] for c in block.calculations if c.tool == "units"]:
        others = [methods[m] for m in BOTH if m != method_id]
        done = what_if_units(timed, methods[method_id], others, context.library.codes)
        block.say_steps(block.compute(done), done.steps[1:])


def pair_answer(
    one: str, other: str, context: Context, on: date | None = None, payer: str | None = None
) -> Answer:
    """Two codes on one day.

    Args:
        one: A code.
        other: Another code.
        context: The library and its tables.
        on: The date of service.
        payer: A payer's id.
    """
    case = Case(
        facts=Facts(question=f"{one} {other}", codes=(one, other), wants=frozenset({"pair"})),
        codes=(one, other),
        payer=payer,
        date_of_service=on,
        intents=("pair",),
    )
    block = answer_pair(case, context) or not_held("one code is no pair")
    return compose(case, [block], context)


def document_answer(codes: Sequence[str], context: Context, payer: str | None = None) -> Answer:
    """What the record must show for codes, and what to ask the payer.

    Args:
        codes: The codes.
        context: The library.
        payer: A payer's id.
    """
    case = Case(
        facts=Facts(question=" ".join(codes), codes=tuple(codes), wants=frozenset({"ask_payer"})),
        codes=tuple(codes),
        payer=payer,
        intents=("documentation",),
    )
    missing = not_held(f"nothing is held on the record for {', '.join(codes)}")
    return compose(case, [answer_documentation(case, context) or missing], context)
