"""Wording what is thought of the modifiers of a day's lines."""

from __future__ import annotations

import re

from assistant.draft import Block, Line, Support
from assistant.turns.case import Case
from coding_tools.modifiers_summary import by_line, by_modifier
from coding_tools.trace import Calculation

_OTHER_LINE = "the modifier belongs on"
"""What the column 1 line is told; worth saying where the line is asked for."""
_WHICH_LINE = re.compile(
    r"\b(which|what) (line|code|one|of)\b|\beither line\b|\bboth lines\b", re.I
)


def tell_modifiers(block: Block, done: Calculation, support: Support, case: Case) -> None:
    """Say the direct answer: on the modifiers asked about, or on each line.

    Args:
        block: The block that it goes into.
        done: The calculation.
        support: What names the calculation.
        case: The case.
    """
    texts = list(by_modifier(done)) if case.modifiers else [by_line(done)]
    aside = [t for t in texts if _OTHER_LINE in t]
    if len(aside) < len(texts) and not _WHICH_LINE.search(case.facts.question):
        texts = [t for t in texts if t not in aside]
    for text in texts:
        line = Line(text, (support, *_steps_supports(done, text)))
        block.add(line)


def _steps_supports(done: Calculation, text: str) -> tuple[str, ...]:
    """The passages of the steps whose reason a sentence gives; of all of them for a summary."""
    steps = [s for s in done.steps if s.says.partition(": ")[2].rstrip(".") in text]
    chosen = steps or [s for s in done.steps if s.outcome == "applies"]
    return tuple(dict.fromkeys(key for step in chosen for key in step.supports))[:4]
