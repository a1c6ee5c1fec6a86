"""The services in play after a turn: returned to, dropped, renamed, added, put back or kept."""

from __future__ import annotations

from assistant.turns import signs
from assistant.turns.case import Case
from assistant.turns.changed_at_once import (
    doubled,
    exchanged_ends,
    exchanged_two,
    in_sessions,
    one_session,
    parted,
)
from assistant.turns.changed_idle import lessened, paused_otherwise
from assistant.turns.changed_kept import (
    gone_back,
    kept,
    only_some,
    put_back,
    told_who,
    without,
)
from assistant.turns.changed_minutes import (
    exchanged,
    lengthened,
    placed,
    renumbered,
    shared_out,
)
from assistant.turns.changed_named import (
    given_name,
    instead,
    joined,
    moved,
    named_minutes,
    put_forward,
    renamed,
    returned,
    updated,
)
from assistant.turns.conversation import Conversation
from assistant.turns.given_minutes import given_minutes
from assistant.turns.turn import Change, Services, Turn, revived
from knowledge.library import Library


def changed_services(case: Case, earlier: Conversation, library: Library) -> Services | None:
    """The services in play after this turn's changes.

    Args:
        case: The case, with this turn's own facts.
        earlier: The conversation before it.
        library: The knowledge base.

    Returns:
        The services; None where the turn's own stand as they are.
    """
    back = signs.RETURNS.search(case.facts.question) is not None
    held = earlier.parked if back else earlier.services
    if signs.REPLACING.search(case.facts.question) and signs.DROPPING.search(case.facts.question):
        held = earlier.before or held
    before = [revived(s) for s in held]
    if not before:
        return None
    turn = Turn(case, earlier, before, list(case.services), given_minutes(case, library))
    for change in _CHANGES:
        if (services := change(turn)) is not None:
            return services
    return None if turn.own else tuple(before)


_CHANGES: tuple[Change, ...] = (
    told_who, put_back, gone_back, given_name, parted, put_forward, shared_out, paused_otherwise,
    exchanged_two, exchanged, doubled, lessened, lengthened, without, named_minutes,
    in_sessions, one_session, only_some, renamed, exchanged_ends, updated, joined, moved,
    returned, instead, placed, renumbered, kept,
)  # fmt: skip
