"""Why some minutes are so many units."""

from __future__ import annotations

from assistant.draft import Block, Support
from assistant.speak import cite
from assistant.turns.case import ANY
from coding_tools.trace import Calculation
from coding_tools.units import band, units_of
from coding_tools.wording import unit_count
from knowledge.library import Library
from knowledge.records import Method


def explain(block: Block, calculation: Calculation, support: Support, library: Library) -> None:
    """Why: what fixes the units, and what is easily missed."""
    method = library.methods[calculation.result["method"]]
    minutes = {
        code: m
        for code, m in calculation.inputs["minutes"].items()
        if m and (code == ANY or ((held := library.codes.get(code)) and held.timed))
    }
    if not minutes:
        return
    if method.pooled:
        _explain_pooled(block, calculation, support, method, minutes)
    elif len(minutes) > 1:
        told = "; ".join(
            f"{code} {m} minutes, {unit_count(units_of(m, method))}" for code, m in minutes.items()
        )
        block.say(
            f"By {method.says['within']}, nothing is pooled: {told}.",
            support, *method.supports["total"], *method.supports["bands"],
        )  # fmt: skip
    else:
        (m,) = minutes.values()
        _say_band(block, f"By {method.says['within']}, {m}", m, support, method)


def unsure(block: Block, method: Method, library: Library) -> None:
    """What is known of a method that no rule was read for.

    Args:
        block: The block.
        method: The method.
        library: The knowledge base.
    """
    if method.standing == "verified":
        return
    cite(block, library, *dict.fromkeys((*method.supports["total"], *method.supports["bands"])))


def _say_band(block: Block, lead: str, minutes: int, support: Support, method: Method) -> None:
    """The band that some minutes lie in."""
    units = units_of(minutes, method)
    if units == 0:
        first = method.first_minutes
        are = "minute is" if minutes == 1 else "minutes are"
        text = f"{lead} {are} under the {first} minutes that a unit needs, so 0 units."
        block.say(text, support, *method.supports["under"])
        return
    low, high = band(units, method)
    text = f"{lead} minutes lie in {low} through {high} minutes, so {unit_count(units)}."
    block.say(text, support, *method.supports["bands"])


def _explain_pooled(
    block: Block,
    calculation: Calculation,
    support: Support,
    method: Method,
    minutes: dict[str, int],
) -> None:
    """The day's total, then who gets the units that the full fifteens leave."""
    total = calculation.result["total_minutes"]
    sums = f"{' + '.join(str(m) for m in minutes.values())} = " if len(minutes) > 1 else ""
    _say_band(block, f"By {method.says['within']}, {sums}{total}", total, support, method)
    for step in calculation.steps:
        if step.supports in (method.supports["tie"], method.supports["merge"]):
            block.say(step.says, support, *step.supports)
        elif step.supports == method.supports["leftovers"] and " get" in step.says:
            left = {code: m % method.unit_minutes for code, m in minutes.items()}
            ranked = sorted(left.items(), key=lambda p: -p[1])
            told = ", ".join(f"{code} {m}" for code, m in ranked if m)
            block.say(
                f"{step.says.rstrip('.')}, by the most minutes left over ({told}).",
                support, *step.supports,
            )  # fmt: skip
    short = [code for code, m in minutes.items() if m < method.first_minutes]
    if len(minutes) > 1 and short and calculation.result["total_units"]:
        code = short[0]
        splits = calculation.result["alternatives"]
        got = [code in split for split in splits]
        end = "and may earn the last unit" if any(got) else "and the code earns no unit of its own"
        if all(got):
            end = "and the code earns a unit"
        block.say(
            f"The {minutes[code]} minutes of {code} are not lost: beside other timed codes no code "
            f"needs {method.first_minutes} minutes of its own, they count in the total, {end}.",
            support, *method.supports["short"], *method.supports["under"],
        )  # fmt: skip
