"""The yes or no that opens an answer, as the question wants it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.draft import Line
from assistant.turns.case import Case
from coding_tools.wording import capital
from knowledge.library import Library
from knowledge.reading_words import reading_words

_TURNED = {
    "No, not ": "Yes: not ",
    "No: ": "Yes: ",
    "No, ": "Yes, ",
    "Yes: ": "No: ",
    "Yes, ": "No, ",
}


_OF_A_DENIAL = re.compile(
    r"\b(?:denied|rejected)\b[^?]*[.,;!]\s*(?:(?:is|was) (?:that|this|it) )?"
    r"(?:correct|right|legit|fair|proper) ?\?\W*$",
    re.I,
)
"""Asks if a payer was right to deny, of which a yes or no on the billing says the opposite."""
_BROKEN = re.compile(r"\b(?:breaking|against)(?: the| any| a)? rules?\b")
"""Asks no fault of a rule, but whether what was done goes against one."""
_NOT_THAT = re.compile(r"No, not [^.]+\. ")


def asks_if_wrong(question: str, faults: Sequence[str]) -> bool:
    """Whether it is asked if something is wrong, so that a yes means that it is.

    Args:
        question: The asker's words.
        faults: What is asked of it: "a mistake".

    >>> [asks_if_wrong(q, ["a mistake"]) for q in ("Is that a mistake?", "A mistake is bad.")]
    [True, False]
    """
    return _faulty(tuple(faults)).search(question) is not None


_VERB = r"(?:is|was|isn't|wasn't|am|are|were|aren't|would|did)\b"


@lru_cache(maxsize=8)
def _faulty(faults: tuple[str, ...]) -> re.Pattern[str]:
    """How it is asked if something is one of these."""
    fault = f"(?:{'|'.join(map(re.escape, faults))})"
    return re.compile(
        rf"\b{_VERB}(?: (?!{_VERB})\S+){{0,7}}? {fault}\W*(?:\?|\bor\b|$)"
        rf"|\b{_VERB} (?:it|that|this|she|he|i|we|they)(?: be)? {fault}\b"
        rf"|(?:^|[.,;:!-] ){fault} ?\?",
        re.I,
    )


def as_asked(line: Line, case: Case, library: Library) -> Line:
    """An answer's first line with its yes or no turned where the question asks of a fault.

    Answers open for a question whether something holds: "No: 38 minutes are 3 units" stands
    against "4 units", and under "was it wrong to bill 4?" it is a yes. Of what is denied in
    the question, "she says it isn't needed, is she wrong?", and of a rule, neither is said.

    Args:
        line: The first line.
        case: The case.
        library: The knowledge base.
    """
    question = case.facts.question
    if case.intents[:1] == ("pair",) and case.shows("unpaid_then"):
        return without_particle(line)  # "so the massage gets denied?"
    fault = _faulty(tuple(library.words.faults)).search(question)
    opening = next((o for o in _TURNED if line.text.startswith(o)), None)
    if opening is not None and _OF_A_DENIAL.search(question):
        return _without(line, opening)
    if fault is None or opening is None:
        return line
    # The verb asks and denies nothing: "isn't that wrong?".
    asked = fault.group().partition(" ")[2].lower()
    of_a_rule = not reading_words("no_claim").isdisjoint(_BROKEN.sub("", asked).split())
    if of_a_rule or _denies(f"{question[: fault.start()].lower()} {asked}"):
        told = _NOT_THAT.match(line.text)
        return _without(line, told.group() if told else opening)
    return replace(line, text=_TURNED[opening] + line.text[len(opening) :])


def _denies(words: str) -> bool:
    """Whether words in small letters deny something."""
    told = re.findall(r"[\w']+", words)
    return any(w in reading_words("denying") or w.endswith("n't") for w in told)


def bare(text: str) -> str:
    """An answer's first words without the yes or no that opens them.

    >>> bare("No: 38 minutes are 3 units.")
    '38 minutes are 3 units.'
    """
    return text.removeprefix(next((o for o in _TURNED if text.startswith(o)), ""))


def without_particle(line: Line) -> Line:
    """A further part's direct answer without its yes or no, which the first part gives.

    Args:
        line: The part's first line.
    """
    opening = next((o for o in ("No: ", "Yes: ") if line.text.startswith(o)), None)
    return line if opening is None else _without(line, opening)


def _without(line: Line, opening: str) -> Line:
    """A line without the words that open it."""
    text = line.text[len(opening) :]
    return replace(line, text=capital(text))
