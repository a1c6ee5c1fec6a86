"""`knead` in the terminal: draws an answer, decides nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from assistant import Assistant, Conversation
    from assistant.answer import Answer


class Stop(Exception):  # noqa: N818 - it ends the program, with or without an error
    """Ends the program with one line on standard error.

    Attributes:
        status: The exit status.
    """

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status


class _Parser(argparse.ArgumentParser):
    """A parser whose faults are one line."""

    def error(self, message: str) -> NoReturn:
        """End with the fault and the usage."""
        usage = " ".join(self.format_usage().split())
        raise Stop(f"{message}; {usage}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 0, 1 for found errors, 2 for unusable input."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options) or 0)
    except Stop as stop:
        if str(stop):
            print(f"knead: {stop}", file=sys.stderr)
        return stop.status
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        print("knead: stopped", file=sys.stderr)
        return 130
    except Exception as problem:
        if type(problem).__name__ in ("Unusable", "KnowledgeError", "TableError"):
            print(f"knead: {problem}", file=sys.stderr)
            return 2
        print(
            f"knead: something went wrong ({type(problem).__name__}: {_line(problem)}); please report "
            "it with the command you ran",
            file=sys.stderr,
        )
        return 2


def _line(problem: BaseException) -> str:
    """An error's message on one line."""
    return " ".join(str(problem).split())[:300]


