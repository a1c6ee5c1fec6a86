"""Measuring claim checks: `python -m evals.bench_claims PAIRS.tsv.gz [--lines 1000000] [--runs 3]`.

Writes claim files of a realistic mix, imports the whole pair table into a folder of its own, and
prints, as medians: seconds and peak memory from CSV to findings, how many times as fast a line is
as in a plain loop over the single-claim tool, and what ten times the lines cost. Each check runs in
a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from coding_tools.claim import check_claim
from coding_tools.claim_lines import ClaimLine, read_line
from files.claims_check import check_file
from files.claims_sinks import Sink
from files.claims_tables import UserTables
from knowledge.claims import COLUMNS
from knowledge.library import bundled

LOOP_LINES = 20_000
QUARTER = "2024Q3"
_FIRST, _DAYS = date(2024, 8, 1), 31
_TODAY = date(2026, 11, 22)
_PAYERS = (
    ("medicare", 34), ("uhc", 14), ("medicare_advantage", 10), ("medicaid", 6), ("va", 4),
    ("Harbor Health", 12), ("Northlake, a Mutual Plan", 8), ("Summit Benefit", 12),
)  # fmt: skip
_REGIONS = ("cervical", "thoracic", "lumbar", "sacral", "pelvic")
_LIMBS = ("upper extremity", "lower extremity")
_CHARGE = 38


def claims(number: int, seed: int = 1) -> Iterator[list[tuple[str, ...]]]:
    """Claims of a realistic mix, as rows of `COLUMNS`: one in twelve lines has something wrong.

    Args:
        number: How many lines, about.
        seed: Of the random choices.
    """
    chance = random.Random(seed)
    names, weights = zip(*_PAYERS, strict=True)
    made = 0
    claim = 0
    while made < number:
        claim += 1
        payer = chance.choices(names, weights)[0]
        on = (_FIRST + timedelta(days=chance.randrange(_DAYS))).isoformat()
        kind = chance.choices((_therapy, _chiropractic, _massage), (62, 28, 10))[0]
        lines = kind(chance, payer)
        made += len(lines)
        yield [(f"C{claim:08}", on, payer, *line) for line in lines]


def _row(
    provider: str, code: str, modifiers: str, units: int, minutes: int | None, regions: str = ""
) -> tuple[str, ...]:
    """The cells of a line, from the provider on."""
    told = "" if minutes is None else str(minutes)
    charge = f"{units * _CHARGE}.00"
    return provider, code, modifiers, str(units), told, regions, "A", charge


def _units(minutes: list[int], chance: random.Random) -> list[int]:
    """Units as Medicare counts them, one time in thirty one too many."""
    total = sum(minutes)
    units = [one // 15 for one in minutes]
    spare = (total + 7) // 15 - sum(units) if total >= 8 else 0
    for place in sorted(range(len(minutes)), key=lambda n: -(minutes[n] % 15))[:spare]:
        units[place] += 1
    if chance.random() < 1 / 30:
        units[chance.randrange(len(units))] += 1
    return [max(one, 1) for one in units]


def _therapy(chance: random.Random, payer: str) -> list[tuple[str, ...]]:
    """A physical or occupational therapist's visit."""
    provider, plan = chance.choice((("pt", "GP"), ("pt", "GP"), ("ot", "GO")))
    codes = chance.sample(("97110", "97140", "97112", "97530", "97116", "97035", "97535"),
                          chance.randint(2, 4))  # fmt: skip
    minutes = [chance.randint(10, 32) for _ in codes]
    assisted = provider == "pt" and chance.random() < 0.08
    mark = f"{plan};CQ" if assisted else plan
    rows = [
        _row("pta" if assisted else provider, code, mark if chance.random() > 0.02 else "", *one)
        for code, one in zip(codes, zip(_units(minutes, chance), minutes, strict=True), strict=True)
    ]
    if chance.random() < 0.25:
        rows.append(_row(provider, "G0283" if payer == "medicare" else "97014", plan, 1, None))
    if chance.random() < 0.1:
        rows.append(_row(provider, "97164" if provider == "pt" else "97168", plan, 1, None))
    return rows


