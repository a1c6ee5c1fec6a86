"""Minutes changed by a word: swapped, doubled, halved, shared or given over."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.reading.durations import durations
from assistant.reading.facts import Service
from assistant.reading.text import tokens
from assistant.turns import signs
from assistant.turns.case import ANY, Case
from assistant.turns.changed_minutes import place_named
from assistant.turns.turn import NUMBER, Services, Turn, changed_last, part_of, revived, same
from knowledge.reading_words import reading_words


def each_asked_about(case: Case) -> Services | None:
    """The codes asked about before with the first minutes told, of each: "20 minutes of both".

    Args:
        case: The case, with the turn's own facts.
    """
    earlier, told = case.earlier, case.facts.loose
    codes = earlier.codes if len(earlier.codes) > 1 else earlier.recent_codes[1::-1]
    first = not (earlier.minutes or case.services or case.codes) and len(told) == 1
    if not first or told[0].role != "treatment" or len(codes) < 2:
        return None
    if not signs.EACH.search(case.facts.question):
        return None
    return tuple(Service(code, None, told[0].minutes, numbered=True) for code in codes)


def swapped(turn: Turn) -> Services | None:
    """The minutes of two for one another, or all the other way round: "swap the 10 and the 8".

    Args:
        turn: The turn.
    """
    if not signs.SWAP.search(turn.words) or turn.fresh or len(turn.before) < 2:
        return None
    numbers = [int(n) for n in re.findall(NUMBER, turn.figures)]
    held = [s for s in turn.before if s.minutes in numbers]
    if len(numbers) != 2 or sorted(s.minutes or 0 for s in held) != sorted(numbers):
        if turn.numbers:
            return None
        held = turn.known_timed
    if len(held) == 2:
        return turn.with_minutes(held, lambda m: sum(s.minutes or 0 for s in held) - m)
    minutes = [s.minutes for s in turn.before][::-1]
    return tuple(replace(s, minutes=m) for s, m in zip(turn.before, minutes, strict=True))


def doubled(turn: Turn) -> Services | None:
    """The minutes of a service doubled or halved: "double the first one".

    Args:
        turn: The turn.
    """
    match = signs.DOUBLED.search(turn.words)
    if match is None or turn.fresh or turn.numbers:
        return None
    at = place_named(turn)
    last = changed_last(turn) if _IT.search(turn.words) and not turn.own else None
    if signs.EACH.search(turn.words) or len(turn.was_timed) == 1:
        held = turn.was_timed
    elif turn.known or at is None:
        held = turn.known_timed or ([last] if last else turn.was_timed)
    else:
        held = [turn.before[at]]
    halves = match[0].lower().startswith("hal")
    # A half minute is rounded down, never up.
    return turn.with_minutes(held, lambda m: m // 2 if halves else m * 2) if held else None


_IT = re.compile(r"\b(?:it|that)\b", re.I)


def all_one(turn: Turn) -> Services | None:
    """The minutes of all services before it as those of one: "make them both massage".

    Args:
        turn: The turn.
    """
    one = len(turn.own) == 1 and len(turn.was_timed) > 1 and not turn.timed
    if not one or turn.numbers or not signs.ALL_ONE.search(turn.words):
        return None
    return (replace(turn.own[0], minutes=sum(s.minutes or 0 for s in turn.was_timed)),)


def given_over(turn: Turn) -> Services | None:
    """Minutes of one service given to another: "take 10 from the exercise for the massage".

    Args:
        turn: The turn.
    """
    match = _GIVEN.search(turn.figures)
    held = turn.known_timed
    if match is None or len(held) != 2 or len(turn.own) != 2 or turn.fresh:
        return None
    words = [t.fold for t in turn.case.facts.tokens]
    before = [(o, words[max(0, o.first - 3) : o.first]) for o in turn.own]
    giving = [o for o, told in before if reading_words("giving") & {*told}]
    by = int(match[1])
    if len(giving) != 1:
        return None
    now = {id(b): (b.minutes or 0) + (-by if same(b, giving[0]) else by) for b in held}
    if min(now.values()) < 0:
        return None
    return tuple(replace(b, minutes=now.get(id(b), b.minutes)) for b in turn.before)


_GIVEN = re.compile(rf"\b(?:take|took|move|moved|shift|shifted|switch|transfer|put|give) {NUMBER}")


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
    if len(turn.own) == 2 and held.code == ANY and _REST.search(turn.words):
        return (replace(turn.own[0], minutes=part), replace(turn.own[1], minutes=left.minutes))
    if len(turn.own) != 1:
        return None
    more = (turn.own[0].minutes or 0) - part
    if more > 0:  # "35 of that and 10 of exercise"
        left, part = replace(held, minutes=part), more
    kept = tuple(left if s is held else s for s in turn.before)
    return (*kept, replace(turn.fresh[0], minutes=part))


def parted_again(turn: Turn) -> Services | None:
    """Another number of the minutes that were told last to be another service's: "make it 25".

    Args:
        turn: The turn.
    """
    whole = [b for b in turn.earlier.before if b.minutes is not None]
    if len(whole) != 1 or len(turn.was_timed) != 2 or len(turn.numbers) != 1 or turn.own:
        return None
    left = [s for s in turn.was_timed if same(s, revived(whole[0]))]
    minutes, part = whole[0].minutes or 0, turn.numbers[0]
    if len(left) != 1 or sum(s.minutes or 0 for s in turn.was_timed) != minutes or part > minutes:
        return None
    return tuple(replace(s, minutes=minutes - part if s is left[0] else part) for s in turn.before)


_REST = re.compile(r"\b(?:rest|remainder|remaining|balance|other \d+)\b", re.I)


def times_over(turn: Turn) -> Services | None:
    """The minutes of one service given so many times: "only once", "make it three times".

    Args:
        turn: The turn.
    """
    match = _OVER.fullmatch(turn.figures)
    if match is None or turn.own or len(turn.was_timed) != 1:
        return None
    told = [d for words in turn.earlier.said for d in durations(tokens(words)) if d.repeats]
    once = told[-1].minutes if told else turn.was_timed[0].minutes or 0
    over = {"once": 1, "twice": 2}.get(match[1]) or int(match[2] or 0)
    return turn.with_minutes(turn.was_timed, once * over)


_OVER = re.compile(
    r"(?:(?:no|sorry|actually|only|just|it|that|was|make|and|what|if|oop) |, )*"
    r"(once|twice|([1-9]) time)(?: (?:today|a day|that day))?(?: ?[.?!])?"
)


def evenly(turn: Turn) -> Services | None:
    """The minutes of one service shared evenly: "half of it was 97530", "half massage half 97140".

    Args:
        turn: The turn.
    """
    if len(turn.was_timed) != 1 or len(turn.own) != 2 or turn.timed:
        return None
    if len(turn.known) != 1 and turn.was_timed[0].code != ANY:
        return None
    minutes = turn.was_timed[0].minutes or 0
    if minutes % 2 or not signs.EVENLY.search(turn.words):
        return None
    return tuple(replace(o, minutes=minutes // 2) for o in turn.own)
