"""What a live pair edit finds on two lines of one date, by their modifiers and regions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from coding_tools.claim_cells import Regions
from coding_tools.claim_payer import PayerFacts
from coding_tools.claim_words import Found
from knowledge.library import Library
from knowledge.pair_words import PairWords

Relation = Literal["same", "different", "partly"]
Side = Literal[1, 2]
GRAVE = ("error", "warning")


class Edit(NamedTuple):
    """A live edit between two codes.

    Attributes:
        column1: The code that is paid.
        column2: The code that is denied.
        indicator: 0 or 1.
        table: The id of the source that it is cited by.
    """

    column1: str
    column2: str
    indicator: int
    table: str


class PairLines(NamedTuple):
    """Two lines that a live edit stands between.

    Attributes:
        edit: The edit.
        first: The modifiers of column 1's line.
        second: The modifiers of column 2's line.
        relation: Whether column 2 was in the regions of column 1; None where it isn't known.
    """

    edit: Edit
    first: tuple[str, ...]
    second: tuple[str, ...]
    relation: Relation | None


def relation_of(first: Regions | None, second: Regions | None) -> Relation | None:
    """Whether a service was in another's regions.

    Args:
        first: The regions of column 1.
        second: The regions of column 2.

    >>> neck, low = Regions(frozenset({"cervical"})), Regions(frozenset({"lumbar"}))
    >>> relation_of(neck, low), relation_of(neck, neck), relation_of(neck, None)
    ('different', 'same', None)
    """
    if not (first and second and first.known and second.known):
        return None
    if first.unknown or second.unknown:
        return None
    if second.known <= first.known:
        return "same"
    return "partly" if second.known & first.known else "different"


def pair_findings(
    lines: PairLines, payer: PayerFacts, library: Library
) -> list[tuple[Side, Found]]:
    """What a live edit finds, and on which of the two lines.

    Args:
        lines: The two lines.
        payer: What is known of the payer; where its edits aren't held, what Medicare's table
            would find is a gap.
        library: The knowledge base.

    Source of the rules: CMS NCCI procedure-to-procedure edits and the NCCI Policy Manual,
    chapter XI, as the passages of each finding say.

    >>> from coding_tools.claim_payer import payer_facts
    >>> from knowledge.library import bundled
    >>> payer = payer_facts("medicare", "", None, bundled())
    >>> edit = Edit("98940", "97140", 1, "cms-ncci-ptp-2024q3")
    >>> done = pair_findings(PairLines(edit, (), (), "different"), payer, bundled())
    >>> [(side, found.rule) for side, found in done]
    [(2, 'pair-missing-region')]
    """
    edits = payer.value("pair_edits")
    if edits == "none":
        return []
    found = list(_judged(lines, library))
    if edits == "ncci":
        return found
    grave = [side for side, one in found if library.findings[one.rule].severity in GRAVE]
    if not grave:
        return []
    means = (
        "never lets the two stand together"
        if lines.edit.indicator == 0
        else "denies the second without a modifier for a distinct service"
    )
    return [(grave[0], _found("pair-payer", lines.edit, means=means, payer=payer.name))]


def _found(rule: str, edit: Edit, **words: str) -> Found:
    """A finding that names the two codes and their table."""
    told = {"column1": edit.column1, "column2": edit.column2, "table": edit.table}
    return Found(rule, {**told, **words})


def _judged(lines: PairLines, library: Library) -> Iterator[tuple[Side, Found]]:
    """What Medicare's table finds."""
    edit, groups, index = lines.edit, library.claim_rules.pairs, library.claim_index
    if edit.indicator == 0:
        yield 2, _found("pair-never", edit)
    elif edit.column2 in index.visits:
        rule = "pair-visit-record" if groups.evaluation in lines.second else "pair-visit-missing"
        yield 2, _found(rule, edit)
    elif not set(groups.excluded) & set(lines.second):
        if edit.column1 in index.manipulation:
            yield from _by_region(lines, groups)
        else:
            yield from _by_modifier(lines, groups, "pair-missing")


def _by_region(lines: PairLines, groups: PairWords) -> Iterator[tuple[Side, Found]]:
    """An adjustment beside therapy: the regions decide."""
    edit = lines.edit
    stands = marks(lines.second, groups.distinct) or marks(lines.first, groups.distinct)
    if lines.relation == "same":
        rule = "pair-same-region-modifier" if stands else "pair-same-region"
        yield 2, _found(rule, edit, modifier=stands)
        return
    if lines.relation is None:
        yield 2, _found("pair-regions", edit)
    if lines.relation == "partly" and stands:
        yield 2, _found("pair-partly", edit, modifier=stands)
    missing = "pair-missing-region" if lines.relation == "different" else "pair-missing"
    yield from _by_modifier(lines, groups, missing)


def _by_modifier(lines: PairLines, groups: PairWords, missing: str) -> Iterator[tuple[Side, Found]]:
    """Whether a modifier for a distinct service stands, and on which line."""
    first, second = marks(lines.first, groups.distinct), marks(lines.second, groups.distinct)
    if second:
        yield 2, _found("pair-record", lines.edit, modifier=second)
    elif first:
        yield 1, _found("pair-side", lines.edit, modifier=first)
    elif powerless := marks(lines.second, groups.powerless):
        yield 2, _found("pair-powerless", lines.edit, modifier=powerless)
    else:
        yield 2, _found(missing, lines.edit)


def marks(modifiers: Sequence[str], group: Sequence[str]) -> str:
    """The modifiers of a group that stand on a line, as a finding names them.

    >>> marks(("GP", "59", "XS"), ("59", "XS"))
    '59 and XS'
    """
    return " and ".join(one for one in modifiers if one in group)


def unneeded(code: str, modifiers: tuple[str, ...], library: Library) -> tuple[Found, ...]:
    """Modifiers of a pair edit on a line that stands in none.

    Args:
        code: The code of the line.
        modifiers: Its modifiers.
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> [found.rule for found in unneeded("97110", ("GP", "59"), bundled())]
    ['modifier-distinct-unneeded']
    """
    groups, visit = library.claim_rules.pairs, code in library.claim_index.visits
    stands = marks(modifiers, groups.distinct)
    if stands and not visit:
        words = {"modifier": stands, "code": code}
        return (Found("modifier-distinct-unneeded", words),)
    if visit and groups.evaluation in modifiers:
        words = {"modifier": groups.evaluation, "code": code}
        return (Found("modifier-25-unneeded", words),)
    return ()
