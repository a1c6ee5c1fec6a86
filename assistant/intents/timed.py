"""Whether it is asked if a service is timed, and so if its minutes count."""

from __future__ import annotations

import re

from assistant.turns.case import Case
from knowledge.phrases import Phrases

_COUNTS_IN = Phrases("counts_in")
_APPLIES = Phrases("rule_applies")
"""Whether a rule of counting is asked of a service: "does the 8 minute rule apply to 97010?"."""
_TIMED = Phrases("timed")


_TIMED_LAST = re.compile(r"\b(?:un)?timed\W*\?\W*$", re.I)
"""What stands last of a note is asked of it: "ultrasound - timed?"."""


def asks_timed(case: Case) -> bool:
    """Whether it is asked if a service is timed: "is TENS timed?", "does it count to the total?".

    Args:
        case: The case.
    """
    facts = case.facts
    named = facts.services or facts.codes or (case.follows and case.codes)
    if not named or facts.timed_services or facts.loose:
        return False
    asked = case.wants("yes_no") or _TIMED_LAST.search(facts.question)
    if not asked or facts.states or facts.idle:
        return False
    return asks_counted_in(case) or bool(_TIMED.search(facts.question))


def asks_counted_in(case: Case) -> bool:
    """Whether it is asked if a service's minutes enter the total.

    Args:
        case: The case.
    """
    words = case.facts.question
    applied = _APPLIES.search(words) and case.payer is None
    return bool(_COUNTS_IN.search(words) or applied)
