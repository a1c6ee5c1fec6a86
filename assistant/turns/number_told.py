"""What the bare number of a following turn counts: units, or parts of the body; nothing else.

Steps, of which the first that knows decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.reading.facts import Duration
from assistant.reading.numbers import ordinal_at
from assistant.turns import signs
from assistant.turns.answering import regions_held
from assistant.turns.bare_number import MOST_UNITS, Numbers, numbers_of
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.phrases import phrases

Step = Callable[[Numbers], Case | None]
"""What the number comes to; None where the step doesn't know."""


def counted(case: Case, library: Library) -> Case:
    """The case with a bare number read as the count in question, or the last answer's count.

    Args:
        case: The case.
        library: The knowledge base.
    """
    turn = numbers_of(case, library)
    return next((found for step in _STEPS if (found := step(turn)) is not None), case)


def _which_gets_it(turn: Numbers) -> Case | None:
    """The one unit that is left, or the rule: "which code gets it?", "which rule did you use?"."""
    asked = _asks_which_gets_it(turn.case) or turn.case.shows("you_used")
    if not (turn.after("units", "what_if") and asked):
        return None
    return turn.case.with_(facts=replace(turn.facts, topics=()), topics=())


def _over_the_limit(turn: Numbers) -> Case | None:
    """The units that were counted: "is that over the MUE?"."""
    facts = turn.facts
    named = facts.codes or facts.services or facts.bare or facts.claimed_units or facts.loose
    asks = "yes_no" in facts.wants or "?" in facts.question
    asked = asks and "mue" in facts.wants and not named
    if not asked or turn.earlier.units is None:
        return None
    over = turn.library.subjects.the("over_limit").id
    topics = tuple(t for t in turn.facts.topics if t != over)
    told = turn.with_(claimed_units=(turn.earlier.units,), topics=topics)
    return told.with_(topics=tuple(t for t in turn.case.topics if t != over))


def _told_again(turn: Numbers) -> Case | None:
    """Minutes that are in play already: "so 8 is the least?" of 8 minutes."""
    again = turn.given and {*turn.given} <= {*turn.earlier.minutes}
    return turn.case if again else None


def _the_next(turn: Numbers) -> Case | None:
    """The unit behind the one whose first minute was told."""
    target = turn.earlier.target
    if not target or not signs.NEXT.search(turn.facts.question):
        return None
    return turn.with_(asked_units=(target + 1,))


def _why_so_many(turn: Numbers) -> Case | None:
    """The units that were told, not minutes: "why four and not three?"."""
    facts, timed = turn.facts, any(s.minutes for s in turn.earlier.services)
    of_units = turn.given and max(turn.given) <= MOST_UNITS and not facts.loose
    return turn.with_(bare=()) if "why" in facts.wants and of_units and timed else None


def _minutes_for_others(turn: Numbers) -> Case | None:
    """Other units whose minutes are asked for: "and 5?"."""
    others = turn.after("minutes_for") and turn.of_units and not _given(turn)
    return turn.for_units(turn.given, bare=()) if others else None


def _against_the_limit(turn: Numbers) -> Case | None:
    """Units that are set against their limit."""
    return turn.claiming() if turn.after("mue") and turn.of_units else None


def _few_claimed(turn: Numbers) -> Case | None:
    """Units that are claimed, for so few minutes make none: "can I only bill 4?"."""
    few = len(turn.given) == 1 and turn.given[0] < _UNIT_BEGINS and not turn.facts.loose
    words = turn.facts.question
    if phrases("supposed_part").search(words):
        return None  # "even if 5 was intake"
    could = signs.COULD_BE.search(words) or signs.SO.search(words)
    claimed = turn.earlier.target or signs.TOLD.search(words) or could
    units = tuple(turn.given) if few and claimed else turn.facts.claimed_units if could else ()
    if not (units and turn.earlier.minutes):
        return None
    told = turn.with_(bare=(), claimed_units=units)
    if not could:
        return told
    wants = turn.facts.wants - {"coverage"} | {"units", "valid"}
    return told.with_(facts=replace(told.facts, wants=wants, topics=()), topics=())


