"""Which codes a question pairs with each other, and what it states of two of them."""

from __future__ import annotations

from itertools import combinations

from assistant.answers.choice import described_services
from assistant.context import Context
from assistant.intents.pair import open_codes
from assistant.reading.dates import days_named
from assistant.turns.case import Case
from coding_tools.choice import choose_code
from coding_tools.choice_counts import needled
from coding_tools.pair_here import PairFacts
from coding_tools.pairs import check_pair
from coding_tools.trace import Calculation
from knowledge.library import Library


def pair_codes(case: Case, library: Library) -> list[str]:
    """The codes to pair: the numbers, the names' codes, and an adjustment's codes where unsaid.

    Args:
        case: The case.
        library: The knowledge base.
    """
    found: list[str] = list(case.codes)
    for service in case.services:
        if service.code or not service.technique:
            continue
        codes = library.technique_codes[service.technique]
        technique = library.techniques[service.technique]
        counted = technique.key_of(needled(case.muscle_count, case.muscles, technique, library))
        key = case.fact(technique.fact or "") or counted or "always"
        held = [o.code for o in technique.codes.get(key, ())]
        if library.adjusts(service.technique):
            if not library.adjusting(found):
                found += _adjusted(case, library)
        elif not counted and (several := open_codes(service, case, library)):
            found += several
        elif (len(codes) == 1 and not technique.then) or len(held) == 1:
            found += held[:1] or sorted(codes)
    if len(found) < 2 and case.earlier.recent_codes and case.follows:
        found += [c for c in case.earlier.recent_codes if c not in found][: 2 - len(found)]
    return list(dict.fromkeys(found))


def _adjusted(case: Case, library: Library) -> tuple[str, ...]:
    """The code of the regions that were adjusted, or every one it may be where they are unsaid."""
    described = described_services(case, library)
    adjusted = [s for t, s in described if t is not None and library.adjusts(t.id)]
    codes = choose_code(adjusted[0], library).result["codes"] if adjusted else ()
    return tuple(codes or library.claim_index.adjustments)


def pairs_asked(codes: list[str], case: Case, library: Library) -> list[tuple[str, str]]:
    """The pairs among the codes that are asked about.

    Args:
        codes: The codes.
        case: The case; codes of one range beside another code are not paired with each other, nor
            are those that were before a following turn added one.
        library: The knowledge base.
    """
    adjustments = tuple(library.claim_index.adjustments)
    groups = [adjustments, *(open_codes(s, case, library) for s in case.services)]
    unsaid = [{*group} - {*case.codes} for group in groups]
    found = [p for p in combinations(codes, 2) if not any({*p} <= group for group in unsaid)]
    found = [p for p in found if not _of_one_range(p, codes, case)]
    added = set(case.facts.codes) - set(case.earlier.codes) if case.follows else set()
    return [p for p in found if added & set(p)] or found


def _of_one_range(pair: tuple[str, str], codes: list[str], case: Case) -> bool:
    """Whether both codes are of a range that is asked about beside another code."""
    for low, _, high in (told.partition("-") for told in case.facts.ranges):
        if all(low <= code <= high for code in pair):
            return not all(low <= code <= high for code in codes)
    return False


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
    times = distinct if distinct in ("separate", "same") else None
    if relation is None and distinct == "different":
        relation = "different"
    separate = case.fact("evaluation_separate")
    another = case.payer_denied or case.wants("other_payer")
    apart = case.fact("dates") == "different" or len(days_named(case.facts.tokens)) > 1
    return PairFacts(
        date_of_service=case.date_of_service,
        payer=case.payer or case.unheld_payer or ("another payer" if another else None),
        regions=relation if relation in ("same", "different") else None,  # type: ignore[arg-type]
        times=times,  # type: ignore[arg-type]
        providers="other" if case.fact("providers") == "other" else None,
        evaluation_separate={"separate": True, "part": False}.get(separate or ""),
        dates="different" if apart else None,
        patients="different" if case.fact("patients") == "different" else None,
    )


def _relation(case: Case, one: str, other: str, library: Library) -> str | None:
    """Whether the regions named with two codes are the same; None where one isn't named."""
    first, second = (_regions_of(case, code, library) for code in (one, other))
    spinal = {code for code in (one, other) if library.is_cmt(code)}
    if len(spinal) == 1:
        therapy = second if one in spinal else first
        if therapy and not any(library.regions[r].spinal for r in therapy):
            return "different"
    told = not case.facts.services and not case.facts.codes
    both = case.shows("both_at_a_place")
    if case.follows and told and len(set(case.facts.regions)) == _TWO:
        return "same" if both else "different"
    if len(case.regions) == 1 and both:
        return "same"
    if not first or not second:
        return None
    return "same" if first & second else "different"


_TWO = 2


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
