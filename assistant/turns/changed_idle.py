"""Minutes that turn out to be no treatment, and how many of them there were."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.reading.idle_time import idle as of_no_treatment
from assistant.reading.text import tokens
from assistant.turns import signs
from assistant.turns.figures import MIN, NUMBER
from assistant.turns.given_minutes import speaks_of_idle
from assistant.turns.turn import Services, Turn, part_of, same


def lessened(turn: Turn) -> Services | None:
    """Minutes less those of them that were no treatment: "10 of that were charting".

    Args:
        turn: The turn.
    """
    idle = sum(d.minutes for d in turn.case.facts.idle) or _idle_part(turn)
    if not idle and _nearer_the_idle(turn):
        return idle_again(turn, None, turn.numbers[0])
    if not idle and (part := _idle_of_one(turn)) is not None:
        return part
    if not idle or turn.timed:
        return None
    if not signs.INSIDE.search(turn.words):
        said = turn.earlier.said
        if not any(signs.INSIDE.search(words) and speaks_of_idle(tokens(words)) for words in said):
            return None
        if speaks_of_idle(tokens(said[-1])) and (again := idle_again(turn, None, idle)) is not None:
            return again
    told = part_of(turn)
    held = told[1] if told else turn.was_timed[0] if len(turn.was_timed) == 1 else None
    if held is None or (held.minutes or 0) < idle:
        return None
    left = replace(held, minutes=(held.minutes or 0) - idle)
    return tuple(left if s is held else s for s in turn.before)


def _idle_of_one(turn: Turn) -> Services | None:
    """A service without the minutes of it that were no treatment: "3 of the exercise were rest"."""
    words = turn.case.facts.tokens
    told = [(b, o) for o in turn.timed for b in turn.was_timed if same(o, b)]
    if len(told) != 1 or len(turn.own) != 1 or not of_no_treatment(words, told[0][1].last + 1):
        return None
    held, part = told[0]
    left = (held.minutes or 0) - (part.minutes or 0)
    return (
        tuple(replace(b, minutes=left) if b is held else b for b in turn.before) if left else None
    )


def _idle_part(turn: Turn) -> int:
    """The minutes of a part that was no treatment: "5 of the 50 were undressing"."""
    given = [d.minutes for d in turn.case.facts.bare]
    return given[0] if given and speaks_of_idle(turn.case.facts.tokens) else 0


_PUT_RIGHT = re.compile(r"^\W*(?:no|nope|sorry|oops|wait|correction|actually|make)\b", re.I)


def _nearer_the_idle(turn: Turn) -> bool:
    """Whether a number puts right the idle minutes told last, not the treatment's: "no, 4"."""
    held = [b.minutes or 0 for b in turn.earlier.before] + [s.minutes or 0 for s in turn.was_timed]
    if turn.own or len(turn.numbers) != 1 or len(held) != _PAIR or not turn.earlier.said:
        return False
    if not (speaks_of_idle(tokens(turn.earlier.said[-1])) and _PUT_RIGHT.search(turn.words)):
        return False
    (number,), (whole, now) = turn.numbers, held
    return abs(number - (whole - now)) < abs(number - now)


_PAIR = 2


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
