"""Whether a limit is asked for, a day's units or a year's dollars, and which amounts words name."""

from __future__ import annotations

import re

from assistant.intents.status import asks_timed
from assistant.turns.case import Case
from coding_tools.modifiers_payer import dollars
from knowledge.library import MUE_SOURCE, Library
from knowledge.phrases import Phrases

_AMOUNT = re.compile(
    r"\$ ?\d+(?:,\d{3})*|\b\d+(?:,\d{3})* (?:dollars|bucks|usd)\b"
    r"|(?<![\d,.$])\d,\d{3}\b(?!,\d| (?:min|hour|patient|unit|visit|code|row|edit|pair))",
    re.I,
)
_BARE = re.compile(
    rf"({_AMOUNT.pattern}|(?<![\w,.$-])(?<!cms )(?<!on the )(?!(?:199|20[0-3])\d\b)\d{{2,4}}"
    r"(?![\w,.%-]*\d|%| ?(?:min|hour|patient|unit|visit|session|day|code|form)))",
    re.I,
)
"""Where the threshold is on, an amount may stand without a sign: "we've had 2450"."""
_LEAST = 100
"""A lower number is an amount only where it is put on top: "she's had 12 visits"."""
_WHOSE = re.compile(r"\b(?:pt|physical|ot|occupational|slp|speech)\b", re.I)
_OF_ONE, _VISITS_AT = Phrases("of_one"), Phrases("so_many_at")
_PART, _MORE = Phrases("part_of_the_amount"), Phrases("added_to_the_amount")


def amounts_in(question: str) -> list[str]:
    """The amounts of dollars that words name, as typed.

    Args:
        question: The asker's words.

    >>> amounts_in("$2,410, or 2600 dollars by now?")
    ['2,410', '2600']
    """
    return [re.sub(r"[^\d,]", "", found) for found in _AMOUNT.findall(question)]


def ledger(case: Case) -> dict[str, int]:
    """The dollars that the turns on the threshold tell, by discipline; P where none is told.

    Args:
        case: The case: "PT is at $2,300", "plus 150 next week", "400 of that was OT".
    """
    held: dict[str, int] = {}
    on_it = case.follows and "threshold" in case.earlier.intents
    for words in (*(case.earlier.said if on_it else ()), case.facts.question):
        parts = _BARE.split(words)
        for before, typed, behind in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
            near = _WHOSE.findall(behind.partition(" and ")[0].partition(",")[0])
            who = [*near, *_WHOSE.findall(before)[::-1], *held, "P"][0][0].upper()
            amount = dollars(typed)
            more = _MORE.search(before) or "+" in before
            if amount < _LEAST and not (more or "$" in typed):
                continue
            if _OF_ONE.search(behind) or _VISITS_AT.search(before):
                return {}  # "30 visits at 110": what they come to isn't computed
            if _PART.search(behind):
                held = {k: v - amount * (k != who) for k, v in held.items()}
                amount = held.get(who, amount)
            elif more:
                amount += held.get(who, 0)
            held[who] = amount
    return held


def asks_threshold(case: Case, library: Library) -> bool:
    """Whether a year's therapy threshold is asked for, or an amount is held against it.

    Args:
        case: The case.
        library: The knowledge base.
    """
    facts = case.facts
    topics = facts.topics if case.codes else case.topics
    on_it = library.subjects.answered_by(topics, "threshold")
    named = facts.codes or facts.services
    again = case.follows and case.date_of_service and "threshold" in case.earlier.intents
    return on_it and not named and bool(facts.year or again or ledger(case))


def asks_mue(case: Case, library: Library) -> bool:
    """Whether the daily limit is asked for.

    Args:
        case: The case.
        library: The knowledge base.
    """
    given = case.facts.timed_services if case.follows else case.timed
    given = given or any(d.role == "total" for d in case.facts.loose)
    going_on = case.follows and "mue" in case.earlier.intents
    one = len(case.facts.codes if not going_on else case.codes) == 1
    over = one and any(_over(c, case, library) for c in case.codes)
    asked = case.wants("mue") or bool(over) or asks_whether(case, library)
    asked = asked or bool(_A_DAY.search(case.facts.question))
    other = asks_timed(case) or case.shows("other_limit")
    return asked and not given and bool(case.codes) and not other


def _over(code: str, case: Case, library: Library) -> bool:
    """Whether more units of a code are named than its MUE, and minutes are not asked for."""
    mue = library.mue.get(code)
    named = max(case.facts.claimed_units, default=0)
    return mue is not None and 0 < mue.units < named and not case.wants("minutes_for")


_A_DAY = re.compile(r"\bhow many (?:\d{5}|\w\d{4})(?:'?s)? (?:a|per|each|in a|in one) day\b", re.I)
_SHORT = 14


def asks_whether(case: Case, library: Library) -> bool:
    """Whether it is asked if so many units of one code are right: "97124 x 4 ok?".

    Args:
        case: The case.
        library: The knowledge base.
    """
    facts = case.facts
    other = facts.wants & {
        "coverage", "why", "source", "documentation", "modifier", "pair", "definition", "compare",
        "minutes_for", "claimed", "when",
    }  # fmt: skip
    beside = facts.loose or facts.bare or facts.modifiers or set(case.sources) - {MUE_SOURCE}
    topics = (library.topics[t] for t in library.subjects.beyond(case.topics, "mue"))
    told = [t for t in topics if t.lead and (not t.beside or "by_region" in t.roles)]
    one = len(facts.claimed_units) == len(case.codes) == 1 and not (beside or told)
    going_on = case.follows and "mue" in case.earlier.intents
    named = facts.codes or (facts.services and not case.goals) or going_on
    asked = case.wants("valid", "yes_no", "thanks", "who") or facts.question.rstrip().endswith("?")
    return bool(one and named and asked and not other and len(facts.tokens) < _SHORT)
