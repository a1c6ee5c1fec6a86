"""The regions that are named with each service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.around import BREAKS, covered, piece
from assistant.reading.facts import Duration, Service
from assistant.reading.text import Token
from knowledge.library import Library
from knowledge.phrases import Phrases
from knowledge.reading_words import time_words


def with_regions(
    services: Sequence[Service], placed: Sequence[tuple[int, str]], question: str, library: Library
) -> tuple[Service, ...]:
    """Services with the regions that are named with each: the nearest service has the region.

    Regions in a list stay together: "98941 for neck and low back, and massage".

    Args:
        services: The services, in order.
        placed: Each region with its place in the question.
        question: The question.
        library: The knowledge base.
    """
    if not services or not placed:
        return tuple(services)
    at = placed[0][0]
    if len(placed) == 1 and (_EACH.search(question[:at]) or _BOTH.match(question, at)):
        return tuple(replace(s, regions=(placed[0][1],)) for s in services)
    near: list[list[str]] = [[] for _ in services]
    own = {n: _done_to(place, services, question) for n, (place, _) in enumerate(placed)}
    for n, service in own.items():
        if service is not None:
            near[service].append(placed[n][1])
    placed = list(dict.fromkeys(one for n, one in enumerate(placed) if own[n] is None))
    places = {at for at, _ in placed}  # One name may lie in two regions: "the trapezius".
    named = [n for n, s in enumerate(services) if s.technique]
    ahead = placed and all(s.technique or s.start > placed[-1][0] for s in services)
    by_name = 1 < len(placed) == len(named) < len(services) and ahead
    if by_name and _by_turns([services[n] for n in named], placed):
        # As in: neck adjusted, neck mobilised, so 98941 and 97140.
        for n, (_, region) in zip(named, placed, strict=True):
            near[n].append(region)
    elif len(services) == len(placed) == len(places) > 1 and (
        services[-1].end <= placed[0][0] or _by_turns(services, placed)
    ):
        for held, (_, region) in zip(near, placed, strict=True):
            held.append(region)
    else:
        lists = list(_lists(services, placed, question))
        if len(services) == 1 and library.adjusts(services[0].technique):
            # What else is named is where something else was done: "MFR of the calf" by its code.
            lists.sort(key=lambda listed: min(_away(services[0], place) for place, _ in listed))
            lists = lists[:1]
        for listed in lists:
            away = [min(_away(s, place) for place, _ in listed) for s in services]
            near[away.index(min(away))] += [region for _, region in listed]
    for n, (one, other) in enumerate(pairwise(services)):
        if _BOTH_DONE.fullmatch(question, one.start, other.end):
            near[n] = near[n + 1] = near[n] or near[n + 1]
    done = [r for s, r in zip(services, near, strict=True) if library.adjusts(s.technique)]
    for n, s in enumerate(services):
        if done and not s.technique and library.is_cmt(s.code or ""):
            near[n] = near[n] or done[0]  # "adjusted C4: 98940"
    return tuple(
        replace(s, regions=tuple(dict.fromkeys(held)))
        for s, held in zip(services, near, strict=True)
    )


def _done_to(place: int, services: Sequence[Service], question: str) -> int | None:
    """The service that was done to a region right before it: "the neck was adjusted"."""
    for n, service in enumerate(services):
        if place < service.start and _WAS.fullmatch(question[place : service.start]):
            return n
    return None


_WAS = re.compile(
    r"(?:(?!\b(?:if|when|while|since|because|after|before|but|where|as)\b)[\w' -]){2,30}?"
    r" (?:was|were|is|got|being|had been) (?:also |then )?",
    re.I,
)
_BOTH_DONE = re.compile(r"[a-z]+ed (?:and|&|\+|then) [a-z]+ed", re.I)  # of one place
_EACH = Phrases("both_of_a_place")
"""What stands before the one region of every service: "both on the neck"."""
_BOTH = re.compile(r"[\w-]+(?: (?:back|spine|joint))? both\b\s*(?:[,.;?]|$)", re.I)
"""And behind it: "low back both"."""
_LISTED = re.compile(r"(?:[ctls]-?\d{1,2}(?:[-/][ctls]?\d{1,2})?)?[^.;:\n\d]{1,24}", re.I)
_RUN = re.compile(r"[a-z-]+\d{0,2}(?: (?:back|spine|joint))? ", re.I)
"""A region and the next one right behind it: "cervical thoracic lumbar"."""
_JOINED = re.compile(r",|/|&|\+|\band\b|\bor\b", re.I)


def _lists(
    services: Sequence[Service], placed: Sequence[tuple[int, str]], question: str
) -> Iterator[list[tuple[int, str]]]:
    """The regions, those of one list together: nothing but commas and the like between them."""
    listed: list[tuple[int, str]] = []
    for place, region in placed:
        between = question[listed[-1][0] : place] if listed else ""
        one_run = len(between) == 1  # "C/T", whose letters are placed side by side
        parted = any(listed and listed[-1][0] <= s.start < place for s in services)
        one_run = one_run or _RUN.fullmatch(between) is not None
        joined = one_run or (_LISTED.fullmatch(between) and _JOINED.search(between))
        if listed and (parted or not joined):
            yield listed
            listed = []
        listed.append((place, region))
    if listed:
        yield listed


def _by_turns(services: Sequence[Service], placed: Sequence[tuple[int, str]]) -> bool:
    """Whether services and regions stand by turns.

    Each region before its service, "neck massage, lumbar adjustment", or behind it: "massage on the
    arm, adjustment of the neck".
    """
    pairs = list(zip(services, placed, strict=True))
    gaps = list(zip(services[:-1], placed[1:], strict=True))
    before = all(p < s.start for s, (p, _) in pairs) and all(s.end <= p for s, (p, _) in gaps)
    ahead = zip(services[1:], placed[:-1], strict=True)
    behind = all(s.end <= p for s, (p, _) in pairs) and all(p < s.start for s, (p, _) in ahead)
    return before or behind


def _away(service: Service, place: int) -> float:
    """How far a region stands from a service; one behind it belongs to it sooner."""
    if service.end <= place:
        return place - service.end
    if service.start > place:
        return (service.start - place) * 1.6
    return 0


_ENDS = BREAKS | {":", "?", "!", "while"}


def elsewhere(
    found: Sequence[Token],
    services: Sequence[Service],
    placed: Sequence[tuple[int, str]],
    times: Sequence[Duration],
    people: frozenset[int],
    library: Library,
) -> tuple[list[tuple[int, str]], list[Duration]]:
    """The regions and times that are not the adjustment's, where that is all that has a name.

    "Chiro adjusted C and T, then 30 minutes on the hamstrings": an adjustment has no minutes, and
    nobody adjusted the hamstrings.

    Args:
        found: The question's tokens.
        services: The services, in order.
        placed: Each region with its place in the question.
        times: The durations of treatment, in order.
        people: Indexes of tokens of people.
        library: The knowledge base.
    """
    if not services or any(not library.adjusts(s.technique) or s.code for s in services):
        return [], []
    taken = covered(services)
    regions: list[tuple[int, str]] = []
    other: list[Duration] = []
    for time in times:
        clause = piece(found, time.first, time.last, _ENDS)
        if not taken.isdisjoint(clause):
            continue
        gave = any(found[n].fold in time_words("gave") for n in clause)
        start = found[clause.start if gave or not people.isdisjoint(clause) else time.last].start
        end = found[clause.stop - 1].end
        own = [(at, region) for at, region in placed if start <= at < end]
        if own:
            regions += own
            other.append(time)
    return regions, other
