"""Whether it is asked if a payer pays for a service, or pays a kind of provider."""

from __future__ import annotations

from assistant.turns.case import Case
from knowledge.library import Library


def asks_coverage(case: Case, library: Library) -> bool:
    """Whether it is asked if a payer that is held covers a service or pays a kind of provider.

    Without a payer: whether a kind of provider may bill a service at all.

    Args:
        case: The case.
        library: The knowledge base.
    """
    facts = case.facts
    if len(case.payers) > 1 or not facts.wants & _ASKED or facts.generic_payer:
        return False
    if case.payer is None and not (facts.providers and (case.services or case.codes)):
        return False
    other = (
        facts.wants & _OTHERWISE or facts.modifiers or facts.loose or case.timed or facts.unheld
        or (facts.states and case.payer) or facts.claimed_units or facts.improper or case.goals
        or set(case.sources) & set(case.called) or len(case.codes) > 1
    )  # fmt: skip
    topics = [library.topics[t] for t in case.topics]
    direct = "coverage" in facts.wants and _held_of_the_code(case, library)
    elsewhere = any(not t.held or (t.lead and not t.coverage and not direct) for t in topics)
    named = case.services or case.codes or facts.providers
    return bool(named) and not (other or elsewhere)


def _held_of_the_code(case: Case, library: Library) -> bool:
    """Whether it is held of the one code by itself if the payer covers it."""
    payer = library.payers.get(case.payer or "")
    return payer is not None and any(set(case.codes) & set(c.of) for c in payer.covers)


_ASKED = frozenset({"coverage", "who", "valid"})
_OTHERWISE = frozenset(
    {"pair", "edit", "modifier", "mue", "documentation", "why", "source", "compare", "choice",
     "definition", "when", "ask_payer", "status", "units", "minutes_for", "claimed", "other_payer"}
)  # fmt: skip
