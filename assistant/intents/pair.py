"""Whether codes are asked about together."""

from __future__ import annotations

import re

from assistant.intents.noted_pair import shut
from assistant.intents.signs import OR_CODE, REGARD, folds, maps
from assistant.intents.timed import asks_timed
from assistant.reading.facts import Service
from assistant.turns.case import Case
from knowledge.library import Library


def asks_pair(case: Case, library: Library, told: list[str]) -> bool:
    """Whether codes are asked about together."""
    if library.subjects.keep_out(case.topics, "pair", _several(case)) or asks_timed(case):
        return False
    codes = case.codes
    adjusting = any(s.technique == "adjustment" for s in case.services)
    if _SAME_PAY.search(case.facts.question):
        return False
    several = len(codes) >= 2 or (len(codes) == 1 and adjusting and not _has_cmt(codes, library))
    several = several or _services_with_codes(case, library) >= 2
    if not several:
        return False
    if (
        adjusting
        and case.modifiers
        and set(case.modifiers) <= set(library.claim_rules.pairs.distinct)
    ):
        return True
    together = case.wants("pair", "edit", "modifier")
    if case.wants("status") and not together and _LISTED.search(case.facts.question):
        return False
    if library.subjects.play(case.topics, "denied") and len(case.facts.codes) >= _TWO:
        return True
    if "choice" in told and not OR_CODE.search(case.facts.question) and shut(case, library):
        return True
    if "units" in told and not asks_both(case):
        line = case.wants("edit") or _LINE.search(case.facts.question)
        return bool(line) or _one_untold(case, library)
    if "choice" in told and not (case.facts.wants & {"pair", "modifier", "edit", "both"}):
        billed = adjusting and case.wants("what_bill") and len(case.services) > 1
        numbers = len(case.facts.codes) >= 2 and not maps(case)
        joined = _joined(case, library) and not case.facts.codes
        return case.wants("beside") and (numbers or billed or joined)
    if "choice" in told and OR_CODE.search(case.facts.question):
        return bool(case.facts.wants & {"edit"})
    if OR_CODE.search(case.facts.question) and not case.wants("pair", "edit", "modifier"):
        return False
    numbers = len(case.facts.codes) >= _TWO
    placed = case.fact("region_relation") or case.fact("distinct")
    cmt = (adjusting and not case.follows) or (
        case.wants("beside") and _has_cmt(case.facts.codes, library)
    )
    if placed and (numbers or cmt):
        return True
    documents = [s for s in case.sources if library.sources[s].authority != "payer"]
    if documents and REGARD.search(case.facts.question) and not case.wants("modifier", "edit"):
        return numbers and case.wants("pair", "beside") and case.wants("yes_no", "who")
    if case.facts.wants & {"pair", "edit"}:
        return True
    if case.wants("modifier") and (case.wants("beside") or len(case.codes) >= 2):
        return True
    put = case.facts.question.rstrip().endswith("?")
    if case.wants("both") and (put or case.wants("choice", "units", "who", "yes_no")):
        return not case.wants("compare", "status")
    if numbers and case.modifiers:
        return True
    other = case.wants("definition", "compare", "documentation", "ask_payer")
    if numbers and not other and not _for_a_provider(case):
        if case.wants("beside") and not _MAPPED.search(case.facts.question):
            return True
        if _one_day(case) and not _INSTEAD.search(case.facts.question):
            return True
    named = _has_cmt(case.facts.codes, library) and any(s.technique for s in case.services)
    if named and case.wants("beside") and case.wants("yes_no", "who") and "choice" not in told:
        return True
    if adjusting and case.facts.codes and case.wants("beside") and _all_placed(case):
        return True
    beside = adjusting and bool(case.facts.codes) and _BESIDE.search(case.facts.question)
    if beside and case.wants("yes_no", "who"):
        return True
    if _joined(case, library) and not case.wants(*_OTHERWISE):
        return True
    if maps(case):
        return False
    asked = case.wants("yes_no", "who") and case.wants("beside") and case.wants("coverage", "units")
    paid = library.subjects.play(case.topics, "whether_paid")
    return bool(asked and not paid) or (case.follows and case.wants("both"))


def _several(case: Case) -> bool:
    """Whether more than one service is named."""
    return len(case.codes) > 1 or len(case.services) > 1


_SAME_PAY = re.compile(r"\b(?:pays?|paid|reimbursed?) (?:the same|differently|equally)\b", re.I)
"""Whether it is asked if two codes are paid alike, not whether they are paid together."""


_LISTED = re.compile(
    r"\b(?:are|were|did|do) (?:codes? )?[A-Z]?\d{4,5}(?:, [A-Z]?\d{4,5})*,? (?:and|or) "
    r"[A-Z]?\d{4,5} (?:both |all )?(?:still|valid|active|current|deleted|gone|obsolete|good|in use"
    r"|retired|end(?:ed)?|exist|replaced)\b",
    re.I,
)
"""Whether each of several codes is asked about for itself: "are 97001 and 97003 still good"."""


