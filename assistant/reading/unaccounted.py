"""Minutes that went into no count, and what is only told by others: nothing is counted without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import takewhile

from assistant.reading.around import BREAKS, covered, word_at, words_at, words_before
from assistant.reading.counts import LEAST
from assistant.reading.facts import Duration, Service, kinds
from assistant.reading.hands_on import ended_at
from assistant.reading.numbers import number_at
from assistant.reading.other_numbers import in_brackets, in_figures
from assistant.reading.rounds import of_sets
from assistant.reading.text import Token
from knowledge.reading_words import reading_words, time_words


def unaccounted(
    found: Sequence[Token],
    services: Sequence[Service],
    treatment: Sequence[Duration],
    loose: Sequence[Duration],
    spare: Iterable[Duration],
    known: Sequence[Duration],
    read: Set[int],
    untold: Sequence[Service],
) -> Iterator[tuple[int, int]]:
    """Where minutes stand that are no service's, or that are only told by others.

    A time told once more, a rule's own number and a measure are none of them.

    Args:
        found: The question's tokens.
        services: The services with their minutes.
        treatment: The times that were read as treatment, in order.
        loose: Those of them that are of no service.
        spare: Numbers without the word minutes that nothing took, `each` behind an unknown word.
        known: Times that are told and are none of treatment: a total, a rest.
        read: Indexes of tokens of times that were read.
        untold: The services that are counted by their minutes and have none.

    Yields:
        The indexes of the first and the last token of each.
    """
    timed = [s.minutes for s in services if s.minutes is not None]
    spare = list(spare)
    if not timed:
        if not (treatment or known) and _numbers_alone(found, services, spare):
            yield from ((d.first, d.last) for d in spare)
        return
    if len(treatment) > len(kinds(services)) > 1:  # "te 30, mt 20, she left after 10": of which?
        yield from ((d.first, d.last) for d in treatment if ended_at(found, d))
    idle = sum(d.minutes for d in known if d.role in ("idle", "less", "part", "bare"))
    again = {*timed, sum(timed), sum(timed) + idle, *(d.minutes for d in known)}
    for time in loose:
        joined = word_at(found, time.first - 1) in BREAKS - _ENDS
        joined = joined or word_at(found, time.last + 1) == "/"
        joined = joined or _in_their_row(found, time, services)
        told = time.minutes in again and not (joined and time.minutes in timed)
        if time.role in ("treatment", "bare") and not told and not _of_a_rule(found, time):
            yield time.first, time.last
    for time in treatment:
        if time not in loose and (at := _bounded(found, time)) is not None:
            yield at
    for number in spare:
        known_so = again - {*timed} if _in_their_row(found, number, services) else again
        told = known_so.isdisjoint({number.minutes, in_brackets(found, number.first)})
        if told and _like_a_time(found, number, services):
            yield number.first, number.last
    for place in range(len(found)):
        if in_figures(found, place) and place not in read and _leads(found, place, services):
            yield place, place + 2
    yield from ((n, n + 1) for n in range(len(found)) if words_at(found, n, 3) in _HALF_OF_IT)
    halves = [n for n, t in enumerate(found) if t.fold == "half" and n not in read]
    shared = {n for d in treatment for n in range(d.first, d.last + 1)}
    if not shared.isdisjoint(halves):
        yield from ((n, n) for n in halves if n not in shared)
    told_of = kinds(s for s in services if s.minutes is not None)
    untold = [s for s in untold if (s.code or s.technique) not in told_of]
    yield from (
        (d.first, d.last)
        for d in known
        if untold and d.role == "total" and d.minutes > sum(timed) + idle
    )
    for service in untold:
        if (at := _told_by_others(found, service, read)) is not None:
            yield at


def _numbers_alone(
    found: Sequence[Token], services: Sequence[Service], numbers: Sequence[Duration]
) -> bool:
    """Whether the words are services and numbers of nothing told: "te 4 mt 3", "97140 5,5"."""
    told = covered((*services, *numbers))
    rest = (t for n, t in enumerate(found) if n not in told)
    beside = reading_words("who_pays") | reading_words("beside_numbers")
    often = any(t.text.lower() in time_words("given_often") for t in found)  # "12 massages"
    return not often and all(t.kind in ("sign", "number") or t.fold in beside for t in rest)


def _of_a_rule(found: Sequence[Token], time: Duration) -> bool:
    """Whether units are told of a time, or a rule's words lead to it."""
    gives = word_at(found, time.last + 1) in time_words("gives_units") - {"for", "as"}
    before = words_before(found, time.first, _NEAR)
    changed = before[0] == "to" and before[2] == "from"  # "cut it from 30 to 22 minutes"
    against = not (changed or time_words("set_against").isdisjoint(before))
    return gives or against or time.upper is not None


