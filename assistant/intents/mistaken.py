"""Whether a code stands in the question that isn't the code of what was done."""

from __future__ import annotations

from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.reading_words import reading_words


def mistaken_code(case: Case, library: Library) -> bool:
    """Whether one code stands behind a service that is known to be mistaken for that code's own.

    It stands apart from the service or as what is billed, not beside it as a second line.

    Args:
        case: The case.
        library: The knowledge base.
    """
    codes, numbers = case.facts.codes, [s for s in case.services if s.numbered]
    if len(codes) != 1 or len(numbers) != 1 or case.wants("edit", "modifier", "units"):
        return False
    exact = not any(library.techniques[s.technique].weak for s in case.services if s.technique)
    by_it = exact and case.shows("billed_by")
    if case.wants("pair") and not by_it:
        return False
    number = numbers[0]
    before = [s for s in case.services if s.technique and s.last < number.first]
    excluded = {o.code for s in before for o in library.techniques[s.technique or ""].excluded}
    if codes[0] not in excluded or any(s.minutes for s in before):
        return False
    between = case.facts.tokens[max(s.last for s in before) + 1 : number.first]
    words = [t.fold for t in between]
    billed = by_it or reading_words("bills") & {*words[-1:]}
    return bool(billed) or reading_words("second_line").isdisjoint(words)
