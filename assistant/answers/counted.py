"""What is counted: the services of a case, under the methods that may govern."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from assistant.reading.facts import Duration
from assistant.reading.facts import Service as Named
from assistant.reading.rest import PLUS
from assistant.reading.rounds import of_codes
from assistant.turns.case import ANY_CODES, Case
from coding_tools.choice_counts import adjusted, needled
from coding_tools.units import Service
from knowledge.library import Library
from knowledge.reading_words import time_words
from knowledge.records import Code, Technique

BOTH = ("cms", "cpt_midpoint")
"""The methods that are given where it is not known how the payer counts."""


def governing(case: Case, library: Library) -> tuple[str, ...]:
    """The methods that may govern: the payer's and those named, else CMS's and the CPT midpoint.

    Args:
        case: The case.
        library: The knowledge base.
    """
    methods = () if _swapped(case, library) else case.methods
    found = list(methods) if len(methods) == 1 else []
    for payer in dict.fromkeys((case.payer, *case.payers)):
        held = library.payers.get(payer) if payer else None
        rule = held.rule("unit_method", case.date_of_service, case.codes) if held else None
        if rule:
            found.append(rule.value)
        elif held and not methods:
            found += BOTH
    if (case.unheld_payer or _or_another(case)) and not methods:
        found += BOTH
    found += methods
    both = methods and not {*case.facts.labels} <= {*methods}  # "8 minute rule vs ama"
    if case.wants("compare") and (both or library.subjects.play(case.topics, "compares_methods")):
        found += BOTH
    return tuple(dict.fromkeys(found)) or BOTH


def _or_another(case: Case) -> bool:
    """Whether a plan of no name stands beside the payer to choose from: "Medicare or BCBS"."""
    kind, question = case.facts.generic_payer, case.facts.question
    if kind is None or case.payer is None:
        return False
    return any(re.search(form.format(re.escape(kind)), question, re.I) for form in _CHOICE)


_CHOICE = (r"\b(?:or|vs|versus|and) (?:a |the |with )?{}\b", r"\b{} (?:or|vs|versus|and) ")


def _swapped(case: Case, library: Library) -> bool:
    """Whether the asker has a payer count by a method that is known not to be its own."""
    held = library.payers.get(case.payer or "")
    rule = held.rule("unit_method", case.date_of_service, case.codes) if held else None
    swapped = library.subjects.play(case.topics, "swapped_methods")
    return rule is not None and swapped and case.wants("claimed")


def counted_services(
    case: Case, library: Library, under: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[Service], dict[str, Code]]:
    """The services to count, and the codes; minutes without a service stand under a timed code.

    Args:
        case: The case.
        library: The knowledge base.
        under: The code of each technique whose code isn't settled.
    """
    codes = dict(library.codes)
    found: list[Service] = []
    for named in case.services:
        settled = code_of(named, case, library)
        code = under.get(named.technique or "", settled) if named.code is None else settled
        if code is None:
            continue
        if code in ANY_CODES:
            codes[code] = _any(code)
        held = library.codes.get(code)
        if named.minutes is not None:
            found.append(Service(code, named.minutes))
        elif held is not None and held.timed is False and code not in {s.code for s in found}:
            found.append(Service(code, 0))
    if not any(s.minutes for s in found):
        loose = case.facts.given
        if not loose:
            return (list(found), codes) if case.timed else ([], codes)
        found = [Service(*one) for one in zip(ANY_CODES, _added(loose, case), strict=False)]
        return found, {**codes, **{s.code: _any(s.code) for s in found}}
    return _first_and_further(found, case, library), codes


def _first_and_further(found: list[Service], case: Case, library: Library) -> list[Service]:
    """The services, the minutes past a first code's unit under the code of each further one."""
    for first, further in first_codes(case, library):
        minutes = sum(s.minutes for s in found if s.code in (first, further))
        if not minutes:
            continue
        at = next(n for n, s in enumerate(found) if s.code in (first, further))
        unit = library.codes[first].first_minutes
        parts = [(first, min(minutes, unit)), (further, minutes - unit)]
        found = [s for s in found if s.code not in (first, further)]
        found[at:at] = [Service(code, m) for code, m in parts if m > 0]
    return found


