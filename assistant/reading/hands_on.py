"""Hands-on minutes, and time as it went: "60 min, 45 hands on", "60 min, she left after 35"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from assistant.reading.around import word_at, words_before
from assistant.reading.facts import Duration, Service, kinds
from assistant.reading.numbers import told_given
from assistant.reading.text import Token
from knowledge.reading_words import reading_words, time_words


def hands_on(found: Sequence[Token], number: Duration) -> bool:
    """Whether it is a number of hands-on minutes: "47 hands on massage", "hands on 50".

    Args:
        found: The question's tokens.
        number: The number.

    >>> from assistant.reading.other_numbers import bare_numbers
    >>> from assistant.reading.text import tokens
    >>> found = tokens("10 intake, 45 hands on")
    >>> [hands_on(found, number) for number in bare_numbers(found, frozenset())]
    [False, True]
    """
    inside = {t.fold for t in found[number.first : number.last + 1]}
    behind = (t.fold for t in found[number.last + 1 : number.last + 6])
    words = [fold for fold in behind if fold != "-" and fold not in time_words("of_them")]
    near = found[max(0, number.first - 5) : number.first]
    before = [t.fold for t in near if t.fold not in _NAMING]
    told = told_given(words) or before[-2:] == ["hand", "on"] or {"hand", "on"} <= inside
    spent = "time" in {*words[:1], *(t.fold for t in near)}
    spent = spent and not time_words("hands_on_time").isdisjoint({*before[-1:], *inside})
    return told or spent or not time_words("actual").isdisjoint(inside)


_NAMING = time_words("told_of") | time_words("perhaps") | {"time", "minute", "it", "came", "to"}


def of_the_hands(
    found: Sequence[Token], times: Sequence[Duration], services: Sequence[Service]
) -> list[Duration]:
    """The times of treatment, hands-on ones alone where a longer one holds them.

    "60 minutes, 52 of them hands-on" is 52 minutes of the one service.

    Args:
        found: The question's tokens.
        times: The times of treatment, in order.
        services: The services that are named.
    """
    hands = [d for d in times if hands_on(found, d)]
    longer = [d for d in times if d not in hands]
    one = len(kinds(services)) < 2
    if not (hands and longer and one) or any(d.each for d in times):
        return list(times)
    whole = sum(d.minutes for d in hands)
    return hands if all(d.minutes > whole for d in longer) else list(times)


def beside_hands(
    found: Sequence[Token],
    idle: Sequence[Duration],
    treatment: Sequence[Duration],
    times: Sequence[Duration],
) -> list[Duration]:
    """Times that are no treatment: of a longer time with hands-on minutes none is taken off these.

    "60 min session: 50 hands on, 10 intake" is 50 minutes.

    Args:
        found: The question's tokens.
        idle: The times that are no treatment.
        treatment: The times of treatment.
        times: The durations in the words.
    """
    hands = sum(d.minutes for d in treatment if hands_on(found, d))
    apart = hands and any(d.minutes > hands for d in times if d not in treatment)
    return [d._replace(role="idle") if apart and d.role == "less" else d for d in idle]


def as_it_went(found: Sequence[Token], every: Sequence[Duration]) -> tuple[Duration, ...]:
    """One time as it went, and what was planned of it as booked: "60 minutes, left after 35".

    Args:
        found: The question's tokens.
        every: The durations and the numbers that could be some; () where nothing is told of it.

    >>> from assistant.reading.durations import durations
    >>> from assistant.reading.text import tokens
    >>> found = tokens("30 minutes of massage, ran over by 5 minutes")
    >>> [(d.minutes, d.role) for d in as_it_went(found, durations(found))]
    [(30, 'booked'), (35, 'treatment')]
    """
    told = [d for d in every if d.role in ("treatment", "booked", "bare") and not d.each]
    for planned, time in permutations(told, 2) if len(told) == _TWO else ():
        led = word_at(found, time.first - 1)
        went = {*words_before(found, time.first - (led == "by"), 2), word_at(found, time.last + 1)}
        more = sum(_MORE[word] for word in went & {*_MORE} if went & time_words("lasted"))
        behind = (t.fold for t in found[time.last : planned.last + 4])
        ended = ended_at(found, time) and time_words("resumed").isdisjoint(behind)
        if time.minutes < planned.minutes and (more or ended):
            minutes = planned.minutes + more * time.minutes if more else time.minutes
            return planned._replace(role="booked"), time._replace(minutes=minutes, role="treatment")
    return ()


def ended_at(found: Sequence[Token], time: Duration) -> bool:
    """Whether a time tells when the treatment ended: "she left after 35".

    Args:
        found: The question's tokens.
        time: The time.
    """
    led = word_at(found, time.first - 1)
    of_it = word_at(found, time.last + 1) != "of" or word_at(found, time.last + 2) in _IT
    ended = of_it and (led == "after" or (led == "at" and time.minutes > _NOON))
    return ended and bool(time_words("stops") & {*words_before(found, time.first - 1, 2)})


_MORE = {"over": 1, "long": 1, "short": -1, "under": -1}
_IT = reading_words("the_whole")  # "she left after 5 minutes of talk" tells no length of treatment
_TWO, _NOON = 2, 12  # up to this one "at" leads to an hour of the day
