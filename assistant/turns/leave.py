"""The conversation that a turn leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.answer import Answer, Calculation
from assistant.intents.signs import opens_yes_no
from assistant.reading.facts import Service
from assistant.turns.case import ANY, ANY_CODES, Case
from assistant.turns.conversation import CarriedService, Conversation
from assistant.verify.cited_places import passage_keys
from knowledge.library import Library

_TURNS = 12
_RECENT = 6
_CITED = 8
_ANSWERED = ("answered", "needs_fact")
_ASKS_ANEW = frozenset({"mue", "status", "documentation", "coverage"})
"""What a following turn may ask of the code before it: "MUE?"."""
_WHOLE = 5  # a following turn of so many words, with a subject of its own, is a question in itself


def leave(case: Case, answer: Answer, masked: bool, library: Library) -> Conversation:
    """The conversation after a turn; one that was out of scope leaves the facts as they were.

    Args:
        case: The turn's case.
        answer: Its answer.
        masked: Whether personal health information was masked in it.
        library: The knowledge base, for what the answer cited.
    """
    earlier = case.earlier
    said = (*earlier.said, case.facts.question)[-_TURNS:]
    passing = (*earlier.said[:-1], case.facts.question, *earlier.said[-1:])[-_TURNS:]
    masked = masked or earlier.masked
    if answer.status == "out_of_scope":
        return earlier.model_copy(update={"said": said, "masked": masked})
    if case.intents[:1] == ("sources",):
        # The next turn goes on from what was asked before this one.
        return earlier.model_copy(update={"said": passing, "masked": masked})
    chosen = [code for c in _of("code_choice", answer) for code in c.result["codes"]]
    pair = next((c.result for c in _of("pair", answer)), None)
    recent = dict.fromkeys((*chosen, *case.codes[::-1], *earlier.recent_codes))
    services = _unnamed(answer) or carried_services(case)
    if case.intents[:1] == ("choice",) and any(s.technique for s in services):
        services = tuple(s for s in services if s.technique or s.minutes is not None)
    if case.facts.unread and answer.status == "needs_fact":
        # What was not counted is told anew.
        services = tuple(s.model_copy(update={"minutes": None}) for s in services)
    changed = services != earlier.services and len(earlier.services) > 0
    kept = kept_facts(case)
    if answer.status == "not_supported":
        told = tuple(t for t in case.topics if library.topics[t].held)
        kept["topics"] = told or earlier.topics
    aside = _aside(case)
    codes = _replacing(case, answer) or _codes(case, tuple(chosen)) or _counted(answer)
    codes = tuple(c for c in codes if c not in _barred(case, answer))
    return Conversation(
        **{**kept, "codes": codes},
        said=said,
        question=_in_full(case) if answer.status in _ANSWERED or case.unheld_payer else "",
        services=services,
        before=earlier.services if changed else earlier.before,
        past=_past(case, changed),
        parked=services if case.timed else earlier.parked,
        parked_payer=case.payer if case.timed else earlier.parked_payer,
        recent_codes=tuple(recent)[:_RECENT],
        pair=(pair["column1"], pair["column2"]) if pair else earlier.pair if aside else None,
        stays=_stays(pair, earlier) if pair else earlier.stays if aside else None,
        units=_units(answer),
        target=_target(answer) or next(iter(case.facts.claimed_units), None),
        asked=earlier.asked if aside else answer.asks.fact if answer.asks else None,
        unplaced=case.unplaced.minutes if case.unplaced and not case.unplaced.whole else None,
        masked=masked,
        intents=earlier.intents if aside else case.intents,
        computed=tuple(c.id for c in answer.calculations),
        cited=_cited(answer, library),
        conflicts=_conflicts(answer, library),
    )


def _of(tool: str, answer: Answer) -> list[Calculation]:
    """The calculations of an answer by one tool."""
    return [c for c in answer.calculations if c.tool == tool]


def _past(case: Case, changed: bool) -> tuple[tuple[CarriedService, ...], ...]:
    """The services before each change since the conversation last began anew."""
    if not case.follows:
        return ()
    last = (case.earlier.services,) if changed else ()
    first, *later = (*case.earlier.past, *last) or ((),)
    return (first, *later[1 - _TURNS :]) if first else ()


def _stays(pair: Mapping[str, Any], earlier: Conversation) -> str | None:
    """The code that a pair has in common with the one before it."""
    common = {pair["column1"], pair["column2"]} & set(earlier.pair or ())
    return next(iter(common)) if len(common) == 1 else earlier.stays if common else None


def _codes(case: Case, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """The codes in play: those asked about, or those chosen of them, instead of them or for it."""
    if not chosen or case.intents[:1] != ("choice",):
        return case.codes or chosen
    named = {*case.facts.codes}
    instead = named.isdisjoint(chosen) and not (named and opens_yes_no(case))
    return chosen if {*chosen} < named or instead else case.codes


def _barred(case: Case, answer: Answer) -> set[str]:
    """The codes that were tried for a service, "is dry needling 97140?", and are none of its."""
    found = [c.result for c in _of("code_choice", answer)]
    tried = found[0]["candidates"] if len(found) == 1 and case.intents[:1] == ("choice",) else ()
    own = {s.code for s in case.services}
    return {one["code"] for one in tried if one["verdict"] == "does_not_fit"} - own


def _aside(case: Case) -> bool:
    """Whether a turn asks something beside a pair, which stays in question: "what is column 2?"."""
    told = case.follows and case.intents == ("explain",) and "pair" in case.earlier.intents
    return told and case.codes == case.earlier.codes


def _replacing(case: Case, answer: Answer) -> tuple[str, ...]:
    """The code that replaced the one asked about, where just that was asked: "successor?"."""
    told = [tuple(c.result["replaced_by"]) for c in _of("code_status", answer)]
    asks = case.wants("instead") or (case.wants("gone") and not case.wants("why", "when", "dated"))
    return told[0] if case.follows and asks and [len(codes) for codes in told] == [1] else ()


_PLACED = frozenset({"region_relation", "distinct"})
"""Facts of a following turn that the question before it doesn't hold."""


