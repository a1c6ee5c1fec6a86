"""Personal health information is masked before a question is read, stored, embedded or sent.

>>> masked = mask("Patient Ada Quispe, DOB 7/2/1948, MBI 1EG4-TE5-MK73: 20 min of 97140")
>>> masked.text
'Patient [name], DOB [date of birth], MBI [beneficiary number]: 20 min of 97140'
>>> masked.found
('name', 'date of birth', 'beneficiary number')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast, get_args

from assistant.personal_gate import may_be_personal
from assistant.reading.text import clean

if TYPE_CHECKING:
    from assistant.personal_presidio import Spotter

Kind = Literal[
    "date of birth",
    "beneficiary number",
    "social security number",
    "member number",
    "account number",
    "telephone number",
    "e-mail address",
    "street address",
    "ZIP",
    "name",
]
# Where two finds overlap, the kind that stands first above gives the mask its name.
_RANK = {kind: number for number, kind in enumerate(get_args(Kind))}


@dataclass(frozen=True)
class Masked:
    """A text without what was personal in it.

    Attributes:
        text: The text; each personal detail is its kind in square brackets.
        found: The kinds, in the order in which they stand in the text, each once.
        notice: What the user is told, once a conversation; None where nothing was found.
    """

    text: str
    found: tuple[Kind, ...] = ()
    notice: str | None = None


def mask(text: str) -> Masked:
    """Mask the personal details of a text.

    Names are found only behind a title or a word such as "patient"; the notice says so. What is
    masked already stays as it is.

    Args:
        text: A question as it was typed.

    Raises:
        MaskingUnavailable: Presidio is not installed and the text may hold something personal.

    >>> mask("Medicare patient, 24 min of 97140 on 3/2/2026").found
    ()
    """
    cleaned = clean(text)
    if not may_be_personal(cleaned):
        return Masked(text)
    spans = _found(cleaned)
    if not spans:
        return Masked(text)
    parts, at = [], 0
    for start, end, kind in spans:
        parts += [text[at:start], f"[{kind}]"]
        at = end
    # A detail that was glued to another one is seen once that one is masked.
    rest = mask("".join([*parts, text[at:]]))
    kinds = tuple(dict.fromkeys([*(kind for _, _, kind in spans), *rest.found]))
    return Masked(rest.text, kinds, notice_of(kinds))


def notice_of(kinds: tuple[Kind, ...]) -> str:
    """What the user is told of a masked question.

    Args:
        kinds: What was found.

    >>> print(notice_of(("name", "date of birth")))
    Personal details (name, date of birth) were masked before your question was read or kept. Other
    names and details in free text aren't caught: leave them out.
    """
    return (
        f"Personal details ({', '.join(kinds)}) were masked before your question was read or kept. "
        "Other names and details in free text aren't caught: leave them out."
    )


def _found(text: str) -> list[tuple[int, int, Kind]]:
    """Where the personal details of a text stand, none over another, in order."""
    spans = sorted(
        (start, end, cast("Kind", spotter.kind))
        for spotter in spotters()
        for start, end in spotter.spans(text)
    )
    merged: list[tuple[int, int, Kind]] = []
    for start, end, kind in spans:
        if merged and start < merged[-1][1]:
            first, last, other = merged[-1]
            best = min(kind, other, key=_RANK.__getitem__)
            merged[-1] = (first, max(end, last), best)
        else:
            merged.append((start, end, kind))
    return merged


@cache
def spotters() -> tuple[Spotter, ...]:
    """The recognisers, made when they are first needed.

    Raises:
        MaskingUnavailable: Presidio is not installed.
    """
    from assistant import personal_checks as check
    from assistant import personal_names as names
    from assistant import personal_patterns as of
    from assistant.personal_presidio import spotter

    kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    return (
        spotter(kinds["date of birth"], *of.BIRTH),
        spotter(kinds["date of birth"], *of.BIRTH_BY_AGE, check=check.birth_by_age),
        spotter(kinds["beneficiary number"], of.BENEFICIARY[0]),
        spotter(kinds["beneficiary number"], *of.BENEFICIARY[1:], check=check.number(6, 4)),
        spotter(kinds["social security number"], *of.SOCIAL_SECURITY),
        spotter(kinds["member number"], of.MEMBER[0], check=check.number(4, 3)),
        spotter(kinds["member number"], *of.MEMBER[1:], check=check.number(6, 4, bare=True)),
        spotter(kinds["account number"], of.RECORD[0], check=check.number(3, 3)),
        spotter(kinds["account number"], of.RECORD[1], check=check.number(6, 4, bare=True)),
        spotter(kinds["account number"], of.RECORD[2], check=check.number(6, 4)),
        spotter(kinds["telephone number"], *of.TELEPHONE),
        spotter(kinds["e-mail address"], *of.E_MAIL),
        spotter(kinds["street address"], *of.STREET, check=check.street),
        spotter(kinds["ZIP"], *of.ZIP, check=check.zip_code),
        spotter(kinds["name"], names.STRONG, check=names.after_patient),
        spotter(kinds["name"], names.WEAK, check=names.after_weak),
        spotter(kinds["name"], names.SUBJECT, check=names.after_weak),
        spotter(kinds["name"], names.TITLE, check=names.after_title),
        spotter(kinds["name"], names.LABEL, check=names.before_label),
    )
