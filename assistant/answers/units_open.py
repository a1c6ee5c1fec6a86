"""A count where the code of one service isn't settled: once under each code it may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.choice import described_services
from assistant.answers.units_result import how, left_out, result, whom
from assistant.draft import Line, Support
from assistant.turns.case import Case
from coding_tools.choice import choose_code
from coding_tools.trace import Calculation
from coding_tools.wording import capital, listed
from knowledge.library import Library
from knowledge.records import Technique

_MOST = 3
"""A service that may go under more codes is not counted under each."""


@dataclass(frozen=True)
class Open:
    """A service whose code isn't settled.

    Attributes:
        technique: What was done.
        codes: The codes that it may go under: disputed, or hanging on a fact that isn't stated.
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
