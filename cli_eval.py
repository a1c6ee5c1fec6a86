"""`knead eval`: the assistant put to its own cases."""

from __future__ import annotations

import argparse
import json

from cli_shared import Stop


def add_eval_command(parser: argparse.ArgumentParser) -> None:
    """The options of `knead eval`.

    Args:
        parser: The parser of `knead eval`.
    """
    parser.add_argument("--suite", metavar="NAME", help="one kind of case, such as units")
    parser.add_argument("--held", action="store_true", help="the held-out cases: shares alone")
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    parser.set_defaults(run=_eval)


def _eval(options: argparse.Namespace) -> int:
    """`knead eval`: exit status 1 where a kind is under the gate."""
    from assistant import Assistant
    from evals.case import KINDS
    from evals.case_files import CaseError, read_folder
    from evals.gate import fallen, read_gate
    from evals.paraphrases import Paraphrases
    from evals.report import markdown, report
    from evals.run import run_files

    if options.suite is not None and options.suite not in KINDS:
        raise Stop(f"--suite {options.suite} is no suite; write one of {', '.join(KINDS)}")
    try:
        kinds = [options.suite] if options.suite else list(KINDS)
        files = read_folder(kinds=kinds, held=options.held)
        gate = read_gate()
    except (CaseError, OSError, ValueError) as problem:
        raise Stop(str(problem)) from None
    assistant = Assistant.open()
    forms = Paraphrases()
    told = report(run_files(files, assistant, forms.hear), assistant.library)
    under: list[str] = []
    if options.held:
        told["not_right"] = []
    else:
        if figures := forms.figures():
            told["paraphrases"] = figures
        under = fallen(told, gate)
    if options.json:
        print(json.dumps({**told, "under_gate": under}, ensure_ascii=False, indent=1))
    else:
        print(markdown(told, under), end="")
    return 1 if under else 0
