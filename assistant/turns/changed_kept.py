"""Which of the services before a turn stay: put back, dropped, one alone, or all of them."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.turns import signs
from assistant.turns.changed_minutes import place_named
from assistant.turns.changed_named import ASKING
from assistant.turns.remark import told_who as says_who
from assistant.turns.turn import Services, Turn, among, revived, same


def told_who(turn: Turn) -> Services | None:
    """The services as they were, where it is told who gave some of them: "the PTA did 97110".

    So many minutes of one that had more are somebody's share of it: "the PTA did 12 of the 97140".

    Args:
        turn: The turn.
    """
    parts = [(s, b) for s in turn.timed for b in turn.was_timed if same(s, b)]
    shared = all((s.minutes or 0) < (b.minutes or 0) for s, b in parts)
    told = says_who(turn.case.facts) and shared and len(parts) == len(turn.timed)
    return tuple(turn.before) if told and turn.own and not turn.fresh else None


def of_whom(turn: Turn) -> Services | None:
    """The minutes of the one service that somebody gave: "what if the COTA did only 15?".

    Args:
        turn: The turn.
    """
    facts = turn.case.facts
    given = [code for code, who in turn.earlier.given_by if who in facts.providers]
    if turn.own or len(turn.numbers) != 1 or len(given) != 1 or len(facts.providers) != 1:
        return None
    number = turn.numbers[0]
    return tuple(replace(s, minutes=number) if s.code == given[0] else s for s in turn.before)


def put_back(turn: Turn) -> Services | None:
    """The services as they were before the last change: "put it back".

    Args:
        turn: The turn.
    """
    first = turn.earlier.past[:1] if signs.AT_FIRST.search(turn.words) else ()
    if not (first or (turn.earlier.before and signs.PUT_BACK.search(turn.words))):
        return None
    held = tuple(revived(s) for s in (first[0] if first else turn.earlier.before))
    if not all(among(o, (*held, *turn.before)) for o in turn.own):
        return None
    if turn.timed:
        return tuple(next((o for o in turn.timed if same(o, h)), h) for h in held)
    back = [h for h in held if not among(h, turn.before)]
    back = back or [h for h in held if not any(h == b for b in turn.before)]
    if len(turn.numbers) == len(back) == 1:
        return tuple(replace(h, minutes=turn.numbers[0]) if h is back[0] else h for h in held)
    return held


def gone_back(turn: Turn) -> Services | None:
    """A service with the minutes that it had once, the others with those told: "back to 33".

    Args:
        turn: The turn.
    """
    match = signs.BACK_TO.search(turn.figures)
    if match is None:
        return None
    for past in reversed(turn.earlier.past):
        had = [revived(s) for s in past if s.minutes == int(match[1])]
        now = [b for b in turn.was_timed if len(had) == 1 and same(b, had[0])]
        if now and now[0].minutes != had[0].minutes:
            told = [*turn.timed, replace(now[0], minutes=had[0].minutes)]
            return tuple(next((o for o in told if same(o, b)), b) for b in turn.before)
    return None


def without(turn: Turn) -> Services | None:
    """The services without those that the turn drops, by name, by place or by their minutes.

    Args:
        turn: The turn.
    """
    if not signs.DROPPING.search(turn.words) or turn.timed or "why" in turn.case.facts.wants:
        return None
    before = turn.before
    if turn.known:
        left = [s for s in before if not among(s, turn.own)]
    elif turn.own or len(before) < 2:
        return None
    elif len(turn.numbers) == 1:
        left = [s for s in before if s.minutes != turn.numbers[0]]
    else:
        at = place_named(turn)
        left = [s for n, s in enumerate(before) if n != at]
    return tuple(left) if left and len(left) < len(before) else None


def only_some(turn: Turn) -> Services | None:
    """The services that alone are left: "only the massage then".

    Args:
        turn: The turn.
    """
    if not signs.ONLY.search(turn.words) or turn.fresh or turn.timed or turn.numbers:
        return None
    if "why" in turn.case.facts.wants:
        return None
    at = place_named(turn)
    left = turn.known_timed
    if not turn.own and at is not None:
        left = [turn.before[at]]
    elif not (turn.own or turn.case.facts.methods) and signs.BY_ITSELF.search(turn.words):
        left = turn.was_timed[-1:]
    if _WAS.search(turn.words) and turn.earlier.before:
        # "only the first one was" is of the change before, which the others didn't have.
        held = [revived(b) for b in turn.earlier.before]
        return tuple(
            b if b in left else next((h for h in held if same(h, b)), b) for b in turn.before
        )
    return tuple(left) if left and len(left) < len(turn.before) else None


_WAS = re.compile(r"\b(?:was|were|did|is|are|had|does)\W*$", re.I)


def kept(turn: Turn) -> Services | None:
    """The services as they were, where a question on their count only names some of them.

    Args:
        turn: The turn.
    """
    asking = turn.case.facts.wants & {"why", "units", "matter", "valid"}
    remark = "?" not in turn.words and not turn.case.facts.wants & ASKING
    counted = turn.was_counted and len(turn.was_timed) >= 2
    if not turn.own or turn.fresh or not (counted or ("units" in asking and turn.known_timed)):
        return None
    if not (asking or remark):
        return None
    return tuple(turn.before)
