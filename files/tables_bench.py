"""Measuring the store: `python -m files.tables_bench PATH [QUARTER]`.

Prints how long a table's import, its opening and one lookup take, and the import's peak memory. The
table is added to a folder of its own, which is removed afterwards.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

_RUNS = 5
_LOOKUPS = 20_000
_ADDED = date(2000, 1, 1)


def _import(path: str, quarter: str | None, home: str) -> None:
    """Import a table in a process of its own and print seconds and peak memory."""
    start = time.perf_counter()
    from files.tables_add import add_tables

    loaded = time.perf_counter()
    report = add_tables([path], quarter=quarter, added_on=_ADDED, home=Path(home))
    done = time.perf_counter()
    for line in report.refused:
        print(line, file=sys.stderr)
    print(json.dumps({"loading": loaded - start, "import": done - loaded, "MB": peak()}))


def _open(home: str) -> None:
    """Open a table in a process of its own; print seconds to open and microseconds a lookup."""
    import knowledge.records  # noqa: F401  A start without the user's tables loads it too.

    start = time.perf_counter()
    from files.tables_find import list_tables, open_table
    from files.tables_pairs import StoredPairTable

    loaded = time.perf_counter()
    table = open_table(list_tables(Path(home))[0].id, Path(home))
    opened = time.perf_counter()
    if not isinstance(table, StoredPairTable):
        raise SystemExit("Name a file of pair edits.")
    chosen = random.Random(1)
    codes = sorted(table.codes)
    pairs = [(chosen.choice(codes), chosen.choice(codes)) for _ in range(_LOOKUPS)]
    table.edits(*pairs[0])
    first = time.perf_counter()
    each = []
    for one, other in pairs:
        before = time.perf_counter()
        table.edits(one, other)
        each.append(time.perf_counter() - before)
    framing = time.perf_counter()
    table.frame()
    framed = time.perf_counter()
    each.sort()
    print(
        json.dumps(
            {
                "loading": loaded - start,
                "open": opened - loaded,
                "first lookup": first - opened,
                "lookup µs": statistics.median(each) * 1e6,
                "lookup p99 µs": each[len(each) * 99 // 100] * 1e6,
                "frame": framed - framing,
                "MB": peak(),
            }
        )
    )


def peak() -> float:
    """The peak memory of this process in MB."""
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def main(arguments: list[str]) -> None:
    """Measure a table and print the medians.

    Args:
        arguments: The file or archive, and its quarter where it doesn't tell it.
    """
    if arguments[0] == "--import":
        _import(arguments[1], arguments[2] or None, arguments[3])
    elif arguments[0] == "--open":
        _open(arguments[1])
    else:
        quarter = arguments[1] if len(arguments) > 1 else ""
        runs: dict[str, list[dict[str, float]]] = {"import": [], "open": []}
        for _ in range(_RUNS):
            with tempfile.TemporaryDirectory() as home:
                runs["import"].append(_run("--import", arguments[0], quarter, home))
                runs["open"].append(_run("--open", home))
        for step, figures in runs.items():
            for name in figures[0]:
                middle = statistics.median(one[name] for one in figures)
                print(f"{step}: {name}: {middle:.4g} (median of {_RUNS})")


def _run(*arguments: str) -> dict[str, float]:
    """The figures that a process of its own prints."""
    command = [sys.executable, "-m", "files.tables_bench", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    sys.stderr.write(done.stderr)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    main(sys.argv[1:])
