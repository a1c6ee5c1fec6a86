"""A finding of a claim check: the rule that led to it, and its wording filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coding_tools.wording import capital
from knowledge.claims import FindingRule, Severity
from knowledge.library import Library

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "gap", "info")
_NOTHING: Mapping[str, str] = {}


class Found(NamedTuple):
    """A rule that a claim meets, before it is worded.

    Attributes:
        rule: The finding's name in `knowledge/findings.yaml`.
        words: What its wording is filled in with.
        supports: Passages that the claim's own facts add.
    """

    rule: str
    words: Mapping[str, str] = _NOTHING
    supports: tuple[str, ...] = ()


class Wording(NamedTuple):
    """A finding in words, without its place.

    Attributes:
        id: The rule's name, with what tells two findings of one line apart.
        severity: How grave it is.
        field: Our column; `row` for a whole row.
        says: What was found.
        fix: What to do.
        supports: Passage keys.
    """

    id: str
    severity: Severity
    field: str
    says: str
    fix: str
    supports: tuple[str, ...]


class Finding(NamedTuple):
    """A finding on a line of a claim.

    Attributes:
        line: The service line within the claim, from 1.
        row: The row of the file; 0 where there is none.
        wording: What it says.
    """

    line: int
    row: int
    wording: Wording

    def result(self) -> dict[str, object]:
        """The finding as CONTRACT.md shapes it."""
        id_, severity, field, says, fix, supports = self.wording
        return {
            "id": id_,
            "severity": severity,
            "line": self.line,
            "field": field,
            "says": says,
            "fix": fix,
            "supports": list(supports),
        }


def worded(found: Found, library: Library) -> Wording:
    """A finding in words.

    Args:
        found: The rule that was met.
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> told = worded(Found("modifier-51", {"code": "97110"}), bundled())
    >>> told.severity, told.says
    ('warning', 'Modifier 51 stands on 97110: it is not used with physical medicine codes.')
    """
    rule = library.findings[found.rule]
    own = tuple(key.format_map(found.words) if "{" in key else key for key in rule.supports)
    return Wording(
        id=identity(rule, found.words),
        severity=rule.severity,
        field=rule.field,
        says=capital(rule.says.format_map(found.words)),
        fix=capital(rule.fix.format_map(found.words)),
        supports=tuple(dict.fromkeys((*found.supports, *own))),
    )


def identity(rule: FindingRule, words: Mapping[str, str]) -> str:
    """A finding's stable name.

    >>> from knowledge.library import bundled
    >>> rule = bundled().findings["pair-never"]
    >>> identity(rule, {"column1": "97140", "column2": "97124"})
    'pair-never:97140-97124'
    """
    about = "-".join(words[word] for word in rule.about)
    return f"{rule.id}:{about}" if about else rule.id


def rank(severity: Severity) -> int:
    """The place of a severity among the others, the gravest first."""
    return SEVERITIES.index(severity)


def are(units: int) -> str:
    """Units with the verb that agrees.

    >>> are(1), are(3)
    ('1 unit is', '3 units are')
    """
    return "1 unit is" if units == 1 else f"{units} units are"
