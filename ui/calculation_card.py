"""A calculation as a card: its title in plain words, its result as a small table, its steps.

What each tool's result looks like stands in `ui.tool_tables`; this is the card around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.drawing import Drawn
from ui.runs import Marks, Run
from ui.tool_tables import drawn

if TYPE_CHECKING:
    from assistant.answer import Calculation


class Card(Drawn):
    """A whole card: the drawn result, its id and its steps."""

    id: str
    steps: list[dict[str, list[Run]]]


def card(calculation: Calculation, marks: Marks) -> Card:
    """The card of one calculation.

    Args:
        calculation: As the answer holds it.
        marks: The answer's numbers, for the chips of the steps.
    """
    result = drawn(calculation.tool, calculation.inputs, calculation.result)
    listed = [runs for part in result.get("lists", ()) for runs in part["items"]]
    shown = {_said(runs) for runs in listed}
    # A check list's steps are its items; they are not said twice.
    repeated = bool(listed) and all(step.says in shown for step in calculation.steps)
    told = () if repeated else calculation.steps
    steps = [{"runs": marks.runs(step.says, step.supports)} for step in told]
    return Card(id=calculation.id, steps=steps, **result)


def _said(runs: list[Run]) -> str:
    return "".join(run.get("text") or run.get("code") or run.get("day") or "" for run in runs)


def title(calculation: Calculation) -> str:
    """The card's title alone, for a chip's label."""
    return drawn(calculation.tool, calculation.inputs, calculation.result)["title"]
