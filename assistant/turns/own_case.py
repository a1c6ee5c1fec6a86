"""The case that a turn's words put alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.reading.facts import Facts, Service
from assistant.turns import signs
from assistant.turns.case import Case
from assistant.turns.conversation import Conversation
from assistant.turns.done_otherwise import Services, under_own_name
from assistant.turns.topics_told import topics_told
from knowledge.library import Library
from knowledge.phrases import phrases


def own_case(facts: Facts, earlier: Conversation, follows: bool, library: Library) -> Case:
    """The case that this turn's words put alone.

    Args:
        facts: The turn's facts.
        earlier: The conversation so far.
        follows: Whether the turn follows on the last one.
        library: The knowledge base.
    """
    day = facts.date_of_service or _year_end(facts)
    plain = _plain(facts)
    services = plain if _in_turn(facts) else _as_a_class(plain, library)
    services = _treated_by_patient(services, facts, library)
    if follows and "choice" not in (*facts.wants, *earlier.intents):
        services = tuple(by_number(s, earlier, library) for s in services)
    services = under_own_name(services, facts, library)
    between = _open_between(facts, library) or _own_codes(facts, library)
    return Case(
        facts=facts,
        services=services if between is None else (between,),
        codes=facts.all_codes if between is None else (),
        payer=facts.payers[0] if len(facts.payers) == 1 else None,
        payers=facts.payers,
        unheld_payer=_unheld_payer(facts, library),
        payer_denied=facts.denied_payers,
        methods=() if _doubted(facts, day, library) else facts.methods,
        date_of_service=day,
        providers=facts.providers,
        regions=facts.regions,
        region_count=facts.region_count,
        muscles=facts.muscles,
        muscle_count=facts.muscle_count,
        goals=facts.goals,
        stated=tuple(sorted(facts.stated.items())),
        modifiers=tuple(m for m, _ in facts.modifiers),
        topics=topics_told(facts, follows, library),
        sources=() if library.subjects.play(facts.topics, "authority") else facts.sources,
        called=library.always_called,
        earlier=earlier,
        follows=follows,
    )


def _doubted(facts: Facts, day: date | None, library: Library) -> bool:
    """Whether it is asked if the method that is named is one, and of no payer that may have it."""
    payers = [library.payers[p] for p in facts.payers]
    own = any(p.rule("unit_method", day) is None for p in payers)
    return bool(signs.DOUBTED.search(facts.question)) and not own


def by_number(service: Service, earlier: Conversation, library: Library) -> Service:
    """A service by its name, with the number by which an earlier turn had it: "the re-ed"."""
    technique = library.techniques.get(service.technique or "")
    if service.code is not None or technique is None or technique.rule not in _BY_NUMBER:
        return service
    own, kinds = library.technique_codes[technique.id], (None, technique.id)
    held = [s.code for s in earlier.services if s.code in own and s.technique in kinds]
    return replace(service, code=held[0]) if len(held) == 1 else service


_BY_NUMBER = frozenset({"regions", "settled", "by_fact"})
"""How a service's code is found where its name may stand for the number told before."""


def _open_between(facts: Facts, library: Library) -> Service | None:
    """The service whose code is open between those named: "20560 or 20561?", needled muscles."""
    if not phrases("one_or_other").search(facts.question) or facts.timed_services:
        return None
    named = {s.technique for s in facts.services if s.technique}
    fitting = [
        t.id
        for t in library.techniques.values()
        if set(facts.codes) <= library.technique_codes[t.id]
        and (t.rule in ("muscles", "regions") or (t.rule == "by_fact" and t.id in named))
    ]
    if len(fitting) != 1 or named - set(fitting):
        return None
    last = len(facts.tokens)
    return Service(None, fitting[0], first=last, last=last, regions=facts.regions)


def _own_codes(facts: Facts, library: Library) -> Service | None:
    """What one kind of provider does, where its own codes are asked for: "a chiropractor's"."""
    own = [library.providers[p].own for p in facts.providers]
    other = (
        facts.services or facts.codes or facts.modifiers or facts.payers or facts.goals
        or facts.topics or facts.sources or facts.loose or facts.unheld or facts.states
    )  # fmt: skip
    if len(own) != 1 or own[0] is None or other or not phrases("codes_of").search(facts.question):
        return None
    last = len(facts.tokens)
    return Service(None, own[0], first=last, last=last, regions=facts.regions)


