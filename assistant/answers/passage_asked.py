"""The direct answer where it is asked what two codes, or a modifier or two, are."""

from __future__ import annotations

import re

from assistant.answers.assistant_share import marks_of
from assistant.draft import Line
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Passage

_FIRST = re.compile(r"(?<=\.) ")
_TWO = 2
_A_FEW = 4


def settled(case: Case, library: Library) -> bool:
    """Whether codes are compared on a subject that has a direct answer of its own.

    Args:
        case: The case.
        library: The knowledge base.
    """
    return case.wants("compare") and any(library.topics[t].headline for t in case.facts.topics)


def compared(case: Case, library: Library, chosen: list[Passage]) -> Line | None:
    """What each of two codes is, where it is asked how they differ.

    Of the other passages those on both codes are left. Where no passage says what one of them is,
    such passages answer, else what the two are called and whether they are timed.

    Args:
        case: The case.
        library: The knowledge base.
        chosen: The passages that answer, the best first.
    """
    codes = case.codes
    if not case.wants("compare") or len(codes) != _TWO or settled(case, library):
        return None
    held = library.passages
    told = [
        next(
            (p for p in chosen if p.kind == "definition" and p.codes[:1] == (code,)),
            held.get(f"ama-cpt/{code}"),
        )
        for code in codes
    ]
    both = [p for p in chosen if {*codes} <= {*p.codes}]
    found = [p for p in told if p is not None]
    if len(found) == _TWO:
        chosen[:] = [p for p in both if p not in found and len(p.codes) <= _A_FEW]
        return Line(" ".join(p.text for p in found), tuple(p.key for p in found))
    if nearer := [p for p in both if len(p.codes) <= _TWO + 1]:
        chosen[:] = [*nearer, *(p for p in chosen if _TWO < len(p.codes) <= _A_FEW)]
        return None
    rows = [library.passage(f"ama-cpt/row-{c}") for c in codes if c in library.codes]
    if len(rows) != _TWO or case.sources:
        return None
    chosen[:] = rows[1:]
    return Line(_FIRST.split(rows[0].text)[0], (rows[0].key,))


def of_a_modifier(case: Case, library: Library, chosen: list[Passage]) -> Line | None:
    """What one or two modifiers say, where it is asked by their names, or by what they say.

    Args:
        case: The case.
        library: The knowledge base.
        chosen: The passages that answer, the best first.
    """
    either = len(case.facts.modifiers) == _TWO and "or" in case.facts.folds
    meant = case.wants("definition", "compare") or (either and not (case.codes or case.topics))
    named = dict.fromkeys(m for m, _ in case.facts.modifiers if meant)
    said = case.facts.question.lower()
    # Or their names stand in the question: "which one is a separate encounter?".
    called = [m for m, held in library.modifiers.items() if held.name.lower() in said]
    told = [library.modifiers[m] for m in named or _pointed_at(case, library) or called]
    of_them = all(m.says and m.supports for m in told)
    if not 0 < len(told) <= _TWO or not of_them:
        return None
    if not any(chosen[0].key in m.supports for m in told):
        return None
    supports = dict.fromkeys(
        key for m in told for key in m.supports if key in (chosen[0].key, m.supports[0])
    )
    return Line(" ".join(m.says for m in told), tuple(supports))


def _pointed_at(case: Case, library: Library) -> tuple[str, ...]:
    """The one modifier that what is stated points to, where one is asked for, or it is named.

    "We forgot the ABN, which modifier?" points to GZ, "CQ or CO for an OT assistant?" to CO.
    """
    marks = marks_of(library)
    stated = {case.fact("abn"), case.fact("plan")} - {None}
    of_helpers = {marks[p] for p in case.providers if p in library.assistants}
    found = {m for m, held in library.modifiers.items() if {m, held.abn} & stated} | of_helpers
    asked = {m for m, _ in case.facts.modifiers} or (found if case.wants("modifier") else set())
    whether = asked == found and case.payer and case.wants("yes_no")
    pointed = len(found) == 1 and found <= asked and not (case.codes or whether)
    return tuple(found) if pointed else ()
