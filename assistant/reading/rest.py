"""Minutes that are told as what is left: "25 in all, 10 of them manual and the rest exercise"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from assistant.reading.around import before_article, past_article, word_at
from assistant.reading.facts import Duration, Service, kinds
from assistant.reading.idle_time import idle as is_idle
from assistant.reading.numbers import MINUTES, number_at
from assistant.reading.rounds import codes_counted
from assistant.reading.text import Token
from knowledge.reading_words import reading_words, time_words

_WHOLE = ("total", "booked")
PLUS = frozenset({"+", "plus"})
_ADDS = PLUS | {"and", "&"}
_LISTING = reading_words("lists_numbers")


def with_rest(
    found: Sequence[Token],
    treatment: Sequence[Duration],
    others: Sequence[Duration],
    services: Sequence[Service] = (),
) -> list[Duration]:
    """The times of treatment with the one that is only told as the rest of a whole.

    Args:
        found: The question's tokens.
        treatment: The times of treatment, in order.
        others: Times of another kind, the day's total among them.
        services: The services that are named.

    >>> from assistant.reading.durations import durations
    >>> from assistant.reading.text import tokens
    >>> found = tokens("40 minutes: 25 minutes of exercise, the rest massage")
    >>> [d.minutes for d in with_rest(found, durations(found), ())]
    [25, 15]
    """
    at = rest_at(found, services)
    if at is None:
        return list(treatment)
    wholes = [d for d in others if d.role in _WHOLE and d.first < at]
    parts = list(treatment)
    idle = [d for d in others if d.role in ("idle", "less", "part")]
    if not wholes and parts:
        # What lay inside the whole was taken off it before.
        idle = [d for d in idle if d.role == "idle" and d.first > parts[0].first]
        spent = sum(d.minutes for d in (*parts[1:], *idle))
        wholes = [parts.pop(0)] if 0 < spent < parts[0].minutes else []
    if not wholes or not (parts or idle):
        return list(treatment)
    left = wholes[-1].minutes - sum(d.minutes for d in (*parts, *idle))
    if left <= 0:
        return list(treatment)
    end = at + (word_at(found, at + 1) in MINUTES | {"time"})
    if is_idle(found, end + 1):  # "60 minutes, 50 of massage, the rest intake"
        return parts
    rest = Duration(left, None, at, end, found[at].start, found[end].end)
    return sorted([*parts, rest], key=lambda d: d.first)


def parted(
    found: Sequence[Token],
    treatment: Sequence[Duration],
    services: Sequence[Service] = (),
    idle: Sequence[Duration] = (),
) -> tuple[list[Duration], list[Duration]]:
    """The times of treatment, and apart from them a whole that they are parts of.

    Where the whole is said to be the one service's, the part is somebody's share of it: "the
    assistant did 9 of 15 minutes of 97110".

    Args:
        found: The question's tokens.
        treatment: The times of treatment, in order.
        services: The services that are named.
        idle: Times that were no treatment.

    >>> from assistant.reading.durations import durations
    >>> from assistant.reading.text import tokens
    >>> found = tokens("10 minutes of the 38 minutes were manual, 28 minutes exercise")
    >>> [[d.minutes for d in part] for part in parted(found, durations(found))]
    [[10, 28], [38]]
    """
    totals = [d for d in treatment if d.role == "total"]
    treatment = [d for d in treatment if d.role != "total"]
    for whole in treatment:
        of = before_article(found, whole.first)
        parts = [d for d in treatment if d is not whole]
        named = of == 0 or word_at(found, of - 1) in _STOPS
        named = named or any(d.last + 1 == of for d in (*parts, *idle))
        least = sum(d.minutes for d in parts)
        spent = next((d for d in idle if d.last + 1 == of), None)
        own = any(s.first == whole.last + 1 for s in services)
        if spent is not None and own and parts and len(kinds(services)) >= len(treatment):
            left = whole._replace(minutes=max(0, whole.minutes - spent.minutes))
            return [left if d is whole else d for d in treatment], totals
        if word_at(found, of) == "of" and named and not whole.each and 0 < least <= whole.minutes:
            shares = len(services) == 1 and word_at(found, whole.last + 1) == "of"
            if shares and services[0].first == whole.last + 2:
                return [whole], totals
            return parts, [*totals, whole._replace(role="total")]
    return list(treatment), totals


_STOPS = frozenset(".,;:?!")


def with_row(
    found: Sequence[Token], times: Sequence[Duration], taken: Set[int] = frozenset()
) -> list[Duration]:
    """The times with the bare numbers in a row with the first: "20 + 18 minutes".

    A plus or "and" joins them; other signs do where so many codes are spoken of: "3 codes: 6, 6, 6
    min".

    Args:
        found: The question's tokens.
        times: The times of treatment, in order.
        taken: Indexes of tokens that belong to something else.

    >>> from assistant.reading.durations import durations
    >>> from assistant.reading.text import tokens
    >>> found = tokens("is 20 + 18 minutes 3 units")
    >>> [d.minutes for d in with_row(found, durations(found))]
    [20, 18]
    >>> found = tokens("how do I count 7 and 8 minutes")
    >>> [d.minutes for d in with_row(found, durations(found))]
    [7, 8]
    >>> found = tokens("33 minutes of one and 7 of another")
    >>> [d.minutes for d in with_row(found, durations(found))]
    [33, 7]
    """
    times = [
        *(times or _row_of_units(found)),
        *(d for d in _of_another(found) if times and d.first > times[-1].last),
    ]
    row = _row(found, times, PLUS | _LISTING, taken)
    counted = len(row) > len(times) and len(row) in codes_counted(found)
    return row if counted else _row(found, times, _ADDS, taken)


def _row_of_units(found: Sequence[Token]) -> list[Duration]:
    """Bare numbers that are added up, where what they come to is told: "8 and 8 is two units"."""
    row: list[int] = []
    for at, token in enumerate(found):
        joined = row and at == row[-1] + 2 and word_at(found, at - 1) in PLUS | _LISTING
        if token.kind != "number" or not token.text.isdigit():
            continue
        row = [*row, at] if joined else [at]
        told = word_at(found, at + 1) in reading_words("comes_to")
        if len(row) > 1 and told and any(t.fold == "unit" for t in found[at + 2 : at + 6]):
            return [
                Duration(int(found[n].text), None, n, n, found[n].start, found[n].end) for n in row
            ]
    return []


def _of_another(found: Sequence[Token]) -> Iterator[Duration]:
    """The bare numbers that are told of another code than the one before: "and 7 of another"."""
    others = reading_words("another_code")
    for at, token in enumerate(found):
        code = word_at(found, past_article(found, at + 2))
        unnamed = word_at(found, at + 1) == "of" and code in others
        if token.kind == "number" and token.text.isdigit() and unnamed:
            yield Duration(int(token.text), None, at, at, token.start, token.end)


def _row(
    found: Sequence[Token], times: Sequence[Duration], joins: Set[str], taken: Set[int]
) -> list[Duration]:
    """The times, before them the bare numbers that a row of these signs leads to the first by."""
    out = list(times)
    while out and word_at(found, out[0].first - 1) in joins:
        at = out[0].first - 2
        at -= 1 if word_at(found, at) in joins else 0
        got = number_at(found, at) if at >= 0 and found[at].kind == "number" else None
        if got is None or not got[0].is_integer() or got[1] != at + 1 or at in taken:
            break
        out.insert(0, Duration(int(got[0]), None, at, at, found[at].start, found[at].end))
    return out


def rest_at(found: Sequence[Token], services: Sequence[Service]) -> int | None:
    """The index of the word that stands for what is left.

    Args:
        found: The question's tokens.
        services: The services that are named.
    """
    starts, ends = {s.first for s in services}, {s.last + 1 for s in services}
    for place, token in enumerate(found):
        before, after = word_at(found, place - 1), word_at(found, place + 1)
        if token.fold == "else" and before in time_words("left_else"):
            return place
        told = token.fold in time_words("left") and before in time_words("before_left")
        told = told or (token.fold in time_words("left_the") and before == "the")
        closed = after in _STOPS or place + 1 == len(found)
        closed = closed or place + 1 in starts
        told = told or (token.fold in time_words("left") and place in ends and closed)
        if told and after != "break":
            return place
    return None
