"""The direct answer where it is asked what two codes, or a modifier or two, are."""

from __future__ import annotations

import re

from assistant.draft import Line
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Passage

_FIRST = re.compile(r"(?<=\.) ")
_TWO = 2
_A_FEW = 4


def compared(case: Case, library: Library, chosen: list[Passage]) -> Line | None:
    """What each of two codes is, where it is asked how they differ.

    Of the other passages those on both codes are left.

    Args:
        case: The case.
        library: The knowledge base.
        chosen: The passages that answer, the best first.
    """
    held = library.passages
    told = [
        next((p for p in chosen if _defines(p, code)), held.get(f"ama-cpt/{code}"))
        for code in case.facts.codes
    ]
    if not case.wants("compare") or len(told) != _TWO:
        return None
    if None in told:
        return _named_apart(case, library, chosen)
    both = [p for p in chosen if p not in told and {*case.facts.codes} <= {*p.codes}]
    chosen[:] = [p for p in both if len(p.codes) <= _A_FEW]
    found = [p for p in told if p is not None]
    return Line(" ".join(p.text for p in found), tuple(p.key for p in found))


def _named_apart(case: Case, library: Library, chosen: list[Passage]) -> Line | None:
    """What two codes are called and whether they are timed, where no passage says what they are."""
    codes = [c for code in case.facts.codes if (c := library.codes.get(code)) and c.name]
    if len(codes) != _TWO or case.sources:
        return None
    on_both = [p for p in chosen if _on_both(p, case)]
    if on_both:
        chosen[:] = [*on_both, *(p for p in chosen if _TWO < len(p.codes) <= _A_FEW)]
        return None
    rows = [library.passage(f"ama-cpt/row-{c.code}") for c in codes]
    chosen[:] = rows[1:]
    return Line(_FIRST.split(rows[0].text)[0], (rows[0].key,))


def _on_both(passage: Passage, case: Case) -> bool:
    """Whether a passage is on two codes, or tells them from one more."""
    return {*case.facts.codes} <= {*passage.codes} and len(passage.codes) <= _TWO + 1


def of_a_modifier(case: Case, library: Library, chosen: list[Passage]) -> Line | None:
    """What one or two modifiers say, where it is asked by their names, or by what they say.

    Args:
        case: The case.
        library: The knowledge base.
        chosen: The passages that answer, the best first.
    """
    meant = case.wants("definition", "compare") and not case.wants("coverage")
    named = [m for m, _ in case.facts.modifiers] if meant else []
    told = [
        library.modifiers[m] for m in (*dict.fromkeys(named),) or _called_by_name(case, library)
    ]
    of_them = all(m.says and chosen[0].key in m.supports for m in told)
    if not 0 < len(told) <= _TWO or not of_them:
        return None
    return Line(" ".join(m.says for m in told), (chosen[0].key,))


def _called_by_name(case: Case, library: Library) -> tuple[str, ...]:
    """The modifiers whose names stand in the question: "which one is a separate encounter?"."""
    said = case.facts.question.lower()
    return tuple(m for m, held in library.modifiers.items() if held.name.lower() in said)


def _defines(passage: Passage, code: str) -> bool:
    """Whether a passage says what one code is."""
    return passage.kind == "definition" and passage.codes[:1] == (code,)
