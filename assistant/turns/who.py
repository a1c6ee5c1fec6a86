"""Who pays for a turn's services, and which of them an assistant gave."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.facts import Service, Slot
from assistant.turns import signs
from assistant.turns.case import Case
from assistant.turns.turn import figures
from knowledge.library import Library
from knowledge.reading_words import reading_words


def elsewhere(case: Case) -> bool:
    """Whether this turn speaks of payers other than the one before.

    Args:
        case: The case.
    """
    facts = case.facts
    matters = "matter" in facts.wants and "minute" not in facts.folds  # "what do 2 minutes change?"
    return bool(
        facts.denied_payers or facts.generic_payer or "other_payer" in facts.wants or matters
    )


def payer_kept(case: Case, library: Library) -> Case:
    """A question of its own keeps the payer that was stated for the same patient's day.

    Args:
        case: The case.
        library: The knowledge base.
    """
    earlier = case.earlier
    named = case.payer or case.payers or case.unheld_payer
    held = earlier.payer or earlier.unheld_payer
    asks = len(case.facts.tokens) <= _FEW and case.wants("yes_no", "who", "valid", "modifier")
    alone = not (earlier.services or earlier.codes) and asks and not case.wants("definition")
    if named or held is None or elsewhere(case):
        return case
    if not (case.services or case.codes or alone):  # "my patient is VA", "can I balance bill?"
        return case
    used = library.payers[held].name if earlier.payer else held
    return case.with_(payer=earlier.payer, unheld_payer=earlier.unheld_payer, used=(used,))


_FEW = 9
GivenBy = tuple[tuple[str, str], ...]


def given_by(case: Case, own: Sequence[Service], library: Library) -> GivenBy:
    """The codes that an assistant gave with the assistant: "the PTA did the 97110".

    Args:
        case: The case, with every code in play.
        own: The services that the turn names.
        library: The knowledge base.

    Returns:
        Nothing where the words don't tell a part of the codes from the others.
    """
    facts = case.facts
    held = case.earlier.given_by
    again = not facts.services and {*facts.providers} <= {who for _, who in held}
    if again and facts.providers and signs.EACH.search(facts.question):
        return ()
    if case.follows and (again or not facts.providers):
        more = [s.code for s in own if s.code] if held and signs.ADDS.search(facts.question) else []
        return (*held, *((code, held[0][1]) for code in more))
    assistants = [p for p in facts.providers if p in library.assistants]
    if len(assistants) != 1 or not (case.follows or len(facts.providers) > 1):
        return ()
    people = [s for s in facts.slots if s.kind == "provider"]
    before = {t.fold for p in people for t in facts.tokens[max(0, p.first - 2) : p.first]}
    by = not reading_words("by_whom").isdisjoint(before)
    numbers = {s.technique: s.code for s in own if s.technique}
    given = []
    for service in facts.services:
        who = _whose(service, people, by)
        if who is not None and who.id == assistants[0]:
            given.append(service.code or numbers.get(service.technique or "") or "")
    if not facts.services:  # "the COTA did the 12"
        told = signs.LENGTHS.findall(figures(facts.tokens))
        given = [s.code or "" for s in case.services if str(s.minutes) in told]
    codes = {s.code for s in case.services if s.code} | set(case.codes)
    gave = [(code, assistants[0]) for code in dict.fromkeys(given) if code in codes]
    return tuple(gave) if 0 < len(gave) < len(codes) else ()


def _whose(service: Service, people: Sequence[Slot], by: bool) -> Slot | None:
    """Who gave a service: the one named before it, or behind it where it is "by" somebody."""
    before = [p for p in people if p.first < service.first]
    behind = [p for p in people if p.first > service.first]
    if by:
        return behind[0] if behind else None
    return before[-1] if before else None
