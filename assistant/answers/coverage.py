"""Answering whether a payer covers a service, or pays a kind of provider, as far as it is held."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answers.medicares import by_medicares_table
from assistant.context import Context
from assistant.draft import Asked, Block, Line, not_held
from assistant.speak import cite, quoted
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.records import Coverage, Payer

_NO_GENERAL_RULE = "knead-notes/private-plans"
_WHERE = "knead-notes/not-held"
_OTHER_CODE = "knead-notes/other-codes-paid"
_ANY_PROFESSION = "ama-cpt/no-profession"
_UNDER_MEDICARE = "cms-benefit-15/who-can"


def answer_coverage(case: Case, context: Context) -> Block | None:
    """What is held of a payer's coverage, or that nothing is.

    Args:
        case: The case.
        context: The library.
    """
    library = context.library
    depends = library.subjects.the("depends_on_plan")
    work = {code for key in depends.lead for code in library.passage(key).codes}
    ours = any(codes & work for codes in _options(case, library))
    if case.payer is None and case.facts.generic_payer:
        return _of_a_kind(ours, library)
    if case.payer is None:
        block = Block("coverage", quoted(_ANY_PROFESSION, library))
        on_it = {*library.passage(_UNDER_MEDICARE).codes} & {*case.codes}
        if on_it and any(library.providers[p].therapy_plan for p in case.facts.providers):
            cite(block, library, _UNDER_MEDICARE)
        return block if ours else None
    payer, block = library.payers[case.payer], Block("coverage")
    fitting = _fitting(payer, _options(case, library), _providers(case))
    for held in fitting:
        block.add(Line(held.says, held.supports))
    said = {key for line in block.told for key in line.supports}
    elsewhere = by_medicares_table(payer.id, library) or payer.kind == "self"
    if block.headline is None and elsewhere:
        covered = {code for held in payer.covers for code in held.of}
        of_others = any(codes and covered.isdisjoint(codes) for codes in _options(case, library))
        own = any(library.techniques[s.technique].coverage for s in case.services if s.technique)
        other = payer.id == library.tables_of and of_others and not (own or case.follows)
        return Block("coverage", quoted(_OTHER_CODE, library)) if other else None
    general = not any(held.of or held.by for held in fitting)
    if block.headline is None or (_providers(case) and all(held.aside for held in fitting)):
        block = not_held(f"it holds nothing on {_missing(case, payer, library)}")
        block.lines += [Line(held.says, held.supports) for held in fitting]
        if _providers(case) or ours:
            block.lines.append(Line(depends.headline, depends.lead))
    named = any(s.technique for s in case.services)
    if block.refused is None and named and general:
        block.leave_open(f"The library holds nothing on {_missing(case, payer, library)}.")
    apart = any(held.of for held in fitting) and not ours
    cite(block, library, *(key for key in payer.facts if key not in said and not apart))
    return block


def _of_a_kind(ours: bool, library: Library) -> Block:
    """That no rule of private plans is held, whose own are, and what to ask the plan."""
    depends = library.subjects.the("depends_on_plan")
    block = Block("coverage", quoted(_NO_GENERAL_RULE, library))
    if ours:
        block.say(depends.headline, *depends.lead)
    cite(block, library, _WHERE, *(depends.lead[1:] if ours else ()))
    return block


def tell_payers_word(block: Block, case: Case, library: Library) -> None:
    """Say what is held of the payer on the codes chosen, and ask the minutes of a claim.

    Args:
        block: The block of the choice.
        case: The case.
        library: The knowledge base.
    """
    chosen = [frozenset(c.result["codes"]) for c in block.calculations if c.result["codes"]]
    payer = library.payers.get(case.payer or "")
    asked = payer is not None and chosen and case.intents[:1] == ("choice",)
    for held in _fitting(payer, chosen, case.providers) if payer and asked else ():
        block.say(held.says, *held.supports)
    timed = any(library.codes[code].timed for codes in chosen for code in codes)
    if timed and case.wants("what_bill") and not case.timed and block.asks is None:
        block.asks = Asked("minutes")


def _fitting(
    payer: Payer, options: Iterable[frozenset[str]], providers: Iterable[str]
) -> list[Coverage]:
    """What is held of services, by the codes that each may be, and of who gave them first."""
    told = [
        held
        for held in payer.covers
        if (not held.of or any(codes and codes <= {*held.of} for codes in options))
        and (not held.by or {*providers} & set(held.by))
    ]
    return sorted(told, key=lambda held: (not (held.of and held.by), not held.by))


def _providers(case: Case) -> tuple[str, ...]:
    """The kinds of provider asked about, an earlier turn's where this one names none."""
    return case.facts.providers or (case.providers if case.follows else ())


def _options(case: Case, library: Library) -> list[frozenset[str]]:
    """Of each service the codes that it may be."""
    named = [frozenset({code}) for code in case.codes]
    return named + [library.technique_codes[s.technique] for s in case.services if s.technique]


def _missing(case: Case, payer: Payer, library: Library) -> str:
    """What isn't held, in words."""
    providers = _providers(case)
    if providers:
        named = library.providers[providers[0]].name
        return f"whether {payer.name} pays a {named}"
    service = case.services[0] if case.services else None
    if service is not None and service.technique:
        named = library.techniques[service.technique].name
        if service in case.facts.services and not library.technique_codes[service.technique]:
            named = case.facts.question[service.start : service.end].lower()
        return f"whether {payer.name} covers {named}"
    code = next((c for c in case.codes if c in library.codes), None)
    told = library.codes[code].name if code and service and not service.numbered else code
    return f"whether {payer.name} covers {told}"
