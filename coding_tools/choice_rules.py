"""The rules by which a technique finds its code, one small function each.

Which technique goes by which rule, and every code and number, stand in
`knowledge/techniques.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from coding_tools.candidates import Candidate, Outcome, once, weigh
from coding_tools.trace import Step
from coding_tools.wording import listed
from knowledge.library import Library
from knowledge.records import Technique


class Described(NamedTuple):
    """What is stated of one service; what is not stated stays empty and is never assumed.

    Attributes:
        techniques: Ids of the techniques named, the most exact first.
        goals: Ids of the purposes and findings named.
        regions: Ids of the regions treated or adjusted, in the order named.
        region_count: A number of regions stated as such, where they are not named.
        muscles: Ids of the muscles named.
        muscle_count: A number of muscles stated as such.
        payer: A payer's id, or None.
        stated: Values of facts of `knowledge/asks.yaml`, by the fact's name.
        asked: Codes that are asked about for this service.
    """

    techniques: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    region_count: int | None = None
    muscles: tuple[str, ...] = ()
    muscle_count: int | None = None
    payer: str | None = None
    stated: tuple[tuple[str, str], ...] = ()
    asked: tuple[str, ...] = ()


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
    for goal in goals:
        side = library.goals[goal].side
        counts[side] = counts.get(side, 0) + 1
    return tuple(sorted(counts, key=lambda side: -counts[side]))


def settled(technique: Technique, service: Described, library: Library) -> Outcome:
    """One code, whatever the purpose."""
    return Outcome(weigh(technique.codes["always"], "fits", library))


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
            f"The stated purpose ({side.name}) points to {side.code}; it doesn't settle the "
            "dispute.",
            side.code,
            side.supports,
        )
        for side_id in sides_of(service.goals, library)[:1]
        if (side := library.sides.get(side_id)) and side.code in {o.code for o in options}
    )
    return Outcome(weigh(options, "disputed", library), (), steps)


def by_goal(technique: Technique | None, service: Described, library: Library) -> Outcome:
    """The purpose decides; without one, or with two that differ, the technique is missing."""
    pointing = [
        side
        for side_id in sides_of(service.goals, library)
        if (side := library.sides.get(side_id)) and side.code
    ]
    if not pointing:
        return Outcome(missing=("technique",))
    codes = {side.code for side in pointing}
    if codes == {"97124", "97140"}:
        both = tuple(
            Candidate(side.code or "", "disputed", f"one purpose is {side.name}", side.supports)
            for side in pointing
        )
        return Outcome(both, ("technique",))
    first = pointing[0]
    why = f"the stated purpose is {first.name}"
    return Outcome((Candidate(first.code or "", "fits", why, first.supports),))


def by_fact(technique: Technique, service: Described, library: Library) -> Outcome:
    """A stated fact decides; without it each branch is shown."""
    fact = technique.fact or ""
    value = service.payer if fact == "payer" else dict(service.stated).get(fact)
    if fact == "payer" and value is not None and value not in technique.codes:
        value = "other"
    if value is None and fact == "stretch_purpose":
        value = "tissue" if "restriction" in sides_of(service.goals, library) else None
    value = value or technique.default
    if value is None:
        branches = (
            c
            for key, options in technique.codes.items()
            for c in weigh(options, "fits", library, f"if {_told(fact, key, library)}")
        )
        return Outcome(once(branches), (fact,))
    if value in technique.then:
        return by_fact(library.techniques[technique.then[value]], service, library)
    options = technique.codes.get(value, ())
    fits = weigh(options, "fits", library, f"it is {_told(fact, value, library)}")
    rest = (
        c
        for key, found in technique.codes.items()
        if key != value
        for c in weigh(found, "does_not_fit", library, f"that is {_told(fact, key, library)}")
    )
    missing = ("level",) if fact == "profession" and len(options) > 1 else ()
    return Outcome(once((*fits, *rest)), missing)


def _told(fact: str, value: str, library: Library) -> str:
    """A fact's value as a phrase."""
    if fact == "payer":
        payer = library.payers.get(value)
        return f"for {payer.name}" if payer else "for another payer"
    held = library.asks[fact].values.get(value)
    return held.told or held.option if held else value


def regions(technique: Technique, service: Described, library: Library) -> Outcome:
    """Adjusted regions are counted: the spinal ones choose the code, the others share one."""
    spinal = [r for r in service.regions if library.regions[r].spinal]
    other = [r for r in service.regions if not library.regions[r].spinal]
    count = len(spinal) or service.region_count or 0
    found: list[Candidate] = []
    steps: list[Step] = []
    if count:
        key = _counted(technique, count)
        named = f" ({listed(spinal)})" if spinal else ""
        told = "1 spinal region" if count == 1 else f"{count} spinal regions"
        says = f"Counted {told}{named}: regions, not vertebrae."
        steps.append(Step(says, count, technique.supports))
        found += weigh(technique.codes[key], "fits", library, f"{told} adjusted")
    if other:
        why = f"outside the spine: {listed(other)}; one code however many"
        found += weigh(technique.codes["98943"], "fits", library, why)
    if not found:
        branches = (
            c
            for key, options in technique.codes.items()
            for c in weigh(options, "fits", library, _region_branch(technique, key))
        )
        return Outcome(tuple(branches), ("regions",))
    return Outcome(tuple(found), (), tuple(steps))


def _region_branch(technique: Technique, key: str) -> str:
    """When a code of manipulation would fit."""
    if key not in technique.counts:
        return "if a region outside the spine was adjusted"
    low, high = technique.counts[key]
    told = str(low) if low == high else f"{low} or {high}"
    return f"if {told} spinal regions were adjusted"


def muscles(technique: Technique, service: Described, library: Library) -> Outcome:
    """Needled muscles are counted."""
    count = service.muscle_count or len(service.muscles)
    if not count:
        branches = (
            c
            for key, options in technique.codes.items()
            for c in weigh(options, "fits", library, f"if {_muscle_branch(technique, key)}")
        )
        return Outcome(tuple(branches), ("muscles",))
    key = _counted(technique, count)
    told = "1 muscle needled" if count == 1 else f"{count} muscles needled"
    found = [
        c
        for other, options in technique.codes.items()
        for c in weigh(options, "fits" if other == key else "does_not_fit", library, told)
    ]
    return Outcome(tuple(sorted(found, key=lambda c: c.verdict != "fits")))


def _muscle_branch(technique: Technique, key: str) -> str:
    """When a code of needling would fit."""
    low, high = technique.counts[key]
    return f"{low} or more muscles were needled" if high > 9 else f"{low} or {high} were needled"


def _counted(technique: Technique, count: int) -> str:
    """The key of the codes whose count this is."""
    for key, (low, high) in technique.counts.items():
        if low <= count <= high:
            return key
    return list(technique.counts)[-1]


def none_held(technique: Technique, service: Described, library: Library) -> Outcome:
    """No code held describes it."""
    says = f"No code held here describes {technique.name}."
    return Outcome(steps=(Step(says, None, technique.supports, "not_checked"),))


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
