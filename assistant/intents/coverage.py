"""Whether it is asked if a payer pays for a service, or pays a kind of provider."""

from __future__ import annotations

from assistant.intents.signs import wants_code
from assistant.turns.case import Case
from knowledge.library import Library


def asks_coverage(case: Case, library: Library) -> bool:
    """Whether it is asked if a payer covers a service or pays a kind of provider.

    The payer is held, or named by its kind alone, a commercial plan. Without one: whether a kind
    of provider may bill a service at all.

    Args:
        case: The case.
        library: The knowledge base.
    """
    facts = case.facts
    if case.payer is None and whether_one_may(case, library):
        return not library.subjects.play(case.topics, "unheld_giver")
    told = _held_of_the_code(case, library) or not _speaks(case, library)
    asked = facts.wants & _ASKED or (_bare(case) and told)
    if len(case.payers) > 1 or not asked:
        return False
    of_a_kind = facts.generic_payer is not None and not facts.states
    done = facts.providers and (case.services or case.codes)
    if case.payer is None and not (of_a_kind or done):
        return False
    otherwise = _OTHERWISE - {"other_payer"} if of_a_kind else _OTHERWISE
    if not case.codes:
        otherwise -= {"status"}  # "May our LMT still bill?" asks the state of no code.
    if facts.folds.isdisjoint(_COUNTED):
        otherwise -= {"units"}  # "Billable?" counts nothing.
    aimed = case.goals and "coverage" not in facts.wants
    other = (
        facts.wants & otherwise or facts.modifiers or facts.loose or case.timed or facts.unheld
        or (facts.states and case.payer) or facts.claimed_units or facts.improper or aimed
        or set(case.sources) & set(case.called) or len(case.codes) > 1
    )  # fmt: skip
    topics = [library.topics[t] for t in case.topics]
    direct = "coverage" in facts.wants and _held_of_the_code(case, library)
    apart = [t for t in topics if not (of_a_kind and "whose_number" in t.roles)]
    elsewhere = any(not t.held or (t.lead and not t.coverage and not direct) for t in apart)
    named = case.services or case.codes or facts.providers
    return bool(named) and not (other or elsewhere)


def _bare(case: Case) -> bool:
    """Whether a service and a payer are all the words: "97014 MCR?", "ice 97010 Medicare $?"."""
    facts = case.facts
    named = {n for s in facts.slots if s.kind in _NAMED for n in range(s.first, s.last + 1)}
    words = [n for n, t in enumerate(facts.tokens) if t.kind != "sign"]
    return bool(facts.payers and facts.all_codes) and not case.follows and set(words) <= named


def _speaks(case: Case, library: Library) -> bool:
    """Whether a passage tells of the payer anything that may be on the code."""
    own = (p for p in library.passages.values() if case.payer in p.payers)
    return any(not p.codes or {*p.codes} & {*case.codes} for p in own)


_NAMED = ("service", "payer")


def whether_one_may(case: Case, library: Library) -> bool:
    """Whether it is asked if a kind of provider may bill what was done under its own code.

    Args:
        case: The case.
        library: The knowledge base.
    """
    done = [library.technique_codes[s.technique] for s in case.services if s.technique]
    codes = set(case.facts.codes)
    own = bool(codes and done) and all(codes <= one for one in done)
    asks = case.facts.providers and case.wants("valid") and not case.wants("claimed", "pair")
    return own and bool(asks) and not wants_code(case)


def _held_of_the_code(case: Case, library: Library) -> bool:
    """Whether it is held of the one code by itself if the payer covers it."""
    payer = library.payers.get(case.payer or "")
    return payer is not None and any(set(case.codes) & set(c.of) for c in payer.covers)


_COUNTED = frozenset({"unit", "many", "much", "minute", "min"})
_ASKED = frozenset({"coverage", "who", "valid"})
_OTHERWISE = frozenset(
    {"pair", "edit", "modifier", "mue", "documentation", "why", "source", "compare", "choice",
     "definition", "when", "status", "units", "minutes_for", "claimed", "other_payer"}
)  # fmt: skip
