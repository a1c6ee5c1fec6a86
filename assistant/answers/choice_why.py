"""Why a code was chosen: coverage, the dispute, the purpose, and what to ask."""

from __future__ import annotations

from assistant.draft import Asked, Block, Support, step_line
from assistant.speak import cite
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from knowledge.library import Library
from knowledge.records import Technique

_OPEN = ("none_held", "by_fact", "by_goal", "disputed")
"""Rules of techniques that may be left without a code."""
PURPOSE = "The stated purpose"
"""Opens the step that says what the purpose of a disputed service points to."""


def explain_choice(
    block: Block,
    technique: Technique | None,
    done: Calculation,
    support: Support,
    case: Case,
    library: Library,
) -> None:
    """Why, coverage, the dispute, and what to ask."""
    asked = set(case.facts.codes)
    if not asked and technique is not None and technique.rule != "settled":
        asked = {option.code for option in technique.excluded}
    for candidate in done.result["candidates"]:
        other = candidate["verdict"] != "fits" and candidate["code"] in asked
        if other and (over := dispute_over(technique, candidate["code"], library)):
            block.conflicts.append(over)
        elif other and candidate["verdict"] == "does_not_fit":
            _not_that(block, candidate["code"], technique, library)
    for step in done.steps:
        if step.outcome == "applies" and step.says.startswith(("Counted", "It is aimed")):
            block.lines.append(step_line(support, step))
    if technique is not None:
        cite(block, library, *technique.coverage[:2])
        if technique.conflict:
            block.conflicts.append(technique.conflict)
        if technique.rule in _OPEN and not done.result["codes"]:
            cite(block, library, *technique.supports[:2])
    codes = {*done.result["codes"]}
    unnamed = technique is None and not done.inputs.get("named")
    untold = technique is None or not technique.coverage
    if technique is None and done.inputs.get("named"):
        _of_status(block, done.inputs["named"], library)
    for side in dict.fromkeys(library.goals[goal].side for goal in case.goals):
        key = library.sides[side].not_necessary
        if key and untold and (unnamed or not codes.isdisjoint(library.passage(key).codes)):
            cite(block, library, key)
    for step in done.steps:
        if step.value == "fits" and step.says.startswith(tuple(done.result["codes"])):
            cite(block, library, *step.supports[:2])
    if done.result["missing"]:
        block.asks = block.asks or Asked(done.result["missing"][0])
        if done.result["missing"] == ["technique"]:
            cite(block, library, "kmc-2013/7-intent", "kmc-2013/12-intent")
    if technique is not None and technique.rule == "none_held":
        block.refused = "not_supported" if not block.headline else block.refused


def dispute_over(technique: Technique | None, code: str, library: Library) -> str | None:
    """The disagreement over a code with this kind of device, where sources have one.

    Args:
        technique: The technique, or None.
        code: The code that the asker names.
        library: The knowledge base; a disagreement over a kind and a code is named by both.
    """
    over = f"{technique.kind}-{code}" if technique is not None else ""
    return over if over in library.conflicts else None


def _of_status(block: Block, code: str, library: Library) -> None:
    """Medicare's word on a code that its fee schedule sets apart."""
    held = library.codes[code]
    cite(block, library, *(held.supports if held.medicare_status else ()))


def _not_that(block: Block, code: str, technique: Technique | None, library: Library) -> None:
    """Why a code that was asked about doesn't fit."""
    options = technique.excluded if technique else ()
    keys = [k for o in options if o.code == code for k in o.supports]
    cite(block, library, *keys[:2])
