"""Wording which code describes what was done, and why: coverage, the dispute, what to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.draft import Asked, Block, Support, step_line
from assistant.intents.choice import puts_code_forward
from assistant.intents.mistaken import mistaken_code
from assistant.intents.signs import wants_code
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
    result, named = done.result, done.inputs.get("named")
    called = library.codes[named].name if named else "what is described"
    name = technique.name if technique else called
    no = _denied(technique, done, case, library)
    lead = f"{no}{capital(name)}"
    left = [c for c in result["candidates"] if c["verdict"] != "does_not_fit"]
    disputed = [c["code"] for c in left if c["verdict"] == "disputed"]
    if result["codes"]:
        codes, why = listed(result["codes"]), ""
        also = f"; some put it under {listed(disputed, 'or')}" if disputed else ""
        if len(result["codes"]) == 1:
            why = next(f" ({c['why']})" for c in left if c["code"] == codes)
        elif technique is not None and technique.rule == "by_fact":
            within = listed(result["codes"], "or")
            return f"{lead} has no code of its own: its time belongs within {within}{also}."
        return f"{lead} is {codes}{why}{also}."
    if result["missing"]:
        decides = f"what decides is {listed([library.asks[f].missing for f in result['missing']])}"
        whys = {c["why"] for c in left}
        if len(left) > len(whys) == 1:
            return (
                f"{lead} is one of {listed([c['code'] for c in left])} ({whys.pop()}): {decides}."
            )
        told = "; ".join(f"{c['code']} {c['why']}" for c in left)
        return f"{lead}: {decides}{f': {told}' if told else ''}."
    if disputed:
        return f"{lead} is disputed {_sides(result['candidates'], library)}"
    none = technique is not None and technique.rule == "none_held"
    return f"{no}{(none and _said(technique, library)) or f'No code held here describes {name}.'}"


def _said(technique: Technique | None, library: Library) -> str | None:
    """What a passage tells of a technique that no code held here describes."""
    told = (library.passages[key] for key in (technique.supports if technique else ()))
    return next((p.text for p in told), None)


def _denied(technique: Technique | None, done: Calculation, case: Case, library: Library) -> str:
    """The no to codes that are asked about and don't fit, but for those of other services."""
    own, said = technique.id if technique else None, " ".join(case.ground)
    others: set[str | None] = set()
    for service in case.services:
        name, sure = service.technique, service.minutes or service.numbered
        if name and name != own and (sure or not library.techniques[name].weak):
            others |= library.technique_codes[name]
    if not (mistaken_code(case, library) or puts_code_forward(case.facts.question)):
        every = case.wants("units")
        others |= {s.code for s in case.timed if s.numbered or (every and s.technique != own)}
    wrong = [c["code"] for c in done.result["candidates"] if c["verdict"] == "does_not_fit"]
    asked = [c for c in case.codes if c in wrong and (c in said or c in case.facts.all_codes)]
    typed = [c for c in asked if c in case.facts.codes or "pair" not in case.intents]
    asked = [c for c in typed if c not in others and not _dispute_over(technique, c, library)]
    if any("(reported)" in c["why"] for c in done.result["candidates"] if c["verdict"] == "fits"):
        asked = [c for c in asked if not _by_name_alone(c, library)]
    between = case.shows("code_or_code") and {*done.result["codes"]} & {*case.codes}
    return f"No, not {listed(asked, 'or')}. " if asked and not between else ""


def _by_name_alone(code: str, library: Library) -> bool:
    """Whether of a code nothing is held but what it is called and that it is timed."""
    return code in library.codes and library.codes[code].supports == ("ama-cpt/timed-list",)


def _sides(candidates: Sequence[Mapping[str, str]], library: Library) -> str:
    """Where a service is disputed, both sides named."""
    held: dict[str, list[str]] = {}
    disputed = [c for c in candidates if c["verdict"] == "disputed"]
    for c in disputed:
        held.setdefault(c["why"], []).append(c["code"])
    unlisted = (library.codes[c["code"]].unlisted for c in candidates if c["code"] in library.codes)
    own = " It has no code of its own." if any(unlisted) else ""
    codes = [c["code"] for c in disputed]
    place = f"{'under' if len(codes) == 1 else 'between'} {listed(codes)}"
    sides = "; ".join(f"{listed(codes)} {why}" for why, codes in held.items())
    told = f", {next(iter(held))}" if len(held) == 1 else f": {sides}"
    return f"{place}{told}.{own}"


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
    excluded = technique.excluded if technique is not None else ()
    asked, named = set(case.facts.codes), done.inputs.get("named")
    if not asked and technique is not None and technique.rule != "settled":
        asked = {option.code for option in excluded}
    for candidate in done.result["candidates"]:
        other = candidate["verdict"] != "fits" and candidate["code"] in asked
        if other and _by_name_alone(candidate["code"], library):
            says = f"What {candidate['code']} takes in isn't held here beyond its name."
            block.leave_open(says)
        if other and (over := _dispute_over(technique, candidate["code"], library)):
            block.conflicts.append(over)
        elif other and candidate["verdict"] == "does_not_fit":
            options = [o for o in excluded if o.code == candidate["code"]]
            cite(block, library, *[key for o in options for key in o.supports][:2])
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
    unnamed = technique is None and not named
    untold = technique is None or not technique.coverage
    if technique is None and named and library.codes[named].medicare_status:
        cite(block, library, *library.codes[named].supports)
    for side in dict.fromkeys(library.goals[goal].side for goal in case.goals):
        key = library.sides[side].not_necessary
        if key and untold and (unnamed or not codes.isdisjoint(library.passage(key).codes)):
            cite(block, library, key)
    counted = case.intents[:1] == ("units",) and not wants_code(case)
    for step in () if counted else done.steps:
        if step.value == "fits" and step.says.startswith(tuple(done.result["codes"])):
            cite(block, library, *step.supports[:2])
    if done.result["missing"]:
        block.asks = block.asks or Asked(done.result["missing"][0])
        if done.result["missing"] == ["technique"]:
            cite(block, library, "kmc-2013/7-intent", "kmc-2013/12-intent")


def _dispute_over(technique: Technique | None, code: str, library: Library) -> str | None:
    """The disagreement over a code with this kind of device, where sources have one."""
    over = f"{technique.kind}-{code}" if technique is not None else ""
    return over if over in library.conflicts else None
