"""`knead check`: a file of claims, every finding with its place, its fix and its citations."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from cli_shared import Stop, tell


def add_check_command(parser: argparse.ArgumentParser) -> None:
    """The options of `knead check`.

    Args:
        parser: The parser of `knead check`.
    """
    parser.add_argument("claims", type=Path, metavar="CLAIMS", help="CSV, Excel or 837P")
    parser.add_argument(
        "--out", type=Path, metavar="FINDINGS", help="a file: CSV, Excel or JSON by its name"
    )
    parser.add_argument("--json", action="store_true", help="the findings as JSON")
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    """`knead check`: exit status 1 where a claim has an error."""
    from files.claims_check import check_file
    from files.claims_faults import ClaimFileError
    from files.claims_sinks import Sink
    from files.payers_store import open_library

    library, faults = open_library()
    tell(faults)
    try:
        sinks = [Sink.of_path(options.out)] if options.out is not None else []
        if options.json or not sinks:
            sinks.append(Sink("json" if options.json else "text", stream=sys.stdout.buffer))
        summary = check_file(options.claims, sinks, today=date.today(), library=library)
    except ClaimFileError as problem:
        raise Stop(str(problem)) from None
    tell(summary.says)
    return summary.exit_status
