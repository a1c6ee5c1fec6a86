"""Machines, devices and places by which a service that a general word names was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.facts import Service
from assistant.reading.text import Token
from knowledge.library import Library
from knowledge.reading_words import reading_words


def of_machines(
    services: tuple[Service, ...], found: Sequence[Token], library: Library
) -> tuple[Service, ...]:
    """Services with a general word beside a machine's name joined to it.

    It stands behind the name, "hydrobed massage", or before it: "massage 30 min with a device". The
    tool of another agent is no device of massage: "e-stim, I held the probe".

    Args:
        services: The services, in order.
        found: The question's tokens.
        library: The knowledge base.
    """
    agents = any(_kind(s, library) == "agent" for s in services)
    out: list[Service] = []
    for service in services:
        tool = found[service.last].fold in reading_words("tools")
        if agents and tool and _kind(service, library) == "device":
            continue
        last = out[-1] if out else None
        if last is not None and _on_a_machine(last, service, library):
            out[-1] = replace(last, last=service.last, end=service.end)
        elif last is not None and _by_a_machine(last, service, found, library):
            out[-1] = replace(service, first=last.first, start=last.start)
        else:
            out.append(service)
    return tuple(out)


def in_places(
    services: tuple[Service, ...], found: Sequence[Token], library: Library
) -> tuple[Service, ...]:
    """Services with one and the place that makes it another's joined: "strengthening in the pool".

    Beside other work such a place is no service of its own: "massage in the pool".

    Args:
        services: The services, in order.
        found: The question's tokens.
        library: The knowledge base.
    """
    out: list[Service] = []
    for service in services:
        last = out[-1] if out else None
        if last is not None and _taken_in(last, service, found, library):
            place = service if _kind(service, library) == "place" else last
            told = replace(place, first=last.first, start=last.start)
            out[-1] = replace(told, last=service.last, end=service.end)
        else:
            out.append(service)
    alone = [s for s in out if _kind(s, library) == "place" and s in services]
    others = [s for s in out if s not in alone]
    return tuple(others or alone[:1])


def _taken_in(one: Service, other: Service, found: Sequence[Token], library: Library) -> bool:
    """Whether one of two neighbours is a place that takes the other in."""
    place, done = (one, other) if _kind(one, library) == "place" else (other, one)
    if _kind(place, library) != "place" or done.numbered:
        return False
    between = [t.fold for t in found[one.last + 1 : other.first]]
    near = len(between) <= _REACH and reading_words("parts_services").isdisjoint(between)
    return near and done.technique in library.techniques[place.technique or ""].takes_in


def _by_a_machine(one: Service, other: Service, found: Sequence[Token], library: Library) -> bool:
    """Whether a general word stands before the machine by which it was done."""
    if one.numbered or not one.technique or _kind(other, library) not in _MACHINES:
        return False
    before = found[max(0, other.first - 3) : other.first]
    timed = any(t.kind == "number" for t in found[other.last + 1 : other.last + 2])
    near = other.first - one.last <= _REACH and {t.fold for t in before} & reading_words("by_what")
    return bool(near) and library.techniques[one.technique].weak and not timed


_REACH = 7


def _kind(service: Service, library: Library) -> str:
    """The kind of a service's technique: a machine, a device, an agent."""
    return library.techniques[service.technique].kind if service.technique else ""


def _on_a_machine(one: Service, other: Service, library: Library) -> bool:
    """Whether a machine's name stands right before a general word for the same service."""
    if not other.technique or other.numbered or other.first != one.last + 1:
        return False
    return _kind(one, library) in _MACHINES and library.techniques[other.technique].weak


_MACHINES = frozenset({"machine", "device"})
