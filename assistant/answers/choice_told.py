"""Wording which code describes what was done, and why: coverage, the dispute, what to ask."""

from __future__ import annotations

from assistant.draft import Asked, Block, Support, step_line
from assistant.intents.choice import puts_code_forward
from assistant.intents.mistaken import mistaken_code
from assistant.intents.signs import OR_CODE
from assistant.speak import cite
from assistant.turns.case import Case
from coding_tools.trace import Calculation
from coding_tools.wording import capital, listed
from knowledge.library import Library
from knowledge.records import Technique


def told_choice(
    technique: Technique | None, done: Calculation, case: Case, library: Library
) -> str:
    """A choice in a sentence.

    Args:
        technique: The technique, or None.
        done: The choice.
        case: The case.
        library: The knowledge base.
    """
    result = done.result
    name = technique.name if technique else _own_name(done, library)
    what = capital(name)
    wrong = [c["code"] for c in result["candidates"] if c["verdict"] == "does_not_fit"]
    said = " ".join(case.ground)
    asked = [c for c in case.codes if c in wrong and (c in said or c in case.facts.all_codes)]
    own = technique.id if technique else None
    offered = mistaken_code(case, library) or puts_code_forward(case.facts.question)
    others = _codes_of_others(technique, case, library)
    if not offered:
        every = case.wants("units")
        others |= {s.code for s in case.timed if s.numbered or (every and s.technique != own)}
    typed = [c for c in asked if c in case.facts.codes or "pair" not in case.intents]
    asked = [c for c in typed if c not in others and not _dispute_over(technique, c, library)]
    between = OR_CODE.search(case.facts.question) and set(result["codes"]) & set(case.codes)
    no = f"No, not {listed(asked, 'or')}. " if asked and not between else ""
    disputed = [c["code"] for c in result["candidates"] if c["verdict"] == "disputed"]
    if result["codes"]:
        codes = listed(result["codes"])
        lead, why = f"{no}{what} is {codes}", ""
        if len(result["codes"]) == 1:
            why = next(f" ({c['why']})" for c in result["candidates"] if c["code"] == codes)
        elif technique is not None and technique.rule == "by_fact":
            within = listed(result["codes"], "or")
            lead = f"{no}{what} has no code of its own: its time belongs within {within}"
        also = f"; some put it under {listed(disputed, 'or')}" if disputed else ""
        return f"{lead}{also}{why}."
    if result["missing"]:
        decides = f"what decides is {listed([library.asks[f].missing for f in result['missing']])}"
        may = [
            (c["code"], c["why"]) for c in result["candidates"] if c["verdict"] != "does_not_fit"
        ]
        whys = {why for _, why in may}
        if len(may) > len(whys) == 1:
            return f"{no}{what} is one of {listed([c for c, _ in may])} ({whys.pop()}): {decides}."
        told = f": {'; '.join(f'{code} {why}' for code, why in may)}" if may else ""
        return f"{no}{what}: {decides}{told}."
    if disputed:
        return _disputed(no, what, done, library)
    return f"{no}No code held here describes {name}."


def _codes_of_others(technique: Technique | None, case: Case, library: Library) -> set[str | None]:
    """The codes of the other services that are named by an exact word, or with their minutes."""
    own = technique.id if technique else None
    found: set[str | None] = set()
    for service in case.services:
        name = service.technique
        sure = service.minutes or service.numbered
        if name and name != own and (sure or not library.techniques[name].weak):
            found |= library.technique_codes[name]
    return found


def _own_name(done: Calculation, library: Library) -> str:
    """What a service without a technique is called."""
    named = done.inputs.get("named")
    return library.codes[named].name if named else "what is described"


def _disputed(no: str, what: str, done: Calculation, library: Library) -> str:
    """A dispute in a sentence, both sides named."""
    candidates = done.result["candidates"]
    held: dict[str, list[str]] = {}
    for c in candidates:
        if c["verdict"] == "disputed":
            held.setdefault(c["why"], []).append(c["code"])
    unlisted = (library.codes[c["code"]].unlisted for c in candidates if c["code"] in library.codes)
    own = " It has no code of its own." if any(unlisted) else ""
    codes = [c["code"] for c in candidates if c["verdict"] == "disputed"]
    place = f"{'under' if len(codes) == 1 else 'between'} {listed(codes)}"
    sides = "; ".join(f"{listed(codes)} {why}" for why, codes in held.items())
    told = f", {next(iter(held))}" if len(held) == 1 else f": {sides}"
    return f"{no}{what} is disputed {place}{told}.{own}"


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
        if other and (over := _dispute_over(technique, candidate["code"], library)):
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


def _dispute_over(technique: Technique | None, code: str, library: Library) -> str | None:
    """The disagreement over a code with this kind of device, where sources have one."""
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
