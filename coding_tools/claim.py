"""Checking one claim's service lines: every finding, and the steps that led to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from coding_tools.claim_day import day_findings
from coding_tools.claim_day_lines import Day, On
from coding_tools.claim_line_rules import line_findings, region_findings
from coding_tools.claim_lines import ClaimLine
from coding_tools.claim_payer import (
    SEVERAL,
    PayerFacts,
    claim_payer,
    payer_facts,
    payer_gap,
    payer_key,
    payer_of_claim,
    payers_mixed,
)
from coding_tools.claim_tables import OwnTables, Tables, governing
from coding_tools.claim_words import Finding, Found, rank, worded
from coding_tools.trace import Calculation, Step
from knowledge.library import Library


def check_claim(
    lines: Sequence[ClaimLine],
    today: date,
    library: Library,
    tables: Tables | None = None,
) -> Calculation:
    """Every finding of one claim.

    Args:
        lines: The claim's service lines in their order, as `claim_lines.read_line` reads them.
        today: The day the claim is checked; a date of service after it is an error.
        library: The knowledge base.
        tables: Pair and MUE tables that the user added; the library's own where None.

    Returns:
        A `claim` calculation; its findings stand in the order of the lines, and its steps hold the
        counts and look-ups behind them.

    Source of the rules: the passages that each finding cites; see `knowledge/findings.yaml`.

    >>> from datetime import date
    >>> from coding_tools.claim_lines import read_line
    >>> from knowledge.library import bundled
    >>> cells = {"claim_id": "A", "date_of_service": "2024-08-05", "payer": "medicare",
    ...          "provider_type": "pt", "code": "97110", "modifiers": "GP", "units": "2",
    ...          "minutes": "20"}
    >>> done = check_claim([read_line(cells, bundled(), line=1)], date(2024, 9, 1), bundled())
    >>> [(f["severity"], f["id"], f["line"]) for f in done.result["findings"]]
    [('error', 'units-over', 1)]
    """
    steps: list[Step] = []
    findings = claim_findings(lines, today, library, tables or OwnTables(), steps)
    inputs = {
        "claim_id": lines[0].claim_id if lines else "",
        "today": today.isoformat(),
        "lines": [_stated(line) for line in lines],
    }
    result = {"findings": [finding.result() for finding in findings]}
    steps += [_step(finding) for finding in findings]
    return Calculation("claim", inputs, result, tuple(steps))


def claim_findings(
    lines: Sequence[ClaimLine],
    today: date,
    library: Library,
    tables: Tables,
    steps: list[Step],
) -> list[Finding]:
    """The findings of one claim, in the order of its lines, each told once.

    Args:
        lines: The claim's service lines.
        today: The day the claim is checked.
        library: The knowledge base.
        tables: The user's tables.
        steps: Where the steps are added.
    """
    told: dict[tuple[int, str, str], Finding] = {}
    for line, found in _found(lines, today, library, tables, steps):
        finding = Finding(line.line, line.row, worded(found, library))
        told.setdefault((line.line, finding.wording.id, finding.wording.says), finding)
    return sorted(told.values(), key=order)


def order(finding: Finding) -> tuple[int, int, int, str, str]:
    """How findings are sorted: by line, then the gravest first, then by name."""
    wording = finding.wording
    return finding.row, finding.line, rank(wording.severity), wording.id, wording.says


def _found(
    lines: Sequence[ClaimLine],
    today: date,
    library: Library,
    tables: Tables,
    steps: list[Step],
) -> Iterator[On]:
    """Every rule that a claim meets, with its line."""
    for line in lines:
        yield from ((line, fault) for fault in line.faults)
    read = [line for line in lines if not line.broken]
    key = claim_payer(payer_key(line.payer, library) for line in read)
    yield from _claim(read, key, library)
    for line in read:
        yield from _line(line, _facts(read, key, line.date_of_service, library), today, library)
    for on in dict.fromkeys(line.date_of_service for line in read):
        if on is not None:
            day = [line for line in read if line.date_of_service == on]
            payer = _facts(read, key, on, library)
            chosen = governing(on, library, tables)
            yield from day_findings(Day(on, day, payer, chosen, library), steps)


def _facts(read: Sequence[ClaimLine], key: str, on: date | None, library: Library) -> PayerFacts:
    """What is known of the claim's payer on a date."""
    return payer_facts(key, next((line.payer for line in read if line.payer), ""), on, library)


def _claim(read: Sequence[ClaimLine], key: str, library: Library) -> Iterator[On]:
    """What a claim's payer finds, told on one line."""
    if not read:
        return
    if key == SEVERAL:
        named = {payer_key(line.payer, library): line for line in reversed(read) if line.payer}
        firsts = sorted(named.values(), key=lambda line: line.line)
        yield firsts[1], payers_mixed([line.payer for line in firsts], library)
        return
    payer = _facts(read, key, read[0].date_of_service, library)
    text = next((line.payer for line in read if line.payer), "")
    for line in read:
        if text and not line.payer:
            yield line, payer_of_claim(text, library)
    if gap := payer_gap(payer, text, library):
        yield read[0], gap


def _line(line: ClaimLine, payer: PayerFacts, today: date, library: Library) -> Iterator[On]:
    """What one line finds by itself."""
    on = line.date_of_service
    if "date_of_service" in line.empty:
        yield line, Found("date-missing")
    if on is not None and on > today:
        yield line, Found("date-future", {"date": str(on), "today": str(today)})
    found = line_findings(line.code, line.modifiers, payer, line.provider, on, library)
    for one in (*found, *region_findings(line.code, line.regions, library)):
        yield line, one


def _stated(line: ClaimLine) -> dict[str, object]:
    """A line as plain JSON."""
    return {
        "line": line.line,
        "date_of_service": str(line.date_of_service) if line.date_of_service else None,
        "payer": line.payer,
        "provider_type": line.provider,
        "code": line.code,
        "modifiers": list(line.modifiers),
        "units": line.units,
        "minutes": line.minutes,
        "regions": sorted(line.regions.known) if line.regions else None,
    }


def _step(finding: Finding) -> Step:
    """A finding as a step: a gap was not checked."""
    wording = finding.wording
    outcome = "not_checked" if wording.severity == "gap" else "applies"
    says = f"Line {finding.line}: {wording.says}"
    return Step(says, wording.id, wording.supports, outcome)  # type: ignore[arg-type]