def first_codes(case: Case, library: Library) -> tuple[tuple[str, str], ...]:
    """The codes in play that are a first unit alone, each with that of the further ones.

    Args:
        case: The case.
        library: The knowledge base.
    """
    held = [library.codes[c] for c in case.codes if c in library.codes]
    return tuple((c.code, c.further) for c in held if c.further)


_JOINED = PLUS | {"and", "&", ",", "/"}


def _added(loose: Sequence[Duration], case: Case) -> list[int]:
    """The first minutes that go with no service, and those that a plus joins to them."""
    found = case.facts.tokens
    codes = of_codes(found, loose[0].first, loose[0].last + 1)
    if codes:
        return [loose[0].minutes] * codes
    told = [loose[0].minutes * (loose[0].repeats or 1)]
    for one, other in pairwise(loose):
        between = {t.fold for t in found[one.last + 1 : other.first]}
        unnamed = time_words("unnamed_codes") if "of" in between else frozenset()
        if not between & _JOINED or not between <= _JOINED | unnamed:
            break
        told.append(other.minutes)
    return told


def _any(name: str) -> Code:
    """What minutes are counted as where no code is named."""
    return Code(code=name, status="active", timed=True, supports=("cms-claims-5/bands",))


def code_of(named: Named, case: Case, library: Library) -> str | None:
    """The code that a named service is counted under; a disputed one under its first candidate.

    Where the code hangs on a fact that isn't stated, it is the first that would fit; where it hangs
    on the payer, the one of a payer that has no code of its own.

    Args:
        named: The service.
        case: The case.
        library: The knowledge base.
    """
    if named.code or named.technique is None:
        return named.code
    technique = library.techniques[named.technique]
    stated = _stated(technique, case, library)
    while stated in technique.then:
        technique = library.techniques[technique.then[stated]]
        stated = _stated(technique, case, library)
    if technique.among == "level":
        return None  # an evaluation, of a level that isn't stated
    if technique.rule == "regions":
        told = adjusted(regions_of(technique, case), case.region_count, technique, library)
        return technique.codes[told][0].code if told else None
    options = technique.codes.get(stated) or next(iter(technique.codes.values()), ())
    return options[0].code if options else None


def regions_of(technique: Technique | None, case: Case) -> tuple[str, ...]:
    """The regions of one service: its own where several services have theirs, else all named.

    Args:
        technique: The service's technique, or None.
        case: The case.
    """
    if technique is None or len({s.technique or s.code for s in case.services}) == 1:
        return case.regions
    own = [r for s in case.services if s.technique == technique.id for r in s.regions]
    others = {r for s in case.services if s.technique != technique.id for r in s.regions}
    return tuple(own) or tuple(r for r in case.regions if r not in others)


def _stated(technique: Technique, case: Case, library: Library) -> str:
    """What is stated of the fact that a technique's code hangs on."""
    if technique.fact == "payer":
        return case.payer if case.payer in technique.codes else "other"
    if technique.rule == "muscles" and (
        count := needled(case.muscle_count, case.muscles, technique, library)
    ):
        return technique.key_of(count) or "always"
    fact = technique.fact or ""
    return case.fact(fact) or by_whom(case, library).get(fact, "always")


def by_whom(case: Case, library: Library) -> dict[str, str]:
    """What follows of who gave a service: whose evaluation and whose manipulation it was.

    Args:
        case: The case.
        library: The knowledge base.
    """
    if not case.providers:
        return {}
    first = case.providers[0]
    adjusts = library.adjusts(library.providers[first].own)
    return {"profession": first, "manipulator": "chiropractor" if adjusts else "therapist"}
