"""Carrying facts from turn to turn: what a follow-up changes, keeps and drops."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from assistant.reading.facts import Facts, Service
from assistant.turns import signs
from assistant.turns.answering import answering, counted, regions_told
from assistant.turns.case import ANY, Case
from assistant.turns.changed_services import changed_services
from assistant.turns.conversation import Conversation
from assistant.turns.done_otherwise import done_otherwise, of_one_done_otherwise
from assistant.turns.follows import elliptic, follows_on
from assistant.turns.in_full import only_names, within_subject
from assistant.turns.of_the_pair import beside, both_placed, of_the_pair, recounted
from assistant.turns.own_case import by_providers, own_case
from assistant.turns.who_pays import elsewhere, payer_kept
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
        given: Facts set outside the words: `payer` and `date`.
        library: The knowledge base.
        follows: Whether the turn follows on the last one, where that is known.
    """
    named = (facts.services or facts.codes) and not facts.modifiers
    if named and earlier.modifiers and signs.WHICH_OF_THEM.search(facts.question):
        facts = replace(facts, wants=facts.wants - {"choice"} | {"modifier"})
    if follows is None:
        follows = bool(earlier.said) and follows_on(facts, earlier, library)
    case = own_case(facts, earlier, follows, library)
    if follows:
        case = counted(case, earlier)
        case = answering(case, earlier, library)
        case = regions_told(case, earlier, library)
        case = _carried(case, earlier, library)
    elif earlier.said and not signs.NEW_TOPIC.search(facts.question):
        case = payer_kept(case, earlier, library)
    if given.get("payer") and not facts.payers:
        case = case.with_(payer=given["payer"])
    if isinstance(given.get("date"), date) and case.date_of_service is None:
        case = case.with_(date_of_service=given["date"])
    return case


def _carried(case: Case, earlier: Conversation, library: Library) -> Case:
    """The case with the earlier facts that still hold."""
    if "pair" in earlier.intents:
        case = of_the_pair(case, earlier, library)
    case = of_one_done_otherwise(case, earlier, library)
    services = changed_services(case, earlier)
    used: list[str] = []
    own_codes, own = case.codes, case.services
    if services is not None:
        case = case.with_(services=tuple(done_otherwise(s, case, library) for s in services))
    codes = _codes(case, earlier, own_codes, library)
    if "pair" in earlier.intents:
        if renamed := recounted(case, earlier, library):
            codes = tuple(renamed.get(c, c) for c in earlier.codes)
            own = tuple(replace(s, code=renamed.get(s.code or "", s.code)) for s in own)
        placed = both_placed(own, codes, case, library)
        case = case if placed is None else case.with_(services=placed)
    taken = [c for c in codes if c not in case.facts.all_codes]
    payer = case.payer
    unheld = case.unheld_payer
    if payer is None and not case.payers and not unheld and not elsewhere(case):
        back = earlier.parked_payer if signs.RETURNS.search(case.facts.question) else None
        payer = earlier.payer or back
        payer = payer if payer not in case.payer_denied else None
        if payer:
            used.append(library.payers[payer].name)
        unheld = earlier.unheld_payer if payer is None else None
    changes: dict[str, object] = {"codes": codes, "payer": payer, "unheld_payer": unheld}
    if not case.methods and not case.facts.payers and not case.unheld_payer:
        changes["methods"] = earlier.methods
    if signs.THAT_WAY.search(case.facts.question) and earlier.mentioned_methods:
        changes["methods"] = earlier.mentioned_methods
    now = signs.NOW.search(case.facts.question) or "instead" in case.facts.wants
    if case.date_of_service is None and not now:
        changes["date_of_service"] = earlier.date_of_service
    keeps: tuple[tuple[str, Callable[[Conversation], object]], ...] = (
        ("regions", lambda e: e.regions),
        ("region_count", lambda e: e.region_count),
        ("muscles", lambda e: e.muscles),
        ("muscle_count", lambda e: e.muscle_count),
        ("goals", lambda e: e.goals),
        ("providers", lambda e: e.providers),
        ("modifiers", lambda e: e.modifiers),
    )
    fresh = bool(case.facts.services) and not case.timed and bool(earlier.services)
    for name, held in keeps:
        if not getattr(case, name) and not (fresh and name in ("regions", "goals", "muscles")):
            changes[name] = held(earlier)
    if case.providers and payer:
        about = replace(case.facts, payers=(payer,))
        topics = (*by_providers(about, library), *case.topics)
        case = case.with_(topics=tuple(dict.fromkeys(topics)))
    kept = tuple(m for m in earlier.modifiers if m not in case.modifiers)
    if kept and case.modifiers and signs.DROPPING.search(case.facts.question):
        changes["modifiers"] = kept
    changes["stated"] = _stated(case, earlier)
    left = tuple(r for r in earlier.regions if r not in case.regions)
    gone = bool(left) and len(left) < len(earlier.regions)
    if gone and "choice" in earlier.intents and signs.DROPPING.search(case.facts.question):
        changes["regions"] = left
        case = case.with_(services=tuple(replace(s, regions=left) for s in case.services))
    elif case.regions and signs.ADDS.search(case.facts.question) and "choice" in earlier.intents:
        changes["regions"] = tuple(dict.fromkeys((*earlier.regions, *case.regions)))
    if case.muscles and signs.ADDS.search(case.facts.question) and "choice" in earlier.intents:
        changes["muscles"] = tuple(dict.fromkeys((*earlier.muscles, *case.muscles)))
    if case.muscle_count is not None:
        changes["muscles"] = case.muscles
    within = elliptic(case.facts) or not (case.codes or case.facts.services)
    if not case.topics and (within or within_subject(case.facts, earlier)):
        changes["topics"] = earlier.topics
    who = case.facts.providers and only_names(case.facts) and not case.topics
    if who and "choice" in earlier.intents:
        changes["topics"] = ("who-may-bill",)
    own_topics = [library.topics[t] for t in case.topics]
    over = library.overruled(earlier.topics)
    if own_topics and all(not t.held and t.id in over for t in own_topics):
        # "how much is paid then?" asks of the subject before it, which tells just that.
        changes["topics"] = (*earlier.topics, *case.topics)
    if not case.payer_denied:
        changes["payer_denied"] = earlier.payer_denied
    if taken and "pair" in earlier.intents and not (case.timed or case.facts.services):
        used.append(listed(taken))
    for service in case.services:
        if service not in case.facts.services and service.minutes is not None:
            used.append(f"{_called(service, library)} {service.minutes} minutes")
    return case.with_(**changes, used=tuple(dict.fromkeys(used)))


