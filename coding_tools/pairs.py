"""Checking two codes against Medicare's pair edits, for the facts that are stated."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from coding_tools.pair_rows import Ruling, rule_on
from coding_tools.status import code_status
from coding_tools.trace import Calculation, Step
from knowledge.library import Library
from knowledge.records import PairTable

Here = Literal["reportable", "with_modifier", "not_reportable", "depends"]
SOURCE = "cms-ncci-ptp-2024q3"


class PairFacts(NamedTuple):
    """What is stated of the two services; None is not stated, and never a default.

    Attributes:
        date_of_service: The date, or None.
        payer: A payer's id, or None.
        regions: Whether the two were in the same or in different regions.
        times: Whether they were at the same or at separate times.
        providers: Whether one provider, or group and specialty, gave both, or another did.
        evaluation_separate: Whether an evaluation went beyond the one that the treatment holds.
        dates: Whether the two were on one date of service or on different ones.
    """

    date_of_service: date | None = None
    payer: str | None = None
    regions: Literal["same", "different"] | None = None
    times: Literal["same", "separate"] | None = None
    providers: Literal["same", "other"] | None = None
    evaluation_separate: bool | None = None
    dates: Literal["same", "different"] | None = None


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
    is_cmt = _family(ruling.column1, library) in ("cmt", "cmt_extraspinal")
    is_visit = _family(ruling.column2, library) == "em"
    modifiers: tuple[str, ...] = ()
    if ruling.verdict == "modifier_allowed":
        words = library.claim_rules.pairs
        modifiers = (words.evaluation,) if is_visit else words.distinct
        steps.append(_side_step(ruling, modifiers[0] if is_visit else None))
    here = _here(ruling, facts, is_cmt, is_visit, library, steps)
    here = _deleted(ruling, facts, library, steps) or here
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


def _side_step(ruling: Ruling, evaluation: str | None) -> Step:
    """The step that says on which line the modifier stands: a visit's has its own."""
    if evaluation:
        return Step(
            f"The modifier is {evaluation} and stands on the office visit, {ruling.column2}.",
            ruling.column2,
            (f"{SOURCE}/cmt-em",),
        )
    return Step(
        f"A modifier, where the record supports one, stands on column 2, {ruling.column2}.",
        ruling.column2,
        (f"{SOURCE}/modifier-side",),
    )


def _here(
    ruling: Ruling,
    facts: PairFacts,
    is_cmt: bool,
    is_visit: bool,
    library: Library,
    steps: list[Step],
) -> Here:
    """What the verdict comes to for the regions, times and providers stated."""
    if ruling.verdict == "not_loaded":
        return "depends"
    if facts.dates == "different":
        steps.append(
            Step(
                "The edit binds one date of service; on different dates it doesn't apply.",
                "reportable",
                (f"{SOURCE}/same-provider",),
            )
        )
        return "reportable"
    if facts.providers == "other":
        steps.append(
            Step(
                "The edit binds one provider, or one group and specialty; for another provider "
                "the plan's concurrent-care rule decides.",
                "depends",
                (f"{SOURCE}/same-provider", "payer-policies/concurrent-care"),
            )
        )
        return "depends"
    if ruling.verdict == "never_together":
        return "not_reportable"
    if ruling.verdict == "no_edit":
        return "reportable"
    if is_visit:
        return _visit_here(facts, library, steps)
    return _distinct_here(facts, is_cmt, steps)


def _visit_here(facts: PairFacts, library: Library, steps: list[Step]) -> Here:
    """An office visit beside a treatment: whether the evaluation stood apart."""
    supports = (f"{SOURCE}/cmt-em",)
    if facts.evaluation_separate is None:
        steps.append(
            Step(
                "Whether the evaluation was separately identifiable is not stated.",
                None,
                supports,
                "not_checked",
            )
        )
        return "depends"
    if facts.evaluation_separate:
        steps.append(Step("A separately identifiable evaluation is stated.", True, supports))
        return "with_modifier"
    evaluation = library.claim_rules.pairs.evaluation
    says = f"No separate evaluation is stated, so {evaluation} doesn't fit."
    steps.append(Step(says, False, supports))
    return "not_reportable"


def _distinct_here(facts: PairFacts, is_cmt: bool, steps: list[Step]) -> Here:
    """Whether the two services were distinct, by region and by time."""
    other = ("cms-ncci-manual-11/other-region",) if is_cmt else (f"{SOURCE}/columns",)
    same = ("cms-ncci-manual-11/same-region",) if is_cmt else (f"{SOURCE}/columns",)
    if facts.regions == "different":
        steps.append(
            Step("The services are stated to be in different regions.", "different", other)
        )
        return "with_modifier"
    if facts.times == "separate" and not (is_cmt and facts.regions == "same"):
        steps.append(Step("The services are stated to be at separate times.", "separate", other))
        return "with_modifier"
    if facts.regions == "same" and (is_cmt or facts.times == "same"):
        steps.append(
            Step("The services are stated to be in the same region: not distinct.", "same", same)
        )
        return "not_reportable"
    missing = "in another region" if is_cmt else "in another region or at a separate time"
    steps.append(
        Step(f"Whether the services were {missing} is not stated.", None, other, "not_checked")
    )
    return "depends"


def _deleted(ruling: Ruling, facts: PairFacts, library: Library, steps: list[Step]) -> Here | None:
    """`not_reportable` where one of the codes was deleted by the date."""
    gone: Here | None = None
    for code in (ruling.column1, ruling.column2):
        status = code_status(code, facts.date_of_service, library)
        if status.result["status"] == "deleted":
            steps.append(status.steps[0])
            gone = "not_reportable"
    return gone


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
