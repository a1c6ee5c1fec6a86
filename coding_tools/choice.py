"""From what was done to the code that describes it, with why and what is missing to decide."""

from __future__ import annotations

from collections.abc import Mapping

from coding_tools.candidates import Candidate, Outcome, Verdict
from coding_tools.choice_described import Described
from coding_tools.choice_rules import RULES, by_goal, by_name
from coding_tools.trace import Calculation, Step
from knowledge.library import Library
from knowledge.records import Technique

_SAYS: Mapping[Verdict, str] = {
    "fits": "fits",
    "does_not_fit": "doesn't fit",
    "disputed": "is disputed",
}


def choose_code(service: Described, library: Library) -> Calculation:
    """The code that describes a service.

    Args:
        service: What is stated of it.
        library: The knowledge base.

    Returns:
        A `code_choice` calculation; `codes` is empty where the choice is disputed, where a fact
        is missing, and where no code held describes the service.

    Source of the rules: the passages that `knowledge/techniques.yaml` and `goals.yaml` name.

    >>> from knowledge.library import bundled
    >>> done = choose_code(Described(("trigger_point",)), bundled())
    >>> done.result["codes"], [c["verdict"] for c in done.result["candidates"]]
    ([], ['disputed', 'disputed'])
    """
    technique = library.techniques[service.techniques[0]] if service.techniques else None
    steps: list[Step] = []
    if technique is None:
        named = service.named is not None
        outcome = by_name(service, library) if named else by_goal(None, service, library)
    else:
        name = technique.name[:1].upper() + technique.name[1:]
        steps.append(Step(f"{name}: {technique.what}.", technique.id, technique.supports))
        outcome = RULES[technique.rule](technique, service, library)
        outcome = _excluding(technique, outcome, service.asked, library)
    steps += outcome.steps
    steps += [
        Step(f"{c.code} {_SAYS[c.verdict]}: {c.why}.", c.verdict, c.supports)
        for c in outcome.candidates
    ]
    steps += [
        Step(f"Missing to decide: {library.asks[fact].missing}.", fact, (), "not_checked")
        for fact in outcome.missing
    ]
    fitting = [c.code for c in outcome.candidates if c.verdict == "fits"]
    result = {
        "codes": [] if outcome.missing else list(dict.fromkeys(fitting)),
        "candidates": [
            {"code": c.code, "verdict": c.verdict, "why": c.why} for c in outcome.candidates
        ],
        "missing": list(outcome.missing),
    }
    return Calculation("code_choice", _inputs(service), result, tuple(steps))


def _excluding(
    technique: Technique, outcome: Outcome, asked: tuple[str, ...], library: Library
) -> Outcome:
    """The outcome with the codes that the technique is mistaken for, as not fitting.

    A code that is asked about and that no source held puts the technique under doesn't fit
    either; where nothing fits or is disputed, nothing is said of it.
    """
    why = f"{technique.name} is not that service"
    wrong = [Candidate(o.code, "does_not_fit", why, o.supports) for o in technique.excluded]
    weighed = {c.code for c in (*outcome.candidates, *wrong)}
    if outcome.candidates and technique.rule not in ("by_goal", "none_held"):
        cited = tuple(k for c in outcome.candidates for k in c.supports)
        unheld = f"no source held puts {technique.name} there"
        for code in asked:
            if code not in weighed:
                held = library.codes.get(code)
                gone = held is not None and held.status == "deleted"
                told = f"its last day was {held.until}" if held and gone else unheld
                own = held.supports if held and gone else cited
                wrong.append(Candidate(code, "does_not_fit", told, own))
    return outcome._replace(candidates=(*outcome.candidates, *wrong))


def _inputs(service: Described) -> dict[str, object]:
    """What was stated, as plain JSON."""
    told: dict[str, object] = {}
    for key, value in service._asdict().items():
        if key == "stated" and value:
            told[key] = dict(value)
        elif value:
            told[key] = list(value) if isinstance(value, tuple) else value
    return told
