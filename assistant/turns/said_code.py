"""A service under a code that somebody says is its own, and is none of its codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.facts import Facts, Service
from knowledge.library import Library
from knowledge.reading_words import reading_words

_BETWEEN = 4  # at most so many words stand between a service and the code that it is said to be


def under_own_name(
    services: Sequence[Service], facts: Facts, library: Library
) -> tuple[Service, ...]:
    """The services without a wrong code for one of them, which has the minutes then.

    "The blog says that dry needling is 97140. How many units is half an hour?"

    Args:
        services: The services of a turn.
        facts: The turn's facts.
        library: The knowledge base.
    """
    named = [s for s in services if s.technique]
    numbers = [s for s in services if s.numbered]
    if len(named) != 1 or len(numbers) != 1 or len(services) > 2:
        return tuple(services)
    (what,), (number,) = named, numbers
    own = library.technique_codes[what.technique or ""]
    twice = what.minutes is not None and number.minutes is not None
    if number.code in own or not own or twice or not _said_to_be(what, number, facts):
        return tuple(services)
    minutes = number.minutes if what.minutes is None else what.minutes
    return (replace(what, minutes=minutes),)


def _said_to_be(what: Service, number: Service, facts: Facts) -> bool:
    """Whether words say that a code is a service's: "X is 97140", "97140 for X"."""
    first, last = sorted((what, number), key=lambda s: s.first)
    between = [t.fold for t in facts.tokens[first.last + 1 : last.first]]
    if not between or len(between) > _BETWEEN:
        return False
    if first is number:
        before = {t.fold for t in facts.tokens[max(0, number.first - 3) : number.first]}
        return between[0] == "for" and not before.isdisjoint(reading_words("bills"))
    return between[-1] in reading_words("is_said_to_be")
