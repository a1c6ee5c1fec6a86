"""`knead` in the terminal: draws an answer, decides nothing."""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import os
import sys
from collections.abc import Sequence

from cli_ask import add_ask_command
from cli_check import add_check_command
from cli_codes import add_document_command, add_pair_command, add_units_command
from cli_eval import add_eval_command
from cli_library import add_library_commands
from cli_serve import add_serve_command
from cli_shared import Parser, Stop, one_line

# Errors that are worded for the user, by name: their modules are heavy and come in only at need.
_WORDED = ("Unusable", "KnowledgeError", "TableError", "DocumentError", "ClaimFileError")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_COMMANDS = (
    ("ask", "answer a question, or a file of them", add_ask_command),
    ("units", "units of codes with their minutes", add_units_command),
    ("pair", "two codes on one day", add_pair_command),
    ("document", "what the record must show, and what to ask the payer", add_document_command),
    ("check", "the findings of a file of claims", add_check_command),
    ("library", "the sources that answers rest on", add_library_commands),
    ("eval", "put the assistant to its own cases", add_eval_command),
    ("serve", "open the app in the browser", add_serve_command),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: As typed behind `knead`; by default those of this process.

    Returns:
        The exit status: 0 it ran, 1 it ran and found errors, 2 the input is unusable.
    """
    _print_anything()
    try:
        options = _parser().parse_args(arguments)
        status = int(options.run(options) or 0)
        sys.stdout.flush()
    except Stop as stop:
        return _told(str(stop), stop.status) if str(stop) else stop.status
    except BrokenPipeError:
        # Whoever read the answer has enough of it.
        _drop_output()
        return 0
    except KeyboardInterrupt:
        return _told("stopped", 130)
    except Exception as problem:
        if any(kind.__name__ in _WORDED for kind in type(problem).__mro__):
            return _told(one_line(problem), 2)
        if isinstance(problem, OSError) and problem.errno in _NO_ROOM:
            _drop_output()
            return _told(f"the answer can't be written ({problem.strerror}); free some room", 2)
        return _told(
            f"something went wrong ({type(problem).__name__}: {one_line(problem)}); please report "
            "it with the command you ran",
            2,
        )
    return status


def _told(message: str, status: int) -> int:
    """One line on standard error, and the exit status."""
    with contextlib.suppress(OSError):
        print(f"knead: {message}", file=sys.stderr)
    return status


def _print_anything() -> None:
    """A screen that can't show a character shows a stand-in, and the rest of the answer."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Give up what was not written, so that Python doesn't try it again at the end."""
    with contextlib.suppress(OSError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = Parser(
        prog="knead",
        description="US billing codes for massage and manual therapy: each answer with its proof.",
        epilog="`knead COMMAND --help` says more. Not legal or billing advice.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, told, add in _COMMANDS:
        add(commands.add_parser(name, help=told, description=told[0].upper() + told[1:] + "."))
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
