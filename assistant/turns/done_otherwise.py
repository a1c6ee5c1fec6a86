"""Services put right: one done another way than was told, or under a code said to be its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.facts import Facts, Service
from assistant.turns.case import Case
from knowledge.library import Library
from knowledge.reading_words import reading_words
from knowledge.records import Technique

Services = tuple[Service, ...]


def told_anew(case: Case, library: Library) -> str | None:
    """The service that is one of several counted before, and told anew only in how it was done.

    "The e-stim was attended" is said of the unattended stimulation among three services. A part
    of the one service before it is that service still: "can I bill the heat too?" of hot stones.

    Args:
        case: The case, with this turn's own facts.
        library: The knowledge base.
    """
    own = case.facts.services
    if len(own) != 1 or own[0].technique is None or own[0].minutes is not None:
        return None
    technique = library.techniques[own[0].technique]
    whole = [s.technique for s in case.earlier.services if s.technique]
    if len(whole) == 1 and technique.id in library.techniques[whole[0]].includes:
        return whole[0]
    if len(case.earlier.services) < 2 or technique.fact not in case.facts.stated:
        return None
    for service in case.earlier.services:
        codes = library.technique_codes.get(service.technique or "") or {service.code}
        coded = codes <= library.technique_codes[technique.id]
        if coded or (service.technique and _of_a_kind(service.technique, technique)):
            return technique.id
    return None


def done_otherwise(
    service: Service, case: Case, library: Library, anew: str | None = None
) -> Service:
    """A service done another way than was said: mechanical traction, and then "by hand".

    Args:
        service: A service of an earlier turn.
        case: The case, with this turn's own facts.
        library: The knowledge base.
        anew: The technique that this turn tells anew, where it is one of several.
    """
    if service in case.facts.services or (service.technique is None and anew is None):
        return service
    done = library.techniques.get(service.technique or "")
    if done is not None and done.takes_in and case.facts.stated.get("patients") == "same":
        return _one_on_one(service, case, library)
    if (back := _held_again(service, case, library)) is not None:
        return back
    otherwise = done.otherwise if done is not None else {}
    for fact, told in case.facts.stated.items():
        if (other := otherwise.get(f"{fact}={told}")) is not None:
            return replace(service, code=None, technique=other)
    for technique in library.techniques.values() if anew is None else [library.techniques[anew]]:
        value = case.facts.stated.get(technique.fact or "")
        if technique.rule != "by_fact" or value not in technique.codes:
            continue
        fitting = {o.code for o in technique.codes[value]}
        others = {o.code for k, held in technique.codes.items() if k != value for o in held}
        named = service.technique or ""
        own = {service.code} if service.code else library.technique_codes[named]
        if own & (others - fitting) and (anew or not named or _of_a_kind(named, technique)):
            return replace(service, code=None, technique=technique.id)
    return service


def _held_again(alone: Service, case: Case, library: Library) -> Service | None:
    """What the patient did alone, as it was before, where the therapist holds it after all."""
    if case.facts.stated.get("treated_by") != "therapist" or len(case.earlier.before) != 1:
        return None
    before = case.earlier.before[0].technique or ""
    other = library.techniques[before].otherwise if before in library.techniques else {}
    given = other.get("treated_by=patient") == alone.technique
    return replace(alone, code=None, technique=before) if given else None


def _one_on_one(group: Service, case: Case, library: Library) -> Service:
    """What a group did, as it is where only one patient was there."""
    done = [c for c in case.earlier.recent_codes if library.codes[c].timed]
    named = [t for t, codes in library.technique_codes.items() if codes == {*done[:1]}]
    settled = (t for t in named if library.techniques[t].rule == "settled")
    technique = next(settled, None)
    return replace(group, code=done[0], technique=technique) if technique else group


def _of_a_kind(told: str, technique: Technique) -> bool:
    """Whether a service told before is a technique in one of the ways of doing it."""
    return technique.id in told or told in technique.then.values()


_BETWEEN = 4  # at most so many words stand between a service and the code that it is said to be


def under_own_name(
    services: Sequence[Service], facts: Facts, library: Library
) -> tuple[Service, ...]:
    """The services without a wrong code for one of them, which has the minutes then.

    "The blog says that dry needling is 97140. How many units is half an hour?"

    Args:
        services: The services of a turn.
        facts: The turn's facts.
        library: The knowledge base.
    """
    named = [s for s in services if s.technique]
    numbers = [s for s in services if s.numbered]
    if len(named) != 1 or len(numbers) != 1 or len(services) > 2:
        return tuple(services)
    (what,), (number,) = named, numbers
    own = library.technique_codes[what.technique or ""]
    twice = what.minutes is not None and number.minutes is not None
    if number.code in own or not own or twice or not _said_to_be(what, number, facts):
        return tuple(services)
    minutes = number.minutes if what.minutes is None else what.minutes
    return (replace(what, minutes=minutes),)


def _said_to_be(what: Service, number: Service, facts: Facts) -> bool:
    """Whether words say that a code is a service's: "X is 97140", "97140 for X"."""
    first, last = sorted((what, number), key=lambda s: s.first)
    between = [t.fold for t in facts.tokens[first.last + 1 : last.first]]
    if not between or len(between) > _BETWEEN:
        return False
    if first is number:
        before = {t.fold for t in facts.tokens[max(0, number.first - 3) : number.first]}
        return between[0] == "for" and not before.isdisjoint(reading_words("bills"))
    return between[-1] in reading_words("is_said_to_be")