def _called(service: Service, library: Library) -> str:
    """A service as the answer names it."""
    if service.code:
        return f"a {ANY}" if service.code == ANY else service.code
    return library.techniques[service.technique or ""].name


def _stated(case: Case, earlier: Conversation) -> tuple[tuple[str, str], ...]:
    """The stated facts, this turn's before the earlier ones."""
    if case.facts.services and not case.timed and not case.facts.codes:
        return case.stated
    held = dict(earlier.stated)
    if signs.SAME_DAY.search(case.facts.question):
        held.pop("dates", None)
    if case.facts.regions and held.get("region_relation") == "same":
        held.pop("region_relation")
    return tuple(sorted({**held, **dict(case.stated)}.items()))


def _codes(
    case: Case, earlier: Conversation, own: tuple[str, ...], library: Library
) -> tuple[str, ...]:
    """The codes in play: this turn's, with the earlier ones it points to."""
    words = {t.fold for t in case.facts.tokens}
    if len(own) == 2 and signs.IN_PLACE.search(case.facts.question):
        gone = [c for c in own if c in earlier.codes]
        new = [c for c in own if c not in earlier.codes]
        if len(gone) == len(new) == 1:
            return tuple(new[0] if c == gone[0] else c for c in earlier.codes)
    held = tuple(dict.fromkeys(s.code for s in case.services if s.code and s.code != ANY))
    if case.timed and (len(case.services) > 1 or (held and own and not set(held) & set(own))):
        return held
    left = tuple(c for c in earlier.codes if c not in own)
    if "pair" in earlier.intents and left and own and signs.DROPPING.search(case.facts.question):
        return left if set(own) <= set(earlier.codes) else own
    adding = "pair" in earlier.intents and signs.ADDING.search(case.facts.question)
    if (
        adding
        and own
        and len(earlier.codes) > 1
        and not signs.REPLACING.search(case.facts.question)
    ):
        return (*earlier.codes, *(c for c in own if c not in earlier.codes))
    if len(own) >= 2:
        return own
    pointing = case.facts.wants & {"both"} or words & {"those", "these", "two", "between", "them"}
    if len(own) == 1 and pointing and len(earlier.codes) >= 2:
        return (*own, *[c for c in earlier.codes if c not in own])
    places = [signs.PLACES[w] for w in words if w in signs.PLACES]
    of_one = case.facts.wants & {"coverage", "mue", "status", "definition"}
    if not own and of_one and len(places) == 1 and len(earlier.codes) > 1:
        return (earlier.codes[places[0] % len(earlier.codes)],)
    if not own and words & {"it", "that"} and case.facts.wants & {"coverage", "mue", "status"}:
        last = [c for c in earlier.codes if c in earlier.said[-1]]
        paid = "coverage" in case.facts.wants and len(last) == len(earlier.codes)
        if "pair" in earlier.intents and (len(last) == 1 or paid):
            return tuple(last[:1])
    asked = [c for c in earlier.codes if c in earlier.question]
    if not own and words & {"it", "that"} and "definition" in case.facts.wants and len(asked) == 1:
        return (asked[0],)
    decides = case.facts.stated or case.goals or case.regions or _counts_places(case)
    if not own and decides and any(s.technique for s in earlier.services):
        return tuple(c for c in earlier.codes if any(c in said for said in earlier.said))
    if not own:
        if pointing and len(earlier.recent_codes) >= 2:
            return earlier.recent_codes[:2][::-1]
        return earlier.codes or (earlier.pair or ())
    adjusted = case.regions and all(library.is_cmt(c) for c in own)
    if "pair" in earlier.intents and adjusted and {*own} < {*earlier.codes}:
        return earlier.codes
    if "pair" in earlier.intents and earlier.pair and own[0] not in earlier.pair:
        return (beside(earlier, own[0], library), own[0])
    opening = case.facts.tokens[: 2 if "and" in words else 1]
    added = len(own) == len(left) == 1 and (
        any(t.fold in signs.BESIDE for t in opening)
        or signs.WITH_IT.search(case.facts.question)
        or signs.ADD_ONE.search(case.facts.question)
    )
    if added and not case.timed:
        return (*left, *own)
    if "pair" in case.facts.wants and words & {"with", "together", "it", "that"} and earlier.codes:
        return (*[c for c in earlier.codes if c not in own][:1], *own)
    return own


def _counts_places(case: Case) -> bool:
    """Whether this turn says how many muscles or regions there were."""
    earlier = (case.earlier.muscle_count, case.earlier.region_count)
    return bool(case.muscles) or (case.muscle_count, case.region_count) not in (
        (None, None),
        earlier,
    )
