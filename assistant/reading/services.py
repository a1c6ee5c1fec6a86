"""Services that a question names, each with the minutes that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.around import past_back, word_at, words_at, words_before
from assistant.reading.facts import Service
from assistant.reading.findings import lost_abilities
from assistant.reading.machines import in_places, of_machines
from assistant.reading.offered import only_offered, without_general, without_levels
from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.library import Library
from knowledge.reading_words import reading_words, time_words


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
    for m in things:
        if m.kind in ("code", "technique"):
            held = single.get((m.first, m.last)) or Service(
                first=m.first, last=m.last, start=m.start, end=m.end
            )
            single[m.first, m.last] = (
                replace(held, code=m.id) if m.kind == "code" else replace(held, technique=m.id)
            )
    for n, token in enumerate(found):
        if token.kind == "code":
            single[n, n] = Service(
                token.text, first=n, last=n, start=token.start, end=token.end, numbered=True
            )
    ordered = sorted(single.values(), key=lambda s: s.first)
    told = [s for s in ordered if word_at(found, s.last + 1) not in reading_words("brought")]
    done = [s for s in told if s.numbered or not _left_out(found, s.first, s.last)]
    done = without_general(done, found, library)
    merged = of_machines(_merged(done or ordered, found, library), found, library)
    merged = in_places(without_levels(merged, library), found, library)
    return merged[:-1] if only_offered(merged, found) else merged


def _left_out(found: Sequence[Token], first: int, last: int) -> bool:
    """Whether a service is said not to have been given, or borne: "mobs were not tolerated"."""
    behind = words_at(found, last + 1, 3)
    ends = next((n for n, word in enumerate(behind) if word in time_words("borne")), 0)
    return _denied(behind[:ends]) or _not_done(found, first)


def _denied(words: Sequence[str]) -> bool:
    """Whether one of a few words denies what follows: "could not", "unable to"."""
    denying = time_words("unable") | reading_words("denying")
    return any(word in denying or word.endswith("n't") for word in words)


def _not_done(found: Sequence[Token], first: int) -> bool:
    """Whether a service is said not to have been given: "refused e-stim", "no needling"."""
    at = past_back(found, first, time_words("before_a_name"))
    word, before = word_at(found, at), word_at(found, at - 1)
    if first in lost_abilities(found) or word in time_words("not_given"):
        return True
    if word in time_words("borne"):
        return _denied(words_before(found, at, 3))
    replaced = before in time_words("in_place") and word in ("of", "than")
    return replaced or (word in time_words("not_done") and _denied([before]))


def _merged(
    ordered: Sequence[Service], found: Sequence[Token], library: Library
) -> tuple[Service, ...]:
    """Services with each name joined to the number beside it that means the same."""
    out: list[Service] = []
    for service in ordered:
        if not out or not _same(out[-1], service, found, library):
            out.append(service)
            continue
        last = out[-1]
        out[-1] = replace(
            last,
            code=last.code if last.numbered else service.code or last.code,
            technique=last.technique or service.technique,
            numbered=True,
            last=service.last,
            end=service.end,
        )
    return tuple(out)


def _same(one: Service, other: Service, found: Sequence[Token], library: Library) -> bool:
    """Whether a number and a name beside it mean one service."""
    between = [t.fold for t in found[one.last + 1 : other.first]]
    if one.numbered == other.numbered or not reading_words("joins_a_name").issuperset(between):
        return False
    number, name = (one, other) if one.numbered else (other, one)
    for joint, code in ((number.last + 1, number.last + 2), (number.first - 1, number.first - 2)):
        coded = 0 <= code < len(found) and found[code].kind == "code"
        if coded and word_at(found, joint) in {"or", "vs", "versus"}:
            return False  # One of two codes is asked for: "97124 or 97140 for MFR?".
    if name.code is not None and _of_one_kind(name.code, number.code, library):
        return True
    codes = library.technique_codes[name.technique] if name.technique else None
    return codes is not None and (number.code in codes or not (codes or between))


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
