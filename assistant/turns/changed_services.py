"""The services in play after a turn: returned to, corrected, dropped, renamed, added or kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.reading.bare_minutes import bare_numbers
from assistant.reading.facts import Service
from assistant.turns import signs
from assistant.turns.case import Case
from assistant.turns.conversation import CarriedService, Conversation


@dataclass(frozen=True)
class _Turn:
    """A turn beside the services of the turns before it.

    Attributes:
        case: The case, with this turn's own facts.
        earlier: The conversation before it.
        before: The services before it.
        own: The services that this turn names.
        numbers: Minutes that this turn gives without a service.
    """

    case: Case
    earlier: Conversation
    before: list[Service]
    own: list[Service]
    numbers: list[int]

    @property
    def words(self) -> str:
        """The turn's words."""
        return self.case.facts.question

    @property
    def timed(self) -> list[Service]:
        """The services that this turn gives minutes for."""
        return [s for s in self.own if s.minutes is not None]

    @property
    def was_timed(self) -> list[Service]:
        """The services before it that have minutes."""
        return [s for s in self.before if s.minutes is not None]

    @property
    def returns(self) -> bool:
        """Whether it goes back to services set aside."""
        return signs.RETURNS.search(self.words) is not None


_Services = tuple[Service, ...]
_Change = Callable[[_Turn], _Services | None]


def changed_services(case: Case, earlier: Conversation) -> _Services | None:
    """The services in play after this turn's changes.

    Args:
        case: The case, with this turn's own facts.
        earlier: The conversation before it.

    Returns:
        The services; None where the turn's own stand as they are.
    """
    back = signs.RETURNS.search(case.facts.question) is not None
    before = [_revived(s) for s in (earlier.parked if back else earlier.services)]
    if not before:
        return None
    turn = _Turn(case, earlier, before, list(case.services), _numbers(case))
    for change in _CHANGES:
        if (services := change(turn)) is not None:
            return services
    return None if turn.own else tuple(before)


def _numbers(case: Case) -> list[int]:
    """Minutes that a turn gives without a service, with or without the word."""
    facts = case.facts
    if (case.muscle_count, case.region_count) != (facts.muscle_count, facts.region_count):
        return []
    given = [d.minutes for d in facts.loose if d.role in ("treatment", "total")]
    if given or case.services or facts.modifiers or facts.idle:
        return given
    if "minutes" in facts.question.lower() or "why" in facts.wants or facts.asked_units:
        return []
    return [d.minutes for d in bare_numbers(facts.tokens, frozenset()) if d.minutes >= 1]


def _swapped(turn: _Turn) -> _Services | None:
    """The minutes of the services the other way round."""
    if not signs.SWAP.search(turn.words) or len(turn.before) < 2:
        return None
    minutes = [s.minutes for s in turn.before][::-1]
    return tuple(replace(s, minutes=m) for s, m in zip(turn.before, minutes, strict=True))


def _corrected(turn: _Turn) -> _Services | None:
    """One number of minutes in place of another: "12, not 20"."""
    match = signs.CORRECTED.search(turn.words)
    if match is None:
        return None
    new, old = _new_and_old(match)
    if any(s.minutes == old for s in turn.before):
        return tuple(replace(s, minutes=new) if s.minutes == old else s for s in turn.before)
    return (replace(turn.before[0], minutes=new),) if len(turn.before) == 1 else None


def _new_and_old(match: re.Match[str]) -> tuple[int, int]:
    """The new and the old number of a correction."""
    a, b, c, d, e, f = match.groups()
    if a:
        return int(a), int(b)
    return (int(d), int(c)) if c else (int(e), int(f))


def _lessened(turn: _Turn) -> _Services | None:
    """Minutes less those of them that were no treatment: "10 of that were charting"."""
    idle = sum(d.minutes for d in turn.case.facts.idle)
    if not idle or turn.timed or not signs.INSIDE.search(turn.words) or len(turn.was_timed) != 1:
        return None
    minutes = turn.was_timed[0].minutes or 0
    if minutes < idle:
        return None
    return tuple(
        replace(s, minutes=minutes - idle) if s.minutes is not None else s for s in turn.before
    )


def _without(turn: _Turn) -> _Services | None:
    """The services without those that the turn drops."""
    if not turn.own or not signs.DROPPING.search(turn.words):
        return None
    gone = {s.code for s in turn.own} | {s.technique for s in turn.own if s.technique}
    left = [s for s in turn.before if s.code not in gone and (s.technique or "") not in gone]
    return tuple(left) if left else None


