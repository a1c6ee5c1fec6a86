"""Reading a question: its facts, each found in its words, none assumed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.dates import find_date
from assistant.durations import Duration, bare_numbers, durations, idle_bare
from assistant.facts import Facts, Service
from assistant.modifiers_read import find_modifiers
from assistant.numbers import number_at, ordinal_at
from assistant.services import less, named_services, with_minutes, with_regions
from assistant.spelling import Speller
from assistant.text import Token, clean, tokens
from assistant.vocabulary import Mention, Vocabulary
from knowledge.library import Library

_DIAGNOSIS = re.compile(r"\b[A-TV-Z]\d{2}\.\d{1,4}[A-Z]?\b|\bICD ?-? ?(?:9|10)\b", re.I)
_LEVEL = re.compile(r"\b([CTLS])(1[0-2]|[1-9])(?:\s*[-/]\s*(?:[CTLS])?(?:1[0-2]|[1-9]))?\b")
_LEVELS = {"C": "cervical", "T": "thoracic", "L": "lumbar", "S": "sacral"}
_DENYING = frozenset({"not", "non", "isn't", "no", "without", "except", "other than", "never"})


class Reader:
    """Reads questions by a library's names.

    Args:
        library: The knowledge base.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._vocabulary = Vocabulary(library)
        ordinary = library.near_words | set(library.words["ordinary"]) | {
            t.fold for p in library.passages.values() for t in tokens(p.text) if t.kind == "word"
        }
        self._speller = Speller(self._vocabulary.words, ordinary)

    def read(self, question: str, counting: bool = False) -> Facts:
        """The facts of a question.

        Args:
            question: The asker's words, personal health information masked.
            counting: Whether minutes are in play from an earlier turn, so that a bare number
                beside a service is one.
        """
        cleaned = clean(question)
        found = tokens(cleaned)
        mended_tokens, _ = self._speller.mend_all(found)
        mended = tuple(
            (a.text, b.fold) for a, b in zip(found, mended_tokens, strict=True) if a.fold != b.fold
        )
        found = mended_tokens
        things = _sorted_out(self._vocabulary.things(found), found)
        cues = self._vocabulary.cues(found)
        return self._facts(cleaned, found, things, cues, mended, counting)

    def _facts(
        self,
        cleaned: str,
        found: tuple[Token, ...],
        things: tuple[Mention, ...],
        cues: tuple[Mention, ...],
        mended: tuple[tuple[str, str], ...],
        counting: bool,
    ) -> Facts:
        """The facts from tokens and mentions."""
        library = self._library
        day, year, spans = find_date(cleaned)
        dated = {n for n, t in enumerate(found) if any(a <= t.start < b for a, b in spans)}
        dated |= _diagnoses(cleaned, found)
        ruled = _tokens_of(things, ("method", "label", "source"))
        times = durations(found, frozenset(dated | ruled))
        timed = {n for d in times for n in range(d.first, d.last + 1)}
        modifiers, unheld_modifiers, places = find_modifiers(
            found, library.modifiers, frozenset(timed | dated)
        )
        ranges, range_places = _ranges(found, library)
        counts = _counts(found)
        services = named_services(found, things, library)
        treatment = [d for d in times if d.role == "treatment"]
        taken = frozenset(
            timed | dated | ruled | places | range_places | counts.places
            | _tokens_of(things, ("code", "technique", "region", "muscle", "payer"))
        )
        idle = [d for d in times if d.role in ("idle", "less")]
        if services:
            named = frozenset(_tokens_of(things, ("region", "unclear_region", "muscle")))
            spoken = counting or _speaks_of_minutes(found, treatment, cues)
            bare = _bare(found, taken, services, treatment, named) if spoken else []
            idle += [d for d in bare if idle_bare(found, d)]
            treatment = [*treatment, *(d for d in bare if not idle_bare(found, d))]
            treatment.sort(key=lambda d: d.first)
        treatment = less(treatment, idle)
        services, loose = with_minutes(services, treatment, found)
        placed = _placed_regions(cleaned, things, library)
        services = with_regions(services, placed)
        regions = tuple(dict.fromkeys(region for _, region in placed))
        codes = [t.text for t in found if t.kind == "code"]
        written = [c for low, high in ranges for c in _in_range(low, high, library)]
        payers, denied = _payers(things, found)
        return Facts(
            question=cleaned,
            tokens=found,
            codes=tuple(dict.fromkeys([*codes, *written])),
            ranges=tuple(f"{low}-{high}" for low, high in ranges),
            named=tuple(dict.fromkeys(m.id for m in things if m.kind == "code")),
            services=services,
            loose=(*loose, *(d for d in times if d.role in ("total", "booked"))),
            idle=tuple(idle),
            claimed_units=counts.units,
            asked_units=_ordinals(found),
            modifiers=modifiers,
            payers=payers,
            denied_payers=denied,
            generic_payer=next((m.id for m in things if m.kind == "generic_payer"), None),
            states=_ids(things, "state"),
            providers=_ids(things, "provider"),
            regions=regions,
            open_regions=_ids(things, "unclear_region"),
            region_count=counts.regions,
            muscles=_ids(things, "muscle"),
            muscle_count=counts.muscles,
            goals=_goals(cues),
            methods=_ids(things, "method"),
            labels=_ids(things, "label"),
            sources=_ids(things, "source"),
            topics=_ids(cues, "topic"),
            improper=_ids(cues, "improper"),
            date_of_service=day,
            year=year,
            stated=_stated(cues),
            wants=frozenset(m.id for m in cues if m.kind in ("want", "words")),
            scope=frozenset(m.id for m in cues if m.kind == "scope"),
            unheld=_unheld(things, unheld_modifiers, cleaned),
            mended=mended,
        )


