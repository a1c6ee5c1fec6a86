"""Answering whether services are timed: whether their minutes count, an adjustment's do not."""

from __future__ import annotations

import re

from assistant.answers.counted import code_of
from assistant.draft import Asked, Block, Line
from assistant.intents.status import asks_counted_in
from assistant.speak import cite
from assistant.turns.case import Case
from coding_tools.status import code_status
from coding_tools.wording import listed, with_article
from knowledge.library import Library

_MOST = 12


def timed_block(case: Case, library: Library) -> Block | None:
    """Which of the codes that the named services go under are timed; None where it isn't held.

    Args:
        case: The case; a yes or a no is wanted.
        library: The knowledge base.
    """
    named = list(dict.fromkeys((*case.codes, *_under(case, library))))
    codes = [c for c in named if c in library.codes and library.codes[c].timed is not None]
    if not codes or len(codes) < len(named) or len(codes) > _MOST:
        return None
    block = Block("status")
    supports: list[str] = []
    for code in codes:
        done = code_status(code, case.date_of_service, library)
        if done.result["status"] != "active":
            return None
        supports += [block.compute(done), *done.supports]
    timed = [c for c in codes if library.codes[c].timed]
    untimed = [c for c in codes if c not in timed]
    if untimed:
        supports.append("cms-claims-5/untimed")
    block.headline = Line(_told(case, timed, untimed, library), tuple(dict.fromkeys(supports)))
    key = "cms-claims-5/untimed" if untimed else "cms-claims-5/total"
    cite(block, library, key)
    facts = [library.techniques[s.technique].fact for s in case.facts.services if s.technique]
    if timed and untimed and facts and facts[0]:
        block.asks = Asked(facts[0])
    return block


def put_right(block: Block, case: Case, library: Library) -> None:
    """Say first of all reasons that a code is timed, where it is taken for an untimed one.

    Args:
        block: The count.
        case: The case.
        library: The knowledge base.
    """
    taken = _UNTIMED.search(case.facts.question) and not _EITHER.search(case.facts.question)
    counted = [c for c in case.facts.codes if c in library.codes and library.codes[c].timed]
    if not taken or len(counted) != 1:
        return
    (code,) = counted
    done = code_status(code, case.date_of_service, library)
    cited = (block.compute(done), *done.supports)
    block.lines.insert(0, Line(one_timed(code, False, library), cited))


_UNTIMED = re.compile(r"\b(?:untimed|not (?:a )?timed|isn't (?:a )?timed)\b", re.I)
_EITHER = re.compile(r"\btimed or\b|\bor (?:un)?timed\b", re.I)
"""Where it is asked whether a code is timed, nothing is taken for granted."""


def _under(case: Case, library: Library) -> list[str]:
    """The codes of the techniques that are named, or in play, without one."""
    done = case.facts.services or case.services
    named = [s.technique for s in done if s.code is None and s.technique]
    if not case.facts.services:
        named = [t for t in named if library.technique_codes[t].isdisjoint(case.codes)]
    groups = [group for t in named for group in library.techniques[t].codes.values()]
    return [option.code for group in groups for option in group]


def one_timed(code: str, active: bool, library: Library) -> str:
    """Whether one code is timed, in a sentence.

    Args:
        code: A code that is active.
        active: Whether that is said too.
        library: The knowledge base.
    """
    held = library.codes[code]
    kind = f"{'active, ' if active else ''}{'timed' if held.timed else 'untimed'} code"
    told = f"{code}{f' ({held.name})' if held.name else ''} is {with_article(kind)}"
    return f"{told}." if held.timed else f"{told}: 1 unit a day whatever its minutes."


def _told(case: Case, timed: list[str], untimed: list[str], library: Library) -> str:
    """The direct answer in words."""
    if timed and untimed:
        are, others = ("is" if len(group) == 1 else "are" for group in (timed, untimed))
        name = f" ({library.codes[timed[0]].name})" if len(timed) == 1 else ""
        return (
            f"{listed(timed)}{name} {are} timed; {listed(untimed)} {others} untimed, 1 unit a day "
            "whatever the minutes."
        )
    lead = ("Yes: " if timed else "No: ") if asks_counted_in(case) else ""
    if len(codes := timed or untimed) == 1:
        return lead + one_timed(codes[0], case.wants("valid", "status"), library)
    kind = "timed codes" if timed else "untimed codes: 1 unit a day each whatever its minutes"
    return f"{lead}{listed(codes)} are {kind}."


def only_adjusted(case: Case, library: Library) -> Block | None:
    """That its codes are untimed, where minutes are told of an adjustment and nothing else.

    Args:
        case: The case.
        library: The knowledge base.
    """
    adjusted = {s.technique for s in case.timed} == {library.claim_rules.adjustments}
    return timed_block(case, library) if adjusted else None


def tell_adjustment(block: Block, case: Case, library: Library) -> list[tuple[str, ...]]:
    """Say that an adjustment isn't counted while its regions aren't told, and ask for them.

    Args:
        block: The block of the units.
        case: The case.
        library: The knowledge base.

    Returns:
        The codes that it adds to the day, once for each spinal code that it may go under.
    """
    technique = library.techniques[library.claim_rules.adjustments]
    left = [s for s in case.services if s.technique == technique.id]
    named = {*case.codes} & library.technique_codes[technique.id]
    if not left or named or any(code_of(s, case, library) for s in left):
        return [()]
    name, asked = technique.name, library.asks["regions"]
    told = f"{name[:1].upper()}{name[1:]} was not counted: {asked.missing} are not stated."
    block.leave_open(told)
    cite(block, library, technique.supports[0])
    block.asks = block.asks or Asked("regions")
    return [(code,) for code in technique.counts]
