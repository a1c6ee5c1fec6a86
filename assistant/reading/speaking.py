"""Whether a question speaks of minutes, and which of its bare numbers are some."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.around import BREAKS, past, word_at
from assistant.reading.bare_minutes import BETWEEN, behind_named, rows
from assistant.reading.counts import LEAST, in_a_row
from assistant.reading.facts import Duration, Service, kinds
from assistant.reading.given_often import times_over
from assistant.reading.numbers import HOURS, MINUTES, added, number_at, told_of
from assistant.reading.text import Token
from assistant.reading.time_roles import booked, total_before, total_behind
from assistant.reading.vocabulary import Mention
from knowledge.reading_words import reading_words, time_words


def speaks_of_minutes(
    found: Sequence[Token],
    timed: Sequence[Duration],
    cues: Sequence[Mention],
    services: Sequence[Service],
    numbers: Sequence[Duration] = (),
    named: frozenset[int] = frozenset(),
) -> bool:
    """Whether a bare number can be minutes.

    The words speak of minutes or units, or they only put a number beside each of several codes.

    Args:
        found: The question's tokens.
        timed: The durations of treatment.
        cues: The cues in the words.
        services: The services.
        numbers: Numbers that belong to nothing else.
        named: Indexes of tokens of parts of the body and of people.
    """
    total = any(total_behind(found, n) or total_before(found, n.first) for n in numbers)
    planned = len(numbers) > 1 and any(booked(found, n.first, n.last + 1) for n in numbers[:-1])
    did = [n for n in numbers if word_at(found, n.first - 1) in time_words("did_minutes")]
    put = any(word_at(found, n.last + 1) in {"on", "to"} and n.minutes >= LEAST for n in did)
    if timed or total or planned or put or any(t.fold in {"minute", "min", "each"} for t in found):
        return True
    inside = [d for d in numbers if len(services) > _TWO or d.last + 1 < len(found)]
    if rows(found, inside, len(services)):
        return True
    wants = {m.id for m in cues if m.kind == "want"}
    if "units" in wants:
        return True
    before = {past(found, n.last + 1, BETWEEN): n.minutes for n in numbers}
    fore = [before[s.first] for s in services if s.first in before]
    lone = fore and found[0].kind == "number" and word_at(found, services[-1].last + 1) in _ENDING
    lone = lone and found[services[-1].last].text.lower() not in time_words("given_often")
    if len(fore) == len(services) and (lone or len(fore) > 1) and max(fore) >= _SURELY:
        return True
    ahead = [n.minutes for s in services for n in numbers if _leads(found, n, s)]
    if len(ahead) > 1 or max(ahead, default=0) >= _SURELY:
        return True
    numbered = [s for s in services if _followed(found, s.last)]
    placed = [n.minutes for n in numbers if behind_named(found, n, named)]
    if len(placed) + len(numbered) > 1 and max(placed, default=0) >= _SURELY:
        return time_words("scored").isdisjoint(t.fold for t in found)
    if len(numbered) == 1 and not wants & _NO_COUNT:
        sure = numbered[0].numbered or _ends(found, numbered[0].last)
        return sure and _enough(found, numbered[0].last)
    return len(numbered) > 1


_TWO = 2  # beside no more services a number that ends the words may be of something else
_SURELY = 8
"""So large a number before the name of a service is one of minutes: "33 ther ex and 7 manual"."""
_NO_COUNT = frozenset({"pair", "edit", "mue", "modifier", "coverage"})


def _followed(found: Sequence[Token], last: int) -> bool:
    """Whether a bare number of minutes stands right behind a code: "97110 for 15"."""
    at = past(found, last + 1, time_words("before_minutes") | {"-", "|", "(", "/"})
    got = number_at(found, at)
    if got is None or not 5 <= got[0] <= 480:
        return False
    counts = word_at(found, got[1]) in time_words("other_counts") | HOURS
    return not counts or in_a_row(found, at) or bool(times_over(found, got[1]))


def _leads(found: Sequence[Token], number: Duration, service: Service) -> bool:
    """Whether a bare number of minutes leads up to a service: "23 of 97110", "23 for 97110"."""
    of = number.last + 1
    return of + 1 == service.first and found[of].fold in ("of", "for", "on")


def _ends(found: Sequence[Token], last: int) -> bool:
    """Whether the number behind a lone name ends the words, or a sign parts it from the rest."""
    got = number_at(found, last + 1)
    return got is not None and word_at(found, got[1]) in _ENDING


_ENDING = {"", "only", *".,;?!"} | reading_words("who_pays")  # behind "52 mt"


def _enough(found: Sequence[Token], last: int) -> bool:
    """Whether the number behind a lone code is no number of units."""
    got = next((g for n in range(last + 1, len(found)) if (g := number_at(found, n))), None)
    return got is not None and (got[0] >= 10 or added(found, got[1] + 1))


def settled(
    found: Sequence[Token],
    bare: Sequence[Duration],
    timed: Sequence[Duration],
    services: Sequence[Service],
    asked_why: bool,
    people: frozenset[int] = frozenset(),
) -> list[Duration]:
    """The bare numbers that are minutes after all, beside those that have the word behind them.

    Args:
        found: The question's tokens.
        bare: Numbers that could be minutes.
        timed: The durations of treatment.
        services: The services.
        asked_why: Whether it is asked why, so that a small number is one of units.
        people: Indexes of tokens of those who gave the treatment, and of parts of the body.
    """
    if any(d.each and not d.repeats for d in timed):
        return []
    ends, starts = {s.last + 1 for s in services}, {s.first for s in services}
    row = rows(found, bare, len(services))
    sure = row if any(d.minutes >= LEAST for d in row) else []
    enough, more = asked_why or len(timed) >= len(kinds(services)), timed or len(bare) > 1
    return [
        d
        for d in bare
        if not _of_units(found, d, bare)
        if d.minutes >= LEAST
        or d in sure
        or (more and (behind_named(found, d, people) or word_at(found, d.last + 1) == "by"))
        or (d.last + 1 in people and d.minutes > _A_FEW and word_at(found, d.first - 1) in BREAKS)
        or _joined(found, d)
        or added(found, d.first)
        or _led(found, d, starts)
        or (not enough and (d.last + 1 in starts or _its_own(found, d, ends)))
    ]


def _of_units(found: Sequence[Token], number: Duration, bare: Sequence[Duration]) -> bool:
    """Whether a small number shares out units that are named before it: "3 units, 2 of 97140".

    However far before, where no minutes are spoken of. "Units pls: TE 22, MT 7" names none.
    """
    spoken = any(t.fold in MINUTES for t in found)
    told = (number_at(found, n) for n, t in enumerate(found[1:]) if t.fold == "unit")
    asked = any(d.minutes >= LEAST for d in bare) and not any(told)
    reach = number.last + 6 if number.minutes <= LEAST // 2 else number.first  # "2 te 1 mt units"
    near = found[max(0, number.first - 4) if spoken else 0 : reach]
    return number.minutes < LEAST and not asked and any(t.fold == "unit" for t in near)


def _led(found: Sequence[Token], number: Duration, starts: set[int]) -> bool:
    """Whether "of" and a service stand behind a number that no time stands nearer to."""
    behind = number.last + 1
    behind += word_at(found, behind) in time_words("once_more")
    return word_at(found, behind) == "of" and behind + 1 in starts and number.minutes > _A_FEW


_A_FEW = 2  # so few of a service may be units: "2 of 97124"


def _joined(found: Sequence[Token], number: Duration) -> bool:
    """Whether a number is one of a row: "5 + 5 minutes"."""
    joins = word_at(found, number.last + 1) in {"+", "/", ",", "&", "and"}
    return joins and number_at(found, number.last + 2) is not None


def _its_own(found: Sequence[Token], number: Duration, ends: set[int]) -> bool:
    """Whether a small number stands with the service or the purpose that it is the time of."""
    after = word_at(found, number.last + 1)
    led = after in {"of", "to", "on"} or number.first in ends
    return led or told_of(found, number.first, ends)
