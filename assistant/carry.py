"""Carrying facts from turn to turn: what a follow-up changes, keeps and drops."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from assistant.case import Case
from assistant.conversation import CarriedService, Conversation
from assistant.durations import bare_numbers
from assistant.facts import Facts, Service
from knowledge.library import Library

_OPENERS = frozenset(
    {"and", "but", "what", "how", "same", "sorry", "no", "yes", "also", "then", "ok", "okay", "fine",
     "or", "if", "actually", "oops", "swap", "why", "which", "who", "plus", "without", "drop", "so",
     "make", "it's", "its", "it", "that", "nope", "yep", "yeah", "correction", "wait", "i", "by",
     "wrong", "meant", "had", "so", "ok", "the", "4", "typo", "oh", "ah", "hm", "hmm", "make", "leave", "take", "please", "now", "could", "can",
     "only", "just", "does", "is", "per", "for", "with", "now", "add", "instead", "not", "where"}
)  # fmt: skip
_CHANGING = frozenset(
    {"and", "plus", "also", "but", "add", "same", "sorry", "no", "now", "oops", "actually", "swap",
     "typo", "correction", "oh", "make", "leave", "take", "drop", "wait", "wrong"}
)  # fmt: skip
_POINTING = frozenset(
    {"it", "that", "those", "these", "this", "they", "them", "both", "same", "other", "second",
     "first", "latter", "former", "instead", "two", "one", "either", "there"}
)  # fmt: skip
_NEW_TOPIC = re.compile(
    r"\b(different|another|new|other|unrelated) (topic|question|subject|case|patient|matter)\b"
    r"|\bunrelated\b|\bnext (question|patient)\b|\bchange of (topic|subject)\b",
    re.I,
)
_ADDING = re.compile(
    r"\b(also|too|as well|on top|in addition|added|add|another|additional|plus|extra)\b", re.I
)
_ADDS = re.compile(r"^\W*(plus|and|also)\b|\b(too|as well|in addition|on top)\b", re.I)
_DROPPING = re.compile(
    r"\b(without|drop|dropping|leave out|leaving out|remove|minus|forget|skip|not counting"
    r"|take away|except)\b",
    re.I,
)
_INSTEAD = re.compile(r"(\d+)(?: min(?:ute)?s?)?,? (?:and )?not (\d+)|not (\d+)(?: min(?:ute)?s?)?,? (?:but )?(\d+)"
                      r"|(\d+)(?: min(?:ute)?s?)? (?:instead of|rather than) (\d+)", re.I)  # fmt: skip
_TAKING = re.compile(r"\b(leave|leaving|take|taking)\b.{1,40}\b(out|off|away)\b", re.I)
_REPLACING = re.compile(r"\b(instead|had it been|if it (was|were|had)|rather)\b", re.I)
_THAT_WAY = re.compile(
    r"\b(that|this|the same) way\b|\ball the same\b|\banyway\b|\bby that\b|\bcount it so\b", re.I
)
_DOUBTED = re.compile(
    r"\b(is|was) (that|this|it|there) (a |the |really |even )?(rule|right|true|correct|so|law|real)\b"
    r"|\bis that how\b|\bdoes that (hold|exist|count)\b|\btrue\?|\bis there (a|any|such)\b",
    re.I,
)
_BACK = re.compile(r"\b(back|return|returning) to\b|\bas for\b|\bearlier\b", re.I)
_SWAP = re.compile(r"\b(swap|switch|the other way (a?round)|reverse|exchange)\b", re.I)


def carry(facts: Facts, earlier: Conversation, given: Mapping[str, object], library: Library) -> Case:
    """The case of a turn.

    Args:
        facts: The turn's facts.
        earlier: The conversation so far; empty on a first turn.
        given: Facts set outside the words: `payer` and `date`.
        library: The knowledge base.
    """
    follows = bool(earlier.said) and _follows(facts, earlier)
    case = _own(facts, earlier, follows, library)
    if follows:
        case = _counted(case, earlier)
        case = _answering(case, earlier, library)
        case = _carried(case, earlier, library)
    elif earlier.said and not _NEW_TOPIC.search(facts.question):
        case = _payer_kept(case, earlier, library)
    if given.get("payer") and not facts.payers:
        case = case.with_(payer=given["payer"])
    if isinstance(given.get("date"), date) and case.date_of_service is None:
        case = case.with_(date_of_service=given["date"])
    return case


def _own(facts: Facts, earlier: Conversation, follows: bool, library: Library) -> Case:
    """The case that this turn's words put alone."""
    day = facts.date_of_service or (date(facts.year, 12, 31) if facts.year else None)
    return Case(
        facts=facts,
        services=_plain(facts.services),
        codes=facts.all_codes,
        payer=facts.payers[0] if len(facts.payers) == 1 else None,
        payers=facts.payers,
        payer_denied=facts.denied_payers,
        methods=() if _DOUBTED.search(facts.question) else facts.methods,
        date_of_service=day,
        providers=facts.providers,
        regions=facts.regions,
        region_count=facts.region_count,
        muscles=facts.muscles,
        muscle_count=facts.muscle_count,
        goals=facts.goals,
        stated=tuple(sorted(facts.stated.items())),
        modifiers=tuple(m for m, _ in facts.modifiers),
        topics=(*facts.topics, *_by_providers(facts, library)),
        sources=facts.sources,
        called=tuple(s.id for s in library.sources.values() if s.called),
        earlier=earlier,
        follows=follows,
    )