class _Counts:
    """Counts that stand before a word: units, regions, muscles."""

    def __init__(self) -> None:
        self.units: tuple[int, ...] = ()
        self.regions: int | None = None
        self.muscles: int | None = None
        self.places: set[int] = set()


def _counts(found: Sequence[Token]) -> _Counts:
    """Numbers of units, regions and muscles that the words name."""
    told = _Counts()
    units: list[int] = []
    for place in range(len(found)):
        got = number_at(found, place)
        if got is None or found[place].kind == "code":
            continue
        value, behind = int(got[0]), got[1]
        words = [t.fold for t in found[behind : behind + 4]]
        skip = {"more", "timed", "spinal", "separate", "different", "full", "billable", "whole"}
        if behind < len(found) and found[behind].start == found[behind - 1].end:
            skip.add("-")
        at = next((n for n, w in enumerate(words) if w not in skip), len(words))
        word = words[at] if at < len(words) else ""
        if word == "unit":
            units.append(value)
        elif word == "or" and behind + 1 < len(found):
            again = number_at(found, behind + 1)
            if again and again[1] < len(found) and found[again[1]].fold == "unit":
                units.append(value)
            else:
                continue
        elif word in {"region", "area"} and 0 < value < 8:
            told.regions = value
        elif word == "muscle" and value:
            told.muscles = value
        elif place and found[place - 1].fold == "x" and value < 20 and "min" not in word:
            units.append(value)
        else:
            continue
        told.places.update(range(place, behind))
    told.units = tuple(dict.fromkeys(units))
    return told


def _ordinals(found: Sequence[Token]) -> tuple[int, ...]:
    """Units named by their order: "the third unit", "the 7th unit, and the 8th"."""
    named = [(n, o) for n in range(len(found)) if (o := ordinal_at(found, n)) is not None]
    units = [n for n, t in enumerate(found) if t.fold == "unit"]
    if not any(0 < u - n <= 3 for n, _ in named for u in units):
        return ()
    return tuple(dict.fromkeys(o for _, o in named))


