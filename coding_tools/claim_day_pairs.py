"""Pair edits between the lines of one date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from coding_tools.claim_day_lines import Day, On
from coding_tools.claim_line_rules import may_stand
from coding_tools.claim_lines import ClaimLine
from coding_tools.claim_pairs import Edit, PairLines, pair_findings, relation_of, unneeded
from coding_tools.claim_words import Found
from coding_tools.pair_rows import Ruling, rule_on
from coding_tools.trace import Step
from knowledge.records import PairEdit


def paired_lines(day: Day, steps: list[Step]) -> Iterator[On]:
    """Pair edits between the date's codes, and modifiers that none of them asks for."""
    table, edits = day.tables.pairs, day.payer.value("pair_edits")
    live = [line for line in day.lines if may_stand(line.code, day.on, day.library)]
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
    gone = day.library.claim_rules.pairs.gone
    rows = [row for row in day.tables.pairs.edits(*codes) if row.indicator != gone]
    ended = unknown_start(rows, day.on)
    if ended and day.payer.value("pair_edits") == "ncci":
        words = {"column1": codes[0], "column2": codes[1], "ended": str(ended), "table": source}
        yield second, Found("pair-start", words)


def unknown_start(rows: Sequence[PairEdit], on: date) -> date | None:
    """The day an edit ended whose live row has no start; None where the table can tell.

    Args:
        rows: The table's rows between two codes, those that never rule left out.
        on: The date of service, on which one of them rules.
    """
    ended = [row.deleted_on for row in rows if row.deleted_on]
    if not ended or max(ended) >= on:
        return None
    live = next((row for row in rows if row.deleted_on is None), None)
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
