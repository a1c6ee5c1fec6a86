"""Signs in the words of what is asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.turns.case import Case
from knowledge.phrases import Phrases, phrases


def sets_equal(case: Case) -> bool:
    """Whether a service is set equal to a code: "Swedish = 97124"."""
    spans = [(s.first, s.last) for s in case.services if s.numbered and s.technique]
    return any(t.text == "=" for one, last in spans for t in case.facts.tokens[one : last + 1])


_AS = Phrases("put_to", "=")
_AS_WELL = re.compile(r"\bas well(?: as)?\b", re.I)


def maps(case: Case) -> bool:
    """Whether a code is asked about as the code of a service that is named beside it."""
    if case.facts.wants & {"pair", "edit", "modifier"}:
        return False
    named = [s for s in case.services if s.technique or (s.code and not s.numbered)]
    codes = set(case.codes)
    return (
        bool(named) and len(codes) >= 1 and bool(_AS.search(_AS_WELL.sub(" ", case.facts.question)))
    )


CODE = Phrases(
    "asks_a_code",
    r"(?<!\bthat )(?<!\bthis )(?<!\bby )\bcodes?\s*[?,:]"
    r"|\bwhich\b(?:(?!\b(?:each|every|per|by)\b).){0,40}\bcodes?\b",
)


def wants_code(case: Case) -> bool:
    """Whether a code is asked for."""
    told = _in_so_many_words(case.facts.question)
    return case.wants("choice") if told is None else told


@lru_cache(maxsize=8)
def _in_so_many_words(question: str) -> bool | None:
    """Whether the words ask for a code, or for something else of that name; None for neither."""
    if phrases("which_line").search(question) or phrases("other_codes").search(question):
        return False
    return True if phrases("code_or_code").search(question) or CODE.search(question) else None


MORE = Phrases("more", r"(?<!\d )\b(?:more|further|additional) minutes\b")


_PER = re.compile(r"\b(?:each|every|any|per)\b[^.?!,;]*\b(?:another|one more|an? \w+) unit", re.I)
"""What a rule is said to give: "every 8 minutes is another unit"."""


def asks_more(case: Case) -> bool:
    """Whether it is asked what more or fewer minutes would bring, or what would change a count."""
    question = _PER.sub("", case.facts.question)
    changes = MORE.search(question) or asks_less(case) or phrases("changing").search(question)
    loose = bool(case.facts.given)
    return bool(case.timed or loose) and bool(changes)


def asks_less(case: Case) -> bool:
    """Whether it is asked how few, or how many, minutes still make the units.

    Args:
        case: The case.
    """
    return bool(case.timed) and case.shows("less")


USED_FOR = re.compile(r"\b(use|bill|code|report|charge)\b.{0,20}\b\d{5}\b.{0,12}\bfor\b", re.I)


_OPENS = re.compile(
    r"(?:^|[.!?;,:] *|\b(?:and|but|so|or) )(?:is|are|was|were|did|does|do|has|have|had|isn't|wasn't"
    r"|didn't|hasn't|can|could|may|will|would|should)\b",
    re.I,
)


def opens_yes_no(case: Case) -> bool:
    """Whether a question opens so that a yes or a no answers it.

    Args:
        case: The case.
    """
    return bool(_OPENS.search(case.facts.question.strip()))


_PUTS = re.compile(
    r"(?:^|[.;:!?]\W*|\s-+\s+)(?:what|which|how|who|whose|why|when|where)(?:'s)?\b"
    r"|(?:^|[.;:!?,]\W*|\s-+\s+|\b(?:and|or|so|but)\s+)(?:what|how|why)(?:'s)?\b"
    r"|^\W*(?:can|could|may|must|should) (?!be\b)\w+ "
    r"|(?:^|[.;:!?,]\W*|\s-+\s+|\b(?:and|or|so|but)\s+)"
    r"(?:is|are|can|could|do|does|did|should|shall|would|will|may|must|isn't|aren't|don't|"
    r"doesn't|can't) (?:i|we|it|that|this|these|those|they|he|she|you|my|our|the|a|an|\d{5})\b"
    r"|^\W*(?:is|are|am|does|can|could|may|must|should|shall|will|would)\b|\bwhere\W*$",
    re.I,
)


def puts_a_question(words: str) -> bool:
    """Whether a clause opens as a question does, question mark or none.

    >>> [puts_a_question(w) for w in ("massage, can that be 97140", "STM 20 min, did well")]
    [True, False]
    """
    return _PUTS.search(words) is not None
