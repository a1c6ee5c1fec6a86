"""Minutes that a turn changes: one number for another, so many more, so many that don't count."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.reading.facts import Service
from assistant.reading.idle_time import idle_bare
from assistant.turns import signs
from assistant.turns.changed_idle import idle_again
from assistant.turns.turn import MIN, NUMBER, Services, Turn, among, changed_last, revived

_OF = r"(?: (?:of|for|on|in) (?:[a-z' -]|(?<!\d)\d{5}(?!\d)){1,40}?)?"
_BECOMES = (
    r"(?: should read| really read| reads?| had been| have been| been| should be"
    r"| should have been| would be| was| were| is| are"
    r"| be| being| became| become| goe?s? to| to| into| - >| = >| \u2192| =| drop(?:ped)? to"
    r"| went (?:up|down) to)"
)
_NEW = r"(?: really| actually| only| just| more like| in fact| a| the)* "
_FROM_TO = re.compile(rf"{NUMBER}{MIN}{_OF},?{_BECOMES}{_NEW}{NUMBER}(?! more| less| fewer)")
_TO_FROM = re.compile(
    rf"{NUMBER}{MIN}{_OF} ?,? (?:and |but )?(?:not|instead of|rather than|in place of)(?: the)?"
    rf" {NUMBER}"
)
_NOT_BUT = re.compile(
    rf"\bnot {NUMBER}{MIN}{_OF} ?,? ?;? ?(?:but |it was |it's |make it )?{NUMBER}"
)
_IN_PLACE = (_TO_FROM, _NOT_BUT)
_MAKE = re.compile(rf"\b(?:make|change|turn|correct) (?:the )?{NUMBER}{MIN}{_OF} {NUMBER}")
_OF_WHOLE = re.compile(
    rf"{NUMBER}{MIN} (?:out )?of (?:the |those |these )?{NUMBER}{MIN}(?: were| was| is)?"
    r"(?: really| actually| only)?"
    r" (?:hand|treatment|direct|actual|one on one|one - on|billable|real)"
)
_MORE = r"(?:more|additional|extra|longer|later|further|added)"
_LESS = r"(?:less|fewer|shorter|earlier|early|late|sooner|under)"
_RELATIVE = re.compile(
    rf"(?:{NUMBER}|\b(a|one|another|an))(?: extra| additional| further)?{MIN} ({_MORE}|{_LESS})\b"
    rf"(?! unit)"
    rf"|\b(?:another|an extra|an additional) {NUMBER}{MIN}"
)
_ADD = re.compile(rf"\b(?:add|adding|added|plus|give|tack on) {NUMBER}(?: minute| min)?(?! unit)")
_CUT = re.compile(
    rf"\b(?:cut|cutting|trim|trimmed|lose|lost|subtract|minus|take off|took off|take away|shave)"
    rf"(?: (?:it|that|off|away|by|down by))* {NUMBER}"
    rf"|\b(?:take|took|knock|shave) {NUMBER}{MIN} (?:off|away)\b"
)
_OFF = re.compile(rf"\b(?:off|from|to) (?:of )?the {NUMBER}")
_SIGNED = re.compile(rf"(?:and |ok |now |make it )*([+-]) ?{NUMBER}{MIN} ?[.?!]?")
_BY = re.compile(rf"\bby {NUMBER}")
_LONGER = re.compile(r"\b(?:increas|rais|extend|lengthen|longer|prolong|bump|(?:over|long|up) by)")
_SHORTER = re.compile(r"\b(?:decreas|reduc|shorten|shorter|lower|cut|(?:short|under|down) by)")
_RAN = re.compile(rf"\b(?:ran|run|running|went|came up|was|were) {NUMBER}{MIN} (over|long|short)\b")


def exchanged(turn: Turn) -> Services | None:
    """One number of minutes in place of another: "12, not 20", "what if the 28 were 24?".

    Another service may be told with them: "22 minutes of 97112, not 31".

    Args:
        turn: The turn.
    """
    found = _old_and_new(turn)
    if found is None:
        return None
    old, new = found
    if (again := idle_again(turn, old, new)) is not None:
        return again
    held = [s for s in turn.was_timed if s.minutes == old]
    named = [s for s in held if among(s, turn.own)]
    for candidates in (named, held if len(held) == 1 or not turn.known else [], _only(turn)):
        if candidates:
            changed = candidates[:1] if len(candidates) > 1 and turn.own else candidates
            anew = [s for s in turn.fresh if s.minutes == new]
            if len(anew) == len(changed) == 1:
                return tuple(anew[0] if s is changed[0] else s for s in turn.before)
            added = [s for s in turn.fresh if s.minutes not in (None, old, new)]
            return (*turn.with_minutes(changed, new), *added)
    return None


def _old_and_new(turn: Turn) -> tuple[int, int] | None:
    """The old and the new number of minutes."""
    text = turn.figures
    minutes = {s.minutes for s in turn.before}
    for pattern, turned in _EXCHANGES:
        for match in pattern.finditer(text):
            one, other = int(match[1]), int(match[2])
            old, new = (other, one) if turned else (one, other)
            alone = pattern in _IN_PLACE and len(turn.was_timed) == 1
            if old in minutes or (alone and "why" not in turn.case.facts.wants):
                return old, new
    supposed = signs.SUPPOSED.search(turn.words) or signs.IN_PLACE.search(turn.words)
    if len(turn.numbers) == 2 and (turn.returns or supposed):
        old, new = turn.numbers
        return (old, new) if old in minutes and new not in minutes else None
    return None


def in_its_place(text: str) -> bool:
    """Whether words in figures tell one number of minutes in the place of another.

    Args:
        text: A turn's words in figures.

    >>> in_its_place("22 minute of 97112 , not 31"), in_its_place("20 to 30 minute of 97112")
    (True, False)
    """
    return any(pattern.search(text) for pattern in _IN_PLACE)


def exchange_told(text: str) -> tuple[int, int] | None:
    """The old and the new number that words in figures tell, whatever was told before.

    Args:
        text: A turn's words in figures.

    >>> exchange_told("the 97112 was 6 not 8"), exchange_told("correct the 22 to 27")
    ((8, 6), (22, 27))
    """
    for pattern, turned in _EXCHANGES:
        if match := pattern.search(text):
            one, other = int(match[1]), int(match[2])
            return (other, one) if turned else (one, other)
    return None


_EXCHANGES = (
    (_OF_WHOLE, True), (_TO_FROM, True), (_NOT_BUT, False), (_MAKE, False), (_FROM_TO, False)
)  # fmt: skip
"""The ways to say it, and whether the new number stands first."""


def _only(turn: Turn) -> list[Service]:
    """The one service that has minutes, where there is one."""
    return turn.was_timed if len(turn.was_timed) == 1 else []


def lengthened(turn: Turn) -> Services | None:
    """So many minutes more or less of a service: "one minute less", "add 8 minutes".

    Args:
        turn: The turn.
    """
    by = difference(turn.figures)
    if by is None or turn.fresh:
        return None
    if signs.EACH.search(turn.words) and all((s.minutes or 0) + by >= 0 for s in turn.was_timed):
        return turn.with_minutes(turn.was_timed, lambda m: m + by)
    held = turn.known_timed
    if match := _OFF.search(turn.figures):
        held = [s for s in turn.was_timed if s.minutes == int(match[1])]
    target = held if len(held) == 1 else _only(turn) if not turn.known else []
    if len(target) != 1 or (target[0].minutes or 0) + by < 0:
        return None
    return turn.with_minutes(target, lambda m: m + by)


def difference(text: str) -> int | None:
    """How many minutes more, or less, words in figures speak of.

    Args:
        text: A turn's words in figures.

    >>> [difference(w) for w in ("what if i cut 5 minute", "1 minute less", "8 minute more")]
    [-5, -1, 8]
    """
    if match := _SIGNED.fullmatch(text):
        return int(match[2]) * (-1 if match[1] == "-" else 1)
    if match := _RELATIVE.search(text):
        amount = int(match[1] or match[4] or 1)
        return -amount if match[3] and re.fullmatch(_LESS, match[3]) else amount
    if match := _RAN.search(text):
        return -int(match[1]) if match[2] == "short" else int(match[1])
    if match := _ADD.search(text):
        return int(match[1])
    if match := _CUT.search(text):
        return -int(match[1] or match[2])
    if match := _BY.search(text):
        if _LONGER.search(text):
            return int(match[1])
        return -int(match[1]) if _SHORTER.search(text) else None
    return None


def place_named(turn: Turn) -> int | None:
    """The index of the earlier service that a turn names by its place: "the second one".

    Args:
        turn: The turn.
    """
    words = re.findall(r"[a-z0-9]+", turn.words.lower())
    places = [signs.PLACES[w] for w in words if w in signs.PLACES]
    if len(places) != 1 or not -1 <= places[0] < len(turn.before):
        return None
    return places[0] % len(turn.before)


def renumbered(turn: Turn) -> Services | None:
    """Earlier services with new minutes: the one added without any, the one that had some, or all.

    Args:
        turn: The turn.
    """
    before, numbers, facts = turn.before, turn.numbers, turn.case.facts
    idle = facts.idle or any(idle_bare(facts.tokens, d) for d in facts.bare)
    if turn.own or not numbers or idle:
        return None
    held = [revived(s) for s in turn.earlier.before]
    added = [s for s in before if s.minutes is None and held and not among(s, held)]
    corrects = signs.MEANT.search(turn.words) or signs.BIDS.search(turn.words)
    if len(numbers) == len(added) == 1 and turn.was_timed and not corrects:
        return turn.with_minutes(added, numbers[0])  # "plus ultrasound", and then "10 min"
    each = len(turn.was_timed) == 1 or signs.EACH.search(turn.words)
    if len(numbers) == 1 and each:
        return turn.with_minutes(turn.was_timed, numbers[0])
    if len(numbers) == len(before):
        return tuple(replace(s, minutes=m) for s, m in zip(before, numbers, strict=True))
    last = changed_last(turn)
    if len(numbers) == 1 and last is not None and numbers[0] not in {s.minutes for s in before}:
        return turn.with_minutes([last], numbers[0])
    return None
