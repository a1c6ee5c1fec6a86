"""What a change of minutes, services, method or payer makes of a count: before, after, the step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from coding_tools.trace import Calculation, Step
from coding_tools.units import Service, count_units
from coding_tools.what_if import change, counted_as, parts_at
from coding_tools.wording import listed, minute_count, unit_count
from knowledge.records import Code, Method


class Counted(NamedTuple):
    """What is counted, and how.

    Attributes:
        services: The services with their minutes.
        method: How they are counted.
        payer: The payer's name as it is said, or nothing where none is known.
    """

    services: Sequence[Service]
    method: Method
    payer: str = ""


def what_if_changed(before: Counted, after: Counted, codes: Mapping[str, Code]) -> Calculation:
    """What a change makes of a count.

    Args:
        before: What was counted.
        after: What would be counted instead.
        codes: What is held of each code.

    Returns:
        A `what_if` calculation with a change for each fact that differs; every change gives the
        count with all of them, and `differs_at` is the index of the first step at which the two
        counts part.

    >>> from knowledge.library import bundled
    >>> library = bundled()
    >>> cms = library.methods["cms"]
    >>> before, after = (Counted([Service("97124", m)], cms) for m in (22, 23))
    >>> done = what_if_changed(before, after, library.codes)
    >>> done.steps[-1].says.partition(" by ")[0]
    'With 23 minutes of 97124 instead of 22 it is 2 units'
    """
    base = count_units(before.services, before.method, codes)
    there = count_units(after.services, after.method, codes)
    at = parts_at(base, there)
    told: list[str] = []
    changes: list[dict[str, Any]] = []
    result = counted_as(there)

    def add(fact: str, old: object, new: object, words: str) -> None:
        told.append(words)
        changes.append(change(fact, old, new, result, at))

    old_minutes, new_minutes = base.inputs["minutes"], there.inputs["minutes"]
    for code in dict.fromkeys((*old_minutes, *new_minutes)):
        old, new = old_minutes.get(code, 0), new_minutes.get(code, 0)
        if old != new:
            add(f"minutes of {code}", old, new, _minutes_changed(code, old, new))
    if before.method.id != after.method.id:
        words = f"by {after.method.says['within']} instead of {before.method.says['within']}"
        add("method", before.method.id, after.method.id, words)
    if before.payer != after.payer:
        instead = f" instead of {before.payer}" if before.payer else ""
        add("payer", before.payer or None, after.payer or None, f"for {after.payer}{instead}")
    steps = (
        _given(base, before.method),
        *_parted(base, there, at),
        _changed(told, base, there, before.method, after.method),
    )
    inputs = {
        "from": {**base.inputs, "payer": before.payer or None},
        "to": {**there.inputs, "payer": after.payer or None},
    }
    return Calculation("what_if", inputs, {"changes": changes}, steps)


def _minutes_changed(code: str, old: int, new: int) -> str:
    """A change of one code's minutes, in words."""
    name = f"a {code}" if " " in code else code
    if not new:
        return f"without the {minute_count(old)} of {name}"
    if not old:
        return f"with {minute_count(new)} of {name} added"
    return f"with {minute_count(new)} of {name} instead of {old}"


def _given(base: Calculation, method: Method) -> Step:
    """The count before the change."""
    total = base.result["total_units"]
    return Step(f"As given: {_units_of(base)} by {method.says['within']}.", total, ())


def _units_of(counted: Calculation) -> str:
    """The units of a count in words; of untimed codes alone, theirs."""
    total, units = counted.result["total_units"], counted.result["units"]
    untimed = [f"{unit_count(n)} of {code}, untimed" for code, n in units.items() if n]
    return unit_count(total) if total or not untimed else listed(untimed, "and")


def _parted(base: Calculation, there: Calculation, at: int) -> tuple[Step, ...]:
    """The step at which the two counts part, as each has it."""
    found = [c.steps[at] for c in (base, there) if at < len(c.steps)]
    return tuple(found) if len(found) > 1 else ()


def _changed(
    told: Sequence[str], base: Calculation, there: Calculation, old: Method, new: Method
) -> Step:
    """The count after the change, beside the one before."""
    total, was = there.result["total_units"], base.result["total_units"]
    lead = listed(told) or "as given"
    split = _split(there) if len(there.result["units"]) > 1 else ""
    how = "" if old.id != new.id and len(told) == 1 else f" by {new.says['within']}"
    same = there.result["units"] == base.result["units"] and total == was
    if same:
        end = ", as before"
    elif total == was:
        end = f", still {unit_count(total)} in all"
    else:
        end = f", where it was {_units_of(base)}"
    says = f"{lead[:1].upper()}{lead[1:]} it is {unit_count(total)}{split}{how}{end}."
    return Step(says, total, tuple(dict.fromkeys((*new.supports["total"], *new.supports["bands"]))))


def _split(there: Calculation) -> str:
    """How the units are shared, in words; ties are left to the count's own steps."""
    if there.result["alternatives_total"] > 1:
        return ""
    return f" ({', '.join(f'{c} {unit_count(n)}' for c, n in there.result['units'].items())})"