def _bounded(found: Sequence[Token], time: Duration) -> tuple[int, int] | None:
    """Where a time is told by how much it is short of another: "under 8", "3 minutes less"."""
    word, behind = words_at(found, time.last + 1, 2)
    if word in time_words("shorter") and not behind.isdigit():
        return time.first, time.last + 1
    inside = {t.fold for t in found[time.first : time.last + 1]} & time_words("by_which")
    if inside and any(t.fold == "than" for t in found[time.last + 1 : time.last + _REACH]):
        return time.first, time.last
    ahead = [t.fold for t in found[max(0, time.first - _REACH) : time.first]]
    if "half" in ahead and ahead[-1] == "," and word_at(found, time.last + 1) == ",":
        return time.first, time.last  # "Half the session, 40 minutes, was": which of them is 40?
    at = time.first - 1
    led = word_at(found, at) in {"the", "first", "last"}
    if led and word_at(found, at - 1) in time_words("excepting") | {"minus"}:
        return at - 1, time.last
    than = word_at(found, at) in {"than", "of"}
    short = word_at(found, at - than) in (_LESS if than else time_words("short_of"))
    if [word_at(found, at - n) for n in range(2 + than)] in _BOUNDS:
        return at - 1 - than, time.last
    return (at - than, time.last) if short else None


def _like_a_time(found: Sequence[Token], number: Duration, services: Sequence[Service]) -> bool:
    """Whether a number without the word stands where minutes do: "10 by me, 7 by a colleague"."""
    before, behind = word_at(found, number.first - 1), word_at(found, number.last + 1)
    if of_sets(found, number) or before in _MEASURES or behind in _MEASURES:
        return False
    planned = not time_words("booked_on").isdisjoint(words_at(found, number.last + 1, _NEAR))
    if planned or before in time_words("set_against"):
        return False
    units = any(t.fold == "unit" for t in found)
    if number.minutes < (LEAST if units and behind == "of" else _A_FEW):
        return False
    ends = behind in {"", *BREAKS} | reading_words("who_pays")
    if ends and (number.each or _in_their_row(found, number, services)):
        return True  # "te 15 / xx 10"
    if behind in time_words("went_into") | {"m"}:
        return True
    beside = {s.first - 1 for s in services} | {s.last + 1 for s in services}
    return number.last in beside or number.first in beside


def _in_their_row(found: Sequence[Token], number: Duration, services: Sequence[Service]) -> bool:
    """Whether a number stands behind a name as those of two services do: "te 15, mt 15, xx 10"."""
    row = sum(s.minutes is not None and number_at(found, s.last + 1) is not None for s in services)
    name = [*takewhile(lambda t: t.kind == "word", reversed(found[: number.first]))]
    first = number.first - len(name) - 1
    apart = word_at(found, first) in BREAKS or (first >= 0 and found[first].kind == "number")
    named = 0 < len(name) <= _NEAR and _NO_TIME.isdisjoint(t.fold for t in name)
    return row > 1 and apart and named


def _leads(found: Sequence[Token], place: int, services: Sequence[Service]) -> bool:
    """Whether a fraction is that of a service, or of a time: "2/3 on manual"."""
    behind = place + 3
    return word_at(found, behind) in time_words("went_into") or any(
        s.first == behind for s in services
    )


def _told_by_others(
    found: Sequence[Token], service: Service, read: Set[int]
) -> tuple[int, int] | None:
    """Where a service's minutes are only told by those of others: "twice that for 97140"."""
    ahead = range(service.first - 1, max(-1, service.first - _REACH), -1)
    behind = range(service.last + 1, min(len(found), service.last + _REACH))
    for side in (ahead, behind):
        for place in side:
            if word_at(found, place) in BREAKS:
                break
            same = word_at(found, place) == "same" and word_at(found, place + 1) in _AS_LONG
            if (same or word_at(found, place) in time_words("by_others")) and place not in read:
                return place, place
    return None


_ENDS = frozenset({",", ".", ";"})
_HALF_OF_IT = (["half", "that", "of"], ["half", "that", "for"], ["half", "as", "long"])
"""A time told by another one's half, which is no share of a whole."""
_AS_LONG = _ENDS | {"", "?", "as", "again", "amount", "length"}
"""Behind "same" where it is how long a service took, and no day or region."""
_REACH = 6
_NEAR = 3
_COUNTS = time_words("scored") | time_words("other_counts") | time_words("went_into")
_NO_TIME = _COUNTS | {"age", "aged", "so", "total", "at"}
_A_FEW = 5  # a number below it is one of units
_BOUNDS = (["than", "more", "no"], ["most", "at"], ["to", "up"], ["least", "at"])
_LESS = frozenset({"more", "less", "fewer", "shorter", "shy", "short"})
_MEASURES = frozenset({"x", "*", "/", ":", "-", "#", "$", ">", "<", "=", "."})
"""Signs that join a number to another one: repetitions, scores, ratios."""