_TWO = 2


def asks_both(case: Case) -> bool:
    """Whether it is asked if two services may both be reported, and not how many units they are.

    Args:
        case: The case.
    """
    put = case.wants("yes_no", "who") or case.facts.question.rstrip().endswith("?")
    counts = case.wants("units") and folds(case) & {"unit", "many", "much"}
    return put and case.wants("both") and not counts


def _one_untold(case: Case, library: Library) -> bool:
    """Whether it is asked if a code without minutes goes with one whose units are asked for.

    "How many units is 38 minutes of 97140, and can it go with 97124?" asks two things.
    """
    told = {s.code for s in case.timed}
    timed = [c for c in case.facts.codes if c in library.codes and library.codes[c].timed]
    return case.wants("yes_no") and case.wants("units") and any(c not in told for c in timed)


def _all_placed(case: Case) -> bool:
    """Whether it is told of each service where it was: "97124 to the neck with a lumbar CMT"."""
    return len(case.services) > 1 and all(s.regions for s in case.services)


def _one_day(case: Case) -> bool:
    """Whether numbers stand side by side as one day's lines, with no service to map them to."""
    bare = all(s.numbered for s in case.services)
    placed = (
        bool(case.regions)
        or case.fact("region_relation")
        or case.fact("dates")
        or case.fact("patients")
    )
    question = case.facts.question
    listed = _BARE_LIST.search(question) or (case.date_of_service and _DATED_LIST.search(question))
    slashed = bare and bool(_SLASHED.search(question) or listed)
    return bool((bare and case.wants("beside")) or slashed or placed or case.wants("both"))


_SLASHED = re.compile(r"\b[A-Z]?\d{4,5}(?: [a-z-]+){0,3} ?[/+&] ?[A-Z]?\d{4,5}\b")
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
_BESIDE = re.compile(r"\b(?:with|beside|alongside|next to) (?:an?|the|my|our|his|her) ", re.I)
_INSTEAD = re.compile(r"\b(instead of|or|versus|vs|rather than|replac\w+|called?)\b", re.I)
_MAPPED = re.compile(r"\b(for|as|called?|instead of|belongs?|under|code (for|of))\b", re.I)


_LINE = re.compile(r"\b(modifier|mod|59|xs|line)\b", re.I)


def _has_cmt(codes: tuple[str, ...], library: Library) -> bool:
    """Whether an adjustment code is among the codes."""
    return any(c in library.codes and library.codes[c].family.startswith("cmt") for c in codes)


_OTHERWISE = (
    "coverage", "definition", "compare", "documentation", "ask_payer", "choice", "units", "source",
)  # fmt: skip
"""What else may be asked of two services that are joined."""


def _joined(case: Case, library: Library) -> bool:
    """Whether two services of a code each are set beside one another: "CMT with dry needling"."""
    done = [s for s in case.services if s.code or s.technique]
    devices = {t for t, held in library.techniques.items() if held.kind == "device"}
    if len(done) != _TWO or case.timed or devices & {s.technique for s in done}:
        return False
    between = case.facts.tokens[done[0].last + 1 : done[1].first]
    return bool(_JOINS & {t.fold for t in between}) and _services_with_codes(case, library) == _TWO


_JOINS = frozenset({"with", "w", "plus", "&", "+", "beside", "alongside"})


def _for_a_provider(case: Case) -> bool:
    """Whether codes are listed that somebody may use or not: "ok for massage therapists"."""
    who = [s.first for s in case.facts.slots if s.kind == "provider"]
    before = {t.fold for n in who for t in case.facts.tokens[max(0, n - _TWO) : n]}
    return bool(before & {"for", "to"}) and case.wants("yes_no", "who")


def open_codes(service: Service, case: Case, library: Library) -> tuple[str, ...]:
    """The codes of one kind between which a service is open: the levels of an evaluation.

    Args:
        service: The service.
        case: The case, whose facts narrow them.
        library: The knowledge base.
    """
    if service.code or not service.technique or service.technique == "adjustment":
        return ()
    technique = library.techniques[service.technique]
    told = technique.codes.get(case.fact(technique.fact or "") or "always")
    options = told or [o for group in technique.codes.values() for o in group]
    codes = tuple(dict.fromkeys(o.code for o in options))
    alike = {library.codes[c].family for c in codes if c in library.codes}
    return codes if _TWO <= len(codes) <= _LEVELS and len(alike) == 1 else ()


_LEVELS = 3


def _services_with_codes(case: Case, library: Library) -> int:
    """How many of the services come to one code each."""
    found = set()
    for service in case.services:
        if service.code:
            found.add(service.code)
        elif service.technique == "adjustment" and _has_cmt(case.facts.codes, library):
            continue
        elif service.technique:
            codes = library.technique_codes[service.technique]
            if len(codes) == 1 and not library.techniques[service.technique].then:
                found |= codes
            elif service.technique == "adjustment":
                found.add("cmt")
            elif several := open_codes(service, case, library):
                found.add(several[0])
    return len(found)
