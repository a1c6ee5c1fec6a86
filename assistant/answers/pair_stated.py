"""What is stated of two services of a day, as the pair tool takes it."""

from __future__ import annotations

import re

from assistant.context import Context
from assistant.reading.dates import days_named
from assistant.turns.case import Case
from coding_tools.pair_here import PairFacts
from coding_tools.pairs import check_pair
from coding_tools.trace import Calculation
from knowledge.library import Library


def checked(one: str, other: str, case: Case, context: Context) -> Calculation:
    """Two services of a day, held against the pair table of its date.

    Args:
        one: A code.
        other: The other code.
        case: The case.
        context: The library and its tables.
    """
    facts = pair_facts(case, one, other, context.library)
    return check_pair(one, other, facts, context.library, context.table_for(case.date_of_service))


def pair_facts(case: Case, one: str, other: str, library: Library) -> PairFacts:
    """What is stated of two services, as the pair tool takes it.

    Args:
        case: The case.
        one: A code.
        other: The other code.
        library: The knowledge base.
    """
    relation = case.fact("region_relation") or _relation(case, one, other, library)
    distinct = case.fact("distinct")
    times = {"separate": "separate", "same": "same"}.get(distinct or "")
    if relation is None and distinct == "different":
        relation = "different"
    separate = case.fact("evaluation_separate")
    return PairFacts(
        date_of_service=case.date_of_service,
        payer=case.payer or case.unheld_payer or ("another payer" if _other_payer(case) else None),
        regions=relation if relation in ("same", "different") else None,  # type: ignore[arg-type]
        times=times,  # type: ignore[arg-type]
        providers="other" if case.fact("providers") == "other" else None,
        evaluation_separate={"separate": True, "part": False}.get(separate or ""),
        dates="different" if _different_dates(case) else None,
        patients="different" if case.fact("patients") == "different" else None,
    )


def _other_payer(case: Case) -> bool:
    """Whether a payer other than the ones held is stated."""
    named = case.unheld_payer or any(kind == "payer" for kind, _ in case.facts.unheld)
    return bool(case.payer_denied or case.wants("other_payer") or named)


def _different_dates(case: Case) -> bool:
    """Whether the services are stated to be on different dates."""
    return case.fact("dates") == "different" or len(days_named(case.facts.tokens)) > 1


def _relation(case: Case, one: str, other: str, library: Library) -> str | None:
    """Whether the regions named with two codes are the same; None where one isn't named."""
    first, second = (_regions_of(case, code, library) for code in (one, other))
    spinal = {code for code in (one, other) if library.is_cmt(code)}
    if len(spinal) == 1:
        therapy = second if one in spinal else first
        if therapy and not any(library.regions[r].spinal for r in therapy):
            return "different"
    told = not case.facts.services and not case.facts.codes
    both = _BOTH.search(case.facts.question)
    if case.follows and told and len(set(case.facts.regions)) == _TWO:
        return "same" if both else "different"
    if len(case.regions) == 1 and both:
        return "same"
    if not first or not second:
        return None
    return "same" if first & second else "different"


_TWO = 2
_BOTH = re.compile(
    r"\bboth\b(?: \w+){0,2} (?:in|on|to|at|for) |\b(?:in|on|to|at) (?:the )?\w+(?: \w+)? both\b",
    re.I,
)
"""Both services in the one region that is named."""


def _regions_of(case: Case, code: str, library: Library) -> set[str]:
    """The regions named with a code, by its number or by what was done, or that it takes in."""
    named = {
        region
        for s in case.services
        for region in s.regions
        if s.code == code or _may_be(s.technique, code, library)
    }
    return named or _every_region(code, library)


def _may_be(technique: str | None, code: str, library: Library) -> bool:
    """Whether a technique goes under a code, or is treatment whose kind isn't said."""
    if technique is None:
        return False
    held = library.techniques[technique]
    unsaid = held.weak and held.rule == "by_goal"
    return code in library.technique_codes[technique] or (unsaid and not library.is_cmt(code))


def _every_region(code: str, library: Library) -> set[str]:
    """The regions of the spine, for the adjustment that takes in all of them."""
    spinal = library.claim_index.spinal
    least, _ = library.claim_index.adjustments.get(code, (0, 0))
    return set(spinal) if least == len(spinal) else set()
