"""Whether a question speaks of minutes, so that its bare numbers can be some."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.counts import in_a_row
from assistant.reading.duration import Duration
from assistant.reading.facts import Service
from assistant.reading.minute_words import HOURS
from assistant.reading.numbers import added, number_at
from assistant.reading.text import Token
from assistant.reading.vocabulary import Mention
from knowledge.time_words import time_words


def speaks_of_minutes(
    found: Sequence[Token],
    timed: Sequence[Duration],
    cues: Sequence[Mention],
    services: Sequence[Service],
    numbers: Sequence[Duration] = (),
) -> bool:
    """Whether a bare number can be minutes.

    The words speak of minutes or units, or they only put a number beside each of several codes.

    Args:
        found: The question's tokens.
        timed: The durations of treatment.
        cues: The cues in the words.
        services: The services.
        numbers: Numbers that belong to nothing else.
    """
    if timed or any(t.fold in {"minute", "min", "each"} for t in found):
        return True
    inside = [d for d in numbers if len(services) > _TWO or d.last + 1 < len(found)]
    if rows(found, inside, len(services)):
        return True
    wants = {m.id for m in cues if m.kind == "want"}
    if "units" in wants:
        return True
    fore = [n for s in services for n in numbers if n.last + 1 == s.first]
    if len(fore) == len(services) > 1 and any(n.minutes >= _SURELY for n in fore):
        return True
    ahead = [n.minutes for s in services for n in numbers if _leads(found, n, s)]
    if len(ahead) > 1 or any(minutes >= _SURELY for minutes in ahead):
        return True
    numbered = [s for s in services if _followed(found, s.last)]
    if len(numbered) == 1 and not wants & _NO_COUNT:
        sure = numbered[0].numbered or (len(services) == 1 and _ends(found, numbered[0].last))
        return sure and _enough(found, numbered[0].last)
    return len(numbered) > 1


_TWO = 2
"""Beside no more services a number that ends the words may be of something else."""
_SURELY = 8
"""So large a number before the name of a service is one of minutes: "33 ther ex and 7 manual"."""
_NO_COUNT = frozenset({"pair", "edit", "mue", "modifier", "coverage"})


def _followed(found: Sequence[Token], last: int) -> bool:
    """Whether a bare number of minutes stands right behind a code: "97110 for 15"."""
    at = last + 1
    while at < len(found) and found[at].fold in time_words("before_minutes") | {"-", "|", "("}:
        at += 1
    got = number_at(found, at)
    behind = found[got[1]].fold if got and got[1] < len(found) else ""
    counts = behind in time_words("other_counts") | HOURS and not in_a_row(found, at)
    return got is not None and 5 <= got[0] <= 480 and not counts


def _leads(found: Sequence[Token], number: Duration, service: Service) -> bool:
    """Whether a bare number of minutes leads up to a service: "23 of 97110", "23 for 97110"."""
    of = number.last + 1
    return of + 1 == service.first and found[of].fold in ("of", "for")


def _ends(found: Sequence[Token], last: int) -> bool:
    """Whether the number behind a lone name ends the words, or a sign parts it from the rest."""
    got = number_at(found, last + 1)
    return got is not None and (got[1] == len(found) or found[got[1]].text in ".,;?!")


def _enough(found: Sequence[Token], last: int) -> bool:
    """Whether the number behind a lone code is no number of units."""
    got = next((g for n in range(last + 1, len(found)) if (g := number_at(found, n))), None)
    return got is not None and (got[0] >= 10 or added(found, got[1] + 1))


def rows(found: Sequence[Token], numbers: Sequence[Duration], services: int) -> list[Duration]:
    """A row of as many numbers as there are services: "TE/MT/NMR 20/15/10".

    Args:
        found: The question's tokens.
        numbers: Numbers that belong to nothing else.
        services: How many services there are.
    """
    row: list[Duration] = []
    for number in numbers:
        joined = row and number.first == row[-1].last + 2
        between = found[number.first - 1].fold if number.first else ""
        row = [*row, number] if joined and between in {"/", ",", "+", "&", "and"} else [number]
        if len(row) == services > 1:
            return row
    return []
