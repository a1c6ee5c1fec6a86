"""The services in play after a turn: returned to, dropped, renamed, added, put back or kept."""

from __future__ import annotations

from dataclasses import replace

from assistant.turns import signs
from assistant.turns.case import ANY, Case
from assistant.turns.changed_at_once import (
    doubled,
    exchanged_ends,
    exchanged_two,
    in_sessions,
    one_session,
    parted,
)
from assistant.turns.changed_idle import lessened, paused_otherwise
from assistant.turns.changed_minutes import (
    exchanged,
    lengthened,
    place_named,
    placed,
    renumbered,
    shared_out,
)
from assistant.turns.conversation import Conversation
from assistant.turns.given_minutes import given_minutes
from assistant.turns.remark import elliptic, told_who
from assistant.turns.turn import Change, Services, Turn, revived, same


def changed_services(case: Case, earlier: Conversation) -> Services | None:
    """The services in play after this turn's changes.

    Args:
        case: The case, with this turn's own facts.
        earlier: The conversation before it.

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
    turn = Turn(case, earlier, before, list(case.services), given_minutes(case))
    for change in _CHANGES:
        if (services := change(turn)) is not None:
            return services
    return None if turn.own else tuple(before)


def _told_who(turn: Turn) -> Services | None:
    """The services as they were, where it is told who gave some of them: "the PTA did 97110"."""
    told = told_who(turn.case.facts) and not turn.timed
    return tuple(turn.before) if told and turn.own and not turn.fresh else None


def _put_back(turn: Turn) -> Services | None:
    """The services as they were before the last change: "put it back"."""
    if not turn.earlier.before or not signs.PUT_BACK.search(turn.words):
        return None
    held = tuple(revived(s) for s in turn.earlier.before)
    if any(not any(same(o, h) for h in (*held, *turn.before)) for o in turn.own):
        return None
    if turn.timed:
        return tuple(next((o for o in turn.timed if same(o, h)), h) for h in held)
    back = [h for h in held if not any(same(h, b) for b in turn.before)]
    back = back or [h for h in held if not any(h == b for b in turn.before)]
    if len(turn.numbers) == len(back) == 1:
        return tuple(replace(h, minutes=turn.numbers[0]) if h is back[0] else h for h in held)
    return held


def _without(turn: Turn) -> Services | None:
    """The services without those that the turn drops, by name, by place or by their minutes."""
    if not signs.DROPPING.search(turn.words) or turn.timed:
        return None
    before = turn.before
    if turn.known:
        left = [s for s in before if not any(same(s, o) for o in turn.own)]
    elif turn.own or len(before) < 2:
        return None
    elif len(turn.numbers) == 1:
        left = [s for s in before if s.minutes != turn.numbers[0]]
    else:
        at = place_named(turn)
        left = [s for n, s in enumerate(before) if n != at]
    return tuple(left) if left and len(left) < len(before) else None


def _only(turn: Turn) -> Services | None:
    """The services that alone are left: "only the massage then"."""
    if not signs.ONLY.search(turn.words) or turn.fresh or turn.timed or turn.numbers:
        return None
    if "why" in turn.case.facts.wants:
        return None
    at = place_named(turn)
    left = [b for b in turn.was_timed if any(same(b, k) for k in turn.known)]
    if not turn.own and at is not None:
        left = [turn.before[at]]
    elif not (turn.own or turn.case.facts.methods) and signs.BY_ITSELF.search(turn.words):
        left = turn.was_timed[-1:]
    return tuple(left) if left and len(left) < len(turn.before) else None


def _renamed(turn: Turn) -> Services | None:
    """Earlier services with one put right or replaced: "gait training instead of the massage"."""
    if len(turn.fresh) != 1 or turn.fresh[0].minutes is not None:
        return None
    wrong = turn.known
    if not wrong and len(turn.was_timed) == 1 and signs.MEANT.search(turn.words):
        wrong = turn.was_timed
    elif not signs.RENAMED.search(turn.words):
        return None
    held = turn.before if signs.IN_PLACE.search(turn.words) else turn.was_timed
    if len(wrong) != 1 or not any(same(b, wrong[0]) for b in held):
        return None
    fresh = turn.fresh[0]
    return tuple(
        replace(fresh, minutes=b.minutes, regions=b.regions) if same(b, wrong[0]) else b
        for b in turn.before
    )


def _updated(turn: Turn) -> Services | None:
    """Earlier services with new minutes, and new ones where they are added."""
    if not turn.timed:
        return None
    if turn.known:
        gone = [k for k in turn.known if k.minutes is None] if _drops(turn) else []
        gone += turn.not_given
        left = [b for b in turn.before if not any(same(b, g) for g in gone)]
        kept = [next((o for o in turn.timed if same(o, b)), b) for b in left]
        return (*kept, *(o for o in turn.timed if not any(same(o, b) for b in turn.before)))
    opened = turn.words.lower().lstrip().startswith(("and", "then")) and turn.was_counted
    dropped = len(turn.earlier.before) > len(turn.before)
    replacing = signs.REPLACING.search(turn.words) and not dropped
    adding = (signs.ADDING.search(turn.words) or opened) and not replacing
    return (*turn.before, *turn.timed) if adding else tuple(turn.timed)


def _drops(turn: Turn) -> bool:
    """Whether a turn drops a service, beside what it adds."""
    return signs.DROPPING.search(turn.words) is not None


def _named_minutes(turn: Turn) -> Services | None:
    """The minutes of a service named again, told as a bare number: "the massage was only 7"."""
    given = [d.minutes for d in turn.case.facts.bare]
    held = [b for b in turn.was_timed if any(same(b, k) for k in turn.known)]
    if len(given) != 1 or len(turn.own) != 1 or len(held) != 1 or turn.case.facts.claimed_units:
        return None
    if given[0] == held[0].minutes or turn.case.facts.wants & _ASKING:
        return None
    return tuple(replace(b, minutes=given[0]) if b is held[0] else b for b in turn.before)


_ASKING = frozenset({"why", "units", "modifier", "edit", "pair", "mue", "status", "definition"})


def _given_name(turn: Turn) -> Services | None:
    """Minutes that stood alone, with the service that is named for them now."""
    unnamed = [b for b in turn.before if b.code == ANY]
    if len(unnamed) != 1 or len(turn.fresh) != 1 or turn.timed:
        return None
    return tuple(
        replace(turn.fresh[0], minutes=b.minutes) if b is unnamed[0] else b for b in turn.before
    )


def _put_forward(turn: Turn) -> Services | None:
    """What was described, with a number that is put forward as its code: "is that 97022?"."""
    asked = "choice" in turn.earlier.intents and elliptic(turn.case.facts)
    told = set(turn.earlier.intents) <= {"choice", "explain"} and signs.IT_IS_CODE.search(
        turn.words
    )
    if not (asked or told) or turn.known or signs.WITH_IT.search(turn.words):
        return None
    described = tuple(b for b in turn.before if b.technique)
    numbered = all(s.numbered and not s.technique for s in turn.own)
    return (*described, *turn.own) if described and turn.own and numbered else None


def _joined(turn: Turn) -> Services | None:
    """Earlier services with one more that has no minutes of its own: "add an adjustment"."""
    adding = signs.ADDING.search(turn.words) and not signs.REPLACING.search(turn.words)
    adding = adding and not turn.case.facts.wants & {"pair", "edit", "both"}
    if not adding or not turn.fresh or turn.known or turn.timed or not turn.was_timed:
        return None
    return (*turn.before, *turn.fresh) if turn.was_counted else None


def _moved(turn: Turn) -> Services | None:
    """Earlier services with the regions that this turn names for some of them."""
    if not turn.own:
        regions = turn.case.facts.regions
        if regions and len(turn.before) > 1 and not turn.numbers:
            placed_before = [n for n, s in enumerate(turn.before) if s.regions]
            at = placed_before[-1] if len(placed_before) == 1 else len(turn.before) - 1
            return tuple(
                replace(s, regions=regions) if n == at else s for n, s in enumerate(turn.before)
            )
        return None
    by_name = {n: s.regions for s in turn.own if s.regions for n in (s.technique, s.code) if n}
    if not by_name or turn.fresh:
        return None
    return tuple(
        replace(b, regions=by_name.get(b.technique or "") or by_name.get(b.code or "") or b.regions)
        for b in turn.before
    )


def _returned(turn: Turn) -> Services | None:
    """A service set aside, with a bare number as its minutes: "back to the massage: and 53?"."""
    if not turn.returns or len(turn.own) != 1:
        return None
    given = [d.minutes for d in turn.case.facts.bare if d.minutes >= 5]
    return (replace(turn.own[0], minutes=given[0]),) if given else None


def _instead(turn: Turn) -> Services | None:
    """Another service with the minutes of the one before: "and for 97140?"."""
    counting = not turn.case.facts.wants & {"pair", "edit"}
    if len(turn.own) == len(turn.was_timed) == 1 and turn.was_counted and counting:
        return (replace(turn.own[0], minutes=turn.was_timed[0].minutes),)
    return None


def _kept(turn: Turn) -> Services | None:
    """The services as they were, where a question on their count only names some of them."""
    asking = turn.case.facts.wants & {"why", "units", "matter", "valid"}
    remark = "?" not in turn.words and not turn.case.facts.wants & _ASKING
    if not turn.own or turn.fresh or not turn.was_counted or len(turn.was_timed) < _SEVERAL:
        return None
    if not (asking or remark):
        return None
    return tuple(turn.before)


_SEVERAL = 2
_CHANGES: tuple[Change, ...] = (
    _told_who, _put_back, _given_name, parted, _put_forward, shared_out, paused_otherwise,
    exchanged_two, exchanged, doubled, lessened, lengthened, _without, _named_minutes,
    in_sessions, one_session, _only, _renamed, exchanged_ends, _updated, _joined, _moved,
    _returned, _instead, placed, renumbered, _kept,
)  # fmt: skip
