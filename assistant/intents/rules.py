"""Rules on what a case asks for, of which the first that knows decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from assistant.turns.case import Case
from knowledge.library import Library


@dataclass(frozen=True)
class Asked:
    """A case, and the kinds of answer that were found for it so far."""

    case: Case
    library: Library
    told: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The asker's words."""
        return self.case.facts.question


Of = TypeVar("Of", bound=Asked)
Rule = Callable[[Of], bool | None]
"""A rule: yes, no, or None where it doesn't know."""


def decided(rules: Sequence[Rule[Of]], asked: Of) -> tuple[str, bool]:
    """The name of the rule that decides, and its verdict; no where none of them knows.

    Args:
        rules: The rules, in their order.
        asked: The case, and the kinds of answer found so far.
    """
    for rule in rules:
        if (verdict := rule(asked)) is not None:
            return rule.__name__.lstrip("_"), verdict
    return "none", False
