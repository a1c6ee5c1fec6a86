"""The services that a turn names: for another, beside the others, or with other minutes."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.turns import signs
from assistant.turns.case import ANY
from assistant.turns.remark import elliptic
from assistant.turns.turn import Services, Turn, among, same


def returned(turn: Turn) -> Services | None:
    """A service set aside, with a bare number as its minutes: "back to the massage: and 53?".

    Args:
        turn: The turn.
    """
    if not turn.returns or len(turn.own) != 1:
        return None
    given = [d.minutes for d in turn.case.facts.bare if d.minutes >= 5]
    return (replace(turn.own[0], minutes=given[0]),) if given else None


def renamed(turn: Turn) -> Services | None:
    """Earlier services with one put right or replaced: "gait training instead of the massage".

    The one may be pointed at by its minutes: "the 8 was ultrasound", "9 of 97035, not the 97140".

    Args:
        turn: The turn.
    """
    if len(turn.fresh) != 1:
        return None
    wrong = turn.known or turn.not_given
    if not wrong and turn.fresh[0].minutes in (None, *(b.minutes for b in turn.by_length)):
        wrong = turn.by_length
    elif turn.fresh[0].minutes and (
        any(k.minutes for k in wrong) or not signs.NOT_IT.search(turn.words)
    ):
        return None
    if not wrong and len(turn.was_timed) == 1 and signs.MEANT.search(turn.words):
        wrong = turn.was_timed
    elif not signs.RENAMED.search(turn.words):
        return None
    held = turn.before if signs.IN_PLACE.search(turn.words) else turn.was_timed
    if len(wrong) != 1 or not among(wrong[0], held):
        return None
    fresh, told = turn.fresh[0], turn.fresh[0].minutes or wrong[0].minutes
    return tuple(
        replace(fresh, minutes=b.minutes if told is None else told, regions=b.regions)
        if same(b, wrong[0])
        else b
        for b in turn.before
    )


def updated(turn: Turn) -> Services | None:
    """Earlier services with new minutes, and new ones where they are added.

    Args:
        turn: The turn.
    """
    if not turn.timed:
        return None
    drops = signs.DROPPING.search(turn.words)
    if turn.known or turn.not_given:
        gone = [k for k in turn.known if drops and k.minutes is None]
        gone += turn.not_given
        left = [b for b in turn.before if not among(b, gone)]
        kept = [next((o for o in turn.timed if same(o, b)), b) for b in left]
        return (*kept, *(o for o in turn.timed if not among(o, turn.before)))
    opened = turn.words.lower().lstrip().startswith(("and", "then", "+", "&")) and turn.was_counted
    dropped = len(turn.earlier.before) > len(turn.before)
    replacing = signs.REPLACING.search(turn.words) and not dropped
    asked_of = [w for w in (turn.words, *turn.earlier.said[-1:]) if _SERIES.fullmatch(w.strip())]
    opened = opened and len(asked_of) < 2
    beside = turn.was_timed and turn.words.lower().split()[0] in signs.BESIDE
    adding = (signs.ADDING.search(turn.words) or opened or beside) and not replacing
    return (*turn.before, *turn.timed) if adding else tuple(turn.timed)


_SERIES = re.compile(r"and [^?]*\?", re.I)
"""One of several questions on a count, each for itself: "and 60?", "and 90 of 97140?"."""


def given_name(turn: Turn) -> Services | None:
    """Minutes that stood alone, with the service that is named for them now.

    Args:
        turn: The turn.
    """
    unnamed = [b for b in turn.before if b.code == ANY]
    if len(unnamed) != 1 or len(turn.fresh) != 1 or turn.timed:
        return None
    return tuple(
        replace(turn.fresh[0], minutes=b.minutes) if b is unnamed[0] else b for b in turn.before
    )


def faulted(turn: Turn) -> Services | None:
    """What was counted, where another code is named as a fault: "was it my mistake to bill 97140?".

    Or where it is asked of what was put together if one of them goes unpaid.

    Args:
        turn: The turn.
    """
    of_one = "pair" in turn.earlier.intents and turn.known and not (turn.timed or turn.fresh)
    unpaid = of_one and turn.case.shows("unpaid_then")
    return tuple(turn.before) if unpaid or signs.FAULTED.search(turn.words) else None


def put_forward(turn: Turn) -> Services | None:
    """What was described, with a number that is put forward as its code: "is that 97022?".

    Args:
        turn: The turn.
    """
    asked = "choice" in turn.earlier.intents and elliptic(turn.case.facts)
    told = set(turn.earlier.intents) <= _OF_A_CODE and signs.IT_IS_CODE.search(turn.words)
    if not (asked or told) or turn.known or signs.WITH_IT.search(turn.words):
        return None
    described = tuple(b for b in turn.before if b.technique)
    numbered = all(s.numbered and not s.technique for s in turn.own)
    return (*described, *turn.own) if described and turn.own and numbered else None


_OF_A_CODE = frozenset({"choice", "explain", "units", "pair"})
"""Kinds of answer on a note, whose code may be asked about after them."""


def joined(turn: Turn) -> Services | None:
    """Earlier services with one more that has no minutes of its own: "add an adjustment".

    Args:
        turn: The turn.
    """
    adding = signs.ADDING.search(turn.words) and not signs.REPLACING.search(turn.words)
    adding = adding and not turn.case.facts.wants & {"pair", "edit", "both"}
    adding = adding and not ("?" in turn.words and elliptic(turn.case.facts))  # "add 97124?"
    if not adding or not turn.fresh or turn.known or turn.timed or not turn.was_timed:
        return None
    return (*turn.before, *turn.fresh) if turn.was_counted else None


def moved(turn: Turn) -> Services | None:
    """Earlier services with the regions that this turn names for some of them.

    Args:
        turn: The turn.
    """
    if not turn.own:
        regions = turn.case.facts.regions
        if regions and len(turn.before) > 1 and not turn.numbers:
            placed_before = [n for n, s in enumerate(turn.before) if s.regions]
            at = placed_before[-1] if len(placed_before) == 1 else len(turn.before) - 1
            each = signs.EACH.search(turn.words)
            return tuple(
                replace(s, regions=regions) if each or n == at else s
                for n, s in enumerate(turn.before)
            )
        return None
    by_name = {n: s.regions for s in turn.own if s.regions for n in (s.technique, s.code) if n}
    if not by_name or turn.fresh:
        return None
    return tuple(
        replace(b, regions=by_name.get(b.technique or "") or by_name.get(b.code or "") or b.regions)
        for b in turn.before
    )


def instead(turn: Turn) -> Services | None:
    """Another service with the minutes of the one before: "and for 97140?".

    Args:
        turn: The turn.
    """
    counting = not turn.case.facts.wants & {"pair", "edit"}
    if turn.case.opening in signs.BESIDE and "instead" not in turn.case.facts.folds:
        return None  # "with 97116?"
    if len(turn.own) == len(turn.was_timed) == 1 and turn.was_counted and counting:
        return (replace(turn.own[0], minutes=turn.was_timed[0].minutes),)
    return None


ASKING = frozenset({"why", "units", "modifier", "edit", "pair", "mue", "status", "definition"})
"""What a turn may ask, and so doesn't tell."""