def _by_providers(facts: Facts, library: Library) -> tuple[str, ...]:
    """The subjects that the kinds of provider named bring up."""
    named = set(facts.providers)
    return tuple(
        t.id
        for t in library.topics.values()
        if t.providers
        and set(t.providers) <= named
        and (not t.payers or set(t.payers) & set(facts.payers))
        and t.id not in facts.topics
    )


def _plain(services: tuple[Service, ...]) -> tuple[Service, ...]:
    """Services without the bare repeats of one that has its minutes."""
    timed = {s.code for s in services if s.minutes is not None and s.code}
    seen: set[tuple[str | None, str | None]] = set()
    out = []
    for service in services:
        key = (service.code, service.technique if service.code is None else None)
        if service.minutes is None and (service.code in timed or key in seen):
            continue
        seen.add(key)
        out.append(service)
    return tuple(out)


def _follows(facts: Facts, earlier: Conversation) -> bool:
    """Whether a turn follows on the last one, rather than beginning anew."""
    if _NEW_TOPIC.search(facts.question):
        return False
    words = [t.fold for t in facts.tokens if t.kind in ("word", "number", "code")]
    if not words:
        return False
    if facts.wants & {"greeting", "thanks"} and len(words) <= 4:
        return False
    full = len(facts.services) >= 2 or any(s.minutes is not None for s in facts.services)
    opened = words[0] in _OPENERS and len(words) <= 24
    pointing = bool(set(words) & _POINTING)
    own = bool(facts.services or facts.codes or facts.topics or facts.improper)
    asked_back = earlier.asked is not None and len(words) <= 12
    if full and words[0] not in _CHANGING:
        return bool(_INSTEAD.search(facts.question))
    if words[0] in _CHANGING:
        return len(words) <= 30
    if not own:
        return len(words) <= 16 or (opened and pointing)
    if opened and (pointing or len(words) <= 8):
        return True
    return asked_back or (pointing and len(words) <= 10)


