"""A count in words: its total, its splits, whom it holds for."""

from __future__ import annotations

from assistant.turns.case import Case
from coding_tools.trace import Calculation
from coding_tools.wording import listed, minute_count, unit_count
from knowledge.library import Library
from knowledge.records import Method

_FEW = 3
"""So many splits are all told."""


def result(calculation: Calculation, library: Library) -> str:
    """A result in words: the total, the split, and every other split; the untimed codes apart.

    Args:
        calculation: A count.
        library: The knowledge base.
    """
    held = calculation.result
    total = unit_count(held["total_units"])
    codes = untimed(calculation, library)
    if len(calculation.inputs["minutes"]) == 1 and not codes:
        return total
    each = " each" if len(codes) > 1 else ""
    apart = f", and {listed(codes)}, untimed, 1 unit a day{each}" if codes else ""
    splits = [_split(split, codes) for split in held["alternatives"]]
    unnamed = all(" " in code for code in calculation.inputs["minutes"])
    if held["total_units"] == 0 or unnamed:
        return f"{total} of timed codes{apart}"
    if len(splits) == 1:
        return f"{total} ({splits[0]}){apart}"
    if len(splits) <= _FEW:
        return f"{total}, either way: {' or '.join(splits)}{apart}"
    many = f"{held['alternatives_total']} splits are right"
    return f"{total}, for example {splits[0]}; {many}{apart}"


def how(calculation: Calculation, library: Library) -> str:
    """How was counted, as a count's method is called within a sentence."""
    return library.methods[calculation.result["method"]].says["within"]


def untimed(calculation: Calculation, library: Library) -> list[str]:
    """The codes of a count that are held as untimed.

    Args:
        calculation: A count.
        library: The knowledge base.
    """
    held = {c: library.codes.get(c) for c in calculation.inputs["minutes"]}
    return [c for c, code in held.items() if code is not None and code.timed is False]


def left_out(calculation: Calculation) -> list[str]:
    """The codes that were not counted, as no unit is defined for them or it isn't held.

    Args:
        calculation: A count.
    """
    steps = [s for s in calculation.steps if s.outcome == "not_checked"]
    return [c for c in calculation.inputs["minutes"] if any(s.says.startswith(c) for s in steps)]


def minutes_alone(calculation: Calculation) -> int | None:
    """The minutes of the one code that was counted; None where there are several.

    Args:
        calculation: A count.
    """
    minutes = calculation.inputs["minutes"]
    return next(iter(minutes.values())) if len(minutes) == 1 else None


def minutes_of(code: str, minutes: int) -> str:
    """How many minutes of a code are so many units, up to that: `38 minutes of 97124 are`."""
    name = f"a {code}" if " " in code else code
    return f"{minute_count(minutes)} of {name} {'is' if minutes == 1 else 'are'}"


def whom(case: Case, method: Method, library: Library) -> str:
    """For whom a count holds, as the beginning of a sentence.

    Args:
        case: The case.
        method: How was counted.
        library: The knowledge base.
    """
    payer = library.payers.get(case.payer or "")
    if payer is not None and payer.rule("unit_method", case.date_of_service, case.codes):
        return f"for {payer.name}, "
    return f"by {method.says['within']}, "


def _split(units: dict[str, int], apart: list[str]) -> str:
    """A split of the timed units in words."""
    told = [f"{code} {unit_count(n)}" for code, n in units.items() if code not in apart]
    return ", ".join(told) or "none"
