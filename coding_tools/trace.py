"""A calculation and its steps: what every tool of this package returns.

A step says what was done, the value, and the passages that license it. What did not apply and
what was not checked are steps too: a rule that was not evaluated never looks like one that passed.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

Outcome = Literal["applies", "does_not_apply", "not_checked"]


class Step(NamedTuple):
    """One step of a calculation.

    Attributes:
        says: What was done, as a sentence with its figures.
        value: The value that it gave, as plain JSON.
        supports: Keys of the passages that license it; a tool's own arithmetic has none.
        outcome: Whether the rule applied, did not apply, or could not be checked.
    """

    says: str
    value: Any
    supports: tuple[str, ...] = ()
    outcome: Outcome = "applies"


class Calculation(NamedTuple):
    """What one tool computed.

    Attributes:
        tool: The tool's name as CONTRACT.md lists it.
        inputs: The facts it was given, as plain JSON.
        result: The result, in the shape that CONTRACT.md gives for the tool.
        steps: How it was reached, in order.
    """

    tool: str
    inputs: dict[str, Any]
    result: dict[str, Any]
    steps: tuple[Step, ...]

    @property
    def not_checked(self) -> tuple[str, ...]:
        """What this calculation could not check, in its steps' words."""
        return tuple(step.says for step in self.steps if step.outcome == "not_checked")

    @property
    def supports(self) -> tuple[str, ...]:
        """Every passage that a step rests on, in order of first use."""
        return tuple(dict.fromkeys(key for step in self.steps for key in step.supports))
