"""Services that a question names, each with the minutes that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.facts import Service
from assistant.reading.findings import lost_abilities
from assistant.reading.machines import in_places, of_machines
from assistant.reading.offered import only_offered, without_general, without_levels
from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.library import Library
from knowledge.reading_words import reading_words
from knowledge.time_words import time_words

_JOINING = frozenset({"(", ")", ":", "-", "code", "cpt", "=", "/", ",", "is", "as", "it", "we",
                      "report", "which", "i", "believe", "bill", "billed", "called", "or", "aka",
                      "x", "hcpcs", "the", "for", "extraspinal", "spinal", "*", "by", "low",
                      "complexity", "moderate", "high", "line", "to"})  # fmt: skip


def named_services(
    found: Sequence[Token], things: Sequence[Mention], library: Library
) -> tuple[Service, ...]:
    """The services of a question, a code and its name beside it made one.

    Args:
        found: The question's tokens.
        things: What the vocabulary found in it.
        library: The knowledge base.
    """
    single: dict[tuple[int, int], Service] = {}
    for mention in things:
        if mention.kind not in ("code", "technique"):
            continue
        key = (mention.first, mention.last)
        held = single.get(key) or Service(
            first=mention.first, last=mention.last, start=mention.start, end=mention.end
        )
        if mention.kind == "code":
            held = replace(held, code=mention.id)
        else:
            held = replace(held, technique=mention.id)
        single[key] = held
    for place, token in enumerate(found):
        if token.kind == "code":
            single[place, place] = Service(
                token.text, first=place, last=place, start=token.start, end=token.end, numbered=True
            )
    ordered = sorted(single.values(), key=lambda s: s.first)
    brought = reading_words("brought")
    told = [s for s in ordered if not {t.fold for t in found[s.last + 1 : s.last + 2]} & brought]
    done = [s for s in told if s.numbered or not _left_out(found, s.first, s.last)]
    done = without_general(done, found, library)
    merged = of_machines(_merged(done or ordered, found, library), found, library)
    merged = in_places(without_levels(merged, library), found, library)
    return merged[:-1] if only_offered(merged, found) else merged


def _left_out(found: Sequence[Token], first: int, last: int) -> bool:
    """Whether a service is said not to have been given, or borne: "mobs were not tolerated"."""
    behind = found[last + 1 : last + 4]
    ends = next((n for n, t in enumerate(behind) if t.fold in time_words("borne")), None)
    not_borne = ends is not None and _denied(behind[:ends])
    return not_borne or _not_done(found, first)


def _denied(words: Sequence[Token]) -> bool:
    """Whether one of a few words denies what follows: "could not", "unable to"."""
    folds = {t.fold for t in words}
    denying = time_words("unable") | reading_words("denying")
    return bool(folds & denying) or any(w.endswith("n't") for w in folds)


def _not_done(found: Sequence[Token], first: int) -> bool:
    """Whether a service is said not to have been given: "refused e-stim", "no needling"."""
    at = first - 1
    while at >= 0 and found[at].fold in time_words("before_a_name"):
        at -= 1
    if at < 0:
        return False
    if first in lost_abilities(found) or found[at].fold in time_words("not_given"):
        return True
    before = found[at - 1].fold if at else ""
    if before in time_words("in_place") and found[at].fold in ("of", "than"):
        return True
    if found[at].fold in time_words("borne"):
        return _denied(found[max(0, at - 3) : at])
    return found[at].fold in time_words("not_done") and (before == "not" or before.endswith("n't"))


def _merged(
    ordered: Sequence[Service], found: Sequence[Token], library: Library
) -> tuple[Service, ...]:
    """Services with each name joined to the number beside it that means the same."""
    out: list[Service] = []
    for service in ordered:
        last = out[-1] if out else None
        if last is not None and _same(last, service, found, library):
            out[-1] = replace(
                last,
                code=last.code if last.numbered else service.code or last.code,
                technique=last.technique or service.technique,
                numbered=last.numbered or service.numbered,
                last=service.last,
                end=service.end,
            )
        else:
            out.append(service)
    return tuple(out)


def _same(one: Service, other: Service, found: Sequence[Token], library: Library) -> bool:
    """Whether a number and a name beside it mean one service."""
    if one.numbered == other.numbered:
        return False
    between = [t.fold for t in found[one.last + 1 : other.first]]
    if len(between) > 6 or any(w not in _JOINING for w in between):
        return False
    number, name = (one, other) if one.numbered else (other, one)
    behind = found[number.last + 1 : number.last + 3]
    before = found[max(0, number.first - 2) : number.first][::-1]
    for word, code in filter(lambda pair: len(pair) == _PAIR, (behind, before)):
        if word.fold in _OR and code.kind == "code":
            return False
    if name.code is not None and _of_one_kind(name.code, number.code, library):
        return True
    if name.technique is not None and not between and not library.technique_codes[name.technique]:
        return True
    return name.technique is not None and number.code in library.technique_codes[name.technique]


_PAIR = 2
_OR = frozenset({"or", "vs", "versus"})
"""Between two codes, one of which a service is asked to have: "97124 or 97140 for MFR?"."""


def codes_named(things: Sequence[Mention], services: Sequence[Service]) -> tuple[str, ...]:
    """The codes whose names are used; not that of a name that is joined to another service.

    Args:
        things: What the vocabulary found.
        services: The services, each name joined to its number.
    """
    return tuple(
        dict.fromkeys(
            m.id
            for m in things
            if m.kind == "code"
            and not any(s.first <= m.first <= s.last and s.code != m.id for s in services)
        )
    )


def codes_not_given(found: Sequence[Token], things: Sequence[Mention]) -> tuple[str, ...]:
    """The codes by whose names it is said that a service was not given: "no massage today".

    Args:
        found: The question's tokens.
        things: What the vocabulary found.
    """
    return tuple(m.id for m in things if m.kind == "code" and _left_out(found, m.first, m.last))


def _of_one_kind(named: str, number: str | None, library: Library) -> bool:
    """Whether a number is the code of a name, or one of several that bear the name's own."""
    one, other = library.codes.get(named), library.codes.get(number or "")
    if named == number or one is None or other is None:
        return named == number
    if named in other.replaced_by:
        return True
    return one.family in reading_words("named_by_family") and one.family == other.family
