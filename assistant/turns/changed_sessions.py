"""Minutes of one service told by its sessions, and one of the sessions told anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.durations import durations
from assistant.reading.facts import Duration
from assistant.reading.other_numbers import bare_numbers
from assistant.reading.text import Token, tokens
from assistant.turns import signs
from assistant.turns.apart import times_told
from assistant.turns.changed_minutes import exchange_told
from assistant.turns.turn import Services, Turn, figures
from knowledge.reading_words import reading_words, time_words


def in_sessions(turn: Turn) -> Services | None:
    """The minutes of one service told by its sessions: "two sessions, 20 and 18".

    Args:
        turn: The turn.
    """
    numbers = [n for n in turn.numbers if n >= _SESSION]
    if len(turn.was_timed) != 1 or len(numbers) < 2 or not signs.SESSIONS.search(turn.words):
        return None
    return turn.with_minutes(turn.was_timed, sum(numbers))


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


def by_the_clock(turn: Turn) -> Services | None:
    """The minutes of one service that began or ended at another time: "it ended 3:49".

    Args:
        turn: The turn.
    """
    by_clock = any(t.kind == "clock" for t in turn.case.facts.tokens)
    if not by_clock or turn.own or len(turn.was_timed) != 1:
        return None
    told = ""
    for words in (*turn.earlier.said, turn.words):
        found = tokens(words)
        clocks = [t for t in found if t.kind == "clock"]
        if len(clocks) == 2 and durations(found):
            told = words
        elif told and len(fresh := [t.text for t in clocks if t.text not in told]) == 1:
            begun = time_words("clock_starts") - time_words("clock_ends")
            first, last = (t for t in tokens(told) if t.kind == "clock")
            named = first.text in words or not begun.isdisjoint(t.fold for t in found)
            old = first if named else last
            told = f"{told[: old.start]}{fresh[0]}{told[old.end :]}"
    times = durations(tokens(told))
    return turn.with_minutes(turn.was_timed, times[0].minutes) if len(times) == 1 else None


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
    return sum(word in reading_words("between_sessions") for word in between), len(between)


_HALVES = {"am": {"morning"}, "pm": {"afternoon", "evening"}}
"""The half of a day by which the clock was told, for its parts."""
_SESSION = 5  # a session lasts at least so many minutes; a lower number counts the sessions
