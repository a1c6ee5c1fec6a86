"""Answering whether codes stand together on one day, and which line a modifier hangs on."""

from __future__ import annotations

from itertools import combinations

from assistant.answers.disagreements import what_governs
from assistant.answers.pair_codes import pair_codes, pairs_asked
from assistant.answers.pair_history import codes_of, dated
from assistant.answers.pair_stated import checked
from assistant.answers.pair_verdict import ended, verdict_on
from assistant.answers.pair_why import (
    asks,
    behind,
    edit_alone,
    explain_pair,
    licence,
    pair_conflicts,
    payers_own,
    which_is_paid,
)
from assistant.answers.passage_choice import brings_up
from assistant.context import Context
from assistant.draft import Block, Line, Support
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from knowledge.library import Library

_MOST = 10


def answer_pair(case: Case, context: Context) -> Block | None:
    """Every pair among the codes in play.

    Args:
        case: The case; two codes or more, by number, by name or by technique.
        context: The library and its tables.
    """
    library = context.library
    pairs = pairs_asked(codes := pair_codes(case, library), case, library)[:_MOST]
    if not pairs:
        return None
    block = Block("pair")
    told = _worth([checked(*pair, case, context) for pair in pairs])
    supports = {id(c): block.compute(c) for c in told}
    _lead(block, told, supports, case, library)
    dated(block, told, case, library)
    for calculation in told:
        explain_pair(block, calculation, supports[id(calculation)], case, library)
    which_is_paid(block, case, library)
    asks(block, told, library)
    pair_conflicts(block, told, library)
    what_governs(block, case, library)
    if len(list(combinations(codes, 2))) > _MOST:
        block.leave_open("Only the first pairs of the codes were checked.")
    return block


def _worth(done: list[Calculation]) -> list[Calculation]:
    """The checks worth showing: all, but of many without an edit only those with one."""
    live = [c for c in done if c.result["verdict"] != "no_edit"]
    return done if len(done) <= 3 or not live else live


def _lead(
    block: Block,
    told: list[Calculation],
    supports: dict[int, Support],
    case: Case,
    library: Library,
) -> None:
    """The direct answer, the strictest verdict first."""
    groups: dict[tuple[str, ...], list[Calculation]] = {}
    for calculation in sorted(told, key=lambda c: _ORDER[c.result["verdict"]]):
        groups.setdefault(_kind(calculation, library), []).append(calculation)
    own = payers_own(told, case, library)
    for like in groups.values():
        cited = tuple(supports[id(c)] for c in like)
        rows = tuple(k for c in like for k in c.steps[0].supports)
        line = Line(verdict_on(like, case, library), (*cited, *rows, *licence(like[0])))
        if own is not None and block.headline is None:
            line = behind(line, own) if edit_alone(told, case, library) else behind(own, line)
        claim = _claim(like, case, library)
        if block.headline is None and claim is not None:
            block.headline = claim
        block.add(line)


def _claim(like: list[Calculation], case: Case, library: Library) -> Line | None:
    """What is right of a wrong claim on these pairs that the question brings up by its word."""
    pairs = [codes_of(c) for c in like]
    for correction in library.corrections.values():
        rows = [library.passages[k] for k in correction.supports if k in library.passages]
        common = set.intersection(*(set(row.codes) for row in rows)) if rows else set()
        on_it = correction.about and any(
            p <= set(row.codes) and (p & common or not common) for row in rows for p in pairs
        )
        if on_it and brings_up(correction, case):
            return Line(correction.says, correction.supports)
    return None


_ORDER = {"never_together": 0, "modifier_allowed": 1, "not_loaded": 2, "no_edit": 3}


def _kind(calculation: Calculation, library: Library) -> tuple[str, ...]:
    """What makes pairs alike, so that one sentence tells them."""
    result = calculation.result
    since = ended([calculation]) if result["verdict"] == "no_edit" else ""
    opens = "".join(sorted(library.opened_by(result["column1"], result["column2"])))
    return (result["verdict"], result["here"], *result["modifiers"], opens, since)
