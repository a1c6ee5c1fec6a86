"""Which payer a turn is of: the one before, unless it speaks of others."""

from __future__ import annotations

from assistant.turns.case import Case
from knowledge.library import Library


def elsewhere(case: Case) -> bool:
    """Whether this turn speaks of payers other than the one before.

    Args:
        case: The case.
    """
    other = case.facts.denied_payers or case.facts.generic_payer
    return bool(other or case.facts.wants & {"other_payer", "matter"})


def asked_again_of(case: Case, library: Library) -> Case:
    """The case of the last question put again: payer and date stand where no others are named.

    Args:
        case: The case of that question.
        library: The knowledge base.
    """
    earlier = case.earlier
    used = ["the question asked before"]
    named = case.payer or case.payers or case.unheld_payer or case.facts.generic_payer
    if not named and not elsewhere(case) and (earlier.payer or earlier.unheld_payer):
        case = case.with_(payer=earlier.payer, unheld_payer=earlier.unheld_payer)
        used += [library.payers[earlier.payer].name] if earlier.payer else []
    if case.date_of_service is None:
        case = case.with_(date_of_service=earlier.date_of_service)
    if {s.code or s.technique for s in case.services} <= {
        s.code or s.technique for s in earlier.services
    }:
        stated = {**dict(earlier.stated), **dict(case.stated)}
        case = case.with_(
            stated=tuple(sorted(stated.items())),
            providers=case.providers or earlier.providers,
        )
    return case.with_(used=tuple(used))


def payer_kept(case: Case, library: Library) -> Case:
    """A question of its own keeps the payer that was stated for the same patient's day.

    Args:
        case: The case.
        library: The knowledge base.
    """
    earlier = case.earlier
    named = case.payer or case.payers or case.unheld_payer
    held = earlier.payer or earlier.unheld_payer
    if named or held is None or elsewhere(case) or not (case.services or case.codes):
        return case
    used = library.payers[held].name if earlier.payer else held
    return case.with_(payer=earlier.payer, unheld_payer=earlier.unheld_payer, used=(used,))
