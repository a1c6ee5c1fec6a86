"""Words of this field that askers and documents use for one another, folded alike.

A group only helps a passage to be found: what an answer may say is checked elsewhere, by exact
values. Words that part rules (region and vertebra, massage and manual therapy, covered and paid)
stand in no group together.
"""

from __future__ import annotations

from typing import Final

GROUPS: Final = (
    "payer insurer carrier insurance insurances",
    "record chart charts charting documentation document documented soap note notes",
    "doctor physician",
    "adjustment adjusted adjusting adjust cmt",
    "patient client",
    "goal purpose aim intent intention objective",
    "kind type sort style",
    "area site location spot",
    "edema swelling swollen",
    "device instrument tool gadget appliance",
    "machine mechanical machinery equipment robot",
    "require need needed must obligatory mandatory compulsory",
    "allowed permitted permissible allow permit",
    "reimburse pay payment paid reimbursement",
    "wrong improper incorrect inappropriate",
    "author writer",
    "rate fee price amount income",
    "therapist practitioner",
    "qualified licensed license licence licensure",
    "reason why ground rationale",
    "mention name list",
    "session visit appointment",
    "illegal unlawful prohibited forbidden",
    "difference differ different distinguish distinction",
    "same identical alike",
    "seminar workshop",
    "advice advise recommend suggest tip",
    "minimum least",
    "cramp spasm",
    "begin start",
    "modifier mod",
)
"""Each group in one line; the first word is what the others are read as."""


def folded(groups: tuple[str, ...] = GROUPS) -> dict[str, str]:
    """Each word of a group with the group's first word.

    Args:
        groups: Groups of words in small letters.

    >>> folded(("payer insurer carrier",))
    {'insurer': 'payer', 'carrier': 'payer'}
    """
    return {word: line.split()[0] for line in groups for word in line.split()[1:]}
