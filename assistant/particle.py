"""The yes or no that opens an answer, as the question wants it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.draft import Line
from assistant.turns.case import Case

_FAULT = r"(?:wrong|mistaken|(?:a |an )?(?:mistake|error)|incorrect|improper|false|untrue|a myth)"
_FAULTY = re.compile(
    rf"\b(?:is|was|isn't|wasn't|am|are|were|aren't|would|did)\b(?: \S+){{0,7}}? {_FAULT}"
    rf"\W*(?:\?|\bor\b|$)|\b(?:is|was|isn't|wasn't) (?:it|that|this|she|he) {_FAULT}\b",
    re.I,
)
_TURNED = {
    "No, not ": "Yes: not ",
    "No: ": "Yes: ",
    "No, ": "Yes, ",
    "Yes: ": "No: ",
    "Yes, ": "No, ",
}


def asks_if_wrong(question: str) -> bool:
    """Whether it is asked if something is wrong, so that a yes means that it is.

    >>> [asks_if_wrong(q) for q in ("Is that a mistake?", "What is wrong with 97140?")]
    [True, False]
    """
    return _FAULTY.search(question) is not None


def as_asked(line: Line, case: Case) -> Line:
    """An answer's first line with its yes or no turned where the question asks of a fault.

    Answers open for a question whether something holds: "No: 38 minutes are 3 units" stands
    against "4 units", and under "was it wrong to bill 4?" it is a yes.

    Args:
        line: The first line.
        case: The case.
    """
    if not asks_if_wrong(case.facts.question):
        return line
    opening = next((o for o in _TURNED if line.text.startswith(o)), None)
    if opening is None:
        return line
    return replace(line, text=_TURNED[opening] + line.text[len(opening) :])
