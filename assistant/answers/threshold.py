"""Answering whether an amount of therapy is over the year's KX threshold."""

from __future__ import annotations

import re

from assistant.draft import Line
from assistant.intents.signs import opens_yes_no
from assistant.turns.case import Case
from coding_tools.modifiers_payer import dollars
from knowledge.library import Library

_AMOUNT = re.compile(r"\$ ?(\d[\d,]*)|\b(\d[\d,]*) (?:dollars|bucks|usd)\b", re.I)
_YEAR = re.compile(r"\b20\d\d\b")
_PASSES = re.compile(
    r"\b(?:pass|exceed|cross|go(?:es)? (?:over|past|above)|over|above|beyond)", re.I
)


def over_threshold(case: Case, library: Library) -> Line | None:
    """The threshold of the one year named, with yes or no where it is asked of an amount; or None.

    Args:
        case: The case.
        library: The knowledge base.
    """
    on = case.date_of_service
    held = library.thresholds.get(on.year if on else case.facts.year or 0)
    amounts = [dollars(a or b) for a, b in _AMOUNT.findall(case.facts.question)]
    if held is None or len(_YEAR.findall(case.facts.question)) > 1:
        return None
    if case.facts.year and not amounts and not opens_yes_no(case):
        return Line(
            f"The KX threshold of {held.year}, PT and SLP combined and OT separately, is "
            f"{held.amount}; above it a line needs KX.",
            held.supports,
        )
    if len(amounts) != 1 or not opens_yes_no(case):
        return None
    limit = dollars(held.amount)
    passed = amounts[0] > limit or (amounts[0] == limit and _PASSES.search(case.facts.question))
    return Line(
        f"{'Yes' if passed else 'No'}: the KX threshold of {held.year} is {held.amount}; above it "
        "a line needs KX.",
        held.supports,
    )
