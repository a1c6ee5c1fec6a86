"""Whether an answer is well formed: it rests on what it shows, and makes up no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.answer import Answer
from evals.scorers.check import Check, plain

LONGEST = 6000
"""Characters that the text may have at the very most."""

_CODE = re.compile(r"(?<![0-9A-Za-z])(?:\d{5}|[A-Z]\d{4})(?![0-9A-Za-z])")
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d])")
_COUNTED = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)[\s\-‐-―]*(?:units?|minutes?|mins?)\b", re.IGNORECASE
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ADDRESS = re.compile(r"https?://[^\s)>\]]+")
_CHIP = re.compile(r"\[(\d+)\]")


def score_sound(answer: Answer, asked: Sequence[str]) -> list[Check]:
    """One check for each fault, or one that holds.

    Args:
        answer: The answer.
        asked: The asker's words, this turn's and the earlier ones'.
    """
    faults = [*_shape(answer), *_supports(answer), *_figures(answer, asked)]
    return [Check("sound", "contradicted", fault) for fault in faults] or [Check("sound", "holds")]


def _shape(answer: Answer) -> Iterator[str]:
    """Faults of length, of numbering and of what an answer must have at least."""
    if not answer.text.strip():
        yield "the text is empty"
    if len(answer.text) > LONGEST:
        yield f"the text has {len(answer.text)} characters"
    if answer.status == "answered" and not answer.statements:
        yield "answered without a statement"
    ids = [c.id for c in answer.citations] + [c.id for c in answer.calculations]
    if len(set(ids)) != len(ids):
        yield "an id stands twice"
    marks = list(dict.fromkeys(int(m) for m in _CHIP.findall(answer.text)))
    if marks != sorted(marks):
        yield f"marks in the order {marks}"


def _supports(answer: Answer) -> Iterator[str]:
    """Statements, steps, findings and sides whose support resolves to nothing."""
    cited = {c.id for c in answer.citations}
    known = cited | {c.id for c in answer.calculations}
    for statement in answer.statements:
        if not statement.supports:
            yield f"no support: {statement.text}"
    used = [(id_, known) for s in answer.statements for id_ in s.supports]
    for made in answer.calculations:
        used += [(id_, known) for step in made.steps for id_ in step.supports]
        used += [(id_, known) for f in made.result.get("findings", ()) for id_ in f["supports"]]
    used += [(id_, cited) for c in answer.conflicts for side in c.sides for id_ in side.citations]
    for id_, among in dict(used).items() if len(dict(used)) == len(used) else used:
        if id_ not in among:
            yield f"support {id_} resolves to nothing"


def _figures(answer: Answer, asked: Sequence[str]) -> Iterator[str]:
    """Codes, and numbers of units and minutes, that stand in nothing cited, computed or asked."""
    grounds = [*asked]
    for cited in answer.citations:
        grounds += [cited.text, " ".join(_CODE.findall(cited.title))]
        grounds += _COUNTED.findall(cited.title)
    for made in answer.calculations:
        grounds += _leaves(
            [made.tool, made.inputs, made.result, [s.model_dump() for s in made.steps]]
        )
    whole = _THOUSANDS.sub("", "\n".join(grounds))
    text = _THOUSANDS.sub("", plain(_ADDRESS.sub(" ", answer.text)))
    for code in sorted(set(_CODE.findall(text)) - set(_CODE.findall(whole))):
        yield f"the code {code} stands in nothing cited, computed or asked"
    held = {float(number) for number in _NUMBER.findall(whole)}
    for number in sorted({float(n) for n in _COUNTED.findall(text)} - held):
        yield f"the number {number:g} stands in nothing cited, computed or asked"


def _leaves(value: Any) -> Iterator[str]:
    """Every key and plain value inside a value, as text, but no ids."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("id", "supports"):
                yield str(key)
                yield from _leaves(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield str(value)
