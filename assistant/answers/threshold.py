"""Answering about the KX threshold of a year, and whether an amount of therapy is over it."""

from __future__ import annotations

import re

from assistant.context import Context
from assistant.draft import Block, Line
from assistant.intents.limits import amounts_in, ledger
from assistant.intents.signs import opens_yes_no
from assistant.speak import quoted
from assistant.turns.case import Case
from coding_tools.modifiers_payer import dollars
from coding_tools.wording import listed
from knowledge.library import Library
from knowledge.records.payers import Threshold

_YEAR = re.compile(r"\b20\d\d\b")
_REVIEW = "cms-therapy/medical-review"
_WHOSE = "PT and SLP combined and OT separately"
_NEEDS = "above it a line needs KX"


def answer_threshold(case: Case, context: Context) -> Block | None:
    """The threshold of the year that is named, or the years whose threshold an amount is over.

    Args:
        case: The case.
        context: The library.
    """
    library = context.library
    told = _told(case, library)
    if told is None:
        return None
    return Block("threshold", told, [quoted(_REVIEW, library)])


def _told(case: Case, library: Library) -> Line | None:
    """The direct answer; None where neither one year nor one amount is named."""
    years = {int(y) for y in _YEAR.findall(case.facts.question)}
    told = ledger(case)
    # PT and SLP are held against one threshold together.
    sums = {who: sum(told[k] for k in told if (k == "O") is (who == "OT")) for who in ("PT", "OT")}
    on, apart = case.date_of_service, {"O"} < told.keys()
    held = library.thresholds.get(on.year if on else case.facts.year or 0)
    if len(years) > 1 or len(amounts_in(case.facts.question)) > max(1, len(told)):
        return None
    if held is None:
        one = told and not (years or apart)
        return _by_year(max(sums.values()), case, library) if one else None
    if told:
        over = [who for who, amount in sums.items() if _over(amount, held, case)]
        yes = f"Yes, for {over[0]}" if apart and len(over) == 1 else "Yes" if over else "No"
        of = f"{held.year}, {_WHOSE}," if apart else held.year
        text = f"{yes}: the KX threshold of {of} is {held.amount}; {_NEEDS}."
    elif years or case.follows or not opens_yes_no(case):
        text = f"The KX threshold of {held.year}, {_WHOSE}, is {held.amount}; {_NEEDS}."
    else:
        return None
    return Line(text, held.supports)


def _over(amount: int, held: Threshold, case: Case) -> bool:
    """Whether an amount is over a year's threshold, or passes it where it is just as much."""
    limit = dollars(held.amount)
    return amount > limit or (amount == limit and case.shows("passes_the_amount"))


def _by_year(amount: int, case: Case, library: Library) -> Line:
    """Which years' thresholds an amount is over, where no year is named."""
    every = library.thresholds.values()
    over = [held for held in every if _over(amount, held, case)]
    under = [f"{held.amount} in {held.year}" for held in every if held not in over]
    above = [f"{held.amount} in {held.year}" for held in over]
    supports = tuple(dict.fromkeys(key for held in every for key in held.supports))
    text = (
        f"That is above the KX threshold of {listed(above)}, and not above that of {listed(under)}"
    )
    if not over or not under:
        what = "not above" if under else "above"
        text = f"That is {what} the KX threshold: {listed(under or above)}"
    return Line(f"{text}; {_NEEDS}.", supports)


def passed(case: Case, library: Library) -> bool:
    """Whether the year's threshold itself is said to be passed: "past $2,410 this year".

    Args:
        case: The case.
        library: The knowledge base.
    """
    held = library.thresholds.get(case.date_of_service.year if case.date_of_service else 0)
    found = _PAST.search(case.facts.question)
    if held is None or found is None or _SUPPOSED.search(case.facts.question):
        return False
    amounts = [dollars(a) for a in amounts_in(case.facts.question)]
    return amounts == [dollars(held.amount)] == [dollars(found[1])]


_PAST = re.compile(
    r"\b(?:past|over|above|beyond|exceed\w*|passed|more than)(?: the)? \$?(\d[\d,]*)", re.I
)
_SUPPOSED = re.compile(r"\b(?:not|never|no|if|when|until|till|unless|before|once)\b|n't\b", re.I)
"""Words by which it isn't told that an amount is passed, but when it would be."""


def spent(case: Case, library: Library) -> int | None:
    """The dollars of the year's therapy that the asker states; a threshold named is none.

    Args:
        case: The case.
        library: The knowledge base.
    """
    amounts = [dollars(told) for told in amounts_in(case.facts.question)]
    held = {dollars(t.amount) for t in library.thresholds.values()}
    used = [a for a in amounts if a not in held]
    return used[0] if len(used) == 1 and case.shows("spent") else None
