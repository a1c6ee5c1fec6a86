"""The services in play after a turn: returned to, dropped, renamed, added, put back or kept."""

from __future__ import annotations

from assistant.turns import signs
from assistant.turns.case import Case, Unplaced
from assistant.turns.changed_at_once import (
    doubled,
    evenly,
    exchanged_ends,
    exchanged_two,
    given_over,
    parted,
    parted_again,
    times_over,
)
from assistant.turns.changed_idle import lessened, paused_otherwise
from assistant.turns.changed_kept import (
    gone_back,
    kept,
    of_whom,
    only_some,
    put_back,
    told_who,
    without,
)
from assistant.turns.changed_minutes import (
    exchanged,
    lengthened,
    renumbered,
)
from assistant.turns.changed_named import (
    faulted,
    given_name,
    instead,
    joined,
    moved,
    put_forward,
    renamed,
    returned,
    updated,
)
from assistant.turns.changed_sessions import in_sessions, one_session
from assistant.turns.given_minutes import given_minutes
from assistant.turns.pointed import of_a_whole, of_none, of_several, pointed
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
    before = [revived(s) for s in held]
    if not before:
        return None, None
    turn = Turn(case, before, given_minutes(case, library))
    if (left_open := of_several(turn)) is not None:
        return tuple(before), left_open
    for change in _CHANGES:
        if (services := change(turn)) is not None:
            return of_a_whole(turn, services)
    return None if turn.own else tuple(before), of_none(turn)


_CHANGES: tuple[Change, ...] = (
    faulted, told_who, of_whom, put_back, gone_back, given_over, given_name, parted, evenly,
    times_over, parted_again, put_forward, pointed, paused_otherwise,
    exchanged_two, exchanged, doubled, lessened, lengthened, without,
    in_sessions, one_session, only_some, renamed, exchanged_ends, updated, joined, moved,
    returned, instead, renumbered, kept,
)  # fmt: skip
