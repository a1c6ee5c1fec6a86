"""One turn judged: every expectation of a case against the answer that was given."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from evals.expected import Expect
from evals.scorers.check import Check
from evals.scorers.sound import score_sound
from evals.scorers.tools import score_choice, score_code_status, score_pair
from evals.scorers.units import score_units
from evals.scorers.words import (
    score_asks,
    score_cites,
    score_conflict,
    score_not_say,
    score_say,
    score_status,
)


def score_turn(expected: Expect, answer: Answer, asked: Sequence[str]) -> list[Check]:
    """The checks of one turn; the last ones say whether the answer is well formed.

    Args:
        expected: What the answer must hold.
        answer: The answer.
        asked: The asker's words, this turn's and the earlier ones'.
    """
    checks = [
        *score_units(expected.units, answer),
        *score_pair(expected.pair, answer),
        *score_choice(expected.choice, answer),
        *score_code_status(expected.code_status, answer),
        *score_say(expected.say, answer),
        *score_not_say(expected.not_say, answer),
        *score_cites(expected.cites, answer),
    ]
    if expected.status is not None:
        checks += score_status(expected.status, answer)
    if expected.conflict is not None:
        checks += score_conflict(expected.conflict, answer)
    if expected.asks is not None:
        checks += score_asks(expected.asks, answer)
    return [*checks, *score_sound(answer, asked)]
