"""Measuring claim checks: `python -m evals.bench_claims [PAIRS.tsv.gz] [--lines N] [--runs N]`.

Writes claim files of a realistic mix, imports the whole pair table into a folder of its own, and
prints, as medians: seconds and peak memory from CSV to findings, how many times as fast a line is
as in a plain loop over the single-claim tool, and what ten times the lines cost. Each check runs in
a process of its own. Seconds are the clock's, and the processor's beside them: on a machine that
others use the clock tells of them too. The pair table is CMS's, by its path or in
`KNEAD_BENCH_TABLE`; without it nothing is measured, and that is said.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from coding_tools.claim import check_claim
from coding_tools.claim_lines import ClaimLine, read_line
from evals.bench import TABLE, Row, told
from evals.claim_mix import write_claims
from files.claims_check import check_file
from files.claims_sinks import Sink
from files.claims_tables import UserTables
from knowledge.library import bundled

LOOP_LINES = 20_000
QUARTER = "2024Q3"
TODAY = date(2026, 11, 22)
# What the check of a million lines must reach.
MOST_SECONDS, MOST_MB, TIMES_AS_FAST, TEN_TIMES, MEMORY = 20, 2_000, 20, 11, 1.3


def _check(path: str, home: str, out: str) -> None:
    """Check a file in a process of its own; print seconds, memory and what was found."""
    library = bundled()
    start, busy = time.perf_counter(), time.process_time()
    summary = check_file(
        Path(path), [Sink.of_path(Path(out))], today=TODAY, library=library, home=Path(home)
    )
    told = {
        "seconds": time.perf_counter() - start,
        "processor_seconds": time.process_time() - busy,
        "mb": _peak(),
    }
    print(json.dumps({**told, "lines": summary.lines, "claims": summary.claims, **summary.found}))


def _peak() -> float:
    """The peak memory of this process in MB; what its parent had used before is not counted."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(one.split()[1]) / 1024 for one in status.splitlines() if "VmHWM" in one)


def _loop(path: str, home: str) -> None:
    """A plain loop over the single-claim tool; print seconds a line."""
    library, tables = bundled(), UserTables(Path(home))
    with Path(path).open(encoding="utf-8", newline="") as stream:
        rows = [row for row, _ in zip(csv.DictReader(stream), range(LOOP_LINES), strict=False)]
    found = 0
    start, busy = time.perf_counter(), time.process_time()
    claim: list[ClaimLine] = []
    for row in rows:
        if claim and claim[0].claim_id != row["claim_id"]:
            found += len(check_claim(claim, TODAY, library, tables).result["findings"])
            claim = []
        claim.append(read_line(row, library, line=len(claim) + 1))
    found += len(check_claim(claim, TODAY, library, tables).result["findings"])
    seconds, processor = time.perf_counter() - start, time.process_time() - busy
    figures = {"seconds": seconds / len(rows), "processor_seconds": processor / len(rows)}
    print(json.dumps({**figures, "findings": found}))


def _run(*arguments: str) -> dict[str, float]:
    """The figures that a process of its own prints."""
    command = [sys.executable, "-m", "evals.bench_claims", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _import(pairs: str, home: str) -> None:
    """Import the whole pair table."""
    from files.tables_add import add_tables

    report = add_tables([Path(pairs)], quarter=QUARTER, added_on=TODAY, home=Path(home))
    if report.refused:
        raise SystemExit("; ".join(report.refused))


def measure(pairs: str, lines: int, runs: int) -> dict[str, float]:
    """Every figure, as the median of several runs.

    Args:
        pairs: The whole pair table as CMS publishes it, or the trial table.
        lines: How many lines the larger file has; the smaller has a tenth.
        runs: How many times each check runs.
    """
    with tempfile.TemporaryDirectory(prefix="knead-bench-") as folder:
        home, out = str(Path(folder, "home")), str(Path(folder, "found.csv"))
        _import(pairs, home)
        figures: dict[str, list[float]] = {}
        for name, number in (("small", lines // 10), ("large", lines)):
            write_claims(Path(folder, f"{name}.csv"), number)
        for _ in range(runs):
            for name in ("small", "large"):
                path = str(Path(folder, f"{name}.csv"))
                for key, value in _run("--check", path, home, out).items():
                    figures.setdefault(f"{name}_{key}", []).append(value)
            for key, value in _run("--loop", str(Path(folder, "large.csv")), home).items():
                figures.setdefault(f"loop_{key}", []).append(value)
    found = {name: statistics.median(values) for name, values in figures.items()}
    for clock in ("seconds", "processor_seconds"):
        a_line = found[f"large_{clock}"] / found["large_lines"]
        found[f"times_as_fast_{clock}"] = found[f"loop_{clock}"] / a_line
        found[f"ten_times_{clock}"] = found[f"large_{clock}"] / found[f"small_{clock}"]
    return found | {"ten_times_mb": found["large_mb"] / found["small_mb"]}


def rows(found: dict[str, float]) -> list[Row]:
    """The figures beside what they must reach."""
    wanted: list[tuple[str, str, str, float, bool]] = [
        ("CSV to findings", "large_seconds", "s", MOST_SECONDS, False),
        ("CSV to findings, processor", "large_processor_seconds", "s", MOST_SECONDS, False),
        ("peak memory", "large_mb", "MB", MOST_MB, False),
        ("a line against a plain loop", "times_as_fast_seconds", "times", TIMES_AS_FAST, True),
        ("the same, processor", "times_as_fast_processor_seconds", "times", TIMES_AS_FAST, True),
        ("ten times the lines, seconds", "ten_times_seconds", "times", TEN_TIMES, False),
        ("the same, processor", "ten_times_processor_seconds", "times", TEN_TIMES, False),
        ("ten times the lines, memory", "ten_times_mb", "times", MEMORY, False),
    ]
    return [(said, round(found[key], 2), unit, reach, more)
            for said, key, unit, reach, more in wanted]  # fmt: skip


def main(arguments: list[str]) -> None:
    """Measure, or run one measured step."""
    if arguments[:1] == ["--check"]:
        _check(*arguments[1:])
        return
    if arguments[:1] == ["--loop"]:
        _loop(*arguments[1:])
        return
    parser = argparse.ArgumentParser(prog="python -m evals.bench_claims", description=__doc__)
    parser.add_argument("pairs", nargs="?", default=os.environ.get(TABLE))
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if not options.pairs or not Path(options.pairs).is_file():
        print(f"claims: left out, since neither an argument nor {TABLE} names the pair table")
        return
    found = measure(options.pairs, options.lines, options.runs)
    if options.json:
        print(json.dumps(found))
        return
    print(f"{found['large_lines']:,.0f} lines of {found['large_claims']:,.0f} claims")
    for row in rows(found):
        print(told(row))


if __name__ == "__main__":
    main(sys.argv[1:])
