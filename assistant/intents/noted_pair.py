"""Whether an edit stands between the services of a note."""

from __future__ import annotations

from assistant.reading.facts import Service
from assistant.turns.case import Case
from knowledge.library import Library


def shut(case: Case, library: Library) -> bool:
    """Whether an edit stands between two services of a note, each by what was done.

    Args:
        case: The case.
        library: The knowledge base.
    """
    noted = [s for s in case.services if s.technique]
    weak = [s for s in noted if library.techniques[s.technique or ""].weak and s.minutes is None]
    strong = [s for s in noted if s not in weak]
    spoken = {c for s in strong for c in library.technique_codes[s.technique or ""]}
    others = [s for s in case.services if s not in noted and s.code not in spoken]
    if len(strong) < 2 or others or len(strong) < len(noted):
        return False
    codes = [_code_of(s, library) for s in strong]
    return any(
        row.deleted_on is None
        for place, one in enumerate(codes)
        for other in codes[place + 1 :]
        if one and other and one != other
        for row in library.pairs.edits(one, other)
    )


def _code_of(service: Service, library: Library) -> str | None:
    """The one code of a service; of an adjustment its lowest, whose edits all of them have."""
    technique = library.techniques[service.technique or ""]
    if technique.rule == "regions":
        return next(iter(technique.codes))
    codes = library.technique_codes[technique.id]
    return next(iter(codes)) if technique.rule == "settled" and len(codes) == 1 else None
