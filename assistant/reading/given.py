"""The minutes that a question gives, each with the service that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from assistant.reading.around import covered, past_back
from assistant.reading.bare_minutes import bare_minutes
from assistant.reading.counts import LEAST
from assistant.reading.facts import Duration, Service, kinds
from assistant.reading.hands_on import as_it_went, beside_hands, ended_at, hands_on, of_the_hands
from assistant.reading.idle_time import all_inside, idle_bare, idle_part
from assistant.reading.mentions import tokens_of
from assistant.reading.numbers import HOURS, added
from assistant.reading.other_numbers import bare_numbers
from assistant.reading.pairing import with_minutes
from assistant.reading.part_of_it import without_parts
from assistant.reading.places import placed_regions
from assistant.reading.rest import parted, with_rest, with_row
from assistant.reading.service_regions import elsewhere, with_regions
from assistant.reading.services import named_services
from assistant.reading.shared_time import (
    evenly,
    is_timed,
    lone_total,
    of_all,
    of_both,
    of_each_part,
    summed,
)
from assistant.reading.shares import less, with_shares, without_exceptions
from assistant.reading.speaking import settled, speaks_of_minutes
from assistant.reading.spelling import Speller
from assistant.reading.text import Token
from assistant.reading.time_roles import total_before, total_behind
from assistant.reading.unaccounted import unaccounted
from assistant.reading.vocabulary import Mention
from knowledge.library import Library
from knowledge.reading_words import time_words


@dataclass(frozen=True)
class Words:
    """A question's words, and the names and signs found in them.

    Attributes:
        text: The words.
        tokens: Their tokens.
        things: The names.
        cues: The signs of what is asked.
        counting: Whether minutes are in play from an earlier turn.
    """

    text: str
    tokens: tuple[Token, ...]
    things: tuple[Mention, ...]
    cues: tuple[Mention, ...]
    counting: bool

    def places(self, *kinds: str) -> frozenset[int]:
        """The indexes of the tokens of names of some kinds."""
        return frozenset(tokens_of(self.things, kinds))

    @property
    def named(self) -> frozenset[int]:
        """The indexes of the tokens of people, and of parts of the body and of the day."""
        of_day = {n for n, t in enumerate(self.tokens) if t.fold in time_words("halves_of_day")}
        hours = {n for n in of_day if n and self.tokens[n - 1].kind == "number"}
        return self.places(*_BODY, "provider") | of_day - {n for n in hours if n - 2 not in of_day}


class Given(NamedTuple):
    """Services with their minutes, and the minutes that are of none.

    Attributes:
        services: The services.
        regions: The regions of the body that are named for them.
        loose: Minutes that belong to no service.
        idle: Minutes of something that is no treatment.
        bare: Numbers that belong to nothing else, and could be minutes.
        unread: Where minutes stand that went into no count, though nothing says they are none.
    """

    services: tuple[Service, ...]
    regions: tuple[str, ...]
    loose: tuple[Duration, ...]
    idle: tuple[Duration, ...]
    bare: tuple[Duration, ...]
    unread: tuple[tuple[int, int], ...]


def given(
    words: Words,
    times: tuple[Duration, ...],
    taken: frozenset[int],
    counted: Set[int],
    speller: Speller,
    library: Library,
) -> Given:
    """The services of a question with the minutes that it gives.

    Args:
        words: The question's words.
        times: The durations in them.
        taken: Indexes of tokens that belong to something else than minutes without the word.
        counted: Indexes of the tokens of numbers of units.
        speller: Knows the words that are known.
        library: The knowledge base.
    """
    found = words.tokens
    services = named_services(found, words.things, library)
    bare = tuple(bare_numbers(found, taken))
    if len(kinds(services)) == 1 and (went := as_it_went(found, (*times, *bare))):
        times, bare = (*went, *(d for d in times if d.role in _IDLE)), ()
    told = [d for d in bare if d.minutes >= LEAST and hands_on(found, d)]
    bare = tuple(d for d in bare if d not in told)
    hands = [d._replace(role="treatment") for d in told]
    spent = any(not idle_bare(found, d) for d in bare)
    if not (hands or spent or any(d.role == "treatment" for d in times)):
        times = lone_total(times, services)
    treatment = [*hands, *(d for d in times if d.role == "treatment")]
    treatment = of_the_hands(found, sorted(treatment, key=lambda d: d.first), services)
    idle = [d for d in times if d.role in _IDLE]
    if services:
        numbers = _without_the_word(words, services, treatment, bare)
        idle += [idle_part(found, d) for d in numbers if idle_bare(found, d)]
        numbers = [d for d in numbers if not idle_bare(found, d)]
        why = any(m.id == "why" for m in words.cues)
        numbers = settled(found, numbers, treatment, services, why, words.named)
        treatment += [d for d in numbers if d.role not in ("total", "negative", "booked")]
        total = [d for d in numbers if d.role == "total"]
        total = [d for d in total if total_before(found, d.first) or total_behind(found, d)]
        times = (*times, *total, *(d for d in numbers if d.role in ("negative", "booked")))
        longest = max((d.minutes for d in treatment), default=0)
        ends = {s.last + 1 for s in services} if len(kinds(services)) > 1 else set[int]()
        own = [d for d in times if d.role == "total" and d.minutes < longest]
        own = [d for d in own if past_back(found, d.first, time_words("naming_total")) in ends]
        treatment += [d._replace(role="treatment") for d in own]  # "hot packs total 20, massage 30"
        treatment.sort(key=lambda d: d.first)
        times = tuple(d for d in times if d not in own)
    else:
        treatment = with_row(found, treatment, taken)
        spare = [d for d in bare if treatment and idle_bare(found, d)]
        idle += [idle_part(found, d) for d in spare]
        bare = tuple(d for d in bare if d not in spare)
    idle = all_inside(found, idle)
    idle = beside_hands(found, idle, treatment, times)
    read = {n for d in (*treatment, *idle, *times) for n in range(d.first, d.last + 1)}
    treatment, whole, unsaid = _treated(words, treatment, idle, times, services, taken)
    placed = placed_regions(words.text, words.things, library)
    people = words.places("provider")
    beside, apart = elsewhere(found, services, placed, treatment, people, library)
    placed = [one for one in placed if one not in beside]
    treatment = [d for d in treatment if d not in apart]
    services, loose = _belonging(words, services, treatment, counted, speller, library)
    loose = (*loose, *unsaid, *(() if treatment else whole))
    told = [d for d in times if d.role in ("total", "booked", "negative")]
    odd = speller.unknown(found)
    spare = [d._replace(each=d.first - 1 in odd) for d in bare if d.first not in read]
    untold = [s for s in services if s.minutes is None and is_timed(s, library)]
    known = [*told, *whole, *idle, *(d for d in loose if d.role == "total")]
    return Given(
        services=with_regions(services, placed, words.text, library),
        regions=tuple(dict.fromkeys(region for _, region in placed)),
        loose=(*loose, *apart, *told),
        idle=tuple(idle),
        bare=tuple(d for d in bare if d.first not in {other.first for other in loose}),
        unread=tuple(unaccounted(found, services, treatment, loose, spare, known, read, untold)),
    )


def _without_the_word(
    words: Words,
    services: Sequence[Service],
    treatment: Sequence[Duration],
    bare: Sequence[Duration],
) -> list[Duration]:
    """Numbers that stand for minutes, where the words speak of minutes at all."""
    found = words.tokens
    told = found, treatment, words.cues, services, bare, words.named
    spoken = words.counting or speaks_of_minutes(*told)
    return bare_minutes(found, bare, services, treatment, words.named) if spoken else []


def _treated(
    words: Words,
    treatment: Sequence[Duration],
    idle: Sequence[Duration],
    times: Sequence[Duration],
    services: Sequence[Service],
    taken: frozenset[int],
) -> tuple[list[Duration], list[Duration], list[Duration]]:
    """The times of treatment put right, their whole, and parts of which nothing read is told."""
    found, named = words.tokens, words.named
    treatment = without_exceptions(found, treatment)
    treatment = with_shares(found, treatment, times, {s.first for s in services}, taken)
    joined = any(added(found, d.first) or ended_at(found, d) for d in treatment)  # "15+8": no whole
    treatment = treatment if joined else summed(services, treatment)
    treatment, unsaid = without_parts(found, treatment, services, named)
    parts, whole = parted(found, treatment, services, idle)
    # With no treatment told, what lies inside the appointment is taken off it alone.
    alone = bool(whole) or not parts
    untold = (d for d in idle if d not in times and (alone or d.role == "bare"))
    spare = [d._replace(role="idle") for d in untold]
    others = [*whole, *spare, *(d for d in times if d.role not in _OF_RULES)]
    parts = with_rest(found, parts if whole else less(parts, idle, found), others, services)
    return of_both(found, services, parts), whole, unsaid


def _belonging(
    words: Words,
    services: tuple[Service, ...],
    treatment: Sequence[Duration],
    counted: Set[int],
    speller: Speller,
    library: Library,
) -> tuple[tuple[Service, ...], tuple[Duration, ...]]:
    """The services with their minutes, and the times of treatment that are of none."""
    found = words.tokens
    times = of_each_part(found, services, treatment, words.places(*_BODY))
    told = [t.fold for d in times for t in found[d.first : d.last + 1]]
    part = told[:1] in (["half"], ["other"]) and HOURS.isdisjoint(told)
    whole = len(times) == 1 and not part
    even = evenly(found, services, times[0], library) if whole else None
    if even is not None:
        return even, ()
    if of_all(found, services, times, counted, library):
        return services, tuple(d._replace(role="total") for d in times)
    named = words.named
    spoken = covered(services)
    plain = {*library.words.plain, *time_words("before_a_part"), *time_words("gave")}
    odd = speller.naming(found, plain) - named - spoken
    by_hand = [s for s in services if is_timed(s, library)]
    hands = [d for d in times if len(by_hand) < len(services) and hands_on(found, d)]
    own, loose = with_minutes(by_hand, hands, found)  # "45 hands-on, 15 hot pack"
    own = tuple(s for s in own if s.minutes is not None)
    places = {s.first for s in own}
    others = [s for s in services if s.first not in places]
    times = [d for d in times if d not in hands]
    rest, spare = with_minutes(others, times, found, named, speller.unknown(found), odd)
    return tuple(sorted((*own, *rest), key=lambda s: s.first)), (*loose, *spare)


_IDLE = ("idle", "less", "part")
_BODY = ("region", "unclear_region", "muscle")
NEEDED = ("needed", "under")
_OF_RULES = ("unit", *NEEDED)
"""What minutes are that no service took."""
