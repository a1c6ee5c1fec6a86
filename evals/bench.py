"""Every figure that the project must reach, measured on this machine: `make bench`.

    python -m evals.bench [SECTION ...] [--table PATH]

Sections: answers, shell, page, memory, table, claims, adding, scale. Without any, all but the last
two, which take minutes. `table` and `claims` need CMS's whole pair table by `--table` or in
`KNEAD_BENCH_TABLE`; without it they say that they were left out.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TABLE = "KNEAD_BENCH_TABLE"
ASKED = "38 minutes of massage for a Medicare patient: how many units?"

Row = tuple[str, float, str, float, bool]
"""What was measured, the figure, its unit, what it must reach, and whether more is better."""


def told(row: Row) -> str:
    """A figure beside what it must reach.

    >>> told(("answer against embedding, p50", 1.9, "times", 2, False))
    'answer against embedding, p50               1.9 times   at most 2: reached'
    """
    name, figure, unit, reach, more = row
    reached = figure >= reach if more else figure <= reach
    side = "at least" if more else "at most"
    verdict = "reached" if reached else "MISSED"
    return f"{name:42} {figure:>8g} {unit:7} {side} {reach:g}: {verdict}"


def measured(module: str, *arguments: str) -> dict[str, Any]:
    """The JSON that a bench prints in a process of its own.

    Args:
        module: The bench.
        arguments: What it gets beside `--json`.

    Raises:
        RuntimeError: It failed; its last words.
    """
    command = [sys.executable, "-m", module, "--json", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise RuntimeError(f"{module} could not be measured: {last}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def answers() -> list[Row]:
    """Warm answers and counts of units."""
    found = measured("evals.bench_answers")
    return [
        ("answer against embedding, p50", found["p50_ratio"], "times", 2, False),
        ("answer against embedding, p95", found["p95_ratio"], "times", 4, False),
        ("answer against the usual chain, p50", found["chain_ratio"], "times", 1, False),
        ("counts of units with their trace", found["counts_a_second"], "/s", 10_000, True),
    ]


def shell() -> list[Row]:
    """`knead ask` from the shell, the index built."""
    taken = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "cli", "ask", ASKED], check=True, capture_output=True, cwd=ROOT
        )
        taken.append(time.perf_counter() - begin)
    return [("knead ask from the shell", round(statistics.median(taken), 2), "s", 2.5, False)]


def page() -> list[Row]:
    """The app's start, its first answer, and its memory after fifty questions."""
    found = measured("ui.bench")
    return [
        ("start against a one-line app", found["ratio"], "times", 1.5, False),
        ("first answer after the start", found["first_answer_s"], "s", 2, False),
        ("server after 50 questions", found["rss_mb"], "MB", 350, False),
    ]


def memory() -> list[Row]:
    """The server's memory after two hundred questions."""
    found = measured("ui.bench", "--times", "1", "--questions", "200")
    return [("server after 200 questions", found["rss_mb"], "MB", 450, False)]


def _shown(module: str, *arguments: str) -> list[Row]:
    """A bench that prints its own figures."""
    subprocess.run([sys.executable, "-m", module, *arguments], check=False, cwd=ROOT)
    return []


def table(path: str | None) -> list[Row]:
    """The import, opening and lookup of CMS's whole table."""
    if path is None:
        print(f"table: left out, since neither --table nor {TABLE} names CMS's whole pair table")
        return []
    return _shown("files.tables_bench", path, "2024Q3")


def claims(path: str | None) -> list[Row]:
    """A million claim lines against CMS's whole table."""
    if path is None:
        print(f"claims: left out, since neither --table nor {TABLE} names CMS's whole pair table")
        return []
    return _shown("evals.bench_claims", path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is named and print each figure beside what it must reach.

    Returns:
        1 where something could not be measured.
    """
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--table", default=os.environ.get(TABLE))
    parser.add_argument("sections", nargs="*", metavar="SECTION")
    options = parser.parse_args(arguments)
    usual: dict[str, Callable[[], list[Row]]] = {
        "answers": answers,
        "shell": shell,
        "page": page,
        "memory": memory,
        "table": lambda: table(options.table),
        "claims": lambda: claims(options.table),
    }
    long: dict[str, Callable[[], list[Row]]] = {
        "adding": lambda: _shown("retrieval.bench", "adding", "--pages", "1000"),
        "scale": lambda: _shown("retrieval.bench", "scale"),
    }
    known = {**usual, **long}
    failed = False
    for name in options.sections or usual:
        if name not in known:
            parser.error(f"{name} is no section; write one of {', '.join(known)}")
        try:
            for row in known[name]():
                print(told(row), flush=True)
        except (RuntimeError, subprocess.CalledProcessError) as problem:
            print(f"{name}: {problem}", file=sys.stderr)
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
