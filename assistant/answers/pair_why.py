"""Why a pair edit says what it says, how it came and went, and what to ask the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.answers.medicares import bundled, by_medicares_table, unpaid
from assistant.draft import Asked, Block, Line, Support, step_line
from assistant.speak import cite, quoted
from assistant.turns.case import Case
from assistant.turns.signs import GETS
from coding_tools.trace import Calculation
from knowledge.library import Library


def explain_pair(
    block: Block, calculation: Calculation, support: Support, case: Case, library: Library
) -> None:
    """Why, and what the modifier must rest on."""
    result, told, pair = calculation.result, calculation.inputs, codes_of(calculation)
    by_two = len(case.providers) > 1 or case.shows("two_people")
    if result["verdict"] == "never_together" and by_two and "providers" not in told:
        cite(block, library, *(k for k in _BY_PROVIDER if pair >= {*library.passage(k).codes}))
        block.asks = Asked("providers")
    for step in calculation.steps[1:]:
        if step.outcome == "applies" and step.value != "no_edit":
            block.lines.append(step_line(support, step))
    if result["verdict"] == "modifier_allowed" and result["here"] != "not_reportable":
        _modifier_lines(block, result, library)
    if result["verdict"] == "no_edit":
        for code in sorted(pair):
            fee = unpaid(code, library)
            if fee and (library.ours(case.payer) or bundled(code, library)):
                cite(block, library, fee)
    cite(block, library, *_history(pair, case, library))
    if case.payer and not by_medicares_table(case.payer, library):
        cite(block, library, *own_rule(case.payer, pair, library))


_BY_PROVIDER = ("cms-ncci-ptp-2024q3/same-provider", "payer-policies/concurrent-care")


def own_rule(payer: str, pair: set[str], library: Library) -> list[str]:
    """What is held of a payer's own edits on this pair.

    Args:
        payer: The payer's id.
        pair: The two codes.
        library: The knowledge base.
    """
    return [key for key in library.payers[payer].facts if pair <= {*library.passage(key).codes}]


def _modifier_lines(block: Block, result: Mapping[str, Any], library: Library) -> None:
    """What the modifier says, as a question about the record."""
    groups = library.claim_rules.pairs
    if result["modifiers"] == [groups.evaluation]:
        visit = library.modifiers[groups.evaluation]
        block.say(f"Ask the record: {visit.ask}", *visit.supports)
        return
    distinct = library.modifiers[groups.general]
    by_region = "region" in library.opened_by(result["column1"], result["column2"])
    block.lines.append(not_both(library, by_region))
    if library.passage(_GROUP).codes[0] in (result["column1"], result["column2"]):
        cite(block, library, _GROUP)
    block.say(
        f"Ask the record: {distinct.ask}", *distinct.supports, "knead-notes/truthful-modifier"
    )


def not_both(library: Library, by_region: bool = True) -> Line:
    """That an X modifier is more exact than 59, and that the two never stand together.

    Args:
        library: The knowledge base.
        by_region: Whether another region makes two services distinct, and not time alone.
    """
    groups = library.claim_rules.pairs
    exact_one = f"{groups.time}, a separate encounter, is narrower than {groups.general}"
    if by_region:
        exact_one = f"For another region {groups.region} is more exact than {groups.general}"
    told = f"{exact_one}; one of them stands on the line, never both together."
    return Line(told, ("cms-mln1783722/x-modifiers", "cms-mln1783722/not-both"))


_GROUP = "cms-ncci-ptp-2024q3/group"
"""What a group code's edit takes; the code stands first among the passage's codes."""


def exact(calculation: Calculation, library: Library, by: frozenset[str] = frozenset()) -> str:
    """The X modifier that is more exact than 59 for what is stated of the two services.

    Args:
        calculation: The check of the pair.
        library: The knowledge base.
        by: What would make the two distinct, where that is not stated.
    """
    told = calculation.inputs
    if told.get("regions") == "different" or by == {"region"}:
        return f"the more exact {library.claim_rules.pairs.region}"
    if told.get("times") == "separate":
        return f"{library.claim_rules.pairs.time} for a separate encounter"
    return "the more exact X modifier"


def asks(block: Block, told: list[Calculation], library: Library) -> None:
    """The fact that would decide."""
    for calculation in told:
        result = calculation.result
        open_fact = any(s.says.startswith("Whether ") for s in calculation.steps if not s.value)
        if result["here"] == "depends" and result["verdict"] == "modifier_allowed" and open_fact:
            fact = "region_relation" if library.is_cmt(result["column1"]) else "distinct"
            of_visit = result["modifiers"] == [library.claim_rules.pairs.evaluation]
            block.asks = Asked("evaluation_separate" if of_visit else fact)
            return


def pair_conflicts(block: Block, told: list[Calculation], library: Library) -> None:
    """The disagreements between sources that touch these pairs."""
    for pair in map(codes_of, told):
        over = (c for c in library.conflicts.values() if pair <= {*c.codes})
        block.conflicts += [c.id for c in over if not pair.isdisjoint(c.pair_with)]


def which_is_paid(block: Block, case: Case, library: Library) -> None:
    """What the columns of an edit mean, where it is asked which of two codes is paid.

    Args:
        block: The block to add to.
        case: The case.
        library: The knowledge base.
    """
    if GETS.search(case.facts.question):
        cite(block, library, _COLUMNS)


_COLUMNS = "cms-ncci-ptp-2024q3/columns"
"""Column 1 is paid, and column 2 is denied."""


def codes_of(check: Calculation) -> set[str]:
    """The two codes of a pair that was checked."""
    return {check.result["column1"], check.result["column2"]}


def _history(pair: set[str], case: Case, library: Library) -> list[str]:
    """Passages on how an edit between these codes came and went; wider ones where it's asked."""
    on_it = library.subjects.play(case.topics, "pair_history")
    asked = case.wants("when", "dated") or on_it
    return [
        p.key
        for p in library.sources["cms-ncci-ptp-2024q3"].passages
        if library.subjects.play(p.topics, "pair_history")
        and (set(p.codes) == pair or (asked and pair <= set(p.codes)))
    ]


def ended_on(calculation: Calculation) -> str:
    """The day on which an edit ended, where one did; empty where none did.

    Args:
        calculation: The check of the pair.
    """
    ended = (s for s in calculation.steps if s.outcome == "does_not_apply")
    return max((str(s.value) for s in ended if "ended on" in s.says), default="")


def dated(block: Block, told: list[Calculation], case: Case, library: Library) -> None:
    """Since when an edit is, where just that is asked, or that the table held doesn't tell.

    Args:
        block: The block, which gets another headline.
        told: The checks.
        case: The case.
        library: The knowledge base.
    """
    if not case.wants("dated"):
        return
    pairs = [codes_of(c) for c in told]
    told_of = [
        key
        for pair in pairs
        for key in _history(pair, case, library)
        if any(library.is_cmt(code) for code in pair) or pair == {*library.passages[key].codes}
    ]
    if not told_of and any(ended_on(c) for c in told):
        return
    keys = told_of or [_QUARTER]
    block.open_with(quoted(keys[0], library))


_QUARTER = "cms-ncci-ptp-2024q3/quarter"
"""Which quarter's table is held."""
