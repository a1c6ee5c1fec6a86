"""What a case comes to: right, wrong, partial or refused; what could not be judged stands apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.answer import Answer
from evals.case import Case
from evals.scorers.check import Check
from evals.scorers.turn import score_turn
from evals.scorers.words import REFUSALS

Outcome = Literal["right", "wrong", "partial", "refused", "unscored"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True)
class Judged:
    """A case with its outcome.

    Attributes:
        case: The case.
        kind: What its file holds.
        outcome: What it came to.
        missed: What did not hold, turn by turn, in words.
    """

    case: Case
    kind: str
    outcome: Outcome
    missed: tuple[str, ...] = ()


def judge(case: Case, kind: str, answers: Sequence[Answer] | None, fault: str = "") -> Judged:
    """A case's outcome.

    Wrong is worse than refused, and refused than partial: one thing contradicted makes the whole
    case wrong, and an answer refused where one was wanted makes it refused.

    Args:
        case: The case.
        kind: What its file holds.
        answers: One for each turn; None where the run failed.
        fault: Why there are none.
    """
    if answers is None or len(answers) != len(case.turns):
        return Judged(case, kind, "unscored", (fault or "not one answer for each turn",))
    checks: list[Check] = []
    missed: list[str] = []
    refused = False
    for number, (answer, expected) in enumerate(zip(answers, case.expect, strict=True), 1):
        found = score_turn(expected, answer, case.turns[:number])
        checks += found
        place = f"turn {number}: " if len(case.turns) > 1 else ""
        missed += [f"{place}{c.key}: {c.says}" for c in found if c.verdict != "holds"]
        wanted = frozenset(expected.status or ())
        refused |= answer.status in REFUSALS and not wanted & REFUSALS
    return Judged(case, kind, _outcome(checks, refused), tuple(missed))


def _outcome(checks: Iterable[Check], refused: bool) -> Outcome:
    """The outcome that checks come to."""
    verdicts = {check.verdict for check in checks}
    if "contradicted" in verdicts:
        return "wrong"
    if "missing" not in verdicts:
        return "right"
    return "refused" if refused else "partial"