def _answering(case: Case, earlier: Conversation, library: Library) -> Case:
    """The case with the fact that the last answer asked for, where this turn gives it."""
    fact = earlier.asked
    held = library.asks.get(fact) if fact else None
    if fact is None or held is None:
        return case
    text = case.facts.question.lower().strip(" .!?")
    stated = dict(case.stated)
    for value, told in held.values.items():
        if told.option.lower() in text or text == value:
            stated[fact] = value
    if fact not in stated and held.values:
        values = list(held.values)
        if "affirm" in case.facts.wants and held.values[values[0]].option.startswith("yes"):
            stated[fact] = values[0]
        elif "deny" in case.facts.wants and held.values[values[-1]].option.startswith("no"):
            stated[fact] = values[-1]
    changes: dict[str, object] = {"stated": tuple(sorted(stated.items()))}
    if fact == "payer" and stated.get("payer") in library.payers:
        changes["payer"] = stated["payer"]
    if fact == "regions" and fact in stated:
        changes["region_count"] = {"few": 2, "more": 4, "all": 5}.get(stated[fact])
    if fact == "muscles" and fact in stated:
        changes["muscle_count"] = {"few": 2, "many": 3}.get(stated[fact])
    return case.with_(**changes)


def _counted(case: Case, earlier: Conversation) -> Case:
    """The case with a bare number read as the count that is in question."""
    numbers = [d.minutes for d in bare_numbers(case.facts.tokens, frozenset())]
    words = {t.text.lower() for t in case.facts.tokens}
    spelled = [n for w, n in _SMALL.items() if w in words]
    given = numbers or spelled
    if len(given) != 1 or case.facts.services or case.facts.codes or case.facts.loose:
        return case
    if earlier.asked == "muscles" or (earlier.muscle_count and "choice" in earlier.intents):
        return case.with_(muscle_count=given[0], muscles=())
    if earlier.asked == "regions" or (earlier.region_count and "choice" in earlier.intents):
        return case.with_(region_count=given[0])
    return case


_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _carried(case: Case, earlier: Conversation, library: Library) -> Case:
    """The case with the earlier facts that still hold."""
    services = _services(case, earlier)
    used: list[str] = []
    own_codes = case.codes
    if services is not None:
        case = case.with_(services=services)
    codes = _codes(case, earlier, own_codes)
    payer = case.payer
    if payer is None and not case.payers and not _elsewhere(case):
        payer = earlier.payer if earlier.payer not in case.payer_denied else None
        if payer:
            used.append(library.payers[payer].name)
    changes: dict[str, object] = {"codes": codes, "payer": payer}
    if not case.methods and not case.facts.payers:
        changes["methods"] = earlier.methods
    if _THAT_WAY.search(case.facts.question) and earlier.mentioned_methods:
        changes["methods"] = earlier.mentioned_methods
    if case.date_of_service is None:
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
    fresh = bool(case.facts.services) and not case.timed
    for name, held in keeps:
        if not getattr(case, name) and not (fresh and name in ("regions", "goals", "muscles")):
            changes[name] = held(earlier)
    changes["stated"] = _stated(case, earlier)
    if case.regions and _ADDS.search(case.facts.question) and "choice" in earlier.intents:
        changes["regions"] = tuple(dict.fromkeys((*earlier.regions, *case.regions)))
    if case.muscle_count is not None:
        changes["muscles"] = case.muscles
    if not case.topics and not case.codes and not case.facts.services:
        changes["topics"] = earlier.topics
    if not case.payer_denied:
        changes["payer_denied"] = earlier.payer_denied
    for service in case.services:
        if service not in case.facts.services and service.minutes is not None:
            used.append(f"{service.code or service.technique} {service.minutes} minutes")
    return case.with_(**changes, used=tuple(dict.fromkeys(used)))


def _elsewhere(case: Case) -> bool:
    """Whether this turn speaks of payers other than the one before."""
    return bool(case.facts.wants & {"other_payer", "matter"}) or bool(case.facts.denied_payers)


def _stated(case: Case, earlier: Conversation) -> tuple[tuple[str, str], ...]:
    """The stated facts, this turn's before the earlier ones."""
    if case.facts.services and not case.timed and not case.facts.codes:
        return case.stated
    return tuple(sorted({**dict(earlier.stated), **dict(case.stated)}.items()))


