"""Counting timed units by any of the four methods, with every allowed split and its steps.

The figures and the passages of each method stand in `knowledge/methods.yaml`; this module holds
the arithmetic alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coding_tools.splits import Split, spread, without_zero
from coding_tools.trace import Calculation, Step
from coding_tools.wording import unit_count
from knowledge.records import Code, Method


class Service(NamedTuple):
    """Minutes of one code on one date of service.

    Attributes:
        code: The code.
        minutes: Whole minutes of treatment, from 0 up.
    """

    code: str
    minutes: int


def units_of(minutes: int, method: Method) -> int:
    """Units that these minutes earn, counted as one block.

    Args:
        minutes: Whole minutes of treatment.
        method: The method; its bands begin at `first_minutes` and step by `unit_minutes`.

    >>> from knowledge.library import bundled
    >>> [units_of(m, bundled().methods["cms"]) for m in (7, 8, 22, 23, 127, 128)]
    [0, 1, 1, 2, 8, 9]
    """
    if minutes < method.first_minutes:
        return 0
    return (minutes + method.unit_minutes - method.first_minutes) // method.unit_minutes


def band(units: int, method: Method) -> tuple[int, int]:
    """The fewest and the most minutes that make this many units.

    >>> from knowledge.library import bundled
    >>> band(3, bundled().methods["cms"])
    (38, 52)
    """
    if units == 0:
        return 0, method.first_minutes - 1
    low = (units - 1) * method.unit_minutes + method.first_minutes
    return low, low + method.unit_minutes - 1


def count_units(
    services: Sequence[Service], method: Method, codes: Mapping[str, Code]
) -> Calculation:
    """Units of each code on one date of service.

    Args:
        services: Each service's code and whole minutes; lines of one code are added together.
        method: How this payer counts.
        codes: What is held of each code; one that isn't held, or that no unit is defined for,
            is left out and said to be.

    Returns:
        A `units` calculation. `alternatives` holds every allowed split, the shown one first.

    Raises:
        ValueError: Minutes below zero.

    Source of the rules: CMS Pub. 100-04 chapter 5 section 20.2.C, and `knowledge/methods.yaml`.

    >>> from knowledge.library import bundled
    >>> library = bundled()
    >>> done = count_units(
    ...     [Service("97110", 33), Service("97140", 7)], library.methods["cms"], library.codes
    ... )
    >>> done.result["units"], done.result["total_units"]
    ({'97110': 2, '97140': 1}, 3)
    """
    steps: list[Step] = []
    merged = _merge(services, method, steps)
    timed = _first_alone(_timed(merged, method, codes, steps), method, codes, steps)
    untimed = {code: 1 for code in merged if (c := codes.get(code)) and c.timed is False}
    if method.pooled:
        splits, total_splits = _pooled(timed, method, steps)
    else:
        splits, total_splits = _alone(timed, method, steps)
    shown = splits[0]
    result = {
        "method": method.id,
        "total_minutes": sum(timed.values()),
        "total_units": sum(shown.values()),
        "units": {**shown, **untimed},
        "alternatives": [{**split, **untimed} for split in splits],
        "alternatives_total": total_splits,
    }
    inputs = {"method": method.id, "minutes": dict(merged)}
    return Calculation("units", inputs, result, tuple(steps))


def _merge(services: Sequence[Service], method: Method, steps: list[Step]) -> dict[str, int]:
    """The minutes of each code, lines of one code added."""
    merged: dict[str, int] = {}
    for code, minutes in services:
        if minutes < 0:
            raise ValueError(f"{code}: {minutes} minutes; write a whole number from 0 up")
        if code in merged:
            total = merged[code] + minutes
            steps.append(
                Step(
                    f"The minutes of {code} are added: {merged[code]} + {minutes} = {total}.",
                    total,
                    method.supports["merge"],
                )
            )
            merged[code] = total
        else:
            merged[code] = minutes
    return merged


def _timed(
    merged: Mapping[str, int], method: Method, codes: Mapping[str, Code], steps: list[Step]
) -> dict[str, int]:
    """The timed codes' minutes; what is left out is said with its reason."""
    timed: dict[str, int] = {}
    for code, minutes in merged.items():
        held = codes.get(code)
        if held is not None and held.timed:
            timed[code] = minutes
        elif held is not None and held.timed is False:
            steps.append(
                Step(
                    f"{code} is untimed: 1 unit a day, and its minutes stay out of the total.",
                    1,
                    method.supports["untimed"],
                )
            )
        else:
            why = (
                "no unit is defined for it"
                if held is not None and held.unlisted
                else "whether it is timed is not held here"
            )
            supports = held.supports if held is not None else ()
            steps.append(Step(f"{code} was not counted: {why}.", None, supports, "not_checked"))
    return timed


