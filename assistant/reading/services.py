"""Services that a question names, each with the minutes that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.reading.facts import Service
from assistant.reading.machines import of_machines
from assistant.reading.offered import only_offered, without_general, without_levels
from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.library import Library
from knowledge.time_words import time_words

_JOINING = frozenset({"(", ")", ":", "-", "code", "cpt", "=", "/", ",", "is", "as", "it", "we",
                      "report", "which", "i", "believe", "bill", "billed", "called", "or", "aka",
                      "x", "hcpcs", "the", "for", "extraspinal", "spinal", "*", "by", "low",
                      "complexity", "moderate", "high", "line", "to"})  # fmt: skip


def named_services(
    found: Sequence[Token], things: Sequence[Mention], library: Library
) -> tuple[Service, ...]:
    """The services of a question, a code and its name beside it made one.

    Args:
        found: The question's tokens.
        things: What the vocabulary found in it.
        library: The knowledge base.
    """
    single: dict[tuple[int, int], Service] = {}
    for mention in things:
        if mention.kind not in ("code", "technique"):
            continue
        key = (mention.first, mention.last)
        held = single.get(key) or Service(
            None, None, None, None, mention.first, mention.last, mention.start, mention.end
        )
        if mention.kind == "code":
            held = replace(held, code=mention.id)
        else:
            held = replace(held, technique=mention.id)
        single[key] = held
    for place, token in enumerate(found):
        if token.kind == "code":
            single[place, place] = Service(
                token.text, None, None, None, place, place, token.start, token.end, True
            )
    ordered = sorted(single.values(), key=lambda s: s.first)
    done = [s for s in ordered if s.numbered or not _not_done(found, s.first)]
    done = without_general(done, found, library)
    merged = of_machines(_merged(done or ordered, found, library), found, library)
    merged = without_levels(merged, library)
    return merged[:-1] if only_offered(merged, found) else merged


def _not_done(found: Sequence[Token], first: int) -> bool:
    """Whether a service is said not to have been given: "refused e-stim", "no needling"."""
    at = first - 1
    while at >= 0 and found[at].fold in time_words("before_a_name"):
        at -= 1
    if at < 0:
        return False
    if found[at].fold in time_words("not_given"):
        return True
    before = found[at - 1].fold if at else ""
    return found[at].fold in time_words("not_done") and (before == "not" or before.endswith("n't"))


def _merged(
    ordered: Sequence[Service], found: Sequence[Token], library: Library
) -> tuple[Service, ...]:
    """Services with each name joined to the number beside it that means the same."""
    out: list[Service] = []
    for service in ordered:
        last = out[-1] if out else None
        if last is not None and _same(last, service, found, library):
            out[-1] = replace(
                last,
                code=last.code if last.numbered else service.code or last.code,
                technique=last.technique or service.technique,
                numbered=last.numbered or service.numbered,
                last=service.last,
                end=service.end,
            )
        else:
            out.append(service)
    return tuple(out)


def _same(one: Service, other: Service, found: Sequence[Token], library: Library) -> bool:
    """Whether a number and a name beside it mean one service."""
    if one.numbered == other.numbered:
        return False
    between = [t.fold for t in found[one.last + 1 : other.first]]
    if len(between) > 6 or any(w not in _JOINING for w in between):
        return False
    number, name = (one, other) if one.numbered else (other, one)
    behind = found[number.last + 1 : number.last + 3]
    if len(behind) == 2 and behind[0].fold == "or" and behind[1].kind == "code":
        return False
    if name.code is not None and _of_one_kind(name.code, number.code, library):
        return True
    if name.technique is not None and not between and not library.technique_codes[name.technique]:
        return True
    return name.technique is not None and number.code in library.technique_codes[name.technique]


def codes_named(things: Sequence[Mention], services: Sequence[Service]) -> tuple[str, ...]:
    """The codes whose names are used; not that of a name that is joined to another service.

    Args:
        things: What the vocabulary found.
        services: The services, each name joined to its number.
    """
    return tuple(
        dict.fromkeys(
            m.id
            for m in things
            if m.kind == "code"
            and not any(s.first <= m.first <= s.last and s.code != m.id for s in services)
        )
    )


def _of_one_kind(named: str, number: str | None, library: Library) -> bool:
    """Whether a number is the code of a name, or one of several that bear the name's own."""
    one, other = library.codes.get(named), library.codes.get(number or "")
    if named == number or one is None or other is None:
        return named == number
    if named in other.replaced_by:
        return True
    return one.family in _OWN_FAMILIES and one.family == other.family


_OWN_FAMILIES = frozenset({"acupuncture", "omt"})
"""Families of which one word names every code."""


def with_regions(
    services: Sequence[Service], placed: Sequence[tuple[int, str]], question: str = ""
) -> tuple[Service, ...]:
    """Services with the regions that are named with each: the nearest service has the region.

    Regions in a list stay together: "98941 for neck and low back, and massage".

    Args:
        services: The services, in order.
        placed: Each region with its place in the question.
        question: The question.
    """
    if not services or not placed:
        return tuple(services)
    if len(placed) == 1 and _EACH.search(question[: placed[0][0]]):
        return tuple(replace(s, regions=(placed[0][1],)) for s in services)
    near: list[list[str]] = [[] for _ in services]
    if len(services) == len(placed) > 1 and (
        services[-1].end <= placed[0][0] or _by_turns(services, placed)
    ):
        for held, (_, region) in zip(near, placed, strict=True):
            held.append(region)
    else:
        lists = list(_lists(services, placed, question))
        if len(services) == 1 and services[0].technique == "adjustment":
            # What else is named is where something else was done: "MFR of the calf" by its code.
            lists.sort(key=lambda listed: min(_away(services[0], place) for place, _ in listed))
            lists = lists[:1]
        for listed in lists:
            away = [min(_away(s, place) for place, _ in listed) for s in services]
            near[away.index(min(away))] += [region for _, region in listed]
    return tuple(
        replace(s, regions=tuple(dict.fromkeys(held)))
        for s, held in zip(services, near, strict=True)
    )


_EACH = re.compile(
    r"\b(?:both|all)(?: (?:to|on|in|at|for|of|were|was|done|are|services|codes|the|her|his"
    r"|their|my))*\W+$",
    re.I,
)
"""What stands before the one region of every service: "both on the neck"."""
_LISTED = re.compile(r"[^.;:\n\d]{1,24}")
_JOINED = re.compile(r",|/|&|\+|\band\b|\bor\b", re.I)


def _lists(
    services: Sequence[Service], placed: Sequence[tuple[int, str]], question: str
) -> Iterator[list[tuple[int, str]]]:
    """The regions, those of one list together: nothing but commas and the like between them."""
    listed: list[tuple[int, str]] = []
    for place, region in placed:
        between = question[listed[-1][0] : place] if listed else ""
        parted = any(listed and listed[-1][0] <= s.start < place for s in services)
        if listed and (parted or not (_LISTED.fullmatch(between) and _JOINED.search(between))):
            yield listed
            listed = []
        listed.append((place, region))
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
