"""What the lines of one date find together: units, repeated codes, limits of a day, pair edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from coding_tools.claim_line_rules import is_live
from coding_tools.claim_lines import ClaimLine
from coding_tools.claim_pairs import Edit, PairLines, pair_findings, relation_of, unneeded
from coding_tools.claim_payer import PayerFacts
from coding_tools.claim_tables import Governing
from coding_tools.claim_units import Timed, unit_findings
from coding_tools.claim_words import Found, are
from coding_tools.pair_rows import Ruling, quarter_of, rule_on
from coding_tools.trace import Step
from coding_tools.units import Service, count_units
from coding_tools.wording import unit_count
from knowledge.library import Library
from knowledge.records import PairEdit

On = tuple[ClaimLine, Found]


class Day(NamedTuple):
    """The lines of one claim and date, and what governs them.

    Attributes:
        on: The date of service.
        lines: The lines in their order, those that can't be read left out.
        payer: What is known of the payer on the date.
        tables: The tables that govern the date.
        library: The knowledge base.
    """

    on: date
    lines: Sequence[ClaimLine]
    payer: PayerFacts
    tables: Governing
    library: Library

    def of(self, code: str) -> list[ClaimLine]:
        """The lines of a code."""
        return [line for line in self.lines if line.code == code]

    @property
    def codes(self) -> tuple[str, ...]:
        """The date's codes, in the order of their first lines."""
        return tuple(dict.fromkeys(line.code for line in self.lines))


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
    yield from _pairs(day, steps)


def _quarter(day: Day) -> Iterator[On]:
    """That the date lies outside the quarter of a table that it is judged by."""
    facts = [(day.payer.value("pair_edits"), day.tables.pairs.quarter),
             (day.payer.value("mue"), day.tables.mue.quarter)]  # fmt: skip
    own = quarter_of(day.on)
    if any(value == "ncci" and quarter != own for value, quarter in facts):
        words = {"date": str(day.on), "pairs": facts[0][1], "mue": facts[1][1]}
        yield day.lines[0], Found("tables-quarter", words)


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
    unknown = any(line.minutes for line in day.lines if line.code not in codes)
    pooled = any(day.library.methods[name].pooled for name in day.payer.methods)
    if unknown and pooled:
        return
    steps += _counted(day, timed)
    for code, limit, found in unit_findings(timed, day.payer, day.library):
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
    if held is None or day.payer.value("mue") != "ncci" or not is_live(code, day.on, day.library):
        return
    edit = day.tables.mue.get(code)
    words = {"code": code, "mue": day.tables.mue.source}
    if edit is None:
        if units > 1:
            words |= {"units": unit_count(units), "quarter": day.tables.mue.quarter}
            yield crossing(lines, 1), Found("mue-not-loaded", words)
        return
    spoken = held.timed is False if edit.units else held.medicare_status is not None
    if spoken:
        return
    words["limit"] = str(edit.units)
    if edit.indicator == 1:
        for line in lines:
            if (line.units or 0) > edit.units:
                yield line, Found("mue-line", {**words, "billed": are(line.units or 0)})
    elif units > edit.units:
        rule = "mue-absolute" if edit.indicator == 2 else "mue-appeal"
        yield crossing(lines, edit.units), Found(rule, {**words, "billed": are(units)})


def _pairs(day: Day, steps: list[Step]) -> Iterator[On]:
    """Pair edits between the date's codes, and modifiers that none of them asks for."""
    table, edits = day.tables.pairs, day.payer.value("pair_edits")
    live = [line for line in day.lines if is_live(line.code, day.on, day.library)]
    shapes: dict[tuple[object, ...], ClaimLine] = {}
    for line in live:
        shapes.setdefault((line.code, line.modifiers, line.regions), line)
    paired: set[str] = set()
    rulings: dict[frozenset[str], Ruling] = {}
    for one, other in combinations(shapes.values(), 2):
        if one.code == other.code or edits == "none":
            continue
        key = frozenset((one.code, other.code))
        if key not in rulings:
            rulings[key] = rule_on(one.code, other.code, day.on, table)
            steps += rulings[key].steps
        ruling = rulings[key]
        if ruling.indicator not in (0, 1):
            continue
        paired |= key
        first, second = (one, other) if ruling.column1 == one.code else (other, one)
        yield from _pair(day, ruling, first, second)
    if edits == "ncci":
        yield from _uncovered(day, live)
        yield from _unpaired(day, live, paired)


def _pair(day: Day, ruling: Ruling, first: ClaimLine, second: ClaimLine) -> Iterator[On]:
    """What a live edit finds on two lines."""
    source, codes = day.tables.pairs.source, (ruling.column1, ruling.column2)
    assert ruling.indicator is not None
    relation = relation_of(first.regions, second.regions)
    lines = PairLines(
        Edit(*codes, ruling.indicator, source), first.modifiers, second.modifiers, relation
    )
    for side, found in pair_findings(lines, day.payer, day.library):
        yield (first, second)[side - 1], found
    ended = unknown_start(day.tables.pairs.edits(*codes), day.on)
    if ended and day.payer.value("pair_edits") == "ncci":
        words = {"column1": codes[0], "column2": codes[1], "ended": str(ended), "table": source}
        yield second, Found("pair-start", words)


def unknown_start(rows: Sequence[PairEdit], on: date) -> date | None:
    """The day an edit ended whose live row has no start; None where the table can tell.

    Args:
        rows: The table's rows between two codes.
        on: The date of service, on which one of them rules.
    """
    applying = [row for row in rows if row.indicator != 9]
    ended = [row.deleted_on for row in applying if row.deleted_on]
    if not ended or max(ended) >= on:
        return None
    live = next((row for row in applying if row.deleted_on is None), None)
    return max(ended) if live is not None and live.effective_on is None else None


def _uncovered(day: Day, live: Sequence[ClaimLine]) -> Iterator[On]:
    """Codes that the pair table doesn't speak of, beside another code."""
    codes = dict.fromkeys(line.code for line in live)
    table = day.tables.pairs
    for code in codes:
        if len(codes) > 1 and not table.covers(code):
            line = next(line for line in live if line.code == code)
            yield line, Found("pair-not-loaded", {"code": code, "quarter": table.quarter})


def _unpaired(day: Day, live: Sequence[ClaimLine], paired: set[str]) -> Iterator[On]:
    """Modifiers of a pair edit on lines that stand in none, where every code was looked up."""
    if len(live) < len(day.lines) or not all(day.tables.pairs.covers(c) for c in day.codes):
        return
    for line in live:
        if line.code not in paired:
            for found in unneeded(line.code, line.modifiers, day.library):
                yield line, found
