"""The services in play after a turn: changed, added, dropped, swapped or kept."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.reading.bare_minutes import bare_numbers
from assistant.reading.facts import Service
from assistant.turns.case import Case
from assistant.turns.conversation import CarriedService, Conversation

_MIN = r"(?: min(?:ute)?s?)?"
CORRECTED = re.compile(
    rf"(\d+){_MIN},? (?:and )?not (\d+)|not (\d+){_MIN},? (?:but )?(\d+)"
    rf"|(\d+){_MIN} (?:instead of|rather than) (\d+)",
    re.I,
)


_DROPPING = re.compile(
    r"\b(without|drop|dropping|leave out|leaving out|remove|minus|forget|skip|not counting"
    r"|take away|except)\b",
    re.I,
)


_TAKING = re.compile(r"\b(leave|leaving|take|taking)\b.{1,40}\b(out|off|away)\b", re.I)


_REPLACING = re.compile(r"\b(instead|had it been|if it (was|were|had)|rather)\b", re.I)


_ADDING = re.compile(
    r"\b(also|too|as well|on top|in addition|added|add|another|additional|plus|extra)\b", re.I
)


_SWAP = re.compile(r"\b(swap|switch|the other way (a?round)|reverse|exchange)\b", re.I)


_BACK = re.compile(r"\b(back|return|returning) to\b|\bas for\b|\bearlier\b", re.I)


def changed_services(case: Case, earlier: Conversation) -> tuple[Service, ...] | None:
    """The services in play after this turn's changes; None where its own stand as they are."""
    back = _BACK.search(case.facts.question) is not None
    before = [_revived(s) for s in (earlier.parked if back else earlier.services)]
    if not before:
        return None
    question = case.facts.question
    own = list(case.services)
    timed = [s for s in own if s.minutes is not None]
    numbers = [d.minutes for d in case.facts.loose if d.role in ("treatment", "total")]
    if not own and not numbers and "minutes" not in question.lower():
        numbers = [
            d.minutes for d in bare_numbers(case.facts.tokens, frozenset()) if d.minutes >= 1
        ]
        numbers = [] if case.facts.modifiers else numbers
    if _SWAP.search(question) and len(before) >= 2:
        minutes = [s.minutes for s in before][::-1]
        return tuple(replace(s, minutes=m) for s, m in zip(before, minutes, strict=True))
    if match := CORRECTED.search(question):
        new, old = _pair_of(match)
        if any(s.minutes == old for s in before):
            return tuple(replace(s, minutes=new) if s.minutes == old else s for s in before)
        if len(before) == 1:
            return (replace(before[0], minutes=new),)
    if own and (_DROPPING.search(question) or _TAKING.search(question)):
        gone = {s.code for s in own} | {s.technique for s in own if s.technique}
        left = [s for s in before if s.code not in gone and (s.technique or "") not in gone]
        return tuple(left) if left else None
    if swapped := _renamed(before, own, question):
        return swapped
    if timed:
        adding = bool(_ADDING.search(question)) or question.lower().lstrip().startswith("and")
        return _updated(before, timed, adding and not _REPLACING.search(question))
    if own and (moved := _moved(before, own)):
        return moved
    if not own and case.facts.regions and len(before) > 1:
        return (*before[:-1], replace(before[-1], regions=case.facts.regions))
    if own and back and numbers_in(case) and len(own) == 1:
        return (replace(own[0], minutes=numbers_in(case)[0]),)
    if own:
        was_timed = [s for s in before if s.minutes is not None]
        opened = question.lower().lstrip().startswith(("and", "what"))
        counting = opened or not case.facts.wants & {"pair", "edit"}
        if len(own) == len(was_timed) == 1 and "units" in earlier.intents and counting:
            return (replace(own[0], minutes=was_timed[0].minutes),)
        return None
    if numbers and (placed := _ordinal(before, numbers, question)):
        return placed
    if numbers:
        if len(numbers) == len(before):
            return tuple(replace(s, minutes=m) for s, m in zip(before, numbers, strict=True))
        if len(numbers) == 1 and len([s for s in before if s.minutes is not None]) == 1:
            return tuple(
                replace(s, minutes=numbers[0]) if s.minutes is not None else s for s in before
            )
        if len(numbers) == 1 and len(before) == 1:
            return (replace(before[0], minutes=numbers[0]),)
    return tuple(before)


