"""Minutes changed by a word: swapped, doubled, halved, or told by sessions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.bare_minutes import bare_numbers
from assistant.reading.duration import Duration
from assistant.reading.durations import durations
from assistant.reading.text import Token, tokens
from assistant.turns import signs
from assistant.turns.apart import times_told
from assistant.turns.case import ANY
from assistant.turns.changed_minutes import exchange_told, place_named
from assistant.turns.figures import NUMBER, figures
from assistant.turns.turn import Services, Turn, part_of, revived, same
from knowledge.time_words import time_words


def exchanged_ends(turn: Turn) -> Services | None:
    """The minutes of the services the other way round.

    Args:
        turn: The turn.
    """
    if not signs.SWAP.search(turn.words) or len(turn.before) < 2 or turn.fresh:
        return None
    minutes = [s.minutes for s in turn.before][::-1]
    return tuple(replace(s, minutes=m) for s, m in zip(turn.before, minutes, strict=True))


def exchanged_two(turn: Turn) -> Services | None:
    """Two numbers of minutes for one another: "swap the 10 and the 8".

    Args:
        turn: The turn.
    """
    numbers = [int(n) for n in re.findall(NUMBER, turn.figures)]
    if not signs.SWAP.search(turn.words) or len(numbers) != 2 or turn.fresh:
        return None
    other = {numbers[0]: numbers[1], numbers[1]: numbers[0]}
    if any(sum(s.minutes == n for s in turn.before) != 1 for n in numbers):
        return None
    return tuple(
        replace(s, minutes=other[s.minutes]) if s.minutes in other else s for s in turn.before
    )


def doubled(turn: Turn) -> Services | None:
    """The minutes of a service doubled or halved: "double the first one".

    Args:
        turn: The turn.
    """
    match = signs.DOUBLED.search(turn.words)
    if match is None or turn.fresh or turn.numbers:
        return None
    at = place_named(turn)
    held = [b for b in turn.was_timed if any(same(b, k) for k in turn.known)]
    if not held:
        held = [turn.before[at]] if at is not None else turn.was_timed
    if at is None and len(held) != 1 and not turn.known and not signs.EACH.search(turn.words):
        return None
    if signs.EACH.search(turn.words):
        held = turn.was_timed
    halves = match[0].lower().startswith("hal")
    if not held or any((s.minutes or 0) % 2 for s in held if halves):
        return None
    return tuple(
        replace(s, minutes=(s.minutes or 0) // 2 if halves else (s.minutes or 0) * 2)
        if s in held
        else s
        for s in turn.before
    )


def parted(turn: Turn) -> Services | None:
    """A part of a service's minutes that was another service: "15 of those 52 were cupping".

    Args:
        turn: The turn.
    """
    told = part_of(turn)
    if told is None or not turn.own or len(turn.fresh) != len(turn.own):
        return None
    part, held = told
    left = replace(held, minutes=(held.minutes or 0) - part)
    if len(turn.own) == _TWO and held.code == ANY and _REST.search(turn.words):
        return (replace(turn.own[0], minutes=part), replace(turn.own[1], minutes=left.minutes))
    if len(turn.own) != 1:
        return None
    kept = tuple(left if s is held else s for s in turn.before)
    return (*kept, replace(turn.fresh[0], minutes=part))


def parted_again(turn: Turn) -> Services | None:
    """Another number of the minutes that were told last to be another service's: "make it 25".

    Args:
        turn: The turn.
    """
    whole = [b for b in turn.earlier.before if b.minutes is not None]
    if len(whole) != 1 or len(turn.was_timed) != _TWO or len(turn.numbers) != 1 or turn.own:
        return None
    left = [s for s in turn.was_timed if same(s, revived(whole[0]))]
    minutes, part = whole[0].minutes or 0, turn.numbers[0]
    if len(left) != 1 or sum(s.minutes or 0 for s in turn.was_timed) != minutes or part > minutes:
        return None
    return tuple(replace(s, minutes=minutes - part if s is left[0] else part) for s in turn.before)


_TWO = 2
_REST = re.compile(r"\b(?:rest|remainder|remaining|balance|other \d+)\b", re.I)


def times_over(turn: Turn) -> Services | None:
    """The minutes of one service given so many times: "only once", "make it three times".

    Args:
        turn: The turn.
    """
    match = _OVER.fullmatch(turn.figures)
    if match is None or turn.own or len(turn.was_timed) != 1:
        return None
    (held,) = turn.was_timed
    told = [d for words in turn.earlier.said for d in durations(tokens(words)) if d.repeats]
    once = told[-1].minutes if told else held.minutes or 0
    over = {"once": 1, "twice": 2}.get(match[1]) or int(match[2] or 0)
    return tuple(replace(s, minutes=once * over) if s is held else s for s in turn.before)


_OVER = re.compile(
    r"(?:(?:no|sorry|actually|only|just|it|that|was|make|and|what|if|oop) |, )*"
    r"(once|twice|([1-9]) time)(?: (?:today|a day|that day))?(?: ?[.?!])?"
)


def evenly(turn: Turn) -> Services | None:
    """The minutes of one service shared evenly with another: "half of it was 97530".

    Args:
        turn: The turn.
    """
    if len(turn.was_timed) != 1 or len(turn.own) != _TWO or turn.timed or len(turn.known) != 1:
        return None
    minutes = turn.was_timed[0].minutes or 0
    if minutes % 2 or not signs.EVENLY.search(turn.words):
        return None
    return tuple(replace(o, minutes=minutes // 2) for o in turn.own)


def in_sessions(turn: Turn) -> Services | None:
    """The minutes of one service told by its sessions: "two sessions, 20 and 18".

    Args:
        turn: The turn.
    """
    numbers = [n for n in turn.numbers if n >= _SESSION]
    if len(turn.was_timed) != 1 or len(numbers) < 2 or not signs.SESSIONS.search(turn.words):
        return None
    return tuple(s if s.minutes is None else replace(s, minutes=sum(numbers)) for s in turn.before)


def one_session(turn: Turn) -> Services | None:
    """One of the sessions told last: "the second one was 8", "only the morning one".

    Args:
        turn: The turn.
    """
    lines = turn.was_timed
    one = len({s.code or s.technique for s in lines}) == 1 and not turn.own
    if not one or turn.case.facts.providers or not turn.earlier.said:
        return None
    said, times = _told_by_times(turn.earlier.said, sum(s.minutes or 0 for s in lines))
    now = _one_changed(said, times, turn.case.facts.tokens, turn.numbers)
    if now is None:
        return None
    new = sum(d.minutes for d in now)
    kept = [s for s in turn.before if s.minutes is None or s is lines[0]]
    return tuple(s if s.minutes is None else replace(s, minutes=new) for s in kept)


def _one_changed(
    said: Sequence[Token], times: Sequence[Duration], turn: Sequence[Token], numbers: Sequence[int]
) -> list[Duration] | None:
    """Times told, after a turn that gives one of them anew, drops it or leaves it alone."""
    plain = " ".join(t.fold for t in turn)
    alone = signs.ONLY.search(plain) and not numbers
    dropped = signs.DROPPING.search(plain) and not numbers
    changed = exchange_told(figures(turn))
    if changed is not None and [d.minutes for d in times].count(changed[0]) == 1:
        return [d._replace(minutes=changed[1]) if d.minutes == changed[0] else d for d in times]
    if not times or (len(numbers) != 1 and not (alone or dropped)):
        return None
    words = [t.fold for t in turn]
    words += [half for half, parts in _HALVES.items() if parts & {*words}]
    words += [part for half, parts in _HALVES.items() if half in words for part in parts]
    places = [signs.PLACES[w] for w in words if w in signs.PLACES]
    told = [t.fold for t in said]
    telling = {*words} - time_words("tells_no_session")
    named = [n for n, t in enumerate(said) if t.kind != "sign" and t.fold in telling]
    named = [n for n in named if told.count(told[n]) == 1]
    if len(places) == 1 and places[0] < len(times):
        old = times[places[0]]
    elif named:
        old = min(times, key=lambda d: min(_apart(told, d.first, n) for n in named))
    else:
        return None
    if alone:
        return [old]
    new = old._replace(minutes=numbers[0] if numbers else 0)
    return [new if d is old else d for d in times]


def _told_by_times(said: Sequence[str], whole: int) -> tuple[Sequence[Token], list[Duration]]:
    """The words that told minutes by several times, and those times after each turn since."""
    first: Sequence[Token] = ()
    held: list[Duration] = []
    for words in said:
        found = tokens(words)
        given = durations(found)
        taken = frozenset(n for d in given for n in range(d.first, d.last + 1))
        bare = list(bare_numbers(found, taken))
        times = times_told(found, bare)
        now = _one_changed(first, held, found, [d.minutes for d in (*given, *bare)])
        if now is None and len(times) > 1:
            first, now = found, list(times)
        held = now or held
    return (first, held) if sum(d.minutes for d in held) == whole else ((), [])


def _apart(told: Sequence[str], time: int, named: int) -> tuple[int, int]:
    """How far a time stands from a word: the joints between them, then the words."""
    between = told[min(time, named) : max(time, named)]
    return sum(word in _JOINTS for word in between), len(between)


_JOINTS = frozenset({",", ";", ".", "and", "then"})
_HALVES = {"am": {"morning"}, "pm": {"afternoon", "evening"}}
"""The half of a day by which the clock was told, for its parts."""
_SESSION = 5
"""A session lasts at least so many minutes; a lower number counts the sessions."""
