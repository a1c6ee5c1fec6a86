"""Minutes of several days or patients told apart: each day of each patient is counted by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.counts import units_given
from assistant.reading.dates import find_date
from assistant.reading.durations import durations
from assistant.reading.facts import Duration, Facts, Service
from assistant.reading.numbers import is_minutes, number_at
from assistant.reading.reader import Reader
from assistant.reading.text import Token
from assistant.turns.case import ANY, Group
from knowledge.phrases import Phrases, phrases
from knowledge.reading_words import number_words, reading_words

_VISIT = Phrases("visits_told", also=r"\bw(?:ee)?k ?\d\b")
_PATIENT = Phrases(
    "patients_told",
    r"\b(?:patient|pt|client|pat) ?#?(?:\d\b(?! ?min| ?m\b| of\b)|[A-E]\b)"
    r"|\b(?:mr|mrs|ms|miss|mx)\b\.? [\w\[]+|(?<!\w )\[name",
)


_OTHER = r"(?:[Aa]nother|[Oo]ther|[Nn]ext|[Ss]econd|2nd) (?:[Pp]atient|pt|[Cc]lient)s?\b"
_ANOTHER = re.compile(rf"\A(?!.*\bwhile\b).*?(?<!with )\b{_OTHER}", re.S)
_EITHER = re.compile(rf"\b{_OTHER}|\b(?:[Pp]atient|pt|[Cc]lient)s?\b")
"""Patients that "another" alone parts: "pt 53 min, another pt 52 min"; a "PT" is a therapist."""
_SEATED = re.compile(r"sat(?= (?:on|in|with|down|up|at|there)\b)", re.I)


def apart(facts: Facts, reader: Reader) -> tuple[Group, ...]:
    """The services of each day, or of each patient, where the words tell several apart.

    Args:
        facts: The turn's facts.
        reader: Reads words by the library's names.

    Returns:
        Two groups or more, each with minutes; none where the words don't tell them apart so.
    """
    question = facts.question
    patients = () if phrases("one_patient").search(question) else _PATIENT.finditer(question)
    others = [m.span() for m in _EITHER.finditer(question) if _ANOTHER.search(question)]
    others = [(0, 0), *others] if len(others) == 1 else others  # "25 min, next pt 15 min"
    for marks in (list(_days(question)), [m.span() for m in patients], others):
        names = {question[a:b].lower() for a, b in marks}
        masked = all("[name" in n for n in names) and _SEVERAL.search(question)
        if len(marks) > 1 and (len(names) > 1 or masked):
            for ends in (None, _joints(question, marks)):
                groups = tuple(_read(question, marks, facts, reader, ends))
                if masked and len(groups) == len(marks):
                    return groups
                if {g.name.lower() for g in groups} == names:
                    return _joined(groups)
    return _parted(facts) or _compared(facts) or _set_against(facts, reader) or _claimed(facts)


def parted(facts: Facts, times: Sequence[Service]) -> tuple[Group, ...]:
    """Services counted together before, each by itself now: "and on two different days?".

    Args:
        facts: The turn's facts.
        times: The services that were counted, each with its minutes.

    Returns:
        A group for each; none where the words don't part them.
    """
    found = _SEVERAL.search(facts.question)
    told = "different" in (facts.stated.get("dates"), facts.stated.get("patients"))
    if not (found or told) or len(times) < 2:
        return ()
    if found and len(times) != _COUNTS.get(found[0].split()[0].lower(), len(times)):
        return ()
    return tuple(Group(f"{s.minutes} minutes", (s,)) for s in times)


def _parted(facts: Facts) -> tuple[Group, ...]:
    """Times of several patients or days that are told apart by their number alone."""
    timed = [s for s in facts.services if s.minutes is not None]
    if not _SEVERAL.search(facts.question):
        return ()
    one = len({s.code or s.technique for s in facts.services}) == 1
    return parted(facts, times_of(timed, facts) if one else timed)


def times_of(timed: Sequence[Service], facts: Facts) -> tuple[Service, ...]:
    """Services as they are, or one service once for each of the times it was told by.

    Args:
        timed: The services with minutes.
        facts: The facts of the words that told them.
    """
    times = times_told(facts.tokens, facts.bare)
    if len(timed) != 1 or sum(d.minutes for d in times) != timed[0].minutes:
        return tuple(timed)
    return tuple(replace(timed[0], minutes=d.minutes, upper=d.upper) for d in times)


def times_told(found: Sequence[Token], bare: Iterable[Duration]) -> list[Duration]:
    """The times of a service that words tell, in order.

    Args:
        found: Their tokens.
        bare: The numbers among them that belong to nothing else.
    """
    told = {d.first: d for d in (*bare, *durations(found))}
    return [d for _, d in sorted(told.items()) if d.role in _GIVEN and not d.each]


_GIVEN = ("treatment", "bare")
_COUNTS = number_words("told_apart")
_SEVERAL = Phrases("several_told")


def _compared(facts: Facts) -> tuple[Group, ...]:
    """Times that are set against one another, of no code that is named: "97 vs 98 minutes"."""
    held = [s for s in facts.services if s.minutes is not None]
    if len({s.code or s.technique for s in facts.services}) > 1 or len(held) > 1:
        return ()
    times = [d for d in times_told(facts.tokens, facts.bare) if d.minutes >= _SHORTEST]
    between = [{t.fold for t in facts.tokens[a.last + 1 : b.first]} for a, b in pairwise(times)]
    if not between or not all(words and words <= reading_words("set_against") for words in between):
        return ()
    named = held[0] if held else None
    return tuple(
        Group(
            facts.question[d.start : d.end],
            (
                replace(named, minutes=d.minutes, upper=d.upper)
                if named
                else Service(ANY, None, d.minutes, d.upper, d.first, d.last, d.start, d.end),
            ),
        )
        for d in times
    )


def _set_against(facts: Facts, reader: Reader) -> tuple[Group, ...]:
    """Days of the same codes set against one another: "22 of A and 7 of B vs 23 of A, 6 of B"."""
    sides = _VERSUS.split(facts.question)
    if len(sides) != 2:
        return ()
    told = [reader.read(side, True).services for side in sides]
    groups = [tuple(s for s in services if s.minutes is not None) for services in told]
    codes = [{s.code or s.technique for s in group} for group in groups]
    same = codes[0] == codes[1] and len(codes[0]) > 1
    return tuple(Group("", group) for group in groups) if same else ()


_VERSUS = re.compile(r"\b(?:vs\b\.?|versus\b|compared (?:to|with)\b)", re.I)


def _claimed(facts: Facts) -> tuple[Group, ...]:
    """Times of one service that a rule is said to give units for: "8 minutes is 1 and 16 is 2"."""
    if len({s.code or s.technique for s in facts.services}) > 1 or facts.date_of_service:
        return ()
    found = facts.tokens
    told: list[Group] = []
    place = 0
    while place < len(found):
        got = number_at(found, place)
        units = units_given(found, got[1]) if got is not None and got[0] >= _SHORTEST else None
        if got is None or units is None or not (told or is_minutes(found, got[1])):
            place += 1
            continue
        one = Service(ANY, minutes=int(got[0]), first=place, last=place)
        named = facts.services[0] if facts.services else one
        told.append(Group("", (replace(named, minutes=one.minutes, upper=None),), units[0]))
        place = units[1]
    return tuple(told) if len(told) > 1 else ()


_SHORTEST = 5  # so few minutes are told of a rule at the least; a smaller number is one of units


def _days(question: str) -> Iterator[tuple[int, int]]:
    """Where days are named, in order."""
    found, visits = (
        [m.span() for m in days.finditer(question) if not _SEATED.match(question, m.start())]
        for days in (phrases("days_told"), _VISIT)
    )
    dated = find_date(question)[2]
    yield from sorted(found or dated or ([] if phrases("on_one_day").search(question) else visits))


def _joined(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups, those of one name as one: "Monday 20, Tuesday 15, and Monday again 10"."""
    named: dict[str, Group] = {}
    for group in groups:
        before = named.get(group.name.lower(), Group(group.name, ()))
        named[group.name.lower()] = replace(before, services=before.services + group.services)
    return tuple(named.values())


