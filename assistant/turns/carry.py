"""Carrying facts from turn to turn: what a follow-up changes, keeps and drops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assistant.reading.facts import Facts, Service
from assistant.turns import signs
from assistant.turns.answering import answering, regions_told
from assistant.turns.case import ANY, Case
from assistant.turns.changed_services import changed_services
from assistant.turns.codes_in_play import codes_in_play
from assistant.turns.conversation import Conversation
from assistant.turns.done_otherwise import done_otherwise, told_anew
from assistant.turns.follows import follows_on
from assistant.turns.in_full import only_names, within_subject
from assistant.turns.number_told import counted
from assistant.turns.of_the_pair import both_placed, modifiers_by_number, of_the_pair, recounted
from assistant.turns.own_case import own_case
from assistant.turns.remark import elliptic
from assistant.turns.topics_told import by_providers
from assistant.turns.who import elsewhere, given_by, payer_kept
from coding_tools.wording import listed
from knowledge.library import Library


def carry(
    facts: Facts,
    earlier: Conversation,
    given: Mapping[str, object],
    library: Library,
    follows: bool | None = None,
) -> Case:
    """The case of a turn.

    Args:
        facts: The turn's facts.
        earlier: The conversation so far; empty on a first turn.
        given: Facts set outside the words: `payer`, `date`, and the `sources` of the whole message.
        library: The knowledge base.
        follows: Whether the turn follows on the last one, where that is known.
    """
    named = (facts.services or facts.codes) and not facts.modifiers
    if named and earlier.modifiers and signs.WHICH_OF_THEM.search(facts.question):
        facts = replace(facts, wants=facts.wants - {"choice"} | {"modifier"})
    if follows is None:
        follows = bool(earlier.said) and follows_on(facts, earlier, library)
    case = own_case(facts, earlier, follows, library)
    own = case.services
    if follows:
        case = counted(case, library)
        case = answering(case, library)
        case = regions_told(case, library)
        case = _carried(case, library)
    elif earlier.said and not signs.NEW_TOPIC.search(facts.question):
        case = payer_kept(case, library)
    if told := given_by(case, own, library):
        others = [p for p in earlier.providers if p not in library.assistants]
        case = case.with_(given_by=told, providers=tuple(dict.fromkeys((*others, *case.providers))))
    if given.get("payer") and not facts.payers:
        case = case.with_(payer=given["payer"])
    if given.get("sources") and not (case.sources or facts.payers):
        case = case.with_(sources=given["sources"])
    if isinstance(given.get("date"), date) and case.date_of_service is None:
        case = case.with_(date_of_service=given["date"])
    return case


def _carried(case: Case, library: Library) -> Case:
    """The case with the earlier facts that still hold."""
    earlier = case.earlier
    if "pair" in earlier.intents:
        case = of_the_pair(case, library)
    if {"pair", "modifiers"} & set(earlier.intents):
        case = modifiers_by_number(case, library)
    anew = told_anew(case, library)
    if anew is not None:
        case = case.with_(services=(), facts=replace(case.facts, services=()))
    services, unplaced = changed_services(case, library)
    own_codes, own = case.codes, case.services
    if services is not None:
        case = case.with_(services=tuple(done_otherwise(s, case, library, anew) for s in services))
    codes = codes_in_play(case, own_codes, library)
    if "pair" in earlier.intents:
        if renamed := recounted(case, library):
            codes = tuple(renamed.get(c, c) for c in earlier.codes)
            own = tuple(replace(s, code=renamed.get(s.code or "", s.code)) for s in own)
        placed = both_placed(own, codes, case, library)
        case = case if placed is None else case.with_(services=placed)
    payer, unheld = _payer(case)
    used = [library.payers[payer].name] if payer and payer != case.payer else []
    if unheld and unheld != case.unheld_payer and case.wants("coverage"):  # "do they cover it?"
        case = case.with_(facts=replace(case.facts, unheld=(("payer", unheld),)))
    if payer:
        about = by_providers(replace(case.facts, payers=(payer,)), library)
        case = case.with_(topics=tuple(dict.fromkeys((*about, *case.topics))))
    case = case.with_(
        **_kept(case, library),
        codes=codes,
        payer=payer,
        unheld_payer=unheld,
        methods=_methods(case),
        topics=_topics(case, library),
        stated=_stated(case),
        payer_denied=case.payer_denied or earlier.payer_denied,
        unplaced=unplaced,
    )
    case = _places(case)
    taken = [c for c in codes if c not in case.facts.all_codes]
    if taken and "pair" in earlier.intents and not (case.timed or case.facts.services):
        used.append(listed(taken))
    for service in case.timed:
        if service not in case.facts.services:
            used.append(f"{_called(service, library)} {service.minutes} minutes")
    return case.with_(used=tuple(dict.fromkeys(used)))


def _payer(case: Case) -> tuple[str | None, str | None]:
    """Who pays, and a payer that isn't held: this turn's, or the one before it."""
    if case.payer or case.payers or case.unheld_payer or elsewhere(case):
        return case.payer, case.unheld_payer
    back = case.earlier.parked_payer if signs.RETURNS.search(case.facts.question) else None
    payer = case.earlier.payer or back
    return payer, None if payer else case.earlier.unheld_payer


def _methods(case: Case) -> tuple[str, ...]:
    """How units are counted: a payer that is named has its own way."""
    if signs.THAT_WAY.search(case.facts.question) and case.earlier.mentioned_methods:
        return case.earlier.mentioned_methods
    named = case.methods or case.facts.payers or case.unheld_payer
    return case.methods if named else case.earlier.methods


_TOLD = frozenset({"explain", "coverage"})
_SHORT = 9
_PLACED = ("region_relation", "distinct")
_OF_THE_SERVICE = ("regions", "goals", "muscles")
"""Facts that another service doesn't take over."""


