"""What the answering modules hand over before it is verified and rendered."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from assistant.answer import Status
from coding_tools.trace import Calculation, Step

Support = str
"""A passage's key, or `calc:` with a calculation's id."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and what it rests on."""

    text: str
    supports: tuple[Support, ...]

    def then(self, other: Line) -> Line:
        """This line with another behind it, each support once."""
        supports = tuple(dict.fromkeys((*self.supports, *other.supports)))
        return Line(f"{self.text} {other.text}", supports)


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact to ask for: its id in `knowledge/asks.yaml`, and options where they differ."""

    fact: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opposed:
    """A disagreement between ours and a document of the user's.

    Attributes:
        topic: What it is about.
        ours: Our sentence and the passages that it rests on.
        theirs: The quotation of the document.
    """

    topic: str
    ours: Line
    theirs: Line


@dataclass(slots=True)
class Block:
    """One part of an answer: what one question of the asker comes to.

    Attributes:
        kind: What it answers, an intent's name.
        headline: The direct answer.
        lines: Why, and what belongs to it.
        calculations: What was computed for it.
        conflicts: Ids of the disagreements that it touches.
        opposed: Disagreements with the user's own documents.
        asks: The fact that would decide it.
        not_checked: What it could not check.
        refused: Set where this part is refused: `not_supported`, `out_of_scope` or `needs_fact`.
    """

    kind: str
    headline: Line | None = None
    lines: list[Line] = field(default_factory=list)
    calculations: list[Calculation] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    opposed: list[Opposed] = field(default_factory=list)
    asks: Asked | None = None
    not_checked: list[Line] = field(default_factory=list)
    refused: Status | None = None

    @property
    def told(self) -> list[Line]:
        """Its lines, the direct answer first."""
        return [*([self.headline] if self.headline is not None else []), *self.lines]

    def say(self, text: str, *supports: Support) -> None:
        """A sentence more."""
        self.lines.append(Line(text, supports))

    def say_steps(self, support: Support, steps: Iterable[Step]) -> None:
        """What steps of the calculation of this support say, each as a sentence more."""
        self.lines += [step_line(support, step) for step in steps]

    def add(self, line: Line) -> None:
        """A line more: the direct answer where there is none yet."""
        if self.headline is None:
            self.headline = line
        else:
            self.lines.append(line)

    def open_with(self, line: Line) -> None:
        """Make a line the direct answer; the one before it is told first below."""
        self.lines = [other for other in self.told if other is not line]
        self.headline = line

    def leave_open(self, text: str, *supports: Support) -> None:
        """Something more that could not be checked."""
        self.not_checked.append(Line(text, supports))

    def compute(self, calculation: Calculation) -> Support:
        """A calculation more; returns the support that names it."""
        self.calculations.append(calculation)
        self.not_checked += [
            Line(step.says, (calc_support(calculation), *step.supports))
            for step in calculation.steps
            if step.outcome == "not_checked"
        ]
        return calc_support(calculation)


def refusal(text: str, status: Status = "not_supported", kind: str = "gate") -> Block:
    """A part that is refused, with the sentence that says why."""
    return Block(kind, Line(text, ()), refused=status)


def not_held(what: str) -> Block:
    """The refusal that tells what the library doesn't hold."""
    return refusal(f"This is not covered by the library: {what}.")


def step_line(support: Support, step: Step) -> Line:
    """What a step says, on its calculation and what licenses it."""
    return Line(step.says, (support, *step.supports))


def calc_id(calculation: Calculation) -> str:
    """An id made of the tool and its inputs.

    >>> calc_id(Calculation("units", {"minutes": {"97124": 38}}, {}, ()))
    'units-f20bf82f'
    """
    told = json.dumps([calculation.tool, calculation.inputs], sort_keys=True)
    return f"{calculation.tool}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def calc_support(calculation: Calculation) -> Support:
    """A calculation as a support."""
    return f"calc:{calc_id(calculation)}"


def unique(lines: Iterable[Line]) -> list[Line]:
    """Lines, each text once, with the supports of its repeats joined."""
    found: dict[str, Line] = {}
    for line in lines:
        held = found.get(line.text)
        if held is None:
            found[line.text] = line
        else:
            joined = tuple(dict.fromkeys((*held.supports, *line.supports)))
            found[line.text] = replace(held, supports=joined)
    return list(found.values())


def alike(one: str, other: str) -> bool:
    """Whether two sentences say the same in nearly the same words, with the same numbers.

    Args:
        one: A sentence.
        other: Another.

    >>> alike("Minutes are rounded down, never up.", "Minutes are always rounded down, never up.")
    True
    >>> alike("23 minutes are 2 units.", "22 minutes are 1 unit.")
    False
    """
    words, others = _words(one), _words(other)
    if words.numbers != others.numbers:
        return False
    shared = len(words.every & others.every)
    return shared >= _ALIKE * min(len(words.every), len(others.every))


class _Words(NamedTuple):
    """The words of a sentence, and those that hold a figure."""

    every: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=512)
def _words(text: str) -> _Words:
    """The words of a sentence; each is compared with several others."""
    every = frozenset(_WORD.findall(text.lower()))
    return _Words(every, frozenset(w for w in every if any(c.isdigit() for c in w)))


_ALIKE = 0.8
_WORD = re.compile(r"[\w']+")
