"""Counting again: under each code of an open service, by each day, at each end of a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.choice import described_services
from assistant.answers.counted import code_of, counted_services, governing
from assistant.answers.units_result import (
    counted_so,
    how,
    left_out,
    minutes_of,
    payer_notes,
    result,
    untimed,
    whom,
)
from assistant.answers.units_why import explain
from assistant.context import Context
from assistant.draft import Block, Line, Support, calc_support
from assistant.turns.case import ANY_CODES, Case
from coding_tools.choice import choose_code
from coding_tools.choice_counts import counted_under
from coding_tools.trace import Calculation
from coding_tools.units import Service, count_units
from coding_tools.wording import capital, listed, unit_count
from knowledge.library import Library
from knowledge.reading_words import time_words
from knowledge.records import Code, Technique

_MOST = 3  # a service that may go under more codes is not counted under each


@dataclass(frozen=True)
class Open:
    """A service whose code isn't settled.

    Attributes:
        technique: What was done.
        codes: The codes that it may go under: disputed, or hanging on a fact that isn't stated;
            of work whose kind isn't told those of massage and of manual therapy.
    """

    technique: Technique
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """A count under one of the codes.

    Attributes:
        code: The code.
        done: The counts, one for each method that may govern.
        supports: What names each of them.
    """

    code: str
    done: Sequence[Calculation]
    supports: Sequence[Support]


def open_service(case: Case, library: Library) -> Open | None:
    """The first service with minutes whose code isn't settled; None where each one's is.

    Args:
        case: The case.
        library: The knowledge base.
    """
    described = {t.id: d for t, d in described_services(case, library) if t is not None}
    for service in case.timed:
        if service.code is not None or service.technique not in described:
            continue
        found = choose_code(described[service.technique], library).result
        may = [c["code"] for c in found["candidates"] if c["verdict"] != "does_not_fit"]
        if found["missing"] and case.wants("units"):
            may = may or sorted(counted_under(library.techniques[service.technique], library))
        codes = tuple(dict.fromkeys(may))
        if 0 < len(codes) <= _MOST and (found["missing"] or not found["codes"]):
            return Open(library.techniques[service.technique], codes)
    return None


def open_headline(case: Case, opened: Open, ways: Sequence[Way], library: Library) -> Line:
    """What the count comes to under each code, those that come to the same together.

    `assistant.verify.ways` takes these sentences apart again.

    Args:
        case: The case.
        opened: The service whose code isn't settled.
        ways: The counts, one for each code.
        library: The knowledge base.
    """
    name = opened.technique.name
    alike = all(len({result(c, library) for c in way.done}) == 1 for way in ways)
    told: dict[str, list[str]] = {}
    for way in ways:
        told.setdefault(_told(way, alike, library), []).append(way.code)
    methods = [library.methods[c.result["method"]] for c in ways[0].done]
    lead = whom(case, methods[0], library) if len(methods) == 1 else ""
    both = f", by {listed([m.says['within'] for m in methods])} alike"
    tail = both if alike and len(methods) > 1 else ""
    if len(told) == 1:
        codes = listed(opened.codes, "or")
        disputed = ", which is disputed" if len(opened.codes) == 1 else ""
        text = f"{lead}{next(iter(told))}, with {name} under {codes}{disputed}{tail}"
    else:
        parts = [f"under {listed(group, 'or')} {way}" for way, group in told.items()]
        text = f"{lead}it depends on the code of {name}: {'; '.join(parts)}{tail}"
    supports = tuple(s for way in ways for s in way.supports)
    return Line(f"{capital(text)}.", supports)


def _told(way: Way, alike: bool, library: Library) -> str:
    """A count in words, its methods told apart where they differ."""
    gone = left_out(way.done[0])
    if len(gone) == len(way.done[0].inputs["minutes"]):
        return "no unit is defined"
    told = _of_it(result(way.done[0], library), way)
    if not alike:
        parts = [f"by {how(c, library)} {_of_it(result(c, library), way)}" for c in way.done]
        told = ", ".join(parts)
    return f"{told}, and no unit is defined for it" if gone else told


def _of_it(told: str, way: Way) -> str:
    """A count in words, the way's own code as "it" where it is an untimed one."""
    return told.replace(f", and {way.code}, untimed", ", and it, untimed")


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
