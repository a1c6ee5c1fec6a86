"""Every kind of mutant: values, negations and bounds, names, verdicts, conditions and scopes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from tests.verify.mutant_scopes import conditions, exchanged, letters, scopes
from tests.verify.mutants import (
    CODE,
    Mutant,
    added_negations,
    bounds_swapped,
    put,
    removed_negations,
    swaps,
    turned,
    units,
    values,
)

_NAMES = (
    ("Medicare (original)", "Original Medicare", "Medicare Advantage", "Railroad Medicare",
     "TRICARE", "UnitedHealthcare", "Medicaid", "Medicare",
     "VA community care", "VA", "Anthem", "Washington"),
    ("CMS", "AMA", "ChiroCode", "KMC University", "ABMP", "AMTA", "APTA", "Samuel A. Collins",
     "Collins", "WebPT", "codingahead.com", "massageschoolnotes.com", "HNS", "Palmetto"),
    ("Washington", "Florida", "Ohio", "Texas", "Minnesota"),
    ("chiropractors", "physical therapists", "massage therapists", "acupuncturists"),
    ("chiropractor", "physical therapist", "massage therapist", "acupuncturist"),
    ("regulator", "publisher", "expert", "association", "code set", "payer", "web"),
)  # fmt: skip
_VERDICTS = {
    "allowed": "forbidden",
    "forbidden": "allowed",
    "never": "always",
    "always": "never",
    "required": "forbidden",
    "fits": "fails",
    "reportable": "bundled",
    "included": "excluded",
    "more": "fewer",
    "fewer": "more",
    "less": "more",
    "larger": "smaller",
    "smaller": "larger",
    "higher": "lower",
    "lower": "higher",
    "a day": "a week",
    "a year": "a month",
    "per day": "per visit",
    "same region": "same day",
    "another region": "another day",
    "minutes": "hours",
    "denied": "allowed",
    "within": "outside",
    "not covered": "covered",
    "massage": "manual therapy",
    "manual therapy": "massage",
    "cervical": "lumbar",
    "lumbar": "cervical",
    "neck": "leg",
    "arm": "leg",
    "hot": "cold",
    "licensed": "unlicensed",
    "patient": "provider",
    "provider": "payer",
    "in full": "in part",
    "half": "all",
}


def _word(name: str) -> str:
    """A pattern of a name that stands alone."""
    return rf"(?<![\w(.-]){re.escape(name)}(?![\w)-])"


def names(text: str) -> Iterator[Mutant]:
    """A payer, source, state, profession or authority changed to another."""
    for group in _NAMES:
        taken: list[tuple[int, int]] = []
        for name in sorted(group, key=len, reverse=True):
            for match in re.finditer(_word(name), text):
                if any(match.start() < b and a < match.end() for a, b in taken):
                    continue
                taken.append(match.span())
                for new in [n for n in group if n != name and n not in name and name not in n][:3]:
                    yield put(text, match.span(), new, "name changed")
        for (a, b), (c, d) in combinations(sorted(taken), 2):
            one, other = text[a:b], text[c:d]
            if one not in other and other not in one:
                changed = text[:a] + other + text[b:c] + one + text[d:]
                yield Mutant("name swapped", changed, one, other, (a, b, c, d))


def verdicts(text: str) -> Iterator[Mutant]:
    """A verdict, a comparison, a period or a place changed to another."""
    for old, new in _VERDICTS.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", text):
            yield put(text, match.span(), new, "verdict changed")


_CONDITION = re.compile(
    r",? (?:unless|except|only where|only when|only if|but only|if|provided|as long as|"
    r"and only where|without) [^.;:]+(?=[.;])"
)


def dropped_conditions(text: str) -> Iterator[Mutant]:
    """A condition that ends a sentence left away."""
    for match in _CONDITION.finditer(text):
        if match.start() > 15:
            yield put(text, match.span(), "", "condition dropped")


def widened(text: str) -> Iterator[Mutant]:
    """A limit put in, or a rule made one for every case."""
    for match in re.finditer(r"(?<=[a-z0-9)] )(?:is|are|pays|covers|needs|counts|takes)\b", text):
        yield put(text, match.span(), f"{match.group()} always", "always added")
        yield put(text, match.span(), f"{match.group()} sometimes", "sometimes added")
    for match in CODE.finditer(text):
        if text[match.end() : match.end() + 1] not in ("-", "/"):
            yield put(text, match.span(), f"{match.group()} and 97150", "code added")


def mutants(text: str) -> Iterator[Mutant]:
    """Every mutant of a sentence, before the exclusions."""
    for make in (
        values, swaps, units, removed_negations, added_negations, turned, bounds_swapped,
        names, verdicts, dropped_conditions, widened, scopes, letters, conditions, exchanged,
    ):  # fmt: skip
        yield from make(text)
