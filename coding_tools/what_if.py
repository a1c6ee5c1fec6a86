"""What would change a count: the next unit's minute, the last that still counts, another method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coding_tools.trace import Calculation, Step
from coding_tools.units import Service, band, count_units, units_of
from coding_tools.wording import minute_count, unit_count
from knowledge.records import Code, Method


def minutes_for(units: int, methods: Sequence[Method]) -> Calculation:
    """The minutes that make a number of units, by each method, as one block.

    Args:
        units: A number of units, from 1 up.
        methods: The methods that may govern.

    Returns:
        A `what_if` calculation whose changes go from no minute to the first and the last one.

    >>> from knowledge.library import bundled
    >>> done = minutes_for(4, [bundled().methods["cms"]])
    >>> [change["to"] for change in done.result["changes"]]
    [53, 67]
    """
    steps: list[Step] = []
    changes: list[dict[str, Any]] = []
    for method in methods:
        low, high = band(units, method)
        steps.append(
            Step(
                f"By {method.says['within']}: {units - 1} x {method.unit_minutes} + "
                f"{method.first_minutes} = {low} is the first minute of {unit_count(units)}, "
                f"{high} the last, and {high + 1} begins {unit_count(units + 1)}.",
                [low, high],
                method.supports["bands"],
            )
        )
        changes += [
            change("minutes", 0, low, {"method": method.id, "total_units": units}, len(steps) - 1),
            change("minutes", 0, high, {"method": method.id, "total_units": units}, len(steps) - 1),
        ]
    inputs = {"units": units, "methods": [m.id for m in methods]}
    return Calculation("what_if", inputs, {"changes": changes}, tuple(steps))


def minutes_to(minutes: int, units: int, method: Method) -> Calculation:
    """How many more minutes a number of units takes.

    Args:
        minutes: The minutes counted so far, as one block.
        units: The number of units that is wanted.
        method: The method.

    >>> from knowledge.library import bundled
    >>> minutes_to(34, 3, bundled().methods["cms"]).result["changes"][0]["to"]
    38
    """
    first = band(units, method)[0]
    begin = "begins" if units == 1 else "begin"
    says = (
        f"{unit_count(units)} {begin} at {first} minutes by {method.says['within']}: {first} - "
        f"{minutes} = {first - minutes} more."
    )
    step = Step(says, first - minutes, method.supports["bands"])
    result = {"method": method.id, "total_units": units}
    changes = [change("minutes", minutes, first, result, 0)]
    inputs = {"minutes": minutes, "units": units, "method": method.id}
    return Calculation("what_if", inputs, {"changes": changes}, (step,))


def what_if_units(
    services: Sequence[Service],
    method: Method,
    others: Sequence[Method],
    codes: Mapping[str, Code],
) -> Calculation:
    """What would change a count of units.

    Args:
        services: The services as they were counted.
        method: The method that they were counted by.
        others: Methods to compare with.
        codes: What is held of each code.

    Returns:
        A `what_if` calculation: for each timed code the minutes at which the total next rises and
        the fewest that still give it, then each other method; `differs_at` is the index of the
        step where the two counts part.

    >>> from knowledge.library import bundled
    >>> library = bundled()
    >>> done = what_if_units([Service("97124", 38)], library.methods["cms"], [], library.codes)
    >>> [(c["from"], c["to"], c["result"]["total_units"]) for c in done.result["changes"]]
    [(38, 53, 4), (38, 37, 2)]
    """
    base = count_units(services, method, codes)
    total = base.result["total_units"]
    timed = [c for c, m in base.inputs["minutes"].items() if (held := codes.get(c)) and held.timed]
    steps: list[Step] = [
        Step(f"As given: {unit_count(total)} by {method.says['within']}.", total, ())
    ]
    changes: list[dict[str, Any]] = []
    for code in timed:
        minutes = base.inputs["minutes"][code]
        last = _last(minutes, base, method)
        below = _down(minutes, base, method)
        ends = [(last + 1, "next rises", last)]
        ends += [(below, "first falls", below + 1)] if below is not None else []
        for target, says, still in ends:
            there = count_units(_with(base, code, target), method, codes)
            steps.append(
                Step(
                    f"With {minute_count(target)} of {code} instead of {minutes} the total {says}, "
                    f"to {unit_count(there.result['total_units'])}; {still} still make "
                    f"{unit_count(total)}.",
                    target,
                    method.supports["bands"],
                )
            )
            at = parts_at(base, there)
            changes.append(change(f"minutes of {code}", minutes, target, counted_as(there), at))
    for other in others:
        there = count_units(services, other, codes)
        steps.append(
            Step(
                f"By {other.says['within']}: {unit_count(there.result['total_units'])}.",
                there.result["total_units"],
                other.supports["total"],
            )
        )
        changes.append(
            change("method", method.id, other.id, counted_as(there), parts_at(base, there))
        )
    inputs = {**base.inputs, "compared": [m.id for m in others]}
    return Calculation("what_if", inputs, {"changes": changes}, tuple(steps))


def _last(minutes: int, base: Calculation, method: Method) -> int:
    """The most minutes of a code at which the total is still the same."""
    counted = base.result["total_minutes"] if method.pooled else minutes
    return minutes + band(units_of(counted, method), method)[1] - counted


def _down(minutes: int, base: Calculation, method: Method) -> int | None:
    """The most minutes of a code at which the total is lower."""
    counted = base.result["total_minutes"] if method.pooled else minutes
    units = units_of(counted, method)
    if units == 0:
        return None
    target = minutes - (counted - band(units, method)[0]) - 1
    return target if target >= 0 else None


def _with(base: Calculation, code: str, minutes: int) -> list[Service]:
    """The services with other minutes of one code."""
    return [Service(c, minutes if c == code else m) for c, m in base.inputs["minutes"].items()]


def counted_as(calculation: Calculation) -> dict[str, Any]:
    """A count's result without its alternatives.

    Args:
        calculation: A count of units.
    """
    return {k: calculation.result[k] for k in ("method", "total_units", "units")}


def parts_at(one: Calculation, other: Calculation) -> int:
    """The index of the first step at which two counts differ.

    Args:
        one: A count.
        other: Another count.
    """
    for place, (a, b) in enumerate(zip(one.steps, other.steps, strict=False)):
        if a != b:
            return place
    return min(len(one.steps), len(other.steps))


def change(fact: str, before: object, after: object, result: Any, at: int) -> dict[str, Any]:
    """A change as CONTRACT.md shapes it.

    Args:
        fact: What changes.
        before: Its value.
        after: Its value after the change.
        result: The count with the change.
        at: The index of the step at which the two counts part.
    """
    return {"fact": fact, "from": before, "to": after, "result": result, "differs_at": at}
