"""Codes and general words that are put forward as what a service may be billed as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.reading.facts import Facts, Service
from assistant.reading.text import Token
from knowledge.library import Library
from knowledge.reading_words import time_words


def offered_codes(facts: Facts) -> tuple[str, ...]:
    """The codes whose names say what a service is to be billed as: "cups as manual therapy?".

    Args:
        facts: The facts of the question.
    """
    own = {*(s.code for s in facts.services), *facts.not_given}
    return tuple(c for c in facts.named if c not in own) if facts.services else ()


def without_general(
    done: Sequence[Service], found: Sequence[Token], library: Library
) -> list[Service]:
    """Services without what another is to be billed as: "cups on the back, as manual therapy?".

    Args:
        done: The services, in order.
        found: The question's tokens.
        library: The knowledge base.
    """
    behind = {s.last + 1: s for s in done if not s.numbered}
    general = [
        s
        for s in done
        if not s.numbered and (_is_general(s, library) or _right_behind(s, behind, found))
    ]
    if len(general) == len(done):
        return list(done)
    return [s for s in done if s not in general or not _offered(found, s.first)]


def without_levels(services: Sequence[Service], library: Library) -> tuple[Service, ...]:
    """Services without the name of one whose level a number tells: "an eval ... bill 97161".

    Args:
        services: The services, in order.
        library: The knowledge base.
    """
    numbers = {s.code for s in services if s.numbered}
    return tuple(
        s
        for s in services
        if s.code
        or s.minutes is not None
        or not s.technique
        or library.techniques[s.technique].among is None
        or len(numbers & library.technique_codes[s.technique]) != 1
    )


def _is_general(service: Service, library: Library) -> bool:
    """Whether a service goes by a general word, such as "manual therapy"."""
    return service.technique is not None and library.techniques[service.technique].weak


def _offered(found: Sequence[Token], first: int) -> bool:
    """Whether a service is what another is to be billed as: "cups, bill as manual therapy?"."""
    at = first - 1
    while at >= 0 and found[at].fold in time_words("before_a_name"):
        at -= 1
    return at >= 0 and found[at].fold in time_words("before_an_offer")


def _right_behind(service: Service, behind: Mapping[int, Service], found: Sequence[Token]) -> bool:
    """Whether a code's own name stands right behind another service and what puts it forward.

    "Bill neuromuscular massage as neuro re-ed": what was done is told, and its code put forward.
    """
    at = service.first - 1
    billed = time_words("billed_as") | time_words("sent_as")
    ahead = {t.fold for t in found[max(0, at - _NEAR) : max(at, 0)]}
    told = service.code is not None and behind.get(at, service) is not service
    return told and found[at].fold in time_words("before_an_offer") and not ahead.isdisjoint(billed)


_NEAR = 8
"""Within so many words before "as" stands that something is billed."""


def only_offered(services: Sequence[Service], found: Sequence[Token]) -> bool:
    """Whether the last service is a number that is put forward: "massage chair, 97124 ok?".

    Args:
        services: The services, in order.
        found: The question's tokens.
    """
    if len(services) < 2 or not services[-1].code or services[-1].technique:
        return False
    last, others = services[-1], services[:-1]
    if any(s.numbered for s in others) or not any(s.technique for s in others):
        return False
    before = found[last.first - 1]
    behind = [t.fold for t in found[last.last + 1 :]]
    if not last.numbered:
        untimed = all(s.minutes is None for s in services)
        billed = before.fold in time_words("billed_as") and behind[-1:] == ["?"] and untimed
        return billed or (before.fold == "as" and found[last.first - 2].fold in _BILLED)
    parted = before.fold in _PARTING or before.fold in time_words("before_an_offer")
    return parted and behind[-1:] == ["?"] and set(behind[:-1]) <= time_words("behind_an_offer")


_BILLED = time_words("billed_as") | {"it", "this", "that"}
_PARTING = frozenset({",", ".", ";", ":", "-"})
