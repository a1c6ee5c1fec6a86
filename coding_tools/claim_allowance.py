"""The most units that a day's minutes give each code, and what is billed over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coding_tools.units import units_of
from knowledge.records import Method


class Timed(NamedTuple):
    """A timed code's day: its lines' minutes and units added.

    Attributes:
        minutes: Whole minutes; None where a line's are not known.
        units: Units billed; None where a line's can't be read.
    """

    minutes: int | None
    units: int | None


class Allowance(NamedTuple):
    """What a method gives the codes of a day.

    Attributes:
        most: The most units that any allowed split gives each code.
        full: Units that each code has in every split.
        tied: Codes with equal leftovers, of which only some get a further unit.
        open: How many of those get one.
        total: Units of all.
    """

    most: Mapping[str, int]
    full: Mapping[str, int]
    tied: tuple[str, ...]
    open: int
    total: int


class Over(NamedTuple):
    """Units billed over what one method gives.

    Attributes:
        codes: Codes that have more than any split gives them.
        tied: Tied codes that have more further units together than there are.
        extra: How many further units those have.
    """

    codes: tuple[str, ...]
    tied: tuple[str, ...]
    extra: int

    def __bool__(self) -> bool:
        return bool(self.codes or self.tied)


def allowance(minutes: Mapping[str, int], method: Method) -> Allowance:
    """The most units of each code over every allowed split.

    Args:
        minutes: Whole minutes of each timed code of the day, in the order of its lines.
        method: How the payer counts.

    Source of the rules: CMS Pub. 100-04 chapter 5 section 20.2.C; see `coding_tools.units`.

    >>> from knowledge.library import bundled
    >>> given = allowance({"97110": 20, "97112": 20}, bundled().methods["cms"])
    >>> given.most, given.tied, given.open, given.total
    ({'97110': 2, '97112': 2}, ('97110', '97112'), 1, 3)
    """
    if not method.pooled:
        most = {code: units_of(given, method) for code, given in minutes.items()}
        return Allowance(most, most, (), 0, sum(most.values()))
    unit = method.unit_minutes
    full = {code: given // unit for code, given in minutes.items()}
    left = {code: given % unit for code, given in minutes.items()}
    total = units_of(sum(minutes.values()), method)
    spare = total - sum(full.values())
    cut = sorted(left.values(), reverse=True)[spare - 1] if spare else unit
    sure = [code for code in left if left[code] > cut]
    at_cut = tuple(code for code in left if left[code] == cut)
    most = {code: full[code] + (left[code] >= cut) for code in full}
    open_units = spare - len(sure)
    tied = at_cut if len(at_cut) > open_units else ()
    return Allowance(most, full, tied, open_units, total)


def over(day: Mapping[str, Timed], given: Allowance) -> Over:
    """What is billed over an allowance; units that can't be read are not judged."""
    billed = {code: timed.units for code, timed in day.items() if timed.units is not None}
    codes = tuple(code for code, units in billed.items() if units > given.most[code])
    more = {code: billed[code] - given.full[code] for code in given.tied if code in billed}
    further = {code: extra for code, extra in more.items() if extra > 0}
    extra = sum(further.values())
    if codes or len(more) < len(given.tied) or extra <= given.open:
        return Over(codes, (), 0)
    return Over((), tuple(further), extra)


def surely(minutes: int, methods: Sequence[Method]) -> int:
    """The most units of a code by its own minutes, whatever the day's other minutes are.

    Args:
        minutes: Whole minutes of the code.
        methods: The methods that may govern. One that pools the day's minutes gives a code its
            full units and at most one more, for minutes left over.

    >>> from knowledge.library import bundled
    >>> surely(15, [bundled().methods["cms"]]), surely(20, [bundled().methods["cms"]])
    (1, 2)
    """
    return max(
        minutes // method.unit_minutes + (minutes % method.unit_minutes > 0)
        if method.pooled
        else units_of(minutes, method)
        for method in methods
    )