def _chiropractic(chance: random.Random, payer: str) -> list[tuple[str, ...]]:
    """An adjustment, and at times therapy in another region."""
    count = chance.randint(1, 4)
    adjusted = chance.sample(_REGIONS, count)
    code = "98940" if count < 3 else "98941"
    provider = "md" if payer == "medicare" and chance.random() < 0.3 else "dc"
    active = "AT" if payer == "medicare" and chance.random() > 0.03 else ""
    rows = [_row(provider, code, active, 1, None, ";".join(adjusted))]
    for other in chance.sample(("97140", "97124", "97112", "97110", "97035"), chance.randint(1, 3)):
        minutes = chance.randint(8, 22)
        marks = ["GP"] if payer in ("medicare", "uhc", "va") else []
        if payer == "medicare" and provider == "dc":
            marks.append("GY")
        if other in ("97140", "97124", "97112") and chance.random() > 0.1:
            marks.append("59")
        region = chance.choice(_LIMBS) if chance.random() > 0.05 else adjusted[0]
        rows.append(_row(provider, other, ";".join(marks), 1, minutes, region))
    if chance.random() < 0.12:
        rows.append(_row(provider, "99213", "25" if chance.random() > 0.1 else "", 1, None))
    return rows


def _massage(chance: random.Random, payer: str) -> list[tuple[str, ...]]:
    """A massage therapist's session."""
    minutes = chance.choice((30, 45, 60, 60, 60, 90))
    code = "97124" if chance.random() > 0.15 else "97140"
    units = _units([minutes], chance)[0]
    plan = "GP" if payer in ("medicare", "uhc", "va") else ""
    return [_row("lmt", code, plan, units, minutes, chance.choice(_REGIONS))]


def write_claims(path: Path, number: int) -> int:
    """Write a claim file of about as many lines; gives how many it has."""
    lines = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for claim in claims(number):
            writer.writerows(claim)
            lines += len(claim)
    return lines


def _check(path: str, home: str, out: str) -> None:
    """Check a file in a process of its own; print seconds, memory and what was found."""
    start = time.perf_counter()
    library = bundled()
    loaded = time.perf_counter()
    summary = check_file(
        Path(path), [Sink.of_path(Path(out))], today=_TODAY, library=library, home=Path(home)
    )
    done = time.perf_counter()
    told = {"seconds": done - loaded, "loading": loaded - start, "MB": _peak()}
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
    start = time.perf_counter()
    claim: list[ClaimLine] = []
    for row in rows:
        if claim and claim[0].claim_id != row["claim_id"]:
            found += len(check_claim(claim, _TODAY, library, tables).result["findings"])
            claim = []
        claim.append(read_line(row, library, line=len(claim) + 1))
    found += len(check_claim(claim, _TODAY, library, tables).result["findings"])
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds / len(rows), "findings": found}))


def _run(*arguments: str) -> dict[str, float]:
    """The figures that a process of its own prints."""
    command = [sys.executable, "-m", "evals.bench_claims", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _import(pairs: str, home: str) -> None:
    """Import the whole pair table."""
    from files.tables_add import add_tables

    report = add_tables([Path(pairs)], quarter=QUARTER, added_on=_TODAY, home=Path(home))
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
        home = str(Path(folder, "home"))
        _import(pairs, home)
        figures: dict[str, list[float]] = {}
        for name, number in (("small", lines // 10), ("large", lines)):
            path = Path(folder, f"{name}.csv")
            write_claims(path, number)
        for _ in range(runs):
            for name in ("small", "large"):
                claims_file, out = str(Path(folder, f"{name}.csv")), str(Path(folder, "found.csv"))
                for key, value in _run("--check", claims_file, home, out).items():
                    figures.setdefault(f"{name} {key}", []).append(value)
            loop = _run("--loop", str(Path(folder, "large.csv")), home)
            figures.setdefault("loop microseconds a line", []).append(loop["seconds"] * 1e6)
    told = {name: statistics.median(values) for name, values in figures.items()}
    batch = told["large seconds"] / told["large lines"] * 1e6
    return told | {
        "batch microseconds a line": batch,
        "times as fast a line": told["loop microseconds a line"] / batch,
        "ten times the lines, times the seconds": told["large seconds"] / told["small seconds"],
        "ten times the lines, times the memory": told["large MB"] / told["small MB"],
    }


def main(arguments: list[str]) -> None:
    """Measure, or run one measured step."""
    if arguments[:1] == ["--check"]:
        _check(*arguments[1:])
    elif arguments[:1] == ["--loop"]:
        _loop(*arguments[1:])
    else:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("pairs")
        parser.add_argument("--lines", type=int, default=1_000_000)
        parser.add_argument("--runs", type=int, default=3)
        told = parser.parse_args(arguments)
        for name, value in measure(told.pairs, told.lines, told.runs).items():
            print(f"{name}: {value:,.4g}")


if __name__ == "__main__":
    main(sys.argv[1:])