def _kept(case: Case, library: Library) -> dict[str, object]:
    """The facts of which this turn says nothing, as they were told before."""
    names = ["region_count", "muscle_count", "providers", "modifiers"]
    own = [s.code for s in case.facts.services if not library.is_cmt(s.code or "")]
    if not (own and case.earlier.services) or case.timed:
        names += _OF_THE_SERVICE
    by_clock = signs.NOW.search(case.facts.question) or signs.BY_THE_CLOCK.search(
        case.facts.question
    )
    if not (by_clock or "instead" in case.facts.wants):
        names.append("date_of_service")
    if len(case.muscles) > 1:
        names.remove("muscle_count")
    kept = {name: getattr(case.earlier, name) for name in names if not getattr(case, name)}
    beside = signs.YEAR_BESIDE.search(case.facts.question)
    if beside and (day := kept.get("date_of_service")) is not None:
        kept["date_of_service"] = date(day.year + (1 if beside["after"] else -1), 12, 31)
    left = tuple(m for m in case.earlier.modifiers if m not in case.modifiers)
    if case.modifiers and left and signs.DROPPING.search(case.facts.question):
        kept["modifiers"] = left
    if case.muscle_count is not None:
        kept["muscles"] = case.muscles
    return kept


def _places(case: Case) -> Case:
    """The case, where a code was asked for, with regions and muscles added to those before it."""
    earlier = case.earlier
    facts = case.facts
    if {"choice", "region"}.isdisjoint(earlier.intents):
        return case
    left = tuple(r for r in earlier.regions if r not in case.regions)
    if 0 < len(left) < len(earlier.regions) and signs.DROPPING.search(facts.question):
        services = tuple(replace(s, regions=left) for s in case.services)
        return case.with_(regions=left, services=services)
    adds = signs.ADDS.search(facts.question) or signs.ADDING.search(facts.question)
    if not adds or signs.ONLY.search(facts.question):
        return case
    regions = tuple(dict.fromkeys((*earlier.regions, *case.regions)))
    muscles = tuple(dict.fromkeys((*earlier.muscles, *case.muscles)))
    return case.with_(
        regions=regions if facts.regions else case.regions,
        muscles=muscles if facts.muscles else case.muscles,
    )


def _topics(case: Case, library: Library) -> tuple[str, ...]:
    """The subjects: this turn's, or those before it where it names nothing else."""
    earlier = case.earlier
    if case.topics:
        over = library.overruled(earlier.topics)
        aside = all(t in over and not library.topics[t].held for t in case.topics)
        # "how much is paid then?" asks of the subject before it, which tells just that.
        by_who = not case.facts.topics and len(case.facts.tokens) <= _SHORT
        told = {*earlier.intents} <= _TOLD and not case.codes
        if aside or (by_who and told):
            return (*earlier.topics, *case.topics)
        return (*_of_whom(case, library), *case.topics)
    if case.facts.providers and only_names(case.facts) and "choice" in earlier.intents:
        return (library.subjects.the("who_bills").id,)
    within = elliptic(case.facts) or not (case.codes or case.facts.services)
    return earlier.topics if within or within_subject(case.facts, earlier) else ()


def _of_whom(case: Case, library: Library) -> tuple[str, ...]:
    """The subjects of a kind of provider with a payer, where a turn names neither anew."""
    facts = case.facts
    if facts.providers or facts.payers or facts.unheld or facts.generic_payer or facts.slots:
        return ()
    topics = [library.topics[t] for t in case.earlier.topics]
    return tuple(t.id for t in topics if t.providers and case.payer is None and t.payers)


def _called(service: Service, library: Library) -> str:
    """A service as the answer names it."""
    if service.code:
        return f"a {ANY}" if service.code == ANY else service.code
    return library.techniques[service.technique or ""].name


def _stated(case: Case) -> tuple[tuple[str, str], ...]:
    """The stated facts, this turn's before the earlier ones."""
    other = {s.technique for s in case.facts.services} - {
        s.technique for s in case.earlier.services
    }
    if other and not case.timed and not case.facts.codes:
        return case.stated
    held = dict(case.earlier.stated)
    if signs.SAME_DAY.search(case.facts.question):
        held.pop("dates", None)
    both = signs.EACH.search(case.facts.question)  # "both on the low back"
    if case.facts.regions and (both or held.get("region_relation") == "same"):
        held = {fact: told for fact, told in held.items() if fact not in _PLACED}
    return tuple(sorted({**held, **dict(case.stated)}.items()))
