"""Units against minutes: what is found where more is billed than a day's minutes give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from coding_tools.claim_allowance import Allowance, Over, Timed, allowance, over, surely
from coding_tools.claim_payer import PayerFacts
from coding_tools.claim_words import Found, are
from coding_tools.wording import unit_count
from knowledge.library import Library
from knowledge.records import Method


class Placed(NamedTuple):
    """A finding on the line where a code's units, added line by line, first pass a limit."""

    code: str
    limit: int
    found: Found


def unit_findings(
    day: Mapping[str, Timed], payer: PayerFacts, library: Library, *, whole: bool = True
) -> Iterator[Placed]:
    """What the units of a date's timed codes find against their minutes.

    Args:
        day: The timed codes of one date, in the order of their lines.
        payer: What is known of the payer.
        library: The knowledge base.
        whole: Whether these are all that may count as timed on the date.

    >>> from coding_tools.claim_payer import payer_facts
    >>> from knowledge.library import bundled
    >>> payer = payer_facts("medicare", "", None, bundled())
    >>> [p.found.rule for p in unit_findings({"97110": Timed(20, 2)}, payer, bundled())]
    ['units-over']
    """
    methods = [library.methods[name] for name in payer.methods]
    known = {code: timed.minutes for code, timed in day.items() if timed.minutes is not None}
    judged = {code: day[code] for code in known}
    if not judged:
        return
    whole = whole and len(known) == len(day)
    if not whole and any(method.pooled for method in methods):
        yield from _surely(judged, methods, payer)
        return
    given = [allowance(known, method) for method in methods]
    passed = [over(judged, one) for one in given]
    if payer.definite:
        yield from _definite(judged, methods[0], given[0], passed[0], payer)
    elif any(passed):
        yield from _open(judged, methods, given, passed)


def _surely(
    day: Mapping[str, Timed], methods: Sequence[Method], payer: PayerFacts
) -> Iterator[Placed]:
    """Codes that have more than their own minutes can give, where not all of the day is known."""
    by, supports = sure_words(methods, payer)
    for code, timed in day.items():
        most = surely(timed.minutes or 0, methods)
        if timed.units is not None and timed.units > most:
            words = {
                "code": code,
                "billed": are(timed.units),
                "minutes": str(timed.minutes),
                "most": unit_count(most),
                "method": by,
            }
            yield Placed(code, most, Found("units-over-surely", words, supports))


def sure_words(methods: Sequence[Method], payer: PayerFacts) -> tuple[str, tuple[str, ...]]:
    """How a finding names the methods that a payer may count by, and their passages.

    Args:
        methods: The methods that may govern.
        payer: What is known of the payer.
    """
    bands = tuple(key for method in methods for key in method.supports["bands"])
    rule = payer.rules.get("unit_method")
    if rule is None:
        return "any method of counting that may govern", bands
    by = method_words(methods[0], reported=rule.standing != "verified")
    return by, (*bands, *methods[0].supports["total"], *rule.supports)


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
        "open": further(given.open),
        "billed": f"{further(passed.extra)} {'is' if passed.extra == 1 else 'are'}",
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


def further(units: int) -> str:
    """Units beyond those that codes have in full.

    >>> further(1), further(2)
    ('1 further unit', '2 further units')
    """
    return "1 further unit" if units == 1 else f"{units} further units"
