"""Reading a question: its facts, each found in its words, none assumed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.asking import asked_part, asking, of_the_question
from assistant.reading.corrected import corrected
from assistant.reading.counts import counts_of, ordinals
from assistant.reading.dates import find_date
from assistant.reading.durations import durations
from assistant.reading.facts import Facts
from assistant.reading.findings import stated
from assistant.reading.given import NEEDED, Words, given
from assistant.reading.library_names import name_words
from assistant.reading.mentions import (
    diagnoses,
    goals,
    ids,
    outside_names,
    payers_of,
    ruled_out,
    sorted_out,
    unheld,
    with_pointed,
)
from assistant.reading.modifiers import find_modifiers
from assistant.reading.numbers import HOURS, NUMBERS
from assistant.reading.other_numbers import labelled, numbered, with_parted_codes
from assistant.reading.part_of_it import with_wholes
from assistant.reading.places import code_ranges, in_range, level_places, slots_of
from assistant.reading.services import codes_named, codes_not_given
from assistant.reading.spelling import Speller
from assistant.reading.spoilt import spoilt_codes, spoilt_numbers
from assistant.reading.swapped import swaps
from assistant.reading.text import clean, other_language, tokens
from assistant.reading.unlisted_names import unlisted_service, with_elided, with_named_payers
from assistant.reading.vocabulary import Mention, Vocabulary
from knowledge.library import Library
from knowledge.reading_words import time_lists, time_words


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
            *(word for words in time_lists().values() for word in words),
            *(token.fold for token in said),
        }
        self._plain = library.near_words | common
        self._assistants = {
            name_words(name)[-1]
            for provider in library.assistants
            for name in library.providers[provider].names
        }
        self._speller = Speller(
            self._vocabulary.words - NUMBERS,
            library.near_words | set(library.words.ordinary),
            common - NUMBERS,
            NUMBERS,
            library.words.by_ear,
        )

    def read(
        self,
        question: str,
        counting: bool = False,
        pointed: str | None = None,
        before: Sequence[str] = (),
    ) -> Facts:
        """The facts of a question.

        Args:
            question: The asker's words, personal health information masked.
            counting: Whether minutes are in play from an earlier turn, so that a bare number
                beside a service is one.
            pointed: The code that "15 minutes of it" speaks of, where there is one.
            before: The words of earlier turns: "the PTA did the te" after "te 20, mt 25".
        """
        plain = with_parted_codes(clean(question), self._library.codes)
        cleaned = self._speller.mend_text(plain)
        found = corrected(numbered(labelled(tokens(cleaned)), self._library.codes))
        short = {t.fold for said in before for t in tokens(said) if t.text.islower()}
        short -= self._plain
        things = sorted_out(self._vocabulary.things(found, short), found, counting, self._library)
        things = with_elided(things, found, self._vocabulary)
        things = with_named_payers(things, found, self._speller.unknown)
        cues = outside_names(self._vocabulary.cues(found), things, found)
        told = asking(found, self._library.words.asking)
        cues = of_the_question(cues, found, told, self._vocabulary, self._library)
        if pointed:
            things = with_pointed(things, found, pointed)
        facts = self._facts(Words(cleaned, found, things, cues, counting))
        lists = self._library.words
        back = (*lists.pointing, *lists.pointing_on)
        part = asked_part(cleaned, told, (*things, *cues), back)
        return replace(facts, language=other_language(tokens(plain)), asked=part, typed=plain)

    def brought_up(self, question: str, before: str) -> tuple[str, ...]:
        """The subjects of which a part stands in a turn and a part in the words before it.

        Args:
            question: The turn's words.
            before: The words before it.

        >>> from knowledge.library import bundled
        >>> Reader(bundled()).brought_up("Is it so for every payer?", "What earns a unit?")
        ('who-uses-which',)
        """
        found = self._vocabulary.across(tokens(before), tokens(question))
        return tuple(sorted(id_ for kind, id_ in found if kind == "topic"))

    def _facts(self, words: Words) -> Facts:
        """The facts from tokens and mentions."""
        library, cleaned, found = self._library, words.text, words.tokens
        out = ruled_out(words.things, found)
        things = [m for m in words.things if m.first not in out]
        cues = [m for m in words.cues if m.first not in out or m.kind != "topic"]
        day, year, spans = find_date(cleaned)
        dated = {n for n, t in enumerate(found) if any(a <= t.start < b for a, b in spans)}
        dated |= diagnoses(cleaned, found) | level_places(cleaned, found)
        ruled = words.places("method", "label", "source")
        helped = {n for n, t in enumerate(found) if t.fold in self._assistants}
        done = {m.id for m in things if m.kind in ("code", "technique")}
        done |= {t.text for t in found if t.kind == "code"}
        times = durations(found, frozenset(dated | ruled))
        times, parts = with_wholes(found, times, helped, len(done) > 1)
        timed = {n for d in times for n in range(d.first, d.last + 1)} | parts
        modifiers, unheld_modifiers, places = find_modifiers(
            found, library, frozenset(timed | dated)
        )
        ranges, range_places = code_ranges(found)
        counts = counts_of(found)
        named = words.places("code", "technique", "region", "muscle", "payer")
        taken = named | ruled | timed | dated | places | range_places | counts.places
        told = given(words, times, taken, counts.places, self._speller, library)
        unlisted = unlisted_service(things, found, self._speller.unknown)
        codes = [t.text for t in found if t.kind == "code"]
        written = [c for low, high in ranges for c in in_range(low, high, library)]
        payers, denied = payers_of(things, found)
        return Facts(
            question=cleaned,
            tokens=found,
            codes=tuple(dict.fromkeys([*codes, *written])),
            ranges=tuple(f"{low}-{high}" for low, high in ranges),
            named=codes_named(things, told.services),
            not_given=codes_not_given(found, things),
            services=told.services,
            loose=told.loose,
            needed=tuple(d for d in times if d.role in NEEDED),
            idle=told.idle,
            bare=told.bare,
            unread=tuple(cleaned[found[a].start : found[b].end] for a, b in told.unread),
            claimed_units=counts.units,
            asked_units=ordinals(found),
            modifiers=modifiers,
            payers=payers,
            denied_payers=denied,
            generic_payer=next((m.id for m in things if m.kind == "generic_payer"), None),
            states=ids(things, "state"),
            providers=ids(things, "provider"),
            regions=told.regions,
            open_regions=ids(things, "unclear_region"),
            region_count=counts.regions,
            muscles=ids(things, "muscle"),
            muscle_count=counts.muscles,
            goals=goals(cues, found),
            methods=ids(things, "method"),
            labels=ids(things, "label"),
            sources=ids(things, "source"),
            topics=ids(cues, "topic"),
            improper=_improper(words, cues, things, library),
            date_of_service=day,
            year=year,
            stated=stated(cues, found, cleaned, library.asks),
            wants=frozenset(m.id for m in cues if m.kind in ("want", "words")),
            scope=frozenset(m.id for m in cues if m.kind == "scope"),
            unheld=unheld(things, unheld_modifiers, unlisted, cleaned),
            spoilt=spoilt_numbers(found, self._plain, time_words("minutes") | HOURS),
            spoilt_codes=spoilt_codes(cleaned, found, library.codes),
            slots=slots_of(things, found, places),
        )


def _improper(
    words: Words, cues: Sequence[Mention], things: Sequence[Mention], library: Library
) -> tuple[str, ...]:
    """The improper wishes, one by one of their words or by two services that are swapped."""
    told = ids(cues, "improper")
    if told or not swaps(words.text, words.tokens, things, library):
        return told
    return (_SWAPPED,)


_SWAPPED = "swap-code"

_READERS: dict[str, Reader] = {}
_MOST_KEPT = 4
"""Libraries differ by the payers that the user added; an open app meets a few of them."""


def reader_of(library: Library) -> Reader:
    """The reader of a library, made once however often the assistant is opened.

    Args:
        library: The knowledge base.
    """
    if library.version not in _READERS:
        if len(_READERS) >= _MOST_KEPT:
            _READERS.clear()
        _READERS[library.version] = Reader(library)
    return _READERS[library.version]