def _year_end(facts: Facts) -> date | None:
    """The last day of the year that is named, or of the year before it: "before 2020"."""
    if facts.year is None or signs.OLD_PAPER.search(facts.question):
        return None
    before = signs.BEFORE_YEAR.search(facts.question)
    return date(facts.year - 1 if before else facts.year, 12, 31)


def _unheld_payer(facts: Facts, library: Library) -> str | None:
    """The payer named that isn't held; an insurer's own name before a held programme is none."""
    name = next((name for kind, name in facts.unheld if kind == "payer"), None)
    if name is None and not facts.payers:
        return _plan_of_a_kind(facts)
    if name is None or len(facts.payers) != 1:
        return name
    behind = facts.question.lower().partition(name.lower())[2].strip(" '-/s(")
    held = library.payers[facts.payers[0]]
    before = facts.question.lower().partition(name.lower())[0]
    sold = re.search(r"(\w+(?: \w+)?) (?:plan )?(?:from|by|through|via|with|at|-|\() ?$", before)
    names = [n.lower() for n in held.names]
    own = any(behind.startswith(n) for n in names) or (sold is not None and sold[1] in names)
    return None if own else name


def _plan_of_a_kind(facts: Facts) -> str | None:
    """A payer that is named by its kind alone, as typed: "a BCBS plan", "private insurance"."""
    kind = facts.generic_payer
    if kind is None:
        return None
    found = re.search(rf"(?<!\w){re.escape(kind)}(?!\w)", facts.question, re.I)
    typed = found[0] if found else kind
    if typed.lower().endswith("insurance"):
        return typed
    if typed.lower().endswith(("plan", "payer", "insurer", "company")):
        return f"{'an' if typed[:1].lower() in 'aeiou' else 'a'} {typed}"
    return f"a {typed} plan"


def _in_turn(facts: Facts) -> bool:
    """Whether services are told one after the other: "group therapy, then aquatic therapy"."""
    between = (
        t.fold
        for one, other in pairwise(facts.services)
        for t in facts.tokens[one.last + 1 : other.first]
    )
    return any(word in {"then", "followed", "after", "later"} for word in between)


def _as_a_class(told: tuple[Service, ...], library: Library) -> tuple[Service, ...]:
    """The group alone where it is told what a class does in one time, each for itself otherwise."""
    grouped = ((s, library.techniques[s.technique].takes_in) for s in told if s.technique)
    group, takes_in = next(((s, inside) for s, inside in grouped if inside), (None, ()))
    if group is None:
        return told
    others = {s.technique for s in told} - {None, group.technique}
    timed = [s.minutes for s in told if s.minutes is not None]
    apart = len(timed) > 1 or any(s.numbered for s in told)
    if apart or not others <= {*takes_in}:
        return told
    return (replace(group, minutes=next(iter(timed), None)),)


def _pointed(service: Service, facts: Facts) -> bool:
    """Whether a service's minutes are spoken of as told: "do we lose the 6 minutes of gait?"."""
    told = rf"\b(?:the|those|these|my|our|his|her) {service.minutes}(?: ?min| of)"
    return re.search(told, facts.question, re.I) is not None


def _plain(facts: Facts) -> tuple[Service, ...]:
    """Services without the repeats of one that has its minutes, bare or told as those minutes."""
    services = facts.services
    timed = {s.code for s in services if s.minutes is not None and s.code}
    seen: dict[tuple[str | None, str | None], int] = {}
    out: list[Service] = []
    for service in services:
        key = (service.code, service.technique if service.code is None else None)
        if service.minutes is None and (service.code in timed or key in seen):
            if key in seen:
                held = out[seen[key]]
                regions = tuple(dict.fromkeys((*held.regions, *service.regions)))
                out[seen[key]] = replace(held, regions=regions)
            continue
        if key in seen and out[seen[key]].minutes == service.minutes and _pointed(service, facts):
            continue
        seen.setdefault(key, len(out))
        out.append(service)
    return tuple(out)


def _treated_by_patient(services: Services, facts: Facts, library: Library) -> Services:
    """Services with those that the patient gave alone: "the massage gun, on himself"."""
    if facts.stated.get("treated_by") != "patient":
        return services
    told = (library.techniques.get(s.technique or "") for s in services)
    alone = [t.otherwise.get("treated_by=patient") if t else None for t in told]
    return tuple(
        replace(s, code=None, technique=other) if other else s
        for s, other in zip(services, alone, strict=True)
    )
