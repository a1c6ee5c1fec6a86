"""Answering whether codes stand together on one day, and which line a modifier hangs on."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from assistant.answers.medicares import by_medicares_table
from assistant.answers.pair_codes import pair_codes, pairs_asked
from assistant.answers.pair_history import dated
from assistant.answers.pair_stated import pair_facts
from assistant.answers.pair_why import (
    asks,
    behind,
    edit_alone,
    exact,
    explain_pair,
    licence,
    pair_conflicts,
    payers_own,
    visit_verdict,
    which_is_paid,
)
from assistant.answers.passage_choice import brings_up
from assistant.context import Context
from assistant.draft import Block, Line, Support
from assistant.intents.signs import opens_why
from assistant.turns.case import Case
from coding_tools.pairs import check_pair
from coding_tools.trace import Calculation
from coding_tools.wording import listed
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
    table = context.table_for(case.date_of_service)
    done = [
        check_pair(one, other, pair_facts(case, one, other, library), library, table)
        for one, other in pairs
    ]
    told = _worth(done)
    supports = {id(c): block.compute(c) for c in told}
    _lead(block, told, supports, case, library)
    dated(block, told, case, library)
    for calculation in told:
        explain_pair(block, calculation, supports[id(calculation)], case, library)
    which_is_paid(block, case, library)
    asks(block, told)
    pair_conflicts(block, told)
    if len(list(combinations(codes, 2))) > _MOST:
        block.not_checked.append(Line("Only the first pairs of the codes were checked.", ()))
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
        line = Line(_verdict(like, case, library), (*cited, *rows, *licence(like[0])))
        if own is not None and block.headline is None:
            line = behind(line, own) if edit_alone(told, case) else behind(own, line)
        claim = _claim(like, case, library)
        if block.headline is None and claim is not None:
            block.headline = claim
        if block.headline is None:
            block.headline = line
        else:
            block.lines.append(line)


def _claim(like: list[Calculation], case: Case, library: Library) -> Line | None:
    """What is right of a wrong claim on these pairs that the question brings up by its word."""
    pairs = [{c.result["column1"], c.result["column2"]} for c in like]
    for correction in library.corrections.values():
        rows = [library.passages[k] for k in correction.supports if k in library.passages]
        on_it = correction.about and any(p <= set(row.codes) for row in rows for p in pairs)
        if on_it and brings_up(correction, case):
            return Line(correction.says, correction.supports)
    return None


_ORDER = {"never_together": 0, "modifier_allowed": 1, "not_loaded": 2, "no_edit": 3}


def _kind(calculation: Calculation, library: Library) -> tuple[str, ...]:
    """What makes pairs alike, so that one sentence tells them."""
    result = calculation.result
    ended = _ended([calculation]) if result["verdict"] == "no_edit" else ""
    opens = "".join(sorted(_opened_by(result, library)))
    return (result["verdict"], result["here"], *result["modifiers"], opens, ended)


def _verdict(like: list[Calculation], case: Case, library: Library) -> str:
    """A verdict in a sentence."""
    result = like[0].result
    verdict, here, names = result["verdict"], result["here"], _names(like)
    why = opens_why(case)
    why_or_which = why or "column" in case.facts.question.lower()
    no = "" if why_or_which or (case.wants("never") and not case.facts.modifiers) else "No: "
    if (of_code := _of_the_codes(like)) is not None:
        return f"{no}{of_code}"
    if here == "reportable" and verdict != "no_edit":
        whose = like[0].inputs.get("patients") == "different"
        divided = "For different patients" if whose else "On different dates of service"
        return (
            f"{divided} the edit between {names} doesn't apply: it binds one "
            "patient, one date of service and one provider."
        )
    if here == "depends" and like[0].inputs.get("providers") == "other":
        return (
            f"The edit between {names} binds one provider, or one group and specialty; for another "
            "provider the plan's concurrent-care rule decides."
        )
    if verdict == "never_together" and len(like) > 1:
        told = " ".join(f"{one} and {other}: never together." for one, other in _pairs(like))
        first = " and ".join(_pairs(like)[0])
        return (
            f"{no}{first} are never paid together for one patient, provider and date under "
            f"Medicare's pair edits, whatever the region. {told}"
        )
    if verdict == "never_together":
        return (
            f"{no}{names} are never paid together for one patient, provider and date under "
            "Medicare's pair edits, whatever the region, and "
            f"no modifier{_tried(case)} opens the pair."
        )
    if verdict == "not_loaded":
        missing = like[0].steps[0].says
        if not any(letter.isdigit() for letter in missing[:2]):
            missing = missing[:1].lower() + missing[1:]
        return f"That can't be told: {missing}"
    if verdict == "no_edit" and len(like) > 1:
        apart = (f"No live edit stands between {one} and {two}." for one, two in _pairs(like))
        return " ".join(apart)
    if verdict == "no_edit":
        gone = _ended(like)
        payer = like[0].inputs.get("payer")
        ours = payer is None or by_medicares_table(payer, library)
        needs = ", so no modifier is needed for it" if ours else ""
        return f"No Medicare edit stands between {names}{gone}{needs}."
    on = listed(list(dict.fromkeys(c.result["modifier_on"] for c in like)))
    visit = result["modifiers"] == ["25"]
    if visit:
        return visit_verdict(here, on, _others(like))
    by = _opened_by(result, library)
    if here == "not_reportable":
        at = "in the same region" if "region" in by else "at the same time"
        return (
            f"No: {on} {'are' if ' and ' in on else 'is'} not separately reportable beside "
            f"{_others(like)} {at}, and no modifier changes that."
        )
    if here == "with_modifier":
        return (
            f"The modifier goes on {on} (column 2) beside {_others(like)}: 59, or "
            f"{exact(like[0])}, if the record shows that it was distinct."
        )
    condition, which = _CONDITION[by], ""
    if case.wants("modifier") and not case.modifiers:
        which = f", 59 or {exact(like[0], by)},"
    row = f"{_others(like)} is column 1 and {on} column 2 of a Medicare edit with indicator 1"
    only = f"nly with a modifier{which} on {on}, and only where that service was {condition}"
    return f"{row}: o{only}." if why else f"O{only}: {row}."


def _of_the_codes(like: list[Calculation]) -> str | None:
    """What a code itself says against the pair: it is gone, had not begun, or is the same."""
    if like[0].result["here"] != "not_reportable" or like[0].result["verdict"] != "no_edit":
        return None
    barred = [s.says for c in like for s in c.steps if s.value in _BARRED]
    return " ".join(dict.fromkeys(barred)) or None


_BARRED = ("deleted", "unknown", "not_reportable")
"""What the steps on a code that bars its pair come to."""


def _opened_by(result: dict[str, Any], library: Library) -> frozenset[str]:
    """What makes the two services distinct: another region, a separate time, or either."""
    one, two = result["column1"], result["column2"]
    return library.claim_rules.pairs.opened_by(one, two, library.is_cmt(one))


_CONDITION = {
    frozenset({"region"}): "in a region that was not manipulated",
    frozenset({"time"}): "at a separate time",
    frozenset({"region", "time"}): "in another region or at a separate time",
}


def _tried(case: Case) -> str:
    """The modifiers that the asker thinks of."""
    return f", {listed(case.modifiers)} included," if case.modifiers else ""


def _names(like: list[Calculation]) -> str:
    """The pairs named."""
    pairs = [f"{one} and {other}" for one, other in _pairs(like)]
    return pairs[0] if len(pairs) == 1 else listed(pairs)


def _pairs(like: list[Calculation]) -> list[tuple[str, str]]:
    """The codes of each pair, column 1 first."""
    return [(c.result["column1"], c.result["column2"]) for c in like]


def _others(like: list[Calculation]) -> str:
    """The column 1 codes."""
    return listed(list(dict.fromkeys(c.result["column1"] for c in like)), "or")


def _ended(like: list[Calculation]) -> str:
    """When an edit ended, where one did."""
    days = [
        s.value
        for c in like
        for s in c.steps
        if s.outcome == "does_not_apply" and "ended on" in s.says
    ]
    return f" since the one that ended on {max(days)}" if days else ""
