"""Checking two codes against Medicare's pair edits, for the facts that are stated."""

from __future__ import annotations

from coding_tools.pair_here import (
    SOURCE,
    Here,
    PairFacts,
    here_of,
    not_alive,
    of_visits,
    with_itself,
)
from coding_tools.pair_rows import Ruling, rule_on
from coding_tools.trace import Calculation, Step
from knowledge.library import Library
from knowledge.records import PairTable


def check_pair(
    one: str, other: str, facts: PairFacts, library: Library, table: PairTable | None = None
) -> Calculation:
    """Whether two codes stand together on one day, and what decides it.

    Args:
        one: A code.
        other: Another code; the order doesn't matter.
        facts: What is stated of the two services.
        library: The knowledge base.
        table: The pair table that governs the date; the bundled extract where None.

    Returns:
        A `pair` calculation. `verdict` is the table's; `here` is for the stated facts.

    Source of the rules: CMS NCCI procedure-to-procedure edits, as the table's source says.

    >>> from knowledge.library import bundled
    >>> done = check_pair("97124", "97140", PairFacts(), bundled())
    >>> done.result["verdict"], done.result["column1"], done.result["modifier_on"]
    ('never_together', '97140', None)
    """
    chosen = table or library.pairs
    ruling = rule_on(one, other, facts.date_of_service, chosen)
    steps = list(ruling.steps)
    is_cmt = ruling.column1 in library.claim_index.manipulation
    is_visit = _family(ruling.column2, library) == "em"
    modifiers: tuple[str, ...] = ()
    if ruling.verdict == "modifier_allowed":
        groups = library.claim_rules.pairs
        modifiers = (groups.evaluation,) if is_visit else groups.distinct
        steps.append(_side_step(ruling, is_visit, library))
    here = here_of(ruling, facts, is_cmt, is_visit, library, steps)
    here = with_itself(ruling, facts, library, steps) or here
    here = not_alive(ruling, facts, library, steps) or here
    here = _payer(ruling, facts, library, here, steps)
    result = {
        "column1": ruling.column1,
        "column2": ruling.column2,
        "verdict": ruling.verdict,
        "indicator": ruling.indicator,
        "modifier_on": ruling.column2 if ruling.verdict == "modifier_allowed" else None,
        "modifiers": list(modifiers),
        "table": chosen.quarter,
        "here": here,
    }
    inputs = {"codes": [one, other], **_stated(facts)}
    return Calculation("pair", inputs, result, tuple(steps))


def _family(code: str, library: Library) -> str:
    """A code's family; nothing is assumed of one that isn't held."""
    held = library.codes.get(code)
    return held.family if held else "not_held"


def _side_step(ruling: Ruling, is_visit: bool, library: Library) -> Step:
    """The step that says on which line the modifier stands."""
    if is_visit:
        evaluation = library.claim_rules.pairs.evaluation
        return Step(
            f"The modifier is {evaluation} and stands on the office visit, {ruling.column2}.",
            ruling.column2,
            of_visits(ruling, library),
        )
    return Step(
        f"A modifier, where the record supports one, stands on column 2, {ruling.column2}.",
        ruling.column2,
        (f"{SOURCE}/modifier-side",),
    )


def _payer(
    ruling: Ruling, facts: PairFacts, library: Library, here: Here, steps: list[Step]
) -> Here:
    """What the payer makes of Medicare's verdict; a payer whose edits aren't loaded decides."""
    supports = (f"{SOURCE}/other-payers",)
    if facts.payer is None:
        steps.append(
            Step(
                "No payer is stated: this is Medicare's table, and another payer's own edits "
                "are not loaded.",
                None,
                supports,
                "not_checked",
            )
        )
        return here
    payer = library.payers.get(facts.payer)
    if payer is not None and payer.rule("pair_edits", facts.date_of_service):
        return here
    name = payer.name if payer else facts.payer
    steps.append(
        Step(
            f"The pair edits of {name} are not loaded: the verdict is Medicare's.",
            None,
            supports,
            "not_checked",
        )
    )
    return here if ruling.verdict == "not_loaded" or here == "not_reportable" else "depends"


def _stated(facts: PairFacts) -> dict[str, object]:
    """The stated facts alone, as plain JSON."""
    told = {key: value for key, value in facts._asdict().items() if value is not None}
    if facts.date_of_service is not None:
        told["date_of_service"] = facts.date_of_service.isoformat()
    return told
