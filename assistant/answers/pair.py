"""Answering whether codes stand together on one day, and which line a modifier hangs on."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from assistant.answers.disagreements import what_governs
from assistant.answers.medicares import unpaid
from assistant.answers.pair_codes import checked, pair_codes, pairs_asked
from assistant.answers.pair_verdict import ended, verdict_on
from assistant.answers.pair_why import (
    asks,
    codes_of,
    dated,
    explain_pair,
    own_rule,
    pair_conflicts,
    which_is_paid,
)
from assistant.answers.passage_choice import brings_up
from assistant.context import Context
from assistant.draft import Block, Line, Support
from assistant.speak import quoted
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from coding_tools.wording import capital
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
    if case.shows("same_minutes"):
        block.leave_open("Not checked: whether the same minutes may go under two codes.")
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
    own = _payers_own(told, case, library)
    for like in groups.values():
        cited = tuple(supports[id(c)] for c in like)
        rows = tuple(k for c in like for k in c.steps[0].supports)
        line = Line(verdict_on(like, case, library), (*cited, *rows, *_licence(like[0])))
        if own is not None and block.headline is None:
            line = _behind(line, own) if _edit_alone(told, case, library) else _behind(own, line)
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


def _payers_own(told: list[Calculation], case: Case, library: Library) -> Line | None:
    """What comes first where another payer decides, or Medicare has no edit and doesn't pay."""
    if case.follows and case.wants("other_payer"):
        return quoted(_OTHERS, library)
    live = any(c.result["verdict"] != "no_edit" for c in told)
    if library.ours(told[0].inputs.get("payer")):
        # Where no edit stands, Medicare's fee schedule may yet not pay a code.
        fees = (fee for c in told for code in codes_of(c) if (fee := unpaid(code, library)))
        fee = None if live else min(fees, default=None)
        return quoted(fee, library) if fee else None
    unheld = (s for s in told[0].steps if s.outcome == "not_checked" and " of " in s.says)
    silent = next((Line(step.says, step.supports) for step in unheld), None)
    keys = own_rule(case.payer, codes_of(told[0]), library) if case.payer else []
    if not keys:
        return silent
    own = quoted(keys[0], library)
    return own.then(silent) if silent is not None and live else own


def _behind(first: Line, other: Line) -> Line:
    """One line behind another, its own yes or no left out."""
    told = other.text.removeprefix("No: ")
    return first.then(replace(other, text=capital(told)))


def _edit_alone(told: list[Calculation], case: Case, library: Library) -> bool:
    """Whether Medicare's edit is asked about, and neither what may be billed nor another payer."""
    ours = library.ours(told[0].inputs.get("payer"))
    return ours and (case.wants("edit") or not case.wants("yes_no", "coverage", "modifier"))


def _licence(calculation: Calculation) -> tuple[str, ...]:
    """The passages of every step that applies, and of the modifier that is named."""
    steps = (k for s in calculation.steps if s.outcome == "applies" for k in s.supports)
    opened = ("with_modifier", "depends")
    named = _X_MODIFIERS if calculation.result["here"] in opened else ()
    return (*steps, *named)


_OTHERS = "cms-ncci-ptp-2024q3/other-payers"
"""What other payers make of Medicare's edits."""


_X_MODIFIERS = ("cms-mln1783722/x-modifiers",)
"""Which X modifier says what."""
