"""What the lines of one date find together: units, repeated codes, limits of a day, pair edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from coding_tools.claim_allowance import Timed
from coding_tools.claim_day_lines import Day, On
from coding_tools.claim_day_pairs import paired_lines
from coding_tools.claim_line_rules import may_stand
from coding_tools.claim_lines import ClaimLine
from coding_tools.claim_payer import PayerFacts
from coding_tools.claim_units import unit_findings
from coding_tools.claim_words import Found, are
from coding_tools.pair_rows import quarter_of
from coding_tools.trace import Step
from coding_tools.units import Service, count_units
from coding_tools.wording import unit_count
from knowledge.records import Code, Mue


def day_findings(day: Day, steps: list[Step]) -> Iterator[On]:
    """Everything that the lines of one date find together.

    Args:
        day: The lines, and what governs them.
        steps: Where the steps of the calculation are added.
    """
    yield from _quarter(day)
    yield from _units(day, steps)
    yield from _repeated(day)
    for code in day.codes:
        yield from _limits(day, code)
    yield from paired_lines(day, steps)


def _quarter(day: Day) -> Iterator[On]:
    """That the date lies outside the quarter of a table that it is judged by."""
    found = quarter_gap(day.on, day.payer, day.tables.pairs.quarter, day.tables.mue.quarter)
    if found:
        yield day.lines[0], found


def quarter_gap(on: date, payer: PayerFacts, pairs: str, mue: str) -> Found | None:
    """That a date lies outside the quarter of a table that it is judged by.

    Args:
        on: The date of service.
        payer: What is known of the payer.
        pairs: The pair table's quarter.
        mue: The MUE table's quarter.
    """
    own = quarter_of(on)
    judged = (("pair_edits", pairs), ("mue", mue))
    if any(payer.value(fact) == "ncci" and table != own for fact, table in judged):  # type: ignore[arg-type]
        return Found("tables-quarter", {"date": str(on), "pairs": pairs, "mue": mue})
    return None


def crossing(lines: Iterable[ClaimLine], limit: int) -> ClaimLine:
    """The line on which units, added line by line, first pass a limit; else the last line."""
    total = 0
    line = None
    for line in lines:
        total += line.units or 0
        if total > limit:
            return line
    assert line is not None
    return line


def _units(day: Day, steps: list[Step]) -> Iterator[On]:
    """Units against minutes, and minutes that are missing."""
    codes = day.library.codes
    timed: dict[str, Timed] = {}
    for code in day.codes:
        if (held := codes.get(code)) and held.timed:
            lines = day.of(code)
            for line in lines:
                if "minutes" in line.empty:
                    yield line, Found("minutes-missing", {"code": code})
            minutes = [line.minutes for line in lines]
            units = [line.units for line in lines]
            timed[code] = Timed(
                None if None in minutes else sum(one or 0 for one in minutes),
                None if None in units else sum(one or 0 for one in units),
            )
    unknown = next((line for line in day.lines if line.minutes and line.code not in codes), None)
    pooled = any(day.library.methods[name].pooled for name in day.payer.methods)
    if unknown and pooled:
        if timed:
            yield unknown, Found("timing-unknown", {"code": unknown.code})
    else:
        steps += _counted(day, timed)
    for code, limit, found in unit_findings(timed, day.payer, day.library, whole=not unknown):
        yield crossing(day.of(code), limit), found


def _counted(day: Day, timed: Mapping[str, Timed]) -> list[Step]:
    """The steps that count the day's units, by each method that may govern."""
    services = [Service(c, one.minutes) for c, one in timed.items() if one.minutes is not None]
    if len(services) < len(timed) or not services:
        return []
    methods = [day.library.methods[name] for name in day.payer.methods]
    done = [count_units(services, method, day.library.codes) for method in methods]
    return [step for one in done for step in one.steps]


def _repeated(day: Day) -> Iterator[On]:
    """One timed code on two lines, those with and without an assistant's modifier apart."""
    assistants = day.library.claim_rules.pairs.assistants
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for line in day.lines:
        held = day.library.codes.get(line.code)
        if held is None or not held.timed:
            continue
        key = (line.code, tuple(m for m in assistants if m in line.modifiers))
        if key in seen:
            yield line, Found("code-repeated", {"code": line.code})
        seen.add(key)


def _limits(day: Day, code: str) -> Iterator[On]:
    """Untimed codes beyond one unit, and units over a Medically Unlikely Edit."""
    held, lines = day.library.codes.get(code), day.of(code)
    units = sum(line.units or 0 for line in lines)
    if held is not None and held.timed is False and units > 1:
        yield crossing(lines, 1), Found("units-untimed", {"code": code, "billed": are(units)})
    if day.payer.value("mue") != "ncci" or not may_stand(code, day.on, day.library):
        return
    edit = day.tables.mue.get(code)
    words = {"code": code, "mue": day.tables.mue.source}
    if edit is None:
        if units > 1 and held is not None:
            words |= {"units": unit_count(units), "quarter": day.tables.mue.quarter}
            yield crossing(lines, 1), Found("mue-not-loaded", words)
        return
    if spoken_of(held, edit):
        return
    words["limit"] = str(edit.units)
    if edit.indicator == 1:
        for line in lines:
            if (line.units or 0) > edit.units:
                yield line, Found("mue-line", {**words, "billed": are(line.units or 0)})
    elif units > edit.units:
        rule = "mue-absolute" if edit.indicator == 2 else "mue-appeal"
        yield crossing(lines, edit.units), Found(rule, {**words, "billed": are(units)})


def spoken_of(held: Code | None, edit: Mue) -> bool:
    """Whether another finding tells that a code's units are too many.

    Args:
        held: What is known of the code; None where nothing is.
        edit: Its Medically Unlikely Edit.
    """
    if held is None:
        return False
    return held.timed is False if edit.units else held.medicare_status is not None
