"""A case: what the asker types, and what each answer must hold."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, StrictStr, model_validator

from evals.expected import Expect, Part

Kind = Literal[
    "units",
    "pairs",
    "status",
    "choice",
    "modifiers",
    "seeds",
    "questions",
    "refusals",
    "dialogs",
    "robust",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
HELD = "held"

Words = Annotated[StrictStr, Field(min_length=1)]


class Case(Part):
    """A question or a dialogue, and what each answer must hold.

    Attributes:
        id: Its name, used once.
        tags: What it is about: its kind, payers, originals by number.
        source: Who published it.
        turns: What the asker types, turn by turn.
        expect: What each turn's answer must hold.
        why: Where the expectation comes from.
        payer: A payer's id that is stated outside the words, on every turn.
        date: The date of service that is stated outside the words, on every turn.
    """

    id: Words
    tags: tuple[Words, ...] = ()
    source: StrictStr = ""
    turns: Annotated[tuple[StrictStr, ...], Field(min_length=1)]
    expect: tuple[Expect, ...]
    why: StrictStr = ""
    note: StrictStr = ""
    payer: Words | None = None
    date: datetime.date | None = None

    @model_validator(mode="after")
    def _one_for_each_turn(self) -> Self:
        """As many expectations as turns."""
        if len(self.expect) != len(self.turns):
            raise ValueError(f"{len(self.turns)} turns and {len(self.expect)} expectations")
        return self


class CaseFile(Part):
    """The cases of one file.

    Attributes:
        name: The file's name without its ending.
        kind: What its cases are.
        held: Whether it is held out: scored, and never looked at.
        cases: Its cases.
    """

    name: str
    kind: Kind
    held: bool
    cases: tuple[Case, ...]