def _codes(case: Case, earlier: Conversation, own: tuple[str, ...]) -> tuple[str, ...]:
    """The codes in play: this turn's, with the earlier ones it points to."""
    words = {t.fold for t in case.facts.tokens}
    if len(own) >= 2:
        return own
    pointing = case.facts.wants & {"both"} or words & {"those", "these", "two", "between", "them"}
    if len(own) == 1 and pointing and len(earlier.codes) >= 2:
        return (*own, *[c for c in earlier.codes if c not in own])
    if not own:
        if pointing and len(earlier.recent_codes) >= 2:
            return earlier.recent_codes[:2][::-1]
        return earlier.codes or (earlier.pair or ())
    if "pair" in earlier.intents and earlier.pair and own[0] not in earlier.pair:
        return (earlier.pair[0], own[0])
    if "pair" in case.facts.wants and words & {"with", "together", "it", "that"} and earlier.codes:
        return (*[c for c in earlier.codes if c not in own][:1], *own)
    return own


def _services(case: Case, earlier: Conversation) -> tuple[Service, ...] | None:
    """The services in play after this turn's changes; None where its own stand as they are."""
    back = _BACK.search(case.facts.question) is not None
    before = [_revived(s) for s in (earlier.parked if back else earlier.services)]
    if not before:
        return None
    question = case.facts.question
    own = list(case.services)
    timed = [s for s in own if s.minutes is not None]
    numbers = [d.minutes for d in case.facts.loose if d.role in ("treatment", "total")]
    if not own and not numbers and "minutes" not in question.lower():
        numbers = [d.minutes for d in bare_numbers(case.facts.tokens, frozenset()) if d.minutes >= 1]
        numbers = [] if case.facts.modifiers else numbers
    if _SWAP.search(question) and len(before) >= 2:
        minutes = [s.minutes for s in before][::-1]
        return tuple(replace(s, minutes=m) for s, m in zip(before, minutes, strict=True))
    if match := _INSTEAD.search(question):
        new, old = _pair_of(match)
        if any(s.minutes == old for s in before):
            return tuple(replace(s, minutes=new) if s.minutes == old else s for s in before)
        if len(before) == 1:
            return (replace(before[0], minutes=new),)
    if own and (_DROPPING.search(question) or _TAKING.search(question)):
        gone = {s.code for s in own} | {s.technique for s in own if s.technique}
        left = [s for s in before if s.code not in gone and (s.technique or "") not in gone]
        return tuple(left) if left else None
    if swapped := _renamed(before, own, question):
        return swapped
    if timed:
        adding = bool(_ADDING.search(question)) or question.lower().lstrip().startswith("and")
        return _updated(before, timed, adding and not _REPLACING.search(question))
    if own and (moved := _moved(before, own)):
        return moved
    if not own and case.facts.regions and len(before) > 1:
        return (*before[:-1], replace(before[-1], regions=case.facts.regions))
    if own and back and numbers_in(case) and len(own) == 1:
        return (replace(own[0], minutes=numbers_in(case)[0]),)
    if own:
        was_timed = [s for s in before if s.minutes is not None]
        if len(own) == 1 and len(was_timed) == 1 and "units" in earlier.intents:
            if not (case.facts.wants & {"pair", "edit"}) or question.lower().lstrip().startswith(("and", "what")):
                return (replace(own[0], minutes=was_timed[0].minutes),)
        return None
    if numbers and (placed := _ordinal(before, numbers, question)):
        return placed
    if numbers:
        if len(numbers) == len(before):
            return tuple(replace(s, minutes=m) for s, m in zip(before, numbers, strict=True))
        if len(numbers) == 1 and len([s for s in before if s.minutes is not None]) == 1:
            return tuple(replace(s, minutes=numbers[0]) if s.minutes is not None else s for s in before)
        if len(numbers) == 1 and len(before) == 1:
            return (replace(before[0], minutes=numbers[0]),)
    return tuple(before)