def _in_full(case: Case) -> str:
    """The last question in full: this turn's, unless it only asks on about the one before."""
    facts = case.facts
    if not case.follows:
        return facts.question
    if facts.regions or facts.stated.keys() & _PLACED:
        return ""
    named = facts.services or facts.codes
    if not named and len(case.codes) == 1:
        asked, (code,) = facts.question.rstrip(" ?.!"), case.codes
        if "mue" in case.intents and facts.claimed_units:
            return f"{facts.claimed_units[0]} units of {code}?"
        if facts.wants & _ASKS_ANEW:
            return f"{asked} {code}?"
        if "modifiers" in case.intents and (facts.modifiers or case.wants("modifier")):
            return f"{asked} on {code}?"
    whole = (named or facts.topics) and sum(t.kind != "sign" for t in facts.tokens) >= _WHOLE
    return facts.question if whole else case.earlier.question or facts.question


def _cited(answer: Answer, library: Library) -> tuple[str, ...]:
    """The passages that an answer rests on, those of its headline first."""
    steps = {c.id: [s for step in c.steps for s in step.supports] for c in answer.calculations}
    found: dict[str, None] = {}
    for statement in answer.statements:
        for support in statement.supports:
            found |= dict.fromkeys(steps.get(support, [support]))
    by_id = {c.id: c for c in answer.citations}
    return tuple(passage_keys([by_id[i] for i in found if i in by_id], library))[:_CITED]


def _conflicts(answer: Answer, library: Library) -> tuple[str, ...]:
    """The disagreements that an answer shows, in its order."""
    if not answer.conflicts:
        return ()
    ids = {conflict.topic: conflict.id for conflict in library.conflicts.values()}
    return tuple(ids[c.topic] for c in answer.conflicts if c.topic in ids)


def _counted(answer: Answer) -> tuple[str, ...]:
    """The codes that were counted."""
    codes = (code for c in _of("units", answer) for code in c.inputs["minutes"])
    return tuple(dict.fromkeys(code for code in codes if code not in ANY_CODES))


def _unnamed(answer: Answer) -> tuple[CarriedService, ...]:
    """Minutes of several codes that none is named of: "8 minutes of each of three codes"."""
    minutes: Mapping[str, int] = next((c.inputs["minutes"] for c in _of("units", answer)), {})
    if len(minutes) < 2 or not set(minutes) <= set(ANY_CODES):
        return ()
    return tuple(CarriedService(code=code, minutes=m) for code, m in minutes.items())


def _units(answer: Answer) -> int | None:
    """The units by the first count, where it is of one code alone."""
    counts: list[int] = next(([*c.result["units"].values()] for c in _of("units", answer)), [])
    return counts[0] if len(counts) == 1 else None


def _target(answer: Answer) -> int | None:
    """The number of units whose first minute was told."""
    told = (c.inputs.get("units") for c in _of("what_if", answer))
    return next((n for n in told if isinstance(n, int)), None)


def kept_facts(case: Case) -> dict[str, Any]:
    """The typed facts of a case that a conversation carries on.

    Args:
        case: The case.
    """
    facts = {name: getattr(case, name) for name in _KEPT}
    mentioned = case.facts.methods or case.earlier.mentioned_methods
    return {**facts, "mentioned_methods": mentioned}


_KEPT = (
    "codes", "payer", "unheld_payer", "payer_denied", "methods", "date_of_service", "providers",
    "given_by",
    "regions", "region_count", "muscles", "muscle_count", "goals", "stated", "modifiers", "topics",
)  # fmt: skip


def carried_services(case: Case) -> tuple[CarriedService, ...]:
    """The services of a case as a conversation keeps them; minutes alone are a timed code's.

    Args:
        case: The case.
    """
    spoken = "units" in case.intents or not (case.topics or case.codes)
    if not case.services and case.facts.loose and spoken:
        loose = [d.minutes for d in case.facts.given]
        alone = loose[:1] if len(loose) == 1 and not case.facts.bare else []
        return tuple(CarriedService(code=ANY, minutes=m) for m in alone)
    return tuple(_carried(s) for s in case.services)


def _carried(service: Service) -> CarriedService:
    """A service as the conversation keeps it."""
    return CarriedService(
        code=service.code,
        technique=service.technique,
        minutes=service.minutes,
        regions=service.regions,
    )