def _of_the_target(turn: Numbers) -> Case | None:
    """The units whose minutes were told: "and by the midpoint?", "is an hour enough?"."""
    target, facts, again = turn.earlier.target, turn.facts, turn.after("minutes_for")
    if not target:
        return None
    claimed = facts.claimed_units or (target,)
    otherwise = facts.methods or facts.payers
    if again and otherwise and not (turn.given or facts.wants - {"units", "beside"}):
        return turn.for_units((target,))
    if again and (loose := facts.loose or _given(turn)):
        wants = facts.wants | {"units"}
        return turn.with_(wants=wants, claimed_units=claimed, loose=loose, bare=())
    asks = "minutes_for" in facts.wants and not turn.given
    return turn.with_(claimed_units=claimed) if asks else None


def _given(turn: Numbers) -> tuple[Duration, ...]:
    """The minutes that a bare number is said to be, or can only be: "i did 6", "and 40?"."""
    told = signs.SO_MANY_GIVEN.search(turn.facts.question) or not turn.of_units
    return tuple(d._replace(role="treatment") for d in turn.facts.bare) if told else ()


def _of_the_count(turn: Numbers) -> Case | None:
    """Units that the count is said to come to, or that are asked how to reach: "so 3?"."""
    if not (turn.after("units", "what_if") and turn.of_units) or turn.facts.loose:
        return None
    if signs.SO.search(turn.facts.question):
        return turn.claiming()
    if "why" not in turn.facts.wants and signs.WAY_TO.search(turn.facts.question):
        return turn.with_(bare=(), asked_units=tuple(turn.given))
    return None


def _least(turn: Numbers) -> Case | None:
    """Units whose fewest or most minutes are asked for: "least for two?", "how low for 3?"."""
    bound = signs.LEAST.search(turn.facts.question) or turn.case.shows("less")
    asked = turn.after("units", "what_if") and turn.of_units and bound
    return turn.for_units(turn.given, bare=()) if asked else None


def _ordinal(turn: Numbers) -> Case | None:
    """The unit that is asked about by its place: "and the fifth?", "when do I get a fourth?"."""
    facts = turn.facts
    reaches = turn.after("units") and signs.REACHES.search(facts.question)
    told = facts.asked_units or facts.bare or turn.case.timed
    if told or not (reaches or turn.after("what_if", "minutes_for")):
        return None
    places = [ordinal_at(facts.tokens, n) for n in range(len(facts.tokens))]
    return turn.with_(asked_units=tuple(p for p in places if p is not None))


def _parts_of_the_body(turn: Numbers) -> Case | None:
    """Muscles or regions, of which so many choose another code."""
    facts, earlier = turn.facts, turn.earlier
    counted = {s.technique for s in earlier.services if turn.after("choice")}
    other = any(s.technique not in counted for s in facts.services)
    if len(turn.given) != 1 or other or facts.codes or facts.loose:
        return None
    (number,) = turn.given
    if number > _MOST_PLACES:
        return None
    if earlier.asked == "muscles" or (earlier.muscle_count and turn.after("choice")):
        return turn.case.with_(muscle_count=number, muscles=())
    adjusted = regions_held(earlier, turn.library) or turn.after("choice")
    if earlier.asked == "regions" or (earlier.region_count and adjusted):
        return turn.case.with_(region_count=number)
    return None


_STEPS: tuple[Step, ...] = (
    _which_gets_it, _over_the_limit, _told_again, _why_so_many, _least, _the_next,
    _minutes_for_others, _against_the_limit, _few_claimed, _of_the_target,
    _of_the_count, _ordinal, _parts_of_the_body,
)  # fmt: skip


def _asks_which_gets_it(case: Case) -> bool:
    """Whether it is asked which code gets a unit, and not a modifier: "which code gets it?"."""
    marked = case.modifiers or case.says("marked")
    return bool(signs.GETS.search(case.facts.question)) and not marked


_MOST_PLACES = 15  # no more regions are adjusted, and seldom more muscles needled, in one visit
_UNIT_BEGINS = 8
"""A smaller number, where units were claimed, is one of units: no unit has so few minutes."""
