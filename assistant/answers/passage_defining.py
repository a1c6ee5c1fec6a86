"""Which passages say what a code is, and when just that is asked."""

from __future__ import annotations

from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.reading_words import reading_words


def defining_of(case: Case, library: Library) -> list[str]:
    """The passages that say what the codes asked about are.

    Args:
        case: The case.
        library: The knowledge base.
    """
    if not case.facts.codes or len(case.codes) > 2 or case.wants("documentation"):
        return []
    if set(case.sources) & set(case.called) or not case.wants("definition", "yes_no", "compare"):
        return []
    keys = [k for c in case.codes if c in library.codes for k in library.codes[c].supports]
    return list(dict.fromkeys(keys))


def plainly(case: Case) -> bool:
    """Whether just that is asked, what codes are or how they differ: no word says more.

    Args:
        case: The case.
    """
    words = [t.fold for t in case.facts.tokens if t.kind == "word"]
    told_apart = case.wants("compare") and len(case.codes) > 1
    plain = reading_words("defining")
    return (told_apart or case.wants("definition")) and sum(w not in plain for w in words) <= _FEW


_FEW = 1
