"""What shows that codes are asked about together."""

from __future__ import annotations

import re
from itertools import combinations

from assistant.reading.facts import Service
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.reading_words import reading_words


def asks_both(case: Case) -> bool:
    """Whether it is asked if two services may both be reported, and not how many units they are.

    Args:
        case: The case.
    """
    put = case.wants("yes_no", "who", "what_bill") or case.facts.question.rstrip().endswith("?")
    counts = case.wants("units") and case.facts.folds & {"unit", "many", "much"}
    return put and case.wants("both") and not counts


def billed_beside_cmt(case: Case, library: Library) -> bool:
    """Whether it is asked how to bill an adjustment and what was given to a region beside it.

    Or whether to, where it is told of each where it was: "I massaged the calf; can we bill it?".
    """
    adjusted = library.adjusting(case.facts.codes)
    by_name = any(library.adjusts(s.technique) for s in case.services)
    whether = case.wants("valid") and all_placed(case) and not case.wants("units")
    how = case.wants("what_bill") and bool(case.regions)
    return (how and adjusted) or (whether and (adjusted or by_name))


def one_untold(case: Case, library: Library) -> bool:
    """Whether it is asked if a code without minutes goes with one whose units are asked for.

    "How many units is 38 minutes of 97140, and can it go with 97124?" asks two things.
    """
    told = {s.code for s in case.timed}
    timed = [c for c in case.facts.codes if c in library.codes and library.codes[c].timed]
    return case.wants("yes_no") and case.wants("units") and any(c not in told for c in timed)


def all_placed(case: Case) -> bool:
    """Whether it is told of each service where it was: "97124 to the neck with a lumbar CMT"."""
    return len(case.services) > 1 and all(s.regions for s in case.services)


def one_day(case: Case) -> bool:
    """Whether numbers stand side by side as one day's lines, with no service to map them to."""
    bare = all(s.numbered for s in case.services)
    told = any(map(case.fact, ("region_relation", "dates", "patients")))
    question = case.facts.question
    listed = _BARE_LIST.search(question) or (case.date_of_service and _DATED_LIST.search(question))
    slashed = bare and bool(_SLASHED.search(question) or listed)
    beside = bare and case.wants("beside")
    return bool(beside or slashed or told or case.regions or case.wants("both"))


_SLASHED = re.compile(
    r"\b[A-Z]?\d{4,5}(?: [a-z-]+){0,3}(?: ?[/+&] ?| (?:and )?then | followed by )[A-Z]?\d{4,5}\b"
)
_BARE_LIST = re.compile(
    r"^\W*(?:[A-Z]?\d{4,5}(?: (?:am|pm))?[\s,;]+)+[A-Z]?\d{4,5}"
    r"(?:\W+(?:am|pm|all|both|two|three|four|together|same|day|today|visit|ok|okay|fine|allowed))*\W*$",
    re.I,
)
"""Codes one after the other, and no word but how many they are."""
_DATED_LIST = re.compile(
    r"^\W*(?:[A-Z]?\d{4,5}[\s,;/]+)+[A-Z]?\d{4,5}\W+(?:(?:for|on|in|a|date|of|service|dos|medicare)\W+)*"
    r"\d[\d/.-]*\W*$",
    re.I,
)
"""Codes one after the other, and behind them a date of service."""


def joined(case: Case, library: Library) -> bool:
    """Whether two services of a code each are set beside one another: "CMT with dry needling"."""
    done = [s for s in case.services if s.code or s.technique]
    devices = {t for t, held in library.techniques.items() if held.kind == "device"}
    if len(done) != 2 or case.timed or devices & {s.technique for s in done}:
        return False
    between = case.facts.tokens[done[0].last + 1 : done[1].first]
    beside = reading_words("beside_one_another") & {t.fold for t in between}
    return bool(beside) and services_with_codes(case, library) == 2


def for_a_provider(case: Case) -> bool:
    """Whether codes are listed that somebody may use or not: "ok for massage therapists"."""
    who = [s.first for s in case.facts.slots if s.kind == "provider"]
    before = {t.fold for n in who for t in case.facts.tokens[max(0, n - 2) : n]}
    return bool(before & {"for", "to"}) and case.wants("yes_no", "who")


def open_codes(service: Service, case: Case, library: Library) -> tuple[str, ...]:
    """The codes of one kind between which a service is open: the levels of an evaluation.

    It is open between none where its own code is named: "20560, the needling was on one muscle".

    Args:
        service: The service.
        case: The case, whose facts narrow them.
        library: The knowledge base.
    """
    if service.code or not service.technique or library.adjusts(service.technique):
        return ()
    technique = library.techniques[service.technique]
    told = technique.codes.get(case.fact(technique.fact or "") or "always")
    options = told or [o for group in technique.codes.values() for o in group]
    codes = tuple(dict.fromkeys(o.code for o in options))
    alike = {library.codes[c].family for c in codes if c in library.codes}
    named = not {*codes}.isdisjoint(case.facts.codes)
    return codes if 2 <= len(codes) <= _LEVELS and len(alike) == 1 and not named else ()


_LEVELS = 3


def services_with_codes(case: Case, library: Library) -> int:
    """How many of the services come to one code each."""
    found = set()
    for service in case.services:
        if service.code:
            found.add(service.code)
        elif library.adjusts(service.technique) and library.adjusting(case.facts.codes):
            continue
        elif service.technique:
            codes = library.technique_codes[service.technique]
            if len(codes) == 1 and not library.techniques[service.technique].then:
                found |= codes
            elif library.adjusts(service.technique):
                found.add("cmt")
            elif several := open_codes(service, case, library):
                found.add(several[0])
    return len(found)


SAME_PAY = re.compile(r"\b(?:pays?|paid|reimbursed?) (?:the same|differently|equally)\b", re.I)
"""Whether it is asked if two codes are paid alike, not whether they are paid together."""


def several(case: Case) -> bool:
    """Whether more than one service is named.

    Args:
        case: The case.
    """
    return len(case.codes) > 1 or len(case.services) > 1


def shut(case: Case, library: Library) -> bool:
    """Whether an edit stands between two services of a note, each by what was done.

    Args:
        case: The case.
        library: The knowledge base.
    """
    noted = [s for s in case.services if s.technique]
    spoken = {c for s in noted for c in library.technique_codes[s.technique or ""]}
    others = any(not s.technique and s.code not in spoken for s in case.services)
    weak = any(library.techniques[s.technique or ""].weak and s.minutes is None for s in noted)
    if others or weak:
        return False
    return any(
        row.deleted_on is None
        for one, other in combinations([_code_of(s, library) for s in noted], 2)
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
