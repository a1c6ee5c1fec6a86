"""How much of a timed code an assistant gave, against the share that asks for a modifier."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coding_tools.trace import Calculation, Step
from coding_tools.units import units_of
from coding_tools.wording import minute_count, unit_count
from knowledge.assistants import AssistantRule
from knowledge.records import Method


class Shares(NamedTuple):
    """Whose minutes of one timed code on one date of service they were.

    Attributes:
        code: The code, empty where none is stated.
        assistant: The assistant's minutes.
        therapist: The therapist's own minutes.
        modifier: CQ for a PT assistant, CO for an OT assistant.
    """

    code: str
    assistant: int
    therapist: int
    modifier: str


def is_over(assistant: int, whole: int, rule: AssistantRule) -> bool:
    """Whether an assistant's minutes are more of the whole than goes without a modifier.

    Args:
        assistant: The assistant's minutes.
        whole: The minutes of the assistant and the therapist together.
        rule: From which share on the modifier is asked for.

    Source of the rule: CMS, therapy services, CQ and CO modifiers.

    >>> from knowledge.assistants import assistant_rule
    >>> is_over(2, 16, assistant_rule()), is_over(3, 30, assistant_rule())
    (True, False)
    """
    return assistant * 100 > whole * rule.share_percent


def smallest_unit(whole: int, method: Method) -> int:
    """The minutes of the smallest unit of a code: an assistant's share of none is larger.

    Args:
        whole: The minutes of the code.
        method: How units are counted.

    >>> from knowledge.library import bundled
    >>> [smallest_unit(m, bundled().methods["cms"]) for m in (12, 28, 30, 37)]
    [12, 13, 15, 15]
    """
    before = max(units_of(whole, method) - 1, 0)
    last = whole - before * method.unit_minutes
    return min(last, method.unit_minutes) if before else last


def assistant_share(
    shares: Shares, units: int, method: Method, rule: AssistantRule, on: date | None
) -> Calculation:
    """Whether an assistant's minutes pass the share from which a unit takes CQ or CO.

    Args:
        shares: Whose minutes they were.
        units: The units that all of the minutes make.
        method: How units are counted, with the minutes that reach one.
        rule: From which share on the modifier is asked for, and on which unit it isn't.
        on: The date of service, None where it isn't stated.

    Returns:
        An `assistant_share` calculation: the share in whole percent, whether it is over, and
        what is reported of the final unit.

    Source of the rule: CMS, therapy services, CQ and CO modifiers.

    >>> from knowledge.assistants import assistant_rule
    >>> from knowledge.library import bundled
    >>> cms = bundled().methods["cms"]
    >>> done = assistant_share(Shares("97530", 2, 14, "CO"), 1, cms, assistant_rule(), None)
    >>> done.result["percent"], done.result["over"], done.result["therapist_reached"]
    (12, True, True)
    >>> alone = assistant_share(Shares("97110", 45, 0, "CQ"), 3, cms, assistant_rule(), None)
    >>> [step.value for step in alone.steps]
    [100, 3]
    """
    percent, least = rule.share_percent, method.first_minutes
    whole = shares.assistant + shares.therapist
    over = is_over(shares.assistant, whole, rule)
    share: float = shares.assistant * 100 // whole if whole else 0
    if over and share == percent:
        share = round(shares.assistant * 100 / whole, 2)
    side = "more than" if over else "not more than"
    of = f" of {shares.code}" if shares.code else ""
    steps = [
        Step(
            f"The assistant gave {shares.assistant} of the {minute_count(whole)}{of}: "
            f"{share} %, {side} {percent} %.",
            share,
            rule.supports,
        )
    ]
    if units > 1 and not shares.therapist:
        told = (
            f"Every minute was the assistant's: where the payer asks for {shares.modifier}, it is "
            f"for each of the {units} units."
        )
        steps.append(Step(told, units, rule.supports))
    elif units > 1 and not is_over(shares.assistant, smallest_unit(whole, method), rule):
        told = (
            f"All of it in the smallest unit, {minute_count(smallest_unit(whole, method))}, would "
            f"be not more than {percent} %, so no unit takes {shares.modifier}."
        )
        steps.append(Step(told, smallest_unit(whole, method), rule.supports))
    elif units > 1:
        steps.append(
            Step(
                f"{shares.modifier} is judged unit by unit: which of the {unit_count(units)} hold "
                "the assistant's minutes isn't stated.",
                None,
                rule.supports,
                "not_checked",
            )
        )
    reached = shares.therapist >= least and (on is None or on >= rule.last_unit_from)
    if reached and over:
        steps.append(
            Step(
                f"The therapist alone gave {minute_count(shares.therapist)}, which reaches "
                f"{least}: from {rule.last_unit_from.year} {shares.modifier} is reportedly not "
                "put on the final unit then.",
                shares.therapist,
                rule.last_unit_supports,
            )
        )
    elif 0 < shares.therapist < least and over:
        steps.append(
            Step(
                f"The therapist alone gave {minute_count(shares.therapist)}, under {least}.",
                shares.therapist,
                rule.last_unit_supports,
            )
        )
    inputs = {**shares._asdict(), "units": units, "date": on.isoformat() if on else None}
    result = {"percent": share, "over": over, "therapist_reached": reached}
    return Calculation("assistant_share", inputs, result, tuple(steps))