def _renamed(turn: _Turn) -> _Services | None:
    """Earlier services with one that was misnamed put right: "I meant gait training, not ..."."""
    known = {b.code or b.technique for b in turn.before}
    fresh = [s for s in turn.own if (s.code or s.technique) not in known]
    if len(fresh) != 1 or fresh[0].minutes is not None or not signs.MEANT.search(turn.words):
        return None
    wrong = {s.code or s.technique for s in turn.own if s not in fresh}
    if not wrong and len(turn.before) == 1:
        wrong = known
    if len(wrong) != 1:
        return None
    return tuple(
        replace(fresh[0], minutes=b.minutes, regions=b.regions)
        if (b.code or b.technique) in wrong
        else b
        for b in turn.before
    )


def _updated(turn: _Turn) -> _Services | None:
    """Earlier services with new minutes, and new ones where they are added."""
    if not turn.timed:
        return None
    changed = {s.code or s.technique: s for s in turn.timed}
    if any((s.code or s.technique) in changed for s in turn.before):
        kept = [changed.pop(s.code or s.technique, s) for s in turn.before]
        return (*kept, *changed.values())
    opened = turn.words.lower().lstrip().startswith("and")
    adding = (signs.ADDING.search(turn.words) or opened) and not signs.REPLACING.search(turn.words)
    return (*turn.before, *turn.timed) if adding else tuple(turn.timed)


def _moved(turn: _Turn) -> _Services | None:
    """Earlier services with the regions that this turn names for some of them."""
    if not turn.own:
        regions = turn.case.facts.regions
        if regions and len(turn.before) > 1:
            return (*turn.before[:-1], replace(turn.before[-1], regions=regions))
        return None
    by_name = {n: s.regions for s in turn.own if s.regions for n in (s.technique, s.code) if n}
    held = {n for b in turn.before for n in (b.technique, b.code) if n}
    if not by_name or any(not {s.technique, s.code} & held for s in turn.own):
        return None
    return tuple(
        replace(b, regions=by_name.get(b.technique or "") or by_name.get(b.code or "") or b.regions)
        for b in turn.before
    )


def _returned(turn: _Turn) -> _Services | None:
    """A service set aside, with a bare number as its minutes: "back to the massage: and 53?"."""
    if not turn.returns or len(turn.own) != 1:
        return None
    found = bare_numbers(turn.case.facts.tokens, frozenset())
    given = [d.minutes for d in found if d.minutes >= 5]
    return (replace(turn.own[0], minutes=given[0]),) if given else None


def _instead(turn: _Turn) -> _Services | None:
    """Another service with the minutes of the one before: "and for 97140?"."""
    opened = turn.words.lower().lstrip().startswith(("and", "what"))
    counting = opened or not turn.case.facts.wants & {"pair", "edit"}
    if len(turn.own) == len(turn.was_timed) == 1 and "units" in turn.earlier.intents and counting:
        return (replace(turn.own[0], minutes=turn.was_timed[0].minutes),)
    return None


def _placed(turn: _Turn) -> _Services | None:
    """Earlier services with the minutes of the one that is named by its place."""
    words = re.findall(r"[a-z0-9]+", turn.words.lower())
    places = [signs.PLACES[w] for w in words if w in signs.PLACES]
    before = turn.before
    if turn.own or len(places) != 1 or len(turn.numbers) != 1 or not -1 <= places[0] < len(before):
        return None
    at = places[0] % len(before)
    return tuple(
        replace(b, minutes=turn.numbers[0]) if n == at else b for n, b in enumerate(before)
    )


def _renumbered(turn: _Turn) -> _Services | None:
    """Earlier services with new minutes, in order, or the one that had some."""
    before, numbers = turn.before, turn.numbers
    if turn.own or not numbers:
        return None
    if len(numbers) == len(before):
        return tuple(replace(s, minutes=m) for s, m in zip(before, numbers, strict=True))
    if len(numbers) == len(turn.was_timed) == 1:
        return tuple(replace(s, minutes=numbers[0]) if s.minutes is not None else s for s in before)
    return None


_CHANGES: tuple[_Change, ...] = (
    _swapped, _corrected, _lessened, _without, _renamed, _updated, _moved, _returned, _instead,
    _placed, _renumbered,
)  # fmt: skip


def _revived(held: CarriedService) -> Service:
    """A carried service as a service."""
    numbered = held.code is not None
    return Service(
        held.code, held.technique, held.minutes, None, 0, 0, 0, 0, numbered, held.regions
    )
