"""Mutants of who a rule holds for, when, how often and why: scope, parts of a sentence, causes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from tests.verify.mutants import Mutant, put

_WIDER = (
    (r"(?<![\w-])(?:Original )?Medicare(?: \(original\))?(?!'s|[\w-]| Advantage)", "every payer"),
    (r"\b(?:TRICARE|UnitedHealthcare|Anthem|eviCore|First Coast)(?!'s|[\w-])", "every payer"),
    (r"\b[Ss]ome (?=payers|plans|commercial|carriers|states)", "most "),
    (r"\b[Ss]ome (?=payers|plans|commercial|carriers|states)", ""),
    (r"\b[Mm]any (?=payers|plans)", "all "),
    (r"\b[Mm]ost (?=payers|plans|commercial|of)", "some "),
    (r"(?:(?<=one )|(?<=other )|(?<=single )|(?<=all ))timed (?=codes?\b)", ""),
    (r"(?<=[a-z] )(?:spinal|licensed|certified|chronic|written) ", ""),
    (r"(?<![\w-])(?:97124|massage)(?![\w-])", "every service"),
)
_PERIODS = (
    ("a day", "a visit"), ("that day", "that week"), ("per day", "per claim"),
    ("the day's total", "the visit's total"),
    ("the same day", "the same week"), ("each claim line", "each date of service"),
    ("a year", "a day"), ("a visit", "a day"), ("a session", "a day"),
    ("of the day", "of the week"),
)  # fmt: skip
_ACTORS = (
    ("assistant", "aide"), ("assistants", "aides"), ("supervised", "unsupervised"),
    ("chiropractor", "physician"), ("physician", "chiropractor"),
    ("physical therapist", "massage therapist"), ("massage therapist", "physical therapist"),
    ("massage therapists", "acupuncturists"), ("the patient", "the payer"),
    ("therapist", "patient"),
)  # fmt: skip
_CAUSES = (("because", "although"), ("because", "unless"), ("although", "because"),
           ("so that", "unless"), (", so ", ", but not so that "))  # fmt: skip
_STRENGTH = (
    ("unless", "even if"), ("unless", "although"), ("only where", "even where"),
    ("only if", "even if"), ("only with", "even without"), ("whatever", "depending on"),
    ("whatever", "except for"), ("with or without", "without"),
    ("even with", "except with"),
    ("never", "rarely"), ("never", "often"), ("not", "not always"), ("nor", "but also"),
    ("reportedly", "certainly"), ("reported", "confirmed"),
    ("may", "will"), ("can", "always can"), ("in general", "without exception"),
)  # fmt: skip
_STATUS = re.compile(r"(?<=status )[A-Z]\b|\b[A-Z](?= is (?:payable|always|not))")
_QUARTER = re.compile(r"\b(20\d\d)Q([1-4])\b")
_PERCENT = re.compile(r"\b(\d+)(?= ?%| percent)")


def _words(old: str) -> str:
    """A pattern of words that stand alone."""
    return rf"(?<![\w-]){re.escape(old)}(?![\w'-])" if old[0].isalpha() else re.escape(old)


def scopes(text: str) -> Iterator[Mutant]:
    """A rule told of more, of another period, of somebody else, for another cause or strength."""
    for pattern, new in _WIDER:
        for match in re.finditer(pattern, text):
            yield put(text, match.span(), new, "scope widened")
    tables = {"period changed": _PERIODS, "actor changed": _ACTORS,
              "cause changed": _CAUSES, "strength changed": _STRENGTH}  # fmt: skip
    for change, table in tables.items():
        for old, new in table:
            for match in re.finditer(_words(old), text):
                yield put(text, match.span(), new, change)


def letters(text: str) -> Iterator[Mutant]:
    """A status letter, a quarter or a percentage changed."""
    for match in _STATUS.finditer(text):
        yield put(text, match.span(), "A" if match.group() != "A" else "N", "status changed")
    for match in _QUARTER.finditer(text):
        yield put(text, match.span(), f"{int(match[1]) + 1}Q{match[2]}", "quarter changed")
        yield put(text, match.span(), f"{match[1]}Q{int(match[2]) % 4 + 1}", "quarter changed")
    for match in _PERCENT.finditer(text):
        yield put(text, match.span(), str(int(match[1]) + 10), "percent changed")


_AHEAD = re.compile(r"(?:^|(?<=[.;:] ))(?:[Ii]f|[Ww]hen|[Ww]here) [^,.;:]+, (?=\w)")
_MIDDLE = re.compile(r",? (?:if|where|when|unless|except|provided|as long as) [^,.;:]+(?=[,])")


def conditions(text: str) -> Iterator[Mutant]:
    """A condition that opens a sentence, or stands within it, left away."""
    for match in (*_AHEAD.finditer(text), *_MIDDLE.finditer(text)):
        mutant = put(text, match.span(), "", "condition left away")
        yield mutant._replace(text=mutant.text[:1].upper() + mutant.text[1:])


_TERM = (
    r"(?:(?:[A-Z]\d{4}|\d{5})|CMT|massage|manual therapy|the adjustment|stimulation|[A-Z]{2}|\d\d)"
)
_BETWEEN = re.compile(
    rf"(?<![\w-])({_TERM})(?![\w-])( beside | over | without | instead of | on | from | not |, not "
    rf"| to | replaced | under | within | for | excludes | and not )(?<![\w-])({_TERM})(?![\w-])"
)


def exchanged(text: str) -> Iterator[Mutant]:
    """The two sides of a preposition, a comparison or a verb exchanged."""
    for match in _BETWEEN.finditer(text):
        one, link, other = match.groups()
        if one != other:
            yield put(text, match.span(), f"{other}{link}{one}", "sides exchanged")
    for match in re.finditer(r"(?:^|(?<=[.;:] ))([^.;:(]+?),? because ([^.;:(]+)(?=[.;:])", text):
        yield put(text, match.span(), f"{match[2]} because {match[1]}", "cause exchanged")


_VERB = re.compile(
    r" (?:is|are|was|were|can|may|must|needs?|pays?|covers?|counts?|has|have|goes|go|stands?"
    r"|takes?)(?:n't)? "
)
_SUBJECT = re.compile(rf"{_TERM}|Medicare|TRICARE|Anthem|CMS|AMA|payers?|patients?|therapists?")
_CLAUSES = re.compile(r"(?<=[.;]) ")
_LONGEST = 8
"""A subject of more words than this is no subject."""


def crossed(text: str) -> Iterator[Mutant]:
    """The subject of one part of a text with what is told of another's."""
    parts = [p.strip(" .;,:") for p in _CLAUSES.split(text)]
    split = [(p[: m.start()], p[m.start() :]) for p in parts for m in [_VERB.search(f"{p} ")] if m]
    for (one, tail), (other, told) in combinations(split, 2):
        heads = [set(_SUBJECT.findall(head)) for head in (one, other)]
        if all(heads) and not heads[0] & heads[1]:
            yield from _crossing(text, one, told)
            yield from _crossing(text, other, tail)


def _crossing(text: str, head: str, tail: str) -> Iterator[Mutant]:
    """A subject with what is told of another, where the text doesn't say just that."""
    told = f"{head[:1].upper()}{head[1:]}{tail}."
    if len(head.split()) <= _LONGEST and told[1:-1] not in text:
        yield Mutant("parts crossed", told, head, tail, (0, len(text)))