def _first_alone(
    timed: dict[str, int], method: Method, codes: Mapping[str, Code], steps: list[Step]
) -> dict[str, int]:
    """The minutes past a first unit moved to the code of each further unit, where there is one."""
    for code in list(timed):
        further = codes[code].further
        past = timed[code] - method.unit_minutes
        if further is not None and past > 0:
            timed[code] -= past
            timed[further] = timed.get(further, 0) + past
            says = (
                f"{code} is the first {method.unit_minutes} minutes alone: the other {past} are "
                f"those of {further}."
            )
            steps.append(Step(says, past, (f"ama-cpt/row-{code}", f"ama-cpt/row-{further}")))
    return timed


def _pooled(timed: Mapping[str, int], method: Method, steps: list[Step]) -> tuple[list[Split], int]:
    """Splits where the day's total fixes the units."""
    total = sum(timed.values())
    units = units_of(total, method)
    says = " + ".join(str(m) for m in timed.values()) if len(timed) > 1 else ""
    sums = f"{says} = {total}" if says else f"{total}"
    steps.append(Step(f"Total timed minutes: {sums}.", total, method.supports["total"]))
    steps.append(_band_step(total, units, method, "The total"))
    unit = method.unit_minutes
    full = {code: minutes // unit for code, minutes in timed.items()}
    left = {code: minutes % unit for code, minutes in timed.items()}
    spare = units - sum(full.values())
    for code, minutes in timed.items():
        if len(timed) > 1 and full[code]:
            count = unit_count(full[code])
            steps.append(
                Step(
                    f"{code}: {minutes} minutes hold {count} of {unit} full minutes, "
                    f"{left[code]} left over.",
                    full[code],
                    method.supports["full"],
                )
            )
    if len(timed) > 1:
        short = [code for code, m in timed.items() if 0 < m < method.first_minutes]
        for code in short:
            steps.append(
                Step(
                    f"{code} has only {timed[code]} minutes of its own, but they count in the "
                    "total.",
                    timed[code],
                    method.supports["short"],
                )
            )
    if len(timed) < 2 or spare == 0:
        split = {code: full[code] + (spare if len(timed) == 1 else 0) for code in timed}
        return [without_zero(split)], 1
    return spread(full, left, spare, method, steps)


def _alone(timed: Mapping[str, int], method: Method, steps: list[Step]) -> tuple[list[Split], int]:
    """The one split where each code is counted by itself."""
    if len(timed) > 1:
        steps.append(
            Step(
                "Each code is counted alone; nothing is pooled.",
                len(timed),
                method.supports["total"],
            )
        )
    split: dict[str, int] = {}
    for code, minutes in timed.items():
        split[code] = units_of(minutes, method)
        steps.append(_band_step(minutes, split[code], method, code))
    return [without_zero(split)], 1


def _band_step(minutes: int, units: int, method: Method, what: str) -> Step:
    """The step that turns minutes into units."""
    if units == 0:
        first = method.first_minutes
        return Step(
            f"{what}: {minutes} minutes are under {first} minutes, so 0 units.",
            0,
            method.supports["under"],
        )
    low, high = band(units, method)
    return Step(
        f"{what}: {minutes} minutes lie in {low} through {high} minutes, so {unit_count(units)}.",
        units,
        method.supports["bands"],
    )
