"""Rules that count what was done: the regions that were adjusted, the muscles that were needled."""

from __future__ import annotations

from collections.abc import Sequence

from coding_tools.candidates import Candidate, Outcome, weigh
from coding_tools.choice_described import Described
from coding_tools.trace import Step
from coding_tools.wording import listed
from knowledge.library import Library
from knowledge.records import Technique


def regions(technique: Technique, service: Described, library: Library) -> Outcome:
    """Adjusted regions are counted: the spinal ones choose the code, the others share one."""
    spinal = [r for r in service.regions if library.regions[r].spinal]
    other = [r for r in service.regions if not library.regions[r].spinal]
    count = len(spinal) or service.region_count or 0
    found: list[Candidate] = []
    steps: list[Step] = []
    key = adjusted(service.regions, service.region_count, technique, library)
    if key is not None and key in technique.counts:
        named = f" ({listed(spinal)})" if spinal else ""
        told = "1 spinal region" if count == 1 else f"{count} spinal regions"
        says = f"Counted {told}{named}: regions, not vertebrae."
        steps.append(Step(says, count, technique.supports))
        found += weigh(technique.codes[key], "fits", library, f"{told} adjusted")
    if other:
        why = f"outside the spine: {listed(other)}; one code however many"
        found += weigh(technique.codes[library.claim_rules.extraspinal], "fits", library, why)
    if not found:
        branches = (
            c
            for key, options in technique.codes.items()
            for c in weigh(options, "fits", library, _region_branch(technique, key))
        )
        return Outcome(tuple(branches), ("regions",))
    return Outcome(tuple(found), (), tuple(steps))


def adjusted(
    named: Sequence[str], stated: int | None, technique: Technique, library: Library
) -> str | None:
    """The key of an adjustment's code by the regions; None where they aren't told.

    Args:
        named: Ids of the regions named.
        stated: A number of spinal regions stated as such.
        technique: The technique whose codes count regions.
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> held = bundled()
    >>> cmt = held.techniques["adjustment"]
    >>> told = (("cervical", "thoracic", "lumbar"), ("head",), ())
    >>> [adjusted(named, None, cmt, held) for named in told]
    ['98941', '98943', None]
    """
    count = sum(library.regions[r].spinal for r in named) or stated or 0
    if 0 < count <= max(high for _, high in technique.counts.values()):
        return _counted(technique, count)
    return library.claim_rules.extraspinal if named and not count else None


def _region_branch(technique: Technique, key: str) -> str:
    """When a code of manipulation would fit."""
    if key not in technique.counts:
        return "if a region outside the spine was adjusted"
    low, high = technique.counts[key]
    told = str(low) if low == high else f"{low} or {high}"
    return f"if {told} spinal regions were adjusted"


def muscles(technique: Technique, service: Described, library: Library) -> Outcome:
    """Needled muscles are counted."""
    count = needled(service.muscle_count, service.muscles, technique, library)
    if not count:
        branches = (
            c
            for key, options in technique.codes.items()
            for c in weigh(options, "fits", library, f"if {_muscle_branch(technique, key)}")
        )
        return Outcome(tuple(branches), ("muscles",))
    key = _counted(technique, count)
    least = any(library.muscles[m].several for m in service.muscles) and not service.muscle_count
    told = f"{'at least ' * least}{count} muscle{'s' * (count > 1)} needled"
    found = [
        c
        for other, options in technique.codes.items()
        for c in weigh(options, "fits" if other == key else "does_not_fit", library, told)
    ]
    return Outcome(tuple(sorted(found, key=lambda c: c.verdict != "fits")))


def needled(
    stated: int | None, named: Sequence[str], technique: Technique, library: Library
) -> int:
    """How many muscles were needled: as stated, or as named; 0 where that isn't told.

    A name of several muscles, such as the hamstrings, doesn't tell how many of them it was.

    Args:
        stated: A number of muscles stated as such.
        named: Ids of the muscles named.
        technique: The technique whose codes count muscles.
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> held = bundled()
    >>> needling = held.techniques["dry_needling"]
    >>> named = ("gluteals", "gluteus medius", "soleus")
    >>> [needled(None, m, needling, held) for m in (named, ("hamstrings",), named[1:])]
    [2, 0, 2]
    """
    if stated:
        return stated
    parts = {library.muscles[m].of for m in named}
    told = [m for m in named if m not in parts]
    open_ = any(library.muscles[m].several for m in told)
    many = max((low for low, _ in technique.counts.values()), default=0)
    return len(told) if not open_ or len(told) >= many else 0


def _muscle_branch(technique: Technique, key: str) -> str:
    """When a code of needling would fit."""
    low, high = technique.counts[key]
    if key == list(technique.counts)[-1]:
        return f"{low} or more muscles were needled"
    return f"{low} or {high} were needled"


def _counted(technique: Technique, count: int) -> str:
    """The key of the codes whose count this is."""
    return technique.key_of(count) or list(technique.counts)[-1]


def counted_under(technique: Technique, library: Library) -> frozenset[str]:
    """The codes that minutes may count under, those of either side where the purpose decides.

    Args:
        technique: What was done.
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> sorted(counted_under(bundled().techniques["soft_tissue_work"], bundled()))
    ['97124', '97140']
    """
    sides = library.sides_of_work if technique.rule == "by_goal" else ()
    both = frozenset(code for side in sides for code in library.technique_codes[side])
    return library.technique_codes[technique.id] or both
