"""Minutes that turn out to be no treatment, and how many of them there were."""

from __future__ import annotations

import re

from assistant.reading.facts import Service
from assistant.reading.idle_time import idle as of_no_treatment
from assistant.reading.idle_time import idle_bare
from assistant.reading.text import tokens
from assistant.turns import signs
from assistant.turns.given_minutes import speaks_of_idle
from assistant.turns.turn import (
    MIN,
    NUMBER,
    Services,
    Turn,
    changed_last,
    figures,
    part_of,
    revived,
    same,
)
from knowledge.phrases import phrases
from knowledge.reading_words import time_words


def lessened(turn: Turn) -> Services | None:
    """Minutes less those of them that were no treatment: "10 of that were charting".

    Args:
        turn: The turn.
    """
    idle = sum(d.minutes for d in turn.case.facts.idle) or _idle_part(turn)
    if not idle and _nearer_the_idle(turn):
        return idle_again(turn, None, turn.numbers[0])
    if not idle:
        back = _none_idle(turn) or _idle_of_one(turn)
        if back is not None:
            return back
    if not idle or turn.timed:
        return None
    if len(turn.was_timed) > 1 and time_words("of_all") & turn.case.facts.folds:
        if min(s.minutes or 0 for s in turn.was_timed) <= idle:
            return None
        return turn.with_minutes(turn.was_timed, lambda m: m - idle)
    if not (signs.INSIDE.search(turn.words) or part_of(turn)):
        said = turn.earlier.said
        adds = signs.ADDS.search(turn.words) or signs.ADDING.search(turn.words)
        if not adds and (again := _told_again(turn, idle)) is not None:
            return again
        if not any(signs.INSIDE.search(words) and speaks_of_idle(tokens(words)) for words in said):
            return None
        last = not adds and speaks_of_idle(tokens(said[-1]))
        if last and (again := idle_again(turn, None, idle)) is not None:
            return again
    told = part_of(turn)
    named = turn.known_timed or turn.by_length or turn.was_timed
    held = told[1] if told else named[0] if len(named) == 1 else None
    whole = _told_with(turn, idle) or (held.minutes if held else None)
    if held is None or whole is None or whole < idle:
        return None
    return turn.with_minutes([held], whole - idle)


def _told_with(turn: Turn, idle: int) -> int | None:
    """The whole that is told anew with its idle part: "it was 66, but 8 of it was undressing"."""
    loose = [d.minutes + idle for d in turn.case.facts.loose if turn.case.facts.idle]
    others = [d.minutes for d in turn.case.facts.bare if d.minutes != idle] + loose
    return others[0] if len(others) == len(turn.was_timed) == 1 else None


def _told_again(turn: Turn, idle: int) -> Services | None:
    """Another number of idle minutes that an earlier turn took off: "charting was only 6"."""
    took = any(speaks_of_idle(tokens(words)) for words in turn.earlier.said[1:])
    return idle_again(turn, None, idle) if took else None


def _idle_of_one(turn: Turn) -> Services | None:
    """A service without the minutes of it that were no treatment: "3 of the exercise were rest"."""
    words = turn.case.facts.tokens
    told = [(b, o) for o in turn.timed for b in turn.was_timed if same(o, b)]
    if len(told) != 1 or len(turn.own) != 1 or not of_no_treatment(words, told[0][1].last + 1):
        return None
    held, part = told[0]
    left = (held.minutes or 0) - (part.minutes or 0)
    return turn.with_minutes([held], left) if left else None


def _idle_part(turn: Turn) -> int:
    """The minutes of a part that was no treatment: "5 of the 50 were undressing"."""
    words = turn.case.facts.tokens
    given = sorted(turn.case.facts.bare, key=lambda d: not idle_bare(words, d))
    spoken = speaks_of_idle(words) or (part_of(turn) and phrases("wrote_during").search(turn.words))
    return given[0].minutes if given and spoken else 0


_SHORT = 3
_PUT_RIGHT = re.compile(r"^\W*(?:no|nope|sorry|oops|wait|correction|actually|make|it was)\b", re.I)


def _nearer_the_idle(turn: Turn) -> bool:
    """Whether a number puts right the idle minutes told last, not the treatment's: "no, 4"."""
    held = _whole(turn)
    if turn.own or len(turn.numbers) != 1 or held is None:
        return False
    # A turn that tells no number, as who pays, leaves the idle minutes the last told.
    numbered = (w for w in reversed(turn.earlier.said) if re.search(NUMBER, figures(tokens(w))))
    said = next(numbered, "")
    left_out = signs.INSIDE.search(said) and not time_words("unattended").isdisjoint(said.split())
    corrects = _PUT_RIGHT.search(turn.words) or len(turn.figures.split()) <= _SHORT
    puts_right = bool(corrects or signs.SUPPOSED.search(turn.words))
    puts_right = puts_right and turn.case.facts.folds.isdisjoint(time_words("by_which"))
    if not ((left_out or speaks_of_idle(tokens(said))) and puts_right):
        return False
    number, now = turn.numbers[0], held[0].minutes or 0
    return abs(number - (held[1] - now)) < abs(number - now)


def _whole(turn: Turn) -> tuple[Service, int] | None:
    """A service, and its minutes with what was no treatment, told a turn before or in one."""
    one = turn.was_timed[0] if len(turn.was_timed) == 1 else changed_last(turn)
    if one is None or not turn.earlier.said:
        return None
    now = one.minutes or 0
    before = [b.minutes or 0 for b in turn.earlier.before if same(revived(b), one)]
    if len(before) == 1 and before[0] > now:
        return one, before[0]
    if len(turn.was_timed) != 1:
        return None
    said = " ; ".join(figures(tokens(words)) for words in turn.earlier.said)
    told = [int(n) for n in re.findall(NUMBER, said)]
    whole = next((n for n in told if n > now and n - now in told), None)
    return None if whole is None else (one, whole)


def _none_idle(turn: Turn) -> Services | None:
    """The minutes with those that were no treatment after all: "there was no charting"."""
    denied = phrases("denied_idle").search(turn.words) and speaks_of_idle(turn.case.facts.tokens)
    if not denied or turn.own or turn.numbers:
        return None
    never_off = _whole(turn) is None and speaks_of_idle(tokens(turn.earlier.said[-1]))
    return tuple(turn.before) if never_off else idle_again(turn, None, 0)


def idle_again(turn: Turn, old: int | None, new: int) -> Services | None:
    """Another number of the minutes that were no treatment: "2 instead of 5".

    Args:
        turn: The turn.
        old: The number that was said before, where it is named again.
        new: The number instead of it.
    """
    held = _whole(turn)
    if held is None:
        return None
    (one, whole), now = held, held[0].minutes or 0
    if old not in (None, whole - now) or old == now or new > whole:
        return None
    return turn.with_minutes([one], whole - new)


_ONE = re.compile(rf"^\W*(?:no |sorry |actually |, )*(?:only )?an? {NUMBER}{MIN} one\b")


def paused_otherwise(turn: Turn) -> Services | None:
    """A pause of another length than was said: "a 5 minute one, sorry".

    Args:
        turn: The turn.
    """
    match = _ONE.search(turn.figures)
    return idle_again(turn, None, int(match[1])) if match else None