def _joints(question: str, marks: list[tuple[int, int]]) -> list[int]:
    """Where the clauses of the days end: "30 minutes Tuesday and again on Thursday for 25"."""
    ends = []
    for one, other in pairwise(marks):
        joint = _JOINT.search(question, one[1], other[0])
        ends.append(joint.start() if joint else one[1])
    return [*ends, len(question)]


_JOINT = re.compile(r"\b(?:and|then|but)\b|[,;.]", re.I)


def _read(
    question: str,
    marks: list[tuple[int, int]],
    facts: Facts,
    reader: Reader,
    ends: list[int] | None = None,
) -> Iterator[Group]:
    """Each part of a question with its services, the parts without minutes left out."""
    for a, b in marks:  # the 2 of "visit 2" is no time
        question = f"{question[:a]}{re.sub(r'[0-9]', ' ', question[a:b])}{question[b:]}"
    told = (d for d in facts.bare if d.minutes >= _SHORTEST)
    first = min((d.start for d in (*durations(facts.tokens), *told)), default=0)
    before = marks[0][0] < first and ends is None
    begin = question[: marks[0][0]] if before else ""
    if ends is None:
        ends = [m[0] for m in marks[1:]] + [len(question)] if before else [m[1] for m in marks]
    start = marks[0][0] if before else 0
    codes = {s.code or s.technique for s in facts.services}
    for (a, b), end in zip(marks, ends, strict=True):
        read = reader.read(f"{begin}{question[start:end]}", True)
        start = end
        timed = tuple(s for s in read.services if s.minutes is not None)
        given = [d for d in (*read.loose, *read.bare) if d.minutes >= _SHORTEST]
        if not timed and len(codes) == 1 and given:
            timed = (replace(facts.services[0], minutes=given[0].minutes),)
        if timed:
            named = facts.question[a:b]
            yield Group(named.capitalize() if named.isupper() and b - a > 1 else named, timed)
