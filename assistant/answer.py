"""The one Answer that every face draws; its shape is the contract with those who build on it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["answered", "needs_fact", "not_supported", "out_of_scope"]


class Part(BaseModel):
    """A frozen part of an answer that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LibraryStamp(Part):
    """Which library answered: its version, the day it was checked, the quarters of its tables."""

    version: str
    checked_on: str
    tables: tuple[str, ...]


class Statement(Part):
    """A sentence of the answer and the ids of what it rests on, never none."""

    text: str
    supports: tuple[str, ...]


class Citation(Part):
    """A passage as it is shown: who published it, when, with which authority, where."""

    id: str
    source_id: str
    title: str
    publisher: str
    published: str | None
    authority: str
    locator: str
    text: str
    url: str | None


class Step(Part):
    """One step of a calculation: what was done, the value, and what licenses it."""

    says: str
    value: Any
    supports: tuple[str, ...]


class Calculation(Part):
    """What a tool computed, with its inputs and its steps."""

    id: str
    tool: str
    inputs: dict[str, Any]
    result: dict[str, Any]
    steps: tuple[Step, ...]


class Side(Part):
    """One position in a disagreement."""

    position: str
    citations: tuple[str, ...]


class ConflictShown(Part):
    """A disagreement between sources, and what governs."""

    topic: str
    sides: tuple[Side, ...]
    governs: str
    why: str


class Ask(Part):
    """A fact that the answer needs or would use."""

    fact: str
    question: str
    options: tuple[str, ...]


class Answer(Part):
    """The whole answer; `text` is all of it in Markdown, as the app shows it."""

    status: Status
    library: LibraryStamp
    headline: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    calculations: tuple[Calculation, ...]
    conflicts: tuple[ConflictShown, ...]
    asks: Ask | None
    not_checked: tuple[str, ...]
    suggestions: tuple[str, ...]
    text: str

    @property
    def leading(self) -> tuple[Statement, ...]:
        """The statements that the headline is made of, one for each thing asked, in its order."""
        made = [s for s in self.statements if s.text in self.headline]
        whole = [s for s in made if not any(s is not o and s.text in o.text for o in made)]
        return tuple(sorted(whole, key=lambda s: self.headline.index(s.text)))
