"""The rules by which a technique finds its code, one small function each.

Which technique goes by which rule, and every code and number, stand in
`knowledge/techniques.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from coding_tools.candidates import Candidate, Outcome, once, weigh
from coding_tools.choice_counts import muscles, regions
from coding_tools.choice_described import Described
from coding_tools.trace import Step
from knowledge.library import Library
from knowledge.records import CodeOption, Technique


class Rule(Protocol):
    """How a technique finds its code."""

    def __call__(self, technique: Technique, service: Described, library: Library) -> Outcome:
        """The codes weighed, what is missing, and the steps."""


def sides_of(goals: tuple[str, ...], library: Library) -> tuple[str, ...]:
    """The sides that the goals point to, the most often named first.

    >>> from knowledge.library import bundled
    >>> sides_of(("spasm", "adhesion", "range_of_motion"), bundled())
    ('restriction', 'circulation')
    """
    counts: dict[str, int] = {}
    over = {said for goal in goals for said in library.goals[goal].over}
    for goal in (g for g in goals if g not in over):
        side = library.goals[goal].side
        counts[side] = counts.get(side, 0) + 1
    return tuple(sorted(counts, key=lambda side: -counts[side]))


def settled(technique: Technique, service: Described, library: Library) -> Outcome:
    """One code, whatever the purpose; one that is asked about may be disputed beside it."""
    beside = [o for o in technique.asked if o.code in service.asked]
    fits = weigh(technique.codes["always"], "fits", library)
    return Outcome((*fits, *weigh(beside, "disputed", library)))


def leaning(technique: Technique, service: Described, library: Library) -> Outcome:
    """One code, disputed where the work aims at a restriction."""
    always, restriction = technique.codes["always"], technique.codes["restriction"]
    if "restriction" not in sides_of(service.goals, library):
        why = "it is put there by some where the work aims at a restricted tissue"
        return Outcome(
            (*weigh(always, "fits", library), *weigh(restriction, "disputed", library, why))
        )
    step = Step(
        "It is aimed at a restricted or tight tissue, where the sources differ.",
        "restriction",
        tuple(key for option in (*always, *restriction) for key in option.supports),
    )
    both = (*weigh(always, "disputed", library), *weigh(restriction, "disputed", library))
    return Outcome(both, (), (step,))


def disputed(technique: Technique, service: Described, library: Library) -> Outcome:
    """Several codes, each by its sources; what the purpose points to is said, not decided."""
    options = technique.codes["always"]
    steps = tuple(
        Step(
            f"The stated purpose ({side.name}) points to {code}; it doesn't settle the dispute.",
            code,
            side.supports,
        )
        for side_id in _deciding(sides_of(service.goals, library), library)[:1]
        if (side := library.sides.get(side_id))
        and (code := side.code or side.leans) in {o.code for o in options}
    )
    return Outcome(weigh(options, "disputed", library), (), steps)


def _deciding(sides: tuple[str, ...], library: Library) -> list[str]:
    """The sides, those that decide a code before those that only lean to one."""
    return sorted(sides, key=lambda side: not (held := library.sides.get(side)) or not held.code)


def by_goal(technique: Technique | None, service: Described, library: Library) -> Outcome:
    """The purpose decides; without one, or with two that differ, the technique is missing."""
    del technique
    pointing = [
        side
        for side_id in sides_of(service.goals, library)
        if (side := library.sides.get(side_id)) and side.code
    ]
    if not pointing:
        return Outcome(missing=("technique",))
    first = pointing[0]
    if rivals := [side for side in pointing if first.id in side.against]:
        both = tuple(
            Candidate(side.code or "", "disputed", f"one purpose is {side.name}", side.supports)
            for side in (first, *rivals)
        )
        return Outcome(both, ("technique",))
    why = f"the stated purpose is {first.name}"
    return Outcome((Candidate(first.code or "", "fits", why, first.supports),))


def by_fact(technique: Technique, service: Described, library: Library) -> Outcome:
    """A stated fact decides; without it each branch is shown."""
    fact = technique.fact or ""
    value = service.payer if fact == "payer" else dict(service.stated).get(fact)
    if fact == "payer" and value is not None and value not in technique.codes:
        value = "other"
    stood_for = (technique.sides.get(side) for side in sides_of(service.goals, library))
    value = value or next(filter(None, stood_for), None) or technique.default
    if value is None:
        branches = (
            c
            for key in dict.fromkeys((*technique.codes, *technique.then))
            for c in weigh(
                _options(technique, key, service, library),
                "fits",
                library,
                f"if {_told(fact, key, library)}",
            )
        )
        return Outcome(once(branches), (fact,))
    if value in technique.then:
        instead = library.techniques[technique.then[value]]
        return RULES[instead.rule](instead, service, library)
    options = technique.codes.get(value, ())
    fits = weigh(options, "fits", library, f"it is {_told(fact, value, library)}")
    rest = (
        c
        for key, found in technique.codes.items()
        if key != value
        for c in weigh(found, "does_not_fit", library, f"that is {_told(fact, key, library)}")
    )
    missing = technique.among if len(options) > 1 else None
    return Outcome(once((*fits, *rest)), (missing,) if missing else ())


def _options(
    technique: Technique, value: str, service: Described, library: Library
) -> tuple[CodeOption, ...]:
    """The codes under one value; where another technique takes over, those that fit by its rule."""
    if value not in technique.then:
        return technique.codes[value]
    instead = library.techniques[technique.then[value]]
    every = tuple(o for options in instead.codes.values() for o in options)
    found = RULES[instead.rule](instead, service, library)
    fits = {c.code for c in found.candidates if c.verdict == "fits"}
    return every if found.missing else tuple(o for o in every if o.code in fits)


def _told(fact: str, value: str, library: Library) -> str:
    """A fact's value as a phrase."""
    if fact == "payer":
        payer = library.payers.get(value)
        return f"for {payer.name}" if payer else "for another payer"
    held = library.asks[fact].values.get(value)
    return held.told or held.option if held else value


def none_held(technique: Technique, service: Described, library: Library) -> Outcome:
    """No code held describes it."""
    del service, library
    says = f"No code held here describes {technique.name}."
    return Outcome(steps=(Step(says, None, technique.supports, "not_checked"),))


def by_name(service: Described, library: Library) -> Outcome:
    """A service that goes by a code's own name; another code that is asked about is not its."""
    held = library.codes[service.named or ""]
    standing = f" ({held.standing})" if held.standing != "verified" else ""
    why = f"the service goes by that code's own name, {held.name}{standing}"
    supports = (f"ama-cpt/row-{held.code}", *held.supports)
    others = tuple(
        Candidate(code, "does_not_fit", f"{held.name} is another code's name", supports)
        for code in service.asked
        if code != held.code
    )
    return Outcome((Candidate(held.code, "fits", why, supports), *others))


RULES: Mapping[str, Rule] = {
    "settled": settled,
    "leaning": leaning,
    "disputed": disputed,
    "by_goal": by_goal,
    "by_fact": by_fact,
    "regions": regions,
    "muscles": muscles,
    "none_held": none_held,
}
