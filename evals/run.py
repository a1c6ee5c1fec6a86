"""Putting cases to the assistant, as its users do: turn after turn, in one process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant import Assistant, Conversation
from assistant.answer import Answer
from evals.case import Case, CaseFile
from evals.outcome import Judged, judge

Told = Callable[[Case, Sequence[Answer]], None]


def run_files(
    files: Iterable[CaseFile], assistant: Assistant, told: Told | None = None
) -> list[Judged]:
    """Every case of some files, judged.

    Args:
        files: The files.
        assistant: Who answers.
        told: Is given each case that was answered with its answers.
    """
    return [run_case(case, file.kind, assistant, told) for file in files for case in file.cases]


def run_case(case: Case, kind: str, assistant: Assistant, told: Told | None = None) -> Judged:
    """One case, judged; an error of the assistant leaves it unscored.

    Args:
        case: The case.
        kind: What its file holds.
        assistant: Who answers.
        told: Is given the case with its answers.
    """
    try:
        answers = ask(case, assistant)
    except Exception as problem:
        return judge(case, kind, None, f"{type(problem).__name__}: {problem}")
    if told:
        told(case, answers)
    return judge(case, kind, answers)


def ask(case: Case, assistant: Assistant) -> list[Answer]:
    """The answers to a case's turns.

    Args:
        case: The case.
        assistant: Who answers.
    """
    conversation: Conversation | None = None
    answers = []
    for turn in case.turns:
        reply = assistant.ask(turn, conversation, payer=case.payer, date=case.date)
        conversation = reply.conversation
        answers.append(reply.answer)
    return answers