def _sorted_out(things: tuple[Mention, ...], found: Sequence[Token]) -> tuple[Mention, ...]:
    """Mentions without those that their neighbours show to mean something else."""
    kept = []
    for mention in things:
        before = found[mention.first - 1].fold if mention.first else ""
        after = found[mention.last + 1].fold if mention.last + 1 < len(found) else ""
        word = found[mention.first]
        single = mention.first == mention.last
        if single and word.fold == "pt" and mention.kind == "provider":
            if not _therapist(word, before, after):
                continue
        if single and word.fold == "manual" and mention.kind in ("code", "technique"):
            if before in {"the", "policy", "cms", "medicare", "ncci", "this"} or after in {
                "say", "labor", "traction", "page", "section",
            }:
                continue
        if single and word.fold == "va" and word.text.islower():
            continue
        if word.fold == "hand" and mention.kind == "region" and before in _OWN_HANDS:
            continue
        kept.append(mention)
    return tuple(kept)


_OWN_HANDS = frozenset(
    {"by", "with", "my", "both", "in", "bare", "your", "our", "own", "therapist", "against", "nobody"}
)


def _therapist(word: Token, before: str, after: str) -> bool:
    """Whether "pt" is a physical therapist here, and not a patient."""
    if after in {"eval", "evaluation", "plan", "clinic", "re", "code", "assistant", "reeval",
                 "department", "practice", "office", "side", "group", "did", "bill", "give", "gave"}:
        return True
    if before in {"by", "licensed", "our"}:
        return True
    if before in {"medicare", "my", "the", "a", "this", "new", "one", "same", "each", "va"}:
        return word.text == "PT" and before in {"the", "a"}
    return word.text == "PT"


def _tokens_of(things: Iterable[Mention], kinds: tuple[str, ...]) -> set[int]:
    """The indexes of the tokens of mentions of some kinds."""
    return {n for m in things if m.kind in kinds for n in range(m.first, m.last + 1)}


def _ids(mentions: Iterable[Mention], kind: str) -> tuple[str, ...]:
    """What the mentions of a kind name, each once."""
    return tuple(dict.fromkeys(m.id for m in mentions if m.kind == kind))


def _goals(cues: Iterable[Mention]) -> tuple[str, ...]:
    """The purposes named; one whose words lie inside another's is left out."""
    found = [m for m in cues if m.kind == "goal"]
    outer = [
        m
        for m in found
        if not any(
            o.first <= m.first and m.last <= o.last and o.last - o.first > m.last - m.first
            for o in found
        )
    ]
    return tuple(dict.fromkeys(m.id for m in outer))


def _diagnoses(cleaned: str, found: Sequence[Token]) -> set[int]:
    """The indexes of tokens that belong to a diagnosis code."""
    spans = [m.span() for m in _DIAGNOSIS.finditer(cleaned)]
    return {n for n, t in enumerate(found) if any(a <= t.start < b for a, b in spans)}


def _ranges(
    found: Sequence[Token], library: Library
) -> tuple[tuple[tuple[str, str], ...], set[int]]:
    """Ranges of codes, and the indexes of their tokens."""
    told = []
    places: set[int] = set()
    for place, token in enumerate(found[:-2]):
        if token.kind != "code" or found[place + 1].fold not in {"-", "to", "through", "thru"}:
            continue
        high = found[place + 2]
        if high.kind == "code" and token.text.isdigit() and high.text.isdigit():
            if token.text < high.text and int(high.text) - int(token.text) < 100:
                told.append((token.text, high.text))
                places.update(range(place, place + 3))
    return tuple(told), places


def _in_range(low: str, high: str, library: Library) -> list[str]:
    """The codes held between two codes."""
    return sorted(c for c in library.codes if c.isdigit() and low <= c <= high)


_BEFORE_MINUTES = frozenset({"for", ":", "=", "took", "was", "ran", "lasted", "got", "had", "another"})
_BETWEEN_NUMBERS = frozenset({",", "and", "&", "+", "/", "then", "plus"})


def _bare(
    found: Sequence[Token],
    taken: frozenset[int],
    services: Sequence[Service],
    timed: Sequence[Duration],
    named: frozenset[int],
) -> list[Duration]:
    """Numbers that stand for minutes though the word isn't behind them.

    They are in a row with minutes, beside a service, or before `of` or `to` and what the time
    went into.
    """
    numbers = [d for d in bare_numbers(found, taken) if d.minutes >= 2]
    ends = {s.last + 1 for s in services}
    starts = {s.first for s in services}
    places = {d.first for d in timed}
    kept = []
    for number in reversed(numbers):
        if _in_row(found, number, places, named) or _beside(found, number, starts, ends):
            kept.append(number)
            places.add(number.first)
    return sorted(kept, key=lambda d: d.first)


