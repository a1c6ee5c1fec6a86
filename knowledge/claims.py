"""What claim checks are made of: the wording of each finding, and the rules that lead to one.

The rules hold no condition: each names its kind, the modifiers, codes and payers it speaks of, and
the finding it leads to; `coding_tools` interprets the kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from knowledge.pair_words import PairWords
from knowledge.reading import build
from knowledge.records import PayerFact, Record

Severity = Literal["error", "warning", "info", "gap"]
Verdict = Literal["required", "open", "wrong", "unnecessary"]
Column = Literal[
    "claim_id",
    "date_of_service",
    "payer",
    "provider_type",
    "code",
    "modifiers",
    "units",
    "minutes",
    "regions",
    "diagnosis_pointers",
    "charge",
    "row",
]
COLUMNS: tuple[str, ...] = Column.__args__[:-1]  # type: ignore[attr-defined]


class FindingRule(Record):
    """The wording of one finding; `{words}` are filled in from the claim.

    Attributes:
        severity: How grave it is, as CONTRACT.md says.
        field: Our column; `row` for a whole row.
        says: What was found.
        fix: What to do about it, as an act or a question to the record.
        supports: Passages that license it, beside those that the claim's own facts add.
        about: The words of `says` that tell two findings of one rule and line apart.
        verdict: What it makes of a modifier, where it speaks of one.
    """

    id: str
    severity: Severity
    field: Column
    says: str
    fix: str
    supports: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    verdict: Verdict | None = None


class CodeScope(Record):
    """Which codes a rule speaks of: any that fits one of these.

    Attributes:
        codes: Codes by number.
        families: Families of `codes.yaml`.
        therapy: Medicare's always-therapy codes.
        timed: Timed codes.
    """

    codes: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    therapy: bool = False
    timed: bool = False


class ModifierRule(Record):
    """One rule on the modifiers of a line.

    Attributes:
        kind: How it is read; see `coding_tools.modifiers_line`.
        finding: The finding that it leads to.
        asks: For `payer_only`: the finding where the payer is one of `payers`, or not known.
        modifiers: The modifiers that it speaks of.
        other: Modifiers that they stand with, or must not.
        on: The codes that it speaks of.
        fact: A payer's fact that switches it on, with `value`.
        providers: The modifier that each provider type uses.
        payers: Payers that it speaks of.
        unless: Modifiers that lift it.
        first: How many of a line's first places are meant.
        stated: What must be stated of the day for a repeat to be judged.
        why: The rule's reason as a clause, for an answer on a modifier.
    """

    id: str
    kind: Literal[
        "together", "only_on", "never_on", "needs", "required", "by_provider", "place",
        "payer_only", "threshold", "notice", "repeat", "meaning",
    ]  # fmt: skip
    finding: str = ""
    asks: str = ""
    why: str = ""
    modifiers: tuple[str, ...]
    other: tuple[str, ...] = ()
    on: CodeScope = CodeScope()
    fact: PayerFact | None = None
    value: str = "required"
    providers: dict[str, str] = Field(default_factory=dict)
    payers: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    first: int = Field(default=0, ge=0)
    stated: str = ""


class ProviderRule(Record):
    """A provider type that a payer doesn't pay for a code, or that doesn't give a service.

    Attributes:
        fact: A payer's fact that switches it on, with `value`; none for a rule of every payer.
        on: The codes that it speaks of; all where nothing is named.
        but: Codes that it doesn't speak of.
        unless: Modifiers that lift it.
        payers: Payers that it speaks of; all where none is named.
    """

    id: str
    finding: str
    providers: tuple[str, ...]
    fact: PayerFact | None = None
    value: str = "no"
    on: CodeScope | None = None
    but: CodeScope = CodeScope()
    unless: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()


class Place(Record):
    """Where one of our columns stands on the paper form and in the electronic claim."""

    cms1500: str
    x12: str


class Limits(Record):
    """Figures that a cell of a claim can't pass.

    Attributes:
        minutes: Minutes of a day.
        modifiers: Modifiers of a line.
        pointers: Diagnosis pointers of a line.
        diagnoses: The letters of a claim's diagnoses.
        shown: The most characters of a cell that a finding repeats.
    """

    minutes: int
    modifiers: int
    pointers: int
    diagnoses: str
    shown: int


class ClaimRules(Record):
    """What is needed to check a claim beside the modifiers' rules.

    Attributes:
        needed: Columns that must be filled.
        places: Where each column stands on a claim.
        limits: Figures that a cell can't pass.
        pairs: The groups of modifiers that a pair edit knows.
        counted: The methods that may govern where the payer's isn't known.
        payer_facts: What is looked for in a payer's rules, and how a gap names it.
        adjustments: The technique whose codes are counted by regions.
        extraspinal: The adjustment code of the other regions.
        statuses: The finding of each fee-schedule status.
        instead: The code to bill instead of one that isn't valid for the payer.
        threshold: The modifier of a dated threshold.
        providers: Provider types that a payer doesn't pay, or that don't give a service.
        taxonomy: The provider type of a taxonomy code in an 837P file.
        not_in_file: What a file of claims can't tell, and what was not judged for it.
    """

    needed: tuple[Column, ...]
    places: dict[Column, Place]
    limits: Limits
    pairs: PairWords
    counted: tuple[str, ...]
    payer_facts: dict[PayerFact, str]
    adjustments: str
    extraspinal: str
    statuses: dict[str, str]
    instead: dict[str, str]
    threshold: str
    providers: dict[str, ProviderRule]
    taxonomy: dict[str, str]
    not_in_file: str


def read_claim_rules(held: Mapping[str, Any]) -> ClaimRules:
    """The rules of `claim_rules.yaml`.

    Args:
        held: What the file holds.

    Raises:
        KnowledgeError: A fault, with the key and the mend.
    """
    providers = {
        key: {**entry, "id": key} if isinstance(entry, Mapping) else entry
        for key, entry in dict(held.get("providers", {})).items()
    }
    return build(ClaimRules, {**held, "providers": providers}, "claim_rules.yaml", "file")