_MEANT = re.compile(
    r"\b(i meant|meant|wrong code|wrong one|should (have been|be)|actually)\b", re.I
)


def _renamed(
    before: list[Service], own: list[Service], question: str
) -> tuple[Service, ...] | None:
    """Earlier services with one that was misnamed put right: "I meant gait training, not ..."."""
    fresh = [
        s for s in own if (s.code or s.technique) not in {b.code or b.technique for b in before}
    ]
    named = [s for s in own if s not in fresh]
    if len(fresh) != 1 or fresh[0].minutes is not None or not _MEANT.search(question):
        return None
    wrong = {s.code or s.technique for s in named}
    if not wrong and len(before) == 1:
        wrong = {before[0].code or before[0].technique}
    if len(wrong) != 1:
        return None
    return tuple(
        replace(fresh[0], minutes=b.minutes, regions=b.regions)
        if (b.code or b.technique) in wrong
        else b
        for b in before
    )


_PLACES = {
    "first": 0,
    "former": 0,
    "1st": 0,
    "second": 1,
    "latter": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "last": -1,
}


def _ordinal(
    before: list[Service], numbers: list[int], question: str
) -> tuple[Service, ...] | None:
    """Earlier services with the minutes of the one that is named by its place."""
    words = re.findall(r"[a-z0-9]+", question.lower())
    places = [_PLACES[w] for w in words if w in _PLACES]
    if len(places) != 1 or len(numbers) != 1 or not -1 <= places[0] < len(before):
        return None
    at = places[0] % len(before)
    return tuple(replace(b, minutes=numbers[0]) if n == at else b for n, b in enumerate(before))


def _moved(before: list[Service], own: list[Service]) -> tuple[Service, ...] | None:
    """Earlier services with the regions that this turn names for some of them."""
    regions = {(s.code, s.technique): s.regions for s in own if s.regions}
    by_name = {n: s.regions for s in own if s.regions for n in (s.technique, s.code) if n}
    held = {b.technique for b in before} | {b.code for b in before} - {None}
    if not regions or any(not {s.technique, s.code} & (held - {None}) for s in own):
        return None
    return tuple(
        replace(b, regions=by_name.get(b.technique or "") or by_name.get(b.code or "") or b.regions)
        for b in before
    )


def numbers_in(case: Case) -> list[int]:
    """The bare numbers of a turn that could be minutes."""
    return [d.minutes for d in bare_numbers(case.facts.tokens, frozenset()) if d.minutes >= 5]


def _updated(before: list[Service], timed: list[Service], adding: bool) -> tuple[Service, ...]:
    """Earlier services with new minutes, and new ones where they are added."""
    codes = {s.code or s.technique for s in before}
    changed = {s.code or s.technique: s for s in timed}
    if any(key in codes for key in changed):
        kept = [changed.pop(s.code or s.technique, s) for s in before]
        return (*kept, *changed.values())
    return (*before, *timed) if adding else tuple(timed)


def _revived(held: CarriedService) -> Service:
    """A carried service as a service."""
    numbered = held.code is not None
    return Service(
        held.code, held.technique, held.minutes, None, 0, 0, 0, 0, numbered, held.regions
    )


def _pair_of(match: re.Match[str]) -> tuple[int, int]:
    """The new and the old number of a correction."""
    a, b, c, d, e, f = match.groups()
    if a:
        return int(a), int(b)
    if c:
        return int(d), int(c)
    return int(e), int(f)
