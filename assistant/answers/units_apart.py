"""Answering how many units for several days or patients: each is counted by itself."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.counted import counted_services, governing
from assistant.answers.units_result import minutes_of, payer_notes, result, untimed
from assistant.answers.units_why import explain
from assistant.context import Context
from assistant.draft import Block, Line
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from coding_tools.units import count_units
from coding_tools.wording import capital, unit_count
from knowledge.library import Library
from knowledge.time_words import time_words


def answer_apart(case: Case, context: Context) -> Block:
    """The units of each day or patient.

    Args:
        case: The case, with its groups.
        context: The library.
    """
    library = context.library
    block = Block("units")
    told: list[str] = []
    supports: list[str] = []
    every: list[Calculation] = []
    for method_id in governing(case, library):
        method = library.methods[method_id]
        parts = []
        for group in case.groups:
            services, codes = counted_services(case.with_(services=group.services), library)
            done = count_units(services, method, codes)
            support = block.compute(done)
            explain(block, done, support, library)
            every.append(done)
            supports.append(support)
            named = group.name.lower().removesuffix("s") in time_words("weekdays")
            day = f"{group.name}, " if named or "/" in group.name else ""
            parts.append(f"{day}{_units(done, library)}")
        told.append(f"by {method.says['within']}: {'; '.join(parts)}")
    first = f"No: {told[0]}" if _none_so(case, every) else capital(told[0])
    text = " ".join(f"{t}." for t in (first, *map(capital, told[1:])))
    block.headline = Line(text, tuple(dict.fromkeys(supports)))
    payer_notes(case, block, every, library)
    return block


def _none_so(case: Case, every: Sequence[Calculation]) -> bool:
    """Whether the units that are said to come of the times are no count's."""
    claimed = [group.claimed for group in case.groups]
    size = len(claimed)
    counts = [every[at : at + size] for at in range(0, len(every), size)]
    told = [[c.result["total_units"] for c in count] for count in counts]
    return None not in claimed and claimed not in told


def _units(done: Calculation, library: Library) -> str:
    """A count in words, with each code's units where there are several."""
    minutes = done.inputs["minutes"]
    if len(minutes) == 1:
        ((code, count),) = minutes.items()
        if untimed(done, library):
            return f"{code} is untimed, 1 unit a day"
        return f"{minutes_of(code, count)} {unit_count(done.result['total_units'])}"
    return result(done, library)
