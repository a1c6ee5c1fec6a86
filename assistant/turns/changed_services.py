"""The services in play after a turn: returned to, dropped, renamed, added, put back or kept."""

from __future__ import annotations

from assistant.turns import changed_at_once as at_once
from assistant.turns import changed_idle as idle
from assistant.turns import changed_kept as kept
from assistant.turns import changed_minutes as minutes
from assistant.turns import changed_named as named
from assistant.turns import changed_sessions as sessions
from assistant.turns import pointed, signs
from assistant.turns.case import Case, Unplaced
from assistant.turns.given_minutes import given_minutes
from assistant.turns.turn import Change, Services, Turn, revived
from knowledge.library import Library


def changed_services(case: Case, library: Library) -> tuple[Services | None, Unplaced | None]:
    """The services in play after this turn's changes.

    Args:
        case: The case, with this turn's own facts.
        library: The knowledge base.

    Returns:
        The services, None where the turn's own stand as they are; and the minutes that the turn
        gives and of which it isn't told whose they are.
    """
    earlier = case.earlier
    back = signs.RETURNS.search(case.facts.question) is not None
    held = (back and earlier.parked) or earlier.services
    if signs.REPLACING.search(case.facts.question) and signs.DROPPING.search(case.facts.question):
        held = earlier.before or held
    if signs.FIRST_PATIENT.search(case.facts.question):
        held = (signs.NEXT_PATIENT.search(earlier.said[-1]) and earlier.before) or held
    if (each := at_once.each_asked_about(case)) is not None:
        return each, None
    before = [revived(s) for s in held]
    if not before:
        return None, None
    turn = Turn(case, before, given_minutes(case, library))
    asked = case.facts.claimed_units and case.wants("minutes_for") and not case.facts.loose
    if turn.asks_to_leave or asked:  # "the last minute that still gives 3?"
        return tuple(before), None
    if (left_open := pointed.of_several(turn)) is not None:
        return tuple(before), left_open
    for change in _CHANGES:
        if (services := change(turn)) is not None:
            return pointed.of_a_whole(turn, services)
    unplaced = pointed.of_none(turn)
    return None if turn.own and unplaced is None else tuple(before), unplaced


_CHANGES: tuple[Change, ...] = (
    named.faulted, kept.told_who, kept.of_whom, kept.put_back, kept.gone_back, at_once.all_one,
    at_once.given_over, named.given_name, at_once.parted, at_once.evenly, at_once.times_over,
    at_once.parted_again, named.put_forward, sessions.by_the_clock, pointed.pointed,
    idle.paused_otherwise,
    at_once.swapped, minutes.exchanged, at_once.doubled, idle.lessened,
    minutes.lengthened, kept.without, sessions.in_sessions, sessions.one_session,
    kept.only_some, named.renamed, named.updated, named.joined,
    named.moved, named.returned, named.instead, minutes.renumbered, kept.kept,
)  # fmt: skip
