"""Which codes a question pairs with each other."""

from __future__ import annotations

from itertools import combinations

from assistant.answers.choice import described_services
from assistant.intents.pair import open_codes
from assistant.turns.case import Case
from coding_tools.choice import choose_code
from coding_tools.choice_counts import needled
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
    for technique, service in described_services(case, library):
        if technique is not None and library.adjusts(technique.id):
            codes = choose_code(service, library).result["codes"]
            return tuple(codes or library.claim_index.adjustments)
    return tuple(library.claim_index.adjustments)


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
