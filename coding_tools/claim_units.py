"""Units against minutes: the most that a day's minutes give each code, and what exceeds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from coding_tools.claim_payer import PayerFacts
from coding_tools.claim_words import Found, are
from coding_tools.units import units_of
from coding_tools.wording import unit_count
from knowledge.library import Library
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


class Placed(NamedTuple):
    """A finding on the line where a code's units, added line by line, first pass a limit."""

    code: str
    limit: int
    found: Found


def unit_findings(
    day: Mapping[str, Timed], payer: PayerFacts, library: Library
) -> Iterator[Placed]:
    """What the units of a date's timed codes find against their minutes.

    Args:
        day: The timed codes of one date, in the order of their lines.
        payer: What is known of the payer.
        library: The knowledge base.

    >>> from coding_tools.claim_payer import payer_facts
    >>> from knowledge.library import bundled
    >>> payer = payer_facts("medicare", "", None, bundled())
    >>> [p.found.rule for p in unit_findings({"97110": Timed(20, 2)}, payer, bundled())]
    ['units-over']
    """
    methods = [library.methods[name] for name in payer.methods]
    known = {code: timed.minutes for code, timed in day.items() if timed.minutes is not None}
    if len(known) < len(day) and any(method.pooled for method in methods):
        return
    judged = {code: day[code] for code in known}
    if not judged:
        return
    given = [allowance(known, method) for method in methods]
    passed = [over(judged, one) for one in given]
    if payer.definite:
        yield from _definite(judged, methods[0], given[0], passed[0], payer)
    elif any(passed):
        yield from _open(judged, methods, given, passed)


def _definite(
    day: Mapping[str, Timed], method: Method, given: Allowance, passed: Over, payer: PayerFacts
) -> Iterator[Placed]:
    """Findings where the payer's method is known."""
    rule = payer.rules["unit_method"]
    by = method_words(method, reported=rule.standing != "verified")
    supports = (*method.supports["total"], *method.supports["bands"], *rule.supports)
    total = sum(timed.minutes or 0 for timed in day.values())
    for code in passed.codes:
        words = {
            "code": code,
            "billed": are(day[code].units or 0),
            "minutes": str(day[code].minutes),
            "total": str(total),
            "most": unit_count(given.most[code]),
            "method": by,
        }
        kind = "units-over" if method.pooled else "units-over-alone"
        yield Placed(code, given.most[code], Found(kind, words, supports))
    if passed.tied:
        yield _tie(given, passed, by, (*supports, *method.supports["tie"]))
    units = [timed.units for timed in day.values()]
    billed = sum(one for one in units if one is not None)
    if not passed and None not in units and billed < given.total:
        words = {"total": str(total), "most": unit_count(given.total), "method": by}
        found = Found("units-under", {**words, "billed": are(billed)}, supports)
        yield Placed(next(iter(day)), 0, found)


def _tie(given: Allowance, passed: Over, by: str, supports: tuple[str, ...]) -> Placed:
    """That tied codes have more further units than there are."""
    last = passed.tied[-1]
    words = {
        "codes": " and ".join(given.tied),
        "open": f"the minutes give {unit_count(given.open)}",
        "billed": are(passed.extra),
        "method": by,
    }
    return Placed(last, given.full[last], Found("units-over-tie", words, supports))


def _open(
    day: Mapping[str, Timed],
    methods: list[Method],
    given: list[Allowance],
    passed: list[Over],
) -> Iterator[Placed]:
    """Findings where several methods may govern: an error where none gives the units billed."""
    if not all(passed):
        first = next(one for one in passed if one)
        place = next(n for n, one in enumerate(passed) if one)
        code = (*first.codes, *first.tied)[0]
        limit = given[place].most[code] if first.codes else given[place].full[code]
        yield Placed(code, limit, depends(code, methods, [bool(one) for one in passed]))
        return
    common = [code for code in day if all(code in one.codes for one in passed)]
    for code in common:
        most = max(one.most[code] for one in given)
        words = {
            "code": code,
            "billed": are(day[code].units or 0),
            "minutes": str(day[code].minutes),
            "most": unit_count(most),
        }
        supports = tuple(key for method in methods for key in method.supports["bands"])
        yield Placed(code, most, Found("units-over-any", words, supports))
    if not common:
        for method, one, is_over in zip(methods, given, passed, strict=True):
            if is_over.tied:
                supports = (*method.supports["total"], *method.supports["tie"])
                yield _tie(one, is_over, method.says["within"], supports)
                return


def depends(code: str, methods: Sequence[Method], passed: Sequence[bool]) -> Found:
    """That units fit by one method of counting and not by another.

    Args:
        code: The code that has too many.
        methods: The methods that may govern.
        passed: Whether each gives fewer units than are billed.
    """
    words = {"code": code}
    for key, wanted in (("fits", False), ("over", True)):
        names = [m.says["within"] for m, is_over in zip(methods, passed, strict=True)
                 if is_over is wanted]  # fmt: skip
        words[key] = f"by {' and by '.join(names)}"
    return Found("units-depend", words)


def method_words(method: Method, *, reported: bool) -> str:
    """How a finding names the method that it counts by.

    >>> from knowledge.library import bundled
    >>> method_words(bundled().methods["cms"], reported=True)
    "CMS's rule (the day's total), which this payer is reported to use"
    """
    own = ", which this payer is reported to use" if reported else ""
    return f"{method.says['within']}{own}"
