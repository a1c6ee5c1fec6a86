"""What is counted: the services of a case, under the methods that may govern."""

from __future__ import annotations

from assistant.reading.facts import Service as Named
from assistant.turns.case import ANY, Case
from coding_tools.units import Service
from knowledge.library import Library
from knowledge.records import Code

BOTH = ("cms", "cpt_midpoint")
"""The methods that are given where it is not known how the payer counts."""


def governing(case: Case, library: Library) -> tuple[str, ...]:
    """The methods that may govern: the payer's and those named, else CMS's and the CPT midpoint.

    Args:
        case: The case.
        library: The knowledge base.
    """
    found: list[str] = []
    for payer in dict.fromkeys((case.payer, *case.payers)):
        held = library.payers.get(payer) if payer else None
        rule = held.rule("unit_method", case.date_of_service) if held else None
        if rule:
            found.append(rule.value)
        elif held and not case.methods:
            found += BOTH
    if case.unheld_payer and not case.methods:
        found += BOTH
    found += case.methods
    return tuple(dict.fromkeys(found)) or BOTH


def counted_services(case: Case, library: Library) -> tuple[list[Service], dict[str, Code]]:
    """The services to count, and the codes; minutes without a service stand under a timed code."""
    codes = dict(library.codes)
    found: list[Service] = []
    for named in case.services:
        code = code_of(named, case, library)
        if code is None:
            continue
        if code == ANY:
            codes[ANY] = _any()
        held = library.codes.get(code)
        if named.minutes is not None:
            found.append(Service(code, named.minutes))
        elif held is not None and held.timed is False:
            found.append(Service(code, 0))
    if not any(s.minutes for s in found):
        loose = [d for d in case.facts.loose if d.role in ("treatment", "total")]
        if not loose:
            return (list(found), codes) if case.timed else ([], codes)
        codes[ANY] = _any()
        return [Service(ANY, loose[0].minutes)], codes
    return found, codes


def _any() -> Code:
    """What minutes are counted as where no code is named."""
    return Code(code=ANY, status="active", timed=True, supports=("cms-claims-5/bands",))


def code_of(named: Named, case: Case, library: Library) -> str | None:
    """The code that a named service is counted under; a disputed one under its first candidate."""
    if named.code:
        return named.code
    if named.technique is None:
        return None
    technique = library.techniques[named.technique]
    stated = case.fact(technique.fact or "")
    options = technique.codes.get(stated or "always") or next(iter(technique.codes.values()), ())
    return options[0].code if options else None
