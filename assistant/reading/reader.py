"""Reading a question: its facts, each found in its words, none assumed."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.asking import asked_part, asking
from assistant.reading.bare_minutes import (
    bare_minutes,
    bare_numbers,
    hands_on_minutes,
)
from assistant.reading.corrected import corrected
from assistant.reading.counts import counts_of, ordinals
from assistant.reading.dates import find_date
from assistant.reading.duration import Duration
from assistant.reading.durations import durations
from assistant.reading.each_time import of_each_part
from assistant.reading.elided import with_elided
from assistant.reading.facts import Facts
from assistant.reading.idle_time import idle_bare, idle_part
from assistant.reading.labels import labelled, numbered, with_parted_codes
from assistant.reading.language import other_language
from assistant.reading.mentions import (
    diagnoses,
    goals,
    ids,
    outside_names,
    payers_of,
    sorted_out,
    tokens_of,
    unheld,
    with_pointed,
)
from assistant.reading.minute_words import HOURS
from assistant.reading.modifiers import find_modifiers
from assistant.reading.named_payers import with_named_payers
from assistant.reading.numbers import NUMBERS, spoilt_numbers
from assistant.reading.pairing import less, with_minutes
from assistant.reading.places import code_ranges, in_range, level_places, placed_regions
from assistant.reading.rest import parted, with_rest, with_row
from assistant.reading.service_regions import with_regions
from assistant.reading.services import codes_named, codes_not_given, named_services
from assistant.reading.settled import settled
from assistant.reading.shared_time import evenly, lone_total, of_all, of_both, summed
from assistant.reading.slots import slots_of
from assistant.reading.speaking import speaks_of_minutes
from assistant.reading.spelling import Speller
from assistant.reading.spoilt_codes import spoilt_codes
from assistant.reading.stated import stated
from assistant.reading.text import Token, clean, tokens
from assistant.reading.time_roles import of_the_hands
from assistant.reading.together import together
from assistant.reading.treated_elsewhere import elsewhere
from assistant.reading.vocabulary import Mention, Vocabulary
from assistant.reading.wishes import of_the_question
from knowledge.library import Library
from knowledge.time_words import time_words, word_lists


class Reader:
    """Reads questions by a library's names.

    Args:
        library: The knowledge base.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._vocabulary = Vocabulary(library)
        said = (t for p in library.passages.values() for t in tokens(p.text) if t.kind == "word")
        common = {
            *library.words.spelled,
            *library.words.plain,
            *library.words.courtesy,
            *(word for words in word_lists().values() for word in words),
            *(token.fold for token in said),
        }
        self._plain = library.near_words | common
        self._speller = Speller(
            self._vocabulary.words - NUMBERS,
            library.near_words | set(library.words.ordinary),
            common - NUMBERS,
            NUMBERS,
        )

    def read(self, question: str, counting: bool = False, pointed: str | None = None) -> Facts:
        """The facts of a question.

        Args:
            question: The asker's words, personal health information masked.
            counting: Whether minutes are in play from an earlier turn, so that a bare number
                beside a service is one.
            pointed: The code that "15 minutes of it" speaks of, where there is one.
        """
        plain = with_parted_codes(clean(question), self._library.codes)
        cleaned = self._speller.mend_text(plain)
        found = corrected(numbered(labelled(tokens(cleaned)), self._library.codes))
        things = sorted_out(self._vocabulary.things(found), found, counting, self._library)
        things = with_elided(things, found, self._vocabulary)
        things = with_named_payers(things, found, self._speller.unknown)
        cues = outside_names(self._vocabulary.cues(found), things)
        told = asking(found, self._library.words.asking)
        cues = of_the_question(cues, found, told, self._vocabulary, self._library)
        if pointed:
            things = with_pointed(things, found, pointed)
        facts = self._facts(cleaned, found, things, cues, counting)
        words = self._library.words
        back = (*words.pointing, *words.pointing_on)
        part = asked_part(cleaned, told, (*things, *cues), back)
        return replace(facts, language=other_language(tokens(plain)), asked=part)

    def brought_up(self, question: str, before: str) -> tuple[str, ...]:
        """The subjects that a turn brings up with the words before it; see `together`."""
        return together(question, before, self._vocabulary)

    def _facts(
        self,
        cleaned: str,
        found: tuple[Token, ...],
        things: tuple[Mention, ...],
        cues: tuple[Mention, ...],
        counting: bool,
    ) -> Facts:
        """The facts from tokens and mentions."""
        library = self._library
        day, year, spans = find_date(cleaned)
        dated = {n for n, t in enumerate(found) if any(a <= t.start < b for a, b in spans)}
        dated |= diagnoses(cleaned, found) | level_places(cleaned, found)
        ruled = tokens_of(things, ("method", "label", "source"))
        times = durations(found, frozenset(dated | ruled))
        timed = {n for d in times for n in range(d.first, d.last + 1)}
        modifiers, unheld_modifiers, places = find_modifiers(
            found, library, frozenset(timed | dated)
        )
        ranges, range_places = code_ranges(found)
        counts = counts_of(found)
        services = named_services(found, things, library)
        taken = frozenset(
            timed
            | dated
            | ruled
            | places
            | range_places
            | counts.places
            | tokens_of(things, ("code", "technique", "region", "muscle", "payer"))
        )
        hands = hands_on_minutes(found, taken)
        taken |= {n for d in hands for n in range(d.first, d.last + 1)}
        treatment = [*hands, *(d for d in times if d.role == "treatment")]
        if not treatment and not any(bare_numbers(found, taken)):
            times = lone_total(times, services)
            treatment = [d for d in times if d.role == "treatment"]
        treatment = of_the_hands(found, sorted(treatment, key=lambda d: d.first), services)
        idle = [d for d in times if d.role in ("idle", "less", "part")]
        who = frozenset(tokens_of(things, ("provider",)))
        if services:
            named = frozenset(tokens_of(things, ("region", "unclear_region", "muscle", "provider")))
            numbers = tuple(bare_numbers(found, taken))
            spoken = counting or speaks_of_minutes(found, treatment, cues, services, numbers)
            bare = bare_minutes(found, taken, services, treatment, named) if spoken else []
            idle += [idle_part(found, d) for d in bare if idle_bare(found, d)]
            bare = [d for d in bare if not idle_bare(found, d)]
            why = any(m.id == "why" for m in cues)
            bare = settled(found, bare, treatment, services, why, who)
            treatment = [*treatment, *(d for d in bare if d.role not in ("total", "negative"))]
            treatment.sort(key=lambda d: d.first)
            times = (*times, *(d for d in bare if d.role == "negative"))
        else:
            treatment = with_row(found, treatment)
        treatment, whole = parted(found, summed(services, treatment), services, idle)
        untold = (d for d in idle if d not in times and (whole or d.role == "bare"))
        spare = [d._replace(role="idle") for d in untold]
        others = [*whole, *spare, *(d for d in times if d.role not in _OF_RULES)]
        treatment = with_rest(found, treatment if whole else less(treatment, idle), others)
        treatment = of_both(found, services, treatment)
        placed = placed_regions(cleaned, things, library)
        beside, apart = elsewhere(found, services, placed, treatment, who, library)
        placed = [one for one in placed if one not in beside]
        treatment = [d for d in treatment if d not in apart]
        treatment = of_each_part(found, services, treatment, frozenset(tokens_of(things, _BODY)))
        even = evenly(found, services, treatment[0], library) if len(treatment) == 1 else None
        loose: tuple[Duration, ...] = ()
        if even is not None:
            services = even
        elif of_all(found, services, treatment, counts.places, library):
            treatment = [d._replace(role="total") for d in treatment]
            loose = tuple(treatment)
        else:
            people = (*_BODY, "provider")
            named = frozenset(tokens_of(things, people))
            services, loose = with_minutes(
                services, treatment, found, named, self._speller.unknown(found)
            )
        services = with_regions(services, placed, cleaned, library)
        regions = tuple(dict.fromkeys(region for _, region in placed))
        codes = [t.text for t in found if t.kind == "code"]
        written = [c for low, high in ranges for c in in_range(low, high, library)]
        payers, denied = payers_of(things, found)
        return Facts(
            question=cleaned,
            tokens=found,
            codes=tuple(dict.fromkeys([*codes, *written])),
            ranges=tuple(f"{low}-{high}" for low, high in ranges),
            named=codes_named(things, services),
            not_given=codes_not_given(found, things),
            services=services,
            loose=(
                *loose,
                *apart,
                *(d for d in times if d.role in ("total", "booked", "negative")),
            ),
            needed=tuple(d for d in times if d.role in _NEEDED),
            idle=tuple(idle),
            bare=tuple(bare_numbers(found, taken)),
            claimed_units=counts.units,
            asked_units=ordinals(found),
            modifiers=modifiers,
            payers=payers,
            denied_payers=denied,
            generic_payer=next((m.id for m in things if m.kind == "generic_payer"), None),
            states=ids(things, "state"),
            providers=ids(things, "provider"),
            regions=regions,
            open_regions=ids(things, "unclear_region"),
            region_count=counts.regions,
            muscles=ids(things, "muscle"),
            muscle_count=counts.muscles,
            goals=goals(cues, found),
            methods=ids(things, "method"),
            labels=ids(things, "label"),
            sources=ids(things, "source"),
            topics=ids(cues, "topic"),
            improper=ids(cues, "improper"),
            date_of_service=day,
            year=year,
            stated=stated(cues, found, cleaned, library.asks),
            wants=frozenset(m.id for m in cues if m.kind in ("want", "words")),
            scope=frozenset(m.id for m in cues if m.kind == "scope"),
            unheld=unheld(things, unheld_modifiers, cleaned),
            spoilt=spoilt_numbers(found, self._plain, time_words("minutes") | HOURS),
            spoilt_codes=spoilt_codes(cleaned, found, library.codes),
            slots=slots_of(things, found, places),
        )


_BODY = ("region", "unclear_region", "muscle")
_NEEDED = ("needed", "under")
_OF_RULES = ("unit", *_NEEDED)
"""What minutes are that no service took."""
