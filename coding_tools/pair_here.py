"""What a pair's verdict comes to for the regions, times, dates and providers that are stated."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from coding_tools.pair_rows import Ruling
from coding_tools.status import code_status
from coding_tools.trace import Step
from knowledge.library import Library

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
        patients: Whether the two were one patient's or different ones'.
    """

    date_of_service: date | None = None
    payer: str | None = None
    regions: Literal["same", "different"] | None = None
    times: Literal["same", "separate"] | None = None
    providers: Literal["same", "other"] | None = None
    evaluation_separate: bool | None = None
    dates: Literal["same", "different"] | None = None
    patients: Literal["same", "different"] | None = None


def here_of(
    ruling: Ruling,
    facts: PairFacts,
    is_cmt: bool,
    is_visit: bool,
    library: Library,
    steps: list[Step],
) -> Here:
    """What the verdict comes to for the regions, times and providers stated.

    Args:
        ruling: What the table says.
        facts: What is stated.
        is_cmt: Whether column 1 is a manipulation.
        is_visit: Whether column 2 is an office visit.
        library: The knowledge base.
        steps: What was found, added to.
    """
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
    if facts.patients == "different":
        steps.append(
            Step(
                "The edit binds one patient; for different patients it doesn't apply.",
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
        return _visit_here(ruling, facts, library, steps)
    return _distinct_here(ruling, facts, is_cmt, library, steps)


def _visit_here(ruling: Ruling, facts: PairFacts, library: Library, steps: list[Step]) -> Here:
    """An office visit beside a treatment: whether the evaluation stood apart."""
    supports = of_visits(ruling, library)
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


def _distinct_here(
    ruling: Ruling, facts: PairFacts, is_cmt: bool, library: Library, steps: list[Step]
) -> Here:
    """Whether the two services were distinct, by region, by time, or by what the pair asks for."""
    other = ("cms-ncci-manual-11/other-region",) if is_cmt else (f"{SOURCE}/columns",)
    same = ("cms-ncci-manual-11/same-region",) if is_cmt else (f"{SOURCE}/columns",)
    opens = library.claim_rules.pairs.opened_by(ruling.column1, ruling.column2, is_cmt)
    if facts.regions == "different" and "region" in opens:
        steps.append(
            Step("The services are stated to be in different regions.", "different", other)
        )
        return "with_modifier"
    if facts.times == "separate" and "time" in opens:
        steps.append(Step("The services are stated to be at separate times.", "separate", other))
        return "with_modifier"
    stated = {"region": facts.regions == "same", "time": facts.times == "same"}
    if all(stated[kind] for kind in opens):
        at = "in the same region" if "region" in opens else "at the same time"
        steps.append(Step(f"The services are stated to be {at}: not distinct.", "same", same))
        return "not_reportable"
    missing = " or ".join(_OPENS[kind] for kind in sorted(opens) if not stated[kind])
    steps.append(
        Step(f"Whether the services were {missing} is not stated.", None, other, "not_checked")
    )
    return "depends"


_OPENS = {"region": "in another region", "time": "at a separate time"}


def not_alive(ruling: Ruling, facts: PairFacts, library: Library, steps: list[Step]) -> Here | None:
    """`not_reportable` where one of the codes was deleted by the date, or had not begun.

    Args:
        ruling: What the table says.
        facts: What is stated.
        library: The knowledge base.
        steps: What was found, added to.
    """
    gone: Here | None = None
    for code in (ruling.column1, ruling.column2):
        status = code_status(code, facts.date_of_service, library)
        known = status.steps[0].outcome == "applies"
        if status.result["status"] != "active" and known:
            steps.append(status.steps[0])
            gone = "not_reportable"
    return gone


def of_visits(ruling: Ruling, library: Library) -> tuple[str, ...]:
    """The passage on visits that speaks of these codes; that on every visit where none does.

    Args:
        ruling: What the table says.
        library: The knowledge base.
    """
    codes = {ruling.column1, ruling.column2}
    own = f"{SOURCE}/cmt-em"
    return (own if codes <= set(library.passages[own].codes) else f"{SOURCE}/visit",)


def with_itself(
    ruling: Ruling, facts: PairFacts, library: Library, steps: list[Step]
) -> Here | None:
    """`not_reportable` for a code beside itself on one date: one line holds it.

    Args:
        ruling: What the table says.
        facts: What is stated.
        library: The knowledge base.
        steps: What was found, added to.
    """
    code = ruling.column1
    held = library.codes.get(code)
    if code != ruling.column2 or held is None or held.timed is None:
        return None
    if "different" in (facts.dates, facts.patients) or facts.providers == "other":
        return None
    says, key = (
        (f"The minutes of {code} on one date are added and go on one line.", "one-line")
        if held.timed
        else (f"{code} is untimed: 1 unit a day.", "untimed")
    )
    steps.append(Step(says, "not_reportable", (f"cms-claims-5/{key}",)))
    return "not_reportable"
