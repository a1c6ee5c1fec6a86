"""Whether a year's therapy threshold is asked for, and the amounts of money that words name."""

from __future__ import annotations

import re

from assistant.turns.case import Case
from knowledge.library import Library

_AMOUNT = re.compile(r"\$ ?(\d+(?:,\d{3})*)|\b(\d+(?:,\d{3})*) (?:dollars|bucks|usd)\b", re.I)


def amounts_in(question: str) -> list[str]:
    """The amounts of dollars that words name, as typed.

    Args:
        question: The asker's words.

    >>> amounts_in("$2,410, or 2600 dollars by now?")
    ['2,410', '2600']
    """
    return [signed or named for signed, named in _AMOUNT.findall(question)]


def asks_threshold(case: Case, library: Library) -> bool:
    """Whether a year's therapy threshold is asked for, or an amount is held against it.

    Args:
        case: The case.
        library: The knowledge base.
    """
    on_it = library.subjects.answered_by(case.topics, "threshold") and not case.codes
    return on_it and bool(case.facts.year or amounts_in(case.facts.question))
