"""Answering how many units for a range of minutes: once at each of its ends."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.counted import code_of
from assistant.answers.units_result import counted_so, result
from assistant.answers.units_why import explain
from assistant.draft import Block, Line, calc_support
from assistant.turns.case import ANY_CODES, Case
from coding_tools.trace import Calculation
from coding_tools.units import Service, count_units
from knowledge.library import Library
from knowledge.records import Code


def tell_range(
    case: Case,
    block: Block,
    low: Sequence[Calculation],
    services: Sequence[Service],
    codes: dict[str, Code],
    library: Library,
    opened: bool = False,
) -> None:
    """Count again at the longer end of a range, with the day's other services.

    Where it is another count, the direct answer tells both, unless the code of a service isn't
    settled; `assistant.verify.ways` takes it apart.
    """
    told = [(code_of(s, case, library), s.upper) for s in case.timed]
    loose = zip(ANY_CODES, (d.upper for d in case.facts.loose), strict=False)
    ends = {code: upper for code, upper in (*told, *loose) if code and upper}
    longer = [Service(s.code, ends.get(s.code, s.minutes)) for s in services]
    if longer == list(services):
        return
    high = []
    for before in low:
        high.append(count_units(longer, library.methods[before.result["method"]], codes))
        explain(block, high[-1], block.compute(high[-1]), library)
    if not opened and [result(c, library) for c in low] != [result(c, library) for c in high]:
        least, most = (counted_so(case, counts, library) for counts in (low, high))
        both = ("shorter", least), ("longer", most)
        text = " ".join(f"At the {end} end, {one[:1].lower()}{one[1:]}" for end, one in both)
        block.headline = Line(text, tuple(calc_support(c) for c in (*low, *high)))