def _parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = _Parser(
        prog="knead", description="Billing codes for massage, each answer with its proof."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    ask = commands.add_parser("ask", help="answer a question, or a file of them")
    ask.add_argument("question", nargs="?")
    ask.add_argument("--batch", type=Path, metavar="IN.jsonl")
    ask.add_argument("--out", type=Path, metavar="OUT.jsonl")
    _facts(ask, "payer", "date", "json")
    ask.set_defaults(run=_ask)

    units = commands.add_parser("units", help="units of codes with their minutes")
    units.add_argument("services", nargs="+", metavar="CODE=MINUTES")
    units.add_argument("--method", metavar="ID")
    units.add_argument("--what-if", action="store_true", help="what would change the count")
    _facts(units, "payer", "json")
    units.set_defaults(run=_units)

    pair = commands.add_parser("pair", help="two codes on one day")
    pair.add_argument("codes", nargs=2, metavar="CODE")
    _facts(pair, "payer", "date", "json")
    pair.set_defaults(run=_pair)

    document = commands.add_parser("document", help="what the record must show")
    document.add_argument("codes", nargs="+", metavar="CODE")
    _facts(document, "payer", "json")
    document.set_defaults(run=_document)

    from cli_check import add_check_command

    add_check_command(commands.add_parser("check", help="the findings of a file of claims"))

    library = commands.add_parser("library", help="the sources that answers rest on")
    from cli_library import add_library_commands

    add_library_commands(library)

    evaluate = commands.add_parser("eval", help="put the assistant to its own cases")
    from cli_eval import add_eval_command

    add_eval_command(evaluate)

    serve = commands.add_parser("serve", help="open the app in the browser")
    serve.add_argument("--port", type=int, default=8501)
    serve.set_defaults(run=_serve)
    return parser


def _facts(parser: argparse.ArgumentParser, *names: str) -> None:
    """Options that several commands share."""
    if "payer" in names:
        parser.add_argument("--payer", metavar="ID")
    if "date" in names:
        parser.add_argument("--date", metavar="YYYY-MM-DD", help="the date of service")
    if "json" in names:
        parser.add_argument("--json", action="store_true")


def _day(text: str | None) -> date | None:
    """A date of service as it was typed."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(f"--date {text} is no day; write it as YYYY-MM-DD") from None


def _open(payer: str | None) -> Assistant:
    """The assistant, with the payer checked."""
    from assistant import Assistant

    assistant = Assistant.open()
    _known_payer(payer, assistant)
    for notice in assistant.notices:
        print(f"knead: {notice}", file=sys.stderr)
    return assistant


def _known_payer(payer: str | None, assistant: Assistant) -> None:
    """Refuse a payer's id that isn't held, with the list."""
    held = [id_ for id_, _ in assistant.payers()]
    if payer is not None and payer not in held:
        raise Stop(f"--payer {payer} is not a payer that is held; write one of {', '.join(held)}")


def _show(answer: Answer, as_json: bool) -> int:
    """Print an answer."""
    print(answer.model_dump_json(indent=1) if as_json else answer.text)
    return 0


def _ask(options: argparse.Namespace) -> int:
    """`knead ask`."""
    if options.batch is not None:
        return _ask_batch(options)
    if options.question is None or not options.question.strip():
        raise Stop("no question; write it behind `ask`, in quotation marks")
    if len(options.question) > 20_000:
        raise Stop(
            f"the question has {len(options.question)} characters; write it in at most 20000"
        )
    day = _day(options.date)
    assistant = _open(options.payer)
    reply = assistant.ask(options.question, payer=options.payer, date=day)
    for notice in reply.notices:
        print(f"knead: {notice}", file=sys.stderr)
    return _show(reply.answer, options.json)


def _ask_batch(options: argparse.Namespace) -> int:
    """`knead ask --batch`: each line of IN answered in its order, in one process."""
    if options.out is None:
        raise Stop("--batch needs --out OUT.jsonl")
    try:
        lines = options.batch.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise Stop(
            f"{options.batch} can't be read ({_line(problem)}); name a JSON Lines file"
        ) from None
    assistant = _open(options.payer)
    try:
        with options.out.open("w", encoding="utf-8") as out:
            for line in lines:
                if line.strip():
                    record = _answered(line, assistant, options)
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
    except OSError as problem:
        raise Stop(f"{options.out} can't be written ({_line(problem)})") from None
    return 0


def _answered(line: str, assistant: Assistant, options: argparse.Namespace) -> dict[str, Any]:
    """One line of a batch, answered; what can't be read says why."""
    id_: Any = None
    try:
        given = json.loads(line)
        id_ = given.get("id") if isinstance(given, dict) else None
        turns = _turns(given)
        payer = given.get("payer", options.payer)
        _known_payer(payer, assistant)
        day = _day(given.get("date", options.date))
        answers = _replies(turns, assistant, payer, day)
    except (ValueError, Stop) as problem:
        return {"id": id_, "error": _line(problem)}
    return {"id": id_, "answers": [a.model_dump(mode="json") for a in answers]}


def _turns(given: Any) -> list[str]:
    """The turns of a batch line."""
    if not isinstance(given, dict):
        raise ValueError('the line is no object; write {"id": ..., "question": ...}')
    turns = given.get("turns", [given["question"]] if "question" in given else None)
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise ValueError("the line has neither a question nor a list of turns")
    return turns


def _replies(
    turns: list[str], assistant: Assistant, payer: str | None, day: date | None
) -> list[Answer]:
    """An answer for each turn."""
    conversation: Conversation | None = None
    answers = []
    for turn in turns:
        reply = assistant.ask(turn, conversation, payer=payer, date=day)
        conversation = reply.conversation
        answers.append(reply.answer)
    return answers


def _units(options: argparse.Namespace) -> int:
    """`knead units`."""
    from assistant.direct import units_answer

    services = [_service(text) for text in options.services]
    assistant = _open(options.payer)
    methods = list(assistant.library.methods)
    if options.method is not None and options.method not in methods:
        raise Stop(f"--method {options.method} is no method; write one of {', '.join(methods)}")
    answer = units_answer(
        services, assistant.context, options.method, options.payer, options.what_if
    )
    return _show(answer, options.json)


def _service(text: str) -> tuple[str, int]:
    """A code with its minutes, as `97124=38`."""
    code, sign, minutes = text.partition("=")
    if not sign or not code.strip() or not minutes.strip().isdigit():
        raise Stop(f"{text!r} is no service; write a code and whole minutes, such as 97124=38")
    if int(minutes) > 1440:
        raise Stop(f"{text!r} has more minutes than a day; write the minutes of one date")
    return code.strip().upper(), int(minutes)


def _pair(options: argparse.Namespace) -> int:
    """`knead pair`."""
    from assistant.direct import pair_answer

    day = _day(options.date)
    one, other = (code.strip().upper() for code in options.codes)
    for code in (one, other):
        _code(code)
    assistant = _open(options.payer)
    return _show(pair_answer(one, other, assistant.context, day, options.payer), options.json)


def _code(code: str) -> None:
    """Refuse what can't be a code."""
    if len(code) != 5 or not code.isalnum():
        raise Stop(f"{code!r} is no code; write five letters and digits, such as 97124")


def _document(options: argparse.Namespace) -> int:
    """`knead document`."""
    from assistant.direct import document_answer

    codes = [code.strip().upper() for code in options.codes]
    for code in codes:
        _code(code)
    assistant = _open(options.payer)
    return _show(document_answer(codes, assistant.context, options.payer), options.json)


def _serve(options: argparse.Namespace) -> int:
    """`knead serve`."""
    import os
    import socket

    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", options.port))
        except (OSError, OverflowError):
            raise Stop(
                f"port {options.port} is in use or can't be opened; name another with --port"
            ) from None
    app = Path(__file__).resolve().parent / "app.py"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(app),
        "--server.port",
        str(options.port),
    ]
    os.chdir(app.parent)
    os.execv(sys.executable, command)


if __name__ == "__main__":
    raise SystemExit(main())
