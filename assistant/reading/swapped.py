"""Whether one code is to be billed because the plan pays for it, and not for another."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.library import Library
from knowledge.phrases import Phrases, phrases
from knowledge.reading_words import reading_words


def swaps(
    text: str,
    found: Sequence[Token],
    things: Sequence[Mention],
    library: Library,
) -> bool:
    """Whether the words bill one service since the plan doesn't pay for another, or for another.

    What a technique that was given is itself coded as is no swap: "I did lymph drainage".

    Args:
        text: The asker's words.
        found: Their tokens.
        things: The names in them.
        library: The knowledge base.

    >>> from assistant.reading.reader import reader_of
    >>> from knowledge.library import bundled
    >>> reader = reader_of(bundled())
    >>> said = "She wants me to bill 97140 since her plan doesn't cover massage"
    >>> reader.read(said).improper, reader.read("Her plan doesn't cover massage").improper
    (('swap-code',), ())
    """
    services = [m for m in things if m.kind in _SERVICES]
    typed = [(n, t) for n, t in enumerate(found) if t.kind == "code"]
    services += [Mention("code", t.text, n, n, t.start, t.end) for n, t in typed]
    if len({m.id for m in services}) < _TWO:
        return False
    put = _led(services, phrases("puts_code"), text)
    if not put:
        return False
    only = {m.id for m in _led(services, phrases("pays_only"), text)}
    if any(m.id in only for m in put):
        return any(_apart(a, b, library) for a in put for b in services)
    well = phrases("goes_well").search(text) is not None
    if well and any(_billed_for(a, b, text, library) for a in put for b in services):
        return True
    behind = [m.start() for m in phrases("is_refused").finditer(text)]
    refused = _led(services, phrases("refuses_it"), text)
    refused += [m for m in services if any(_small(text, m.end, b) for b in behind)]
    done = [m for m in services if m.kind == "technique" and m not in (*put, *refused)]
    given = {code for m in done for code in _timed(m, library)}
    put = [m for m in put if _timed(m, library).isdisjoint(given)]
    return any(_apart(a, b, library) for a in put for b in refused)


_SERVICES = frozenset({"code", "short", "technique"})
_TWO = 2


def _led(services: Sequence[Mention], verbs: Phrases, text: str) -> list[Mention]:
    """The names to which one of some verbs leads."""
    ends = [m.end() for m in verbs.finditer(text)]
    return [m for m in services if any(_small(text, e, m.start) for e in ends)]


def _small(text: str, start: int, end: int) -> bool:
    """Whether nothing but small words stands between a verb and a name."""
    return start <= end and not {*text[start:end].lower().split()} - _SMALL


def _billed_for(put: Mention, given: Mention, text: str, library: Library) -> bool:
    """Whether one service is billed for another, or given and billed as it: "97140 for massage"."""
    between = {*text[put.end : given.start].lower().split()}
    return put.end < given.start and between <= _GIVEN and _apart(put, given, library)


def _apart(one: Mention, other: Mention, library: Library) -> bool:
    """Whether two names are of timed services that no code has in common."""
    mine, theirs = _timed(one, library), _timed(other, library)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _timed(named: Mention, library: Library) -> set[str]:
    """The timed codes of a name."""
    codes = library.technique_codes.get(named.id, frozenset({named.id}))
    return {c for c in codes if c in library.codes and library.codes[c].timed}


_SMALL = reading_words("between_verb_and_code")
_GIVEN = reading_words("between_billed_and_given")
