"""Minutes that turn out to be no treatment, and how many of them there were."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.turns import signs
from assistant.turns.figures import MIN, NUMBER
from assistant.turns.turn import Services, Turn, part_of
from knowledge.time_words import time_words


def lessened(turn: Turn) -> Services | None:
    """Minutes less those of them that were no treatment: "10 of that were charting".

    Args:
        turn: The turn.
    """
    idle = sum(d.minutes for d in turn.case.facts.idle) or _idle_part(turn)
    if not idle or turn.timed or not signs.INSIDE.search(turn.words):
        return None
    told = part_of(turn)
    held = told[1] if told else turn.was_timed[0] if len(turn.was_timed) == 1 else None
    if held is None or (held.minutes or 0) < idle:
        return None
    left = replace(held, minutes=(held.minutes or 0) - idle)
    return tuple(left if s is held else s for s in turn.before)


def _idle_part(turn: Turn) -> int:
    """The minutes of a part that was no treatment: "5 of the 50 were undressing"."""
    words = {t.fold for t in turn.case.facts.tokens}
    given = [d.minutes for d in turn.case.facts.bare]
    return given[0] if given and words & time_words("no_treatment") else 0


def idle_again(turn: Turn, old: int | None, new: int) -> Services | None:
    """Another number of the minutes that were no treatment: "2 instead of 5".

    Args:
        turn: The turn.
        old: The number that was said before, where it is named again.
        new: The number instead of it.
    """
    whole = [s.minutes for s in turn.earlier.before if s.minutes is not None]
    now = [s.minutes or 0 for s in turn.was_timed]
    if len(whole) != 1 or len(now) != 1 or whole[0] <= now[0]:
        return None
    if old not in (None, whole[0] - now[0]) or old in now or new > whole[0]:
        return None
    left = whole[0] - new
    return tuple(s if s.minutes is None else replace(s, minutes=left) for s in turn.before)


_ONE = re.compile(rf"^\W*(?:no |sorry |actually |, )*(?:only )?an? {NUMBER}{MIN} one\b")


def paused_otherwise(turn: Turn) -> Services | None:
    """A pause of another length than was said: "a 5 minute one, sorry".

    Args:
        turn: The turn.
    """
    match = _ONE.search(turn.figures)
    return idle_again(turn, None, int(match[1])) if match else None