def _speaks_of_minutes(
    found: Sequence[Token], timed: Sequence[Duration], cues: Sequence[Mention]
) -> bool:
    """Whether the words speak of minutes or units, so that a bare number can be minutes."""
    if timed or any(t.fold in {"minute", "min", "each"} for t in found):
        return True
    return any(m.kind == "want" and m.id == "units" for m in cues)


def _in_row(
    found: Sequence[Token], number: Duration, places: set[int], named: frozenset[int]
) -> bool:
    """Whether a number stands in a row with minutes: "18, 13 and 10 minutes", "back 20, neck 15"."""
    place = number.last + 1
    for _ in range(5):
        if place in places:
            return place > number.last + 1
        joins = place < len(found) and (found[place].fold in _BETWEEN_NUMBERS or place in named)
        if not joins:
            return False
        place += 1
    return False


def _beside(
    found: Sequence[Token], number: Duration, starts: set[int], ends: set[int]
) -> bool:
    """Whether a number stands right beside a service, or before what its time went into."""
    before = found[number.first - 1] if number.first else None
    after = found[number.last + 1] if number.last + 1 < len(found) else None
    if number.first in ends or number.last + 1 in starts:
        return True
    if before is not None and (before.kind == "code" or before.fold in _BEFORE_MINUTES):
        return True
    if after is not None and after.fold in {"of", "to"}:
        return True
    return before is not None and before.kind == "word" and _near_end(number.first, ends)


def _near_end(place: int, ends: set[int]) -> bool:
    """Whether a service ends a word or two before a place: "massaged feet 20"."""
    return place - 1 in ends or place - 2 in ends


def _placed_regions(
    cleaned: str, things: Iterable[Mention], library: Library
) -> list[tuple[int, str]]:
    """The regions named, by name, by vertebra or by a muscle in one region, with their places."""
    found: list[tuple[int, str]] = []
    for mention in things:
        if mention.kind == "region":
            found.append((mention.start, mention.id))
        elif mention.kind == "span":
            found += [(mention.start, r) for r in library.spans[mention.id].regions]
        elif mention.kind == "muscle":
            lies = library.muscles[mention.id].regions
            found += [(mention.start, lies[0])] if len(lies) == 1 else []
    found += [(m.start(), _LEVELS[m[1]]) for m in _LEVEL.finditer(cleaned)]
    return sorted(found)


def _payers(
    things: Iterable[Mention], found: Sequence[Token]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The payers named, and those ruled out ("not Medicare")."""
    named: list[str] = []
    denied: list[str] = []
    for mention in things:
        if mention.kind != "payer":
            continue
        before = [t.fold for t in found[max(0, mention.first - 2) : mention.first]]
        near = before[-1:] + (before[-2:-1] if before[-1:] in (["-"], ["a"]) else [])
        (denied if any(w in _DENYING for w in near) else named).append(mention.id)
    return tuple(dict.fromkeys(named)), tuple(dict.fromkeys(denied))


def _stated(cues: Iterable[Mention]) -> dict[str, str]:
    """Facts that the words state, the longest words first."""
    told: dict[str, tuple[int, str]] = {}
    for mention in cues:
        if mention.kind == "stated":
            fact, _, value = mention.id.partition("=")
            length = mention.end - mention.start
            if fact not in told or length > told[fact][0]:
                told[fact] = (length, value)
    return {fact: value for fact, (_, value) in told.items()}


def _unheld(
    things: Iterable[Mention], modifiers: Sequence[str], cleaned: str
) -> tuple[tuple[str, str], ...]:
    """What the question names that the library doesn't hold."""
    told = [("payer", cleaned[m.start : m.end]) for m in things if m.kind == "unheld_payer"]
    told += [("modifier", modifier) for modifier in modifiers]
    told += [("diagnosis", m.group()) for m in _DIAGNOSIS.finditer(cleaned) if "." in m.group()]
    return tuple(dict.fromkeys(told))
