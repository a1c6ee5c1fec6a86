"""Whether the daily limit of a code is asked for, or whether so many units of it are right."""

from __future__ import annotations

import re

from assistant.intents.status import asks_timed
from assistant.turns.case import Case
from knowledge.library import MUE_SOURCE, Library


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
    return asked and not given and bool(case.codes) and not asks_timed(case)


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
