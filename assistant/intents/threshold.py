"""Whether a year's therapy threshold is asked for, and the amounts of money that words name."""

from __future__ import annotations

import re

from assistant.turns.case import Case
from knowledge.library import Library

_AMOUNT = re.compile(
    r"\$ ?(\d+(?:,\d{3})*)|\b(\d+(?:,\d{3})*) (?:dollars|bucks|usd)\b"
    r"|(?<![\d,.$])(\d,\d{3})\b(?!,\d| (?:min|hour|patient|unit|visit|code|row|edit|pair))",
    re.I,
)


def amounts_in(question: str) -> list[str]:
    """The amounts of dollars that words name, as typed.

    Args:
        question: The asker's words.

    >>> amounts_in("$2,410, or 2600 dollars by now?")
    ['2,410', '2600']
    """
    return [next(filter(None, found)) for found in _AMOUNT.findall(question)]


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
    return on_it and not named and bool(facts.year or again or amounts_in(facts.question))
