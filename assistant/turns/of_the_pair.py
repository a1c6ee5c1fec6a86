"""What a turn says of the pair that the last answer was on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.facts import Service
from assistant.turns import signs
from assistant.turns.case import Case
from assistant.turns.conversation import Conversation
from assistant.turns.signs import WITH_IT
from assistant.turns.turn import revived
from knowledge.library import Library


def of_the_pair(case: Case, library: Library) -> Case:
    """The case with what it says of the pair before it: its codes by name, its one region.

    Args:
        case: The case.
        library: The knowledge base.
    """
    told = bool(case.facts.stated.keys() & {"profession", "level"})
    pointed = tuple(_by_code(s, case.earlier, library, told) for s in case.services)
    codes = [s.code for s in pointed if s.code]
    changes: dict[str, object] = {
        "services": pointed,
        "codes": tuple(dict.fromkeys((*codes, *case.codes))),
    }
    words = case.facts.folds
    placed = dict(case.earlier.stated).get("region_relation") and not case.facts.stated
    another = words & {"different", "another", "other"} and not case.unheld_payer
    same = "same" in words and not (WITH_IT.search(case.facts.question) or case.facts.payers)
    if placed and (same or another) and not case.services:
        changes["stated"] = (*case.stated, ("region_relation", "same" if same else "different"))
    return case.with_(**changes)


def modifiers_by_number(case: Case, library: Library) -> Case:
    """The case with the modifiers that it only names by their numbers: "and 76?", no minutes.

    Args:
        case: The case, which follows on modifiers or a pair.
        library: The knowledge base.
    """
    if case.modifiers or case.services:
        return case
    timed = {n for time in case.facts.loose for n in range(time.first, time.last + 1)}
    tokens = enumerate(case.facts.tokens)
    numbers = (t.text for n, t in tokens if t.kind == "number" and n not in timed)
    return case.with_(modifiers=tuple(n for n in numbers if n in library.modifiers))


def recounted(case: Case, library: Library) -> dict[str, str]:
    """The code that a code of the pair is, by the number that a turn tells: "only one muscle".

    Args:
        case: The case.
        library: The knowledge base.

    Returns:
        The new code by the old one; empty where none of the pair goes by a number that is told.
    """
    if case.facts.codes:
        return {}
    told = {"muscles": case.muscle_count, "regions": case.region_count}
    for technique in library.techniques.values():
        held = [c for c in case.earlier.codes if c in library.technique_codes[technique.id]]
        count = told.get(technique.rule)
        if len(held) != 1 or count is None:
            continue
        for option in technique.codes.get(technique.key_of(count) or "", ()):
            return {held[0]: option.code}
    return {}


def both_placed(
    own: Sequence[Service], codes: tuple[str, ...], case: Case, library: Library
) -> tuple[Service, ...] | None:
    """The services of a pair, or of several, with their regions, told now or before.

    A region that stands alone is the therapy's where the other is an adjustment; a code in the
    place of another has its region.

    Args:
        own: The services that the turn names.
        codes: The codes in play.
        case: The case.
        library: The knowledge base.
    """
    earlier = case.earlier
    minutes = [s.minutes for s in own] + [s.minutes for s in earlier.services]
    timed = any(m is not None for m in minutes)
    if len(codes) < len(earlier.pair or ()) or timed or not {s.code for s in own} <= set(codes):
        return None
    named = {s.code: s for s in own}
    held = {s.code: revived(s) for s in earlier.services}
    gone = [c for c in earlier.pair or () if c not in codes]
    services = []
    adds = signs.ADDS.search(case.facts.question) or signs.ADDING.search(case.facts.question)
    for code in codes:
        before = held.get(code) or (held.get(gone[0]) if len(gone) == 1 else None)
        own_one = named.get(code)
        service = held.get(code) or own_one or Service(code)
        regions = own_one.regions if own_one else ()
        if before and (adds or not regions):
            regions = tuple(dict.fromkeys((*before.regions, *regions)))
        services.append(replace(service, regions=regions))
    placed = {r for s in own for r in s.regions}
    told = tuple(r for r in case.facts.regions if r not in placed)
    for at in _places(services, case, library) if told else ():
        services[at] = replace(services[at], regions=told)
    return tuple(services) if any(s.regions for s in services) else None


def _places(services: Sequence[Service], case: Case, library: Library) -> Sequence[int]:
    """The services that regions which stand alone are told of."""
    if signs.EACH.search(case.facts.question):
        return range(len(services))
    therapy = [n for n, s in enumerate(services) if not library.is_cmt(s.code or "")]
    if len(therapy) < len(services):
        return therapy
    return [len(services) - 1]


def beside(earlier: Conversation, new: str, library: Library) -> tuple[str, ...]:
    """The codes of the pair that stay where another one is named: those of another kind.

    "97168 with 97124", and then "with 97140?" asks of 97168 with 97140; where both are of the
    new one's kind, or neither, the code that was asked about first stays. One adjustment or
    evaluation takes the place of another, though it was in every pair so far; of several codes
    all the others stay.

    Args:
        earlier: The conversation, whose last answer was on a pair.
        new: The code that is named.
        library: The knowledge base.
    """
    others = tuple(c for c in earlier.codes if _family(c, library) != _family(new, library))
    if len(earlier.codes) - 1 == len(others) > 1:
        return others
    pair = earlier.pair or ()
    alike = [c for c in pair if _family(c, library) == _family(new, library)]
    stays = earlier.stays if earlier.stays in pair and earlier.stays != new else None
    replaced = stays in alike and _family(new, library) != "therapy"
    if len(alike) == 1 and (stays is None or replaced):
        return tuple(c for c in pair if c != alike[0])
    first: tuple[str, ...] = (*earlier.codes, *pair)
    return (stays or next(c for c in first if c in pair),)


_EVALUATING = frozenset({"evaluation", "reevaluation", "em", "test"})


def _family(code: str, library: Library) -> str:
    """The family of a code."""
    held = library.codes.get(code)
    family = held.family.partition("_")[0] if held else ""
    return "evaluation" if family in _EVALUATING else family


def _by_code(service: Service, earlier: Conversation, library: Library, qualified: bool) -> Service:
    """A service named by a technique, with the code of the pair that is meant: "the adjustment"."""
    if service.code is not None or service.technique is None or qualified:
        return service
    held = library.technique_codes[service.technique] & set(earlier.codes)
    held = held or _of_one_profession(service.technique, earlier, library)
    if library.techniques[service.technique].rule == "by_goal":
        # Work that is not named is the therapy beside an adjustment.
        beside_cmt = {c for c in earlier.codes if not library.is_cmt(c)}
        held = frozenset(beside_cmt if len(beside_cmt) < len(earlier.codes) else ())
    return replace(service, code=next(iter(held))) if len(held) == 1 else service


def _of_one_profession(named: str, earlier: Conversation, library: Library) -> frozenset[str]:
    """The codes of what is named by what decides a code of the pair: a PT's evaluation, a PT's."""
    technique = library.techniques[named]
    alike = [t for t in library.techniques.values() if t.fact and t.fact == technique.fact]
    values = {
        value
        for other in alike
        for value, options in other.codes.items()
        if value in technique.codes and any(o.code in earlier.codes for o in options)
    }
    return frozenset(o.code for value in values for o in technique.codes[value])
