"""`knead ask`: a question, or a file of them, answered."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli_shared import (
    LONGEST_QUESTION,
    Stop,
    add_facts,
    day,
    known_payer,
    one_line,
    open_assistant,
    show,
    tell,
    whole,
)

if TYPE_CHECKING:
    from assistant import Assistant, Conversation
    from assistant.answer import Answer

_EPILOG = """\
Each line of IN.jsonl is {"id": "1", "question": "..."} or {"id": "2", "turns": ["...", "..."]},
either with "payer" and "date" where they are known. Each line of OUT.jsonl is
{"id": ..., "answers": [...]}, in the same order; a line that can't be read gives
{"id": ..., "error": "..."}, and the others are still answered.
"""


def add_ask_command(parser: argparse.ArgumentParser) -> None:
    """The options of `knead ask`.

    Args:
        parser: The parser of `knead ask`.
    """
    parser.epilog = _EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("question", nargs="?", metavar="QUESTION", help="in quotation marks")
    parser.add_argument("--batch", type=Path, metavar="IN.jsonl", help="a file of questions")
    parser.add_argument("--out", type=Path, metavar="OUT.jsonl", help="where its answers go")
    add_facts(parser, "payer", "date", "json")
    parser.set_defaults(run=_ask)


def _ask(options: argparse.Namespace) -> int:
    """`knead ask`."""
    if options.batch is not None:
        return _ask_batch(options)
    if options.out is not None:
        raise Stop("--out belongs to --batch; name a file of questions, or leave --out away")
    if options.question is None or not options.question.strip():
        raise Stop("no question; write it behind `ask`, in quotation marks")
    if len(options.question) > LONGEST_QUESTION:
        raise Stop(
            f"the question has {len(options.question)} characters; "
            f"write it in at most {LONGEST_QUESTION}"
        )
    on = day(options.date)
    assistant = open_assistant(options.payer)
    reply = assistant.ask(whole(options.question), payer=options.payer, date=on)
    tell(reply.notices)
    return show(reply.answer, options.json)


def _ask_batch(options: argparse.Namespace) -> int:
    """`knead ask --batch`: each line of IN answered in its order, in one process."""
    if options.question is not None:
        raise Stop("a question and --batch can't go together; leave one of them away")
    if options.out is None:
        raise Stop("--batch needs --out OUT.jsonl")
    day(options.date)
    lines = _read(options.batch)
    if options.out.exists() and options.out.samefile(options.batch):
        raise Stop(f"--out {options.out} is the file of questions; name another for the answers")
    assistant = open_assistant(options.payer)
    records = (_written(_answered(line, assistant, options)) for line in lines if line.strip())
    _write(options.out, records)
    return 0


def _read(path: Path) -> list[bytes]:
    """The lines of a file of questions; each is decoded by itself, so one can't spoil the rest."""
    try:
        return path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as problem:
        raise Stop(
            f"{path} can't be read ({problem.strerror or one_line(problem)}); "
            "name a JSON Lines file for --batch"
        ) from None


def _write(path: Path, records: Iterable[str]) -> None:
    """Write the records as they come, so that what is answered isn't lost."""
    try:
        with path.open("w", encoding="utf-8", newline="\n") as out:
            for record in _guarded(records):
                out.write(record + "\n")
                out.flush()
    except OSError as problem:
        raise Stop(
            f"{path} can't be written ({problem.strerror or one_line(problem)}); "
            "name another file for --out"
        ) from None


def _guarded(records: Iterable[str]) -> Iterator[str]:
    """The records; what goes wrong in making one is no fault of the file they go to."""
    try:
        yield from records
    except OSError as problem:
        raise RuntimeError(one_line(problem)) from problem


def _written(record: dict[str, Any]) -> str:
    """A record as a line of JSON; what UTF-8 can't hold is escaped."""
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(record)
    return line


def _answered(line: bytes, assistant: Assistant, options: argparse.Namespace) -> dict[str, Any]:
    """One line of a batch, answered; what can't be read says why."""
    id_: Any = None
    try:
        given = json.loads(line.decode("utf-8"))
        id_ = given.get("id") if isinstance(given, dict) else None
        turns = _turns(given)
        payer = given.get("payer", options.payer)
        known_payer(payer, assistant.library, "payer")
        on = day(given.get("date", options.date), "date")
        answers = _replies(turns, assistant, payer, on)
    except json.JSONDecodeError as problem:
        return {"id": id_, "error": f"the line is no JSON ({problem.msg}, column {problem.colno})"}
    except (ValueError, Stop) as problem:
        return {"id": id_, "error": one_line(problem)}
    except Exception as problem:
        # One line must not cost the others; the kind of fault is enough to report it by.
        said = f"something went wrong ({type(problem).__name__}); please report it with the line"
        return {"id": id_, "error": said}
    return {"id": id_, "answers": [a.model_dump(mode="json") for a in answers]}


def _turns(given: Any) -> list[str]:
    """The turns of a batch line."""
    if not isinstance(given, dict):
        raise ValueError('the line is no object; write {"id": ..., "question": ...}')
    turns = given.get("turns", [given["question"]] if "question" in given else None)
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise ValueError(
            'the line has neither a question nor a list of turns; write "question": "..." '
            'or "turns": ["...", "..."]'
        )
    return [whole(turn) for turn in turns]


def _replies(
    turns: list[str], assistant: Assistant, payer: str | None, on: date | None
) -> list[Answer]:
    """An answer for each turn."""
    conversation: Conversation | None = None
    answers = []
    for turn in turns:
        reply = assistant.ask(turn, conversation, payer=payer, date=on)
        conversation = reply.conversation
        answers.append(reply.answer)
    return answers