_MEANT = re.compile(r"\b(i meant|meant|wrong code|wrong one|should (have been|be)|actually)\b", re.I)
_PLACES = {"first": 0, "former": 0, "1st": 0, "second": 1, "latter": 1, "2nd": 1, "third": 2, "3rd": 2, "last": -1}


def _renamed(
    before: list[Service], own: list[Service], question: str
) -> tuple[Service, ...] | None:
    """Earlier services with one that was misnamed put right: "I meant gait training, not ..."."""
    fresh = [s for s in own if (s.code or s.technique) not in {b.code or b.technique for b in before}]
    named = [s for s in own if s not in fresh]
    if len(fresh) != 1 or fresh[0].minutes is not None or not _MEANT.search(question):
        return None
    wrong = {s.code or s.technique for s in named}
    if not wrong and len(before) == 1:
        wrong = {before[0].code or before[0].technique}
    if len(wrong) != 1:
        return None
    return tuple(
        replace(fresh[0], minutes=b.minutes, regions=b.regions)
        if (b.code or b.technique) in wrong
        else b
        for b in before
    )


def _ordinal(
    before: list[Service], numbers: list[int], question: str
) -> tuple[Service, ...] | None:
    """Earlier services with the minutes of the one that is named by its place."""
    words = re.findall(r"[a-z0-9]+", question.lower())
    places = [_PLACES[w] for w in words if w in _PLACES]
    if len(places) != 1 or len(numbers) != 1 or not -1 <= places[0] < len(before):
        return None
    at = places[0] % len(before)
    return tuple(replace(b, minutes=numbers[0]) if n == at else b for n, b in enumerate(before))


def _moved(before: list[Service], own: list[Service]) -> tuple[Service, ...] | None:
    """Earlier services with the regions that this turn names for some of them."""
    regions = {(s.code, s.technique): s.regions for s in own if s.regions}
    techniques = {s.technique: s.regions for s in own if s.regions and s.technique}
    codes = {s.code: s.regions for s in own if s.regions and s.code}
    held = {b.technique for b in before} | {b.code for b in before} - {None}
    if not regions or any(not {s.technique, s.code} & (held - {None}) for s in own):
        return None
    return tuple(
        replace(b, regions=techniques.get(b.technique) or codes.get(b.code) or b.regions)
        for b in before
    )


def numbers_in(case: Case) -> list[int]:
    """The bare numbers of a turn that could be minutes."""
    return [d.minutes for d in bare_numbers(case.facts.tokens, frozenset()) if d.minutes >= 5]


def _updated(before: list[Service], timed: list[Service], adding: bool) -> tuple[Service, ...]:
    """Earlier services with new minutes, and new ones where they are added."""
    codes = {s.code or s.technique for s in before}
    changed = {s.code or s.technique: s for s in timed}
    if any(key in codes for key in changed):
        kept = [changed.pop(s.code or s.technique, s) for s in before]
        return (*kept, *changed.values())
    return (*before, *timed) if adding else tuple(timed)


def _revived(held: CarriedService) -> Service:
    """A carried service as a service."""
    numbered = held.code is not None
    return Service(
        held.code, held.technique, held.minutes, None, 0, 0, 0, 0, numbered, held.regions
    )


def _pair_of(match: re.Match[str]) -> tuple[int, int]:
    """The new and the old number of a correction."""
    a, b, c, d, e, f = match.groups()
    if a:
        return int(a), int(b)
    if c:
        return int(d), int(c)
    return int(e), int(f)


def _payer_kept(case: Case, earlier: Conversation, library: Library) -> Case:
    """A question of its own keeps the payer that was stated for the same patient's day."""
    if case.payer or case.payers or earlier.payer is None or _elsewhere(case):
        return case
    if not (case.services or case.codes):
        return case
    return case.with_(payer=earlier.payer, used=(library.payers[earlier.payer].name,))
