"""Who pays and by which rules: counting methods, dated rules, providers, thresholds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal

from pydantic import Field

from knowledge.records.base import Record, Standing

MethodId = Literal["cms", "cpt_midpoint", "full_15", "min_13"]

MethodStep = Literal[
    "total", "bands", "under", "full", "leftovers", "tie", "short", "untimed", "merge"
]
"""The steps of a count; each needs the passages that license it."""


class Method(Record):
    """A way of counting timed units: its figures and the passages that license each step.

    Attributes:
        names: Words that describe the arithmetic and so choose the method.
        labels: Names that sources use for more than one method; they choose none.
        pooled: Whether the day's total is counted, and not each code alone.
        unit_minutes: Minutes of a unit.
        first_minutes: The fewest minutes of a unit that earn it.
    """

    id: MethodId
    name: str
    names: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    pooled: bool
    unit_minutes: int = Field(gt=0)
    first_minutes: int = Field(gt=0)
    standing: Standing
    supports: dict[MethodStep, tuple[str, ...]]
    says: dict[Literal["within"], str]


PayerFact = Literal[
    "unit_method",
    "pair_edits",
    "therapy_plan",
    "active_treatment",
    "pays_massage_therapist",
    "pays_chiropractor_therapy",
    "mue",
    "fee_status",
    "assistant_modifier",
]

# What a payer's rule may say of each fact; a method's id where nothing is listed.
FACT_VALUES: dict[PayerFact, tuple[str, ...]] = {
    "pair_edits": ("ncci", "none"),
    "therapy_plan": ("required", "no"),
    "active_treatment": ("required", "no"),
    "pays_massage_therapist": ("yes", "no"),
    "pays_chiropractor_therapy": ("yes", "no"),
    "mue": ("ncci", "none"),
    "fee_status": ("medicare", "none"),
    "assistant_modifier": ("required", "no"),
}


class PayerRule(Record):
    """One thing that a payer's rules decide, from a day to a day.

    Attributes:
        fact: What is decided.
        value: How: a method's id for `unit_method`, else a word of `FACT_VALUES`.
        of: Codes that it is a rule of; empty: of every one.
        since: The first date of service it holds for; None where it is not known or always.
        until: The last one; None where it still holds.
    """

    fact: PayerFact
    value: str
    of: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    standing: Standing = "verified"
    supports: tuple[str, ...] = ()

    def holds(self, on: date | None) -> bool:
        """Whether it holds on a date of service; None asks for the rule that still holds."""
        if on is None:
            return self.until is None
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def of_codes(self, codes: Collection[str]) -> bool:
        """Whether it is a rule of such codes; one of some codes holds where there are no others."""
        return not self.of or bool(codes and set(codes) <= set(self.of))


class Coverage(Record):
    """What a payer is held to pay for, or not, in a sentence.

    Attributes:
        of: Codes that it speaks of; empty: of whatever such a provider gives.
        by: Kinds of provider that it speaks of; empty: of any.
        aside: Whether it says nothing of whether, or whom, the payer pays.
        says: The sentence.
        supports: Keys of the passages that say so.
    """

    of: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    aside: bool = False
    says: str
    supports: tuple[str, ...]


class Payer(Record):
    """A payer: its dated rules, what it covers, what else is known of it, and what is not."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: Literal["program", "insurer", "liability", "self"]
    rules: tuple[PayerRule, ...] = ()
    covers: tuple[Coverage, ...] = ()
    facts: tuple[str, ...] = ()
    not_held: tuple[str, ...] = ()

    def rule(
        self, fact: PayerFact, on: date | None, codes: Collection[str] = ()
    ) -> PayerRule | None:
        """The rule on a fact for a date of service, if one is held.

        Args:
            fact: What is decided.
            on: The date of service, or None.
            codes: The codes in play; a rule of some codes holds where there are no others.
        """
        held = [r for r in self.rules if r.fact == fact and r.holds(on) and r.of_codes(codes)]
        return next((r for r in held if r.of), held[0] if held else None)


class Provider(Record):
    """A kind of provider as claim files name them.

    Attributes:
        own: The technique that its own codes are for, where "a chiropractor's codes" are asked for.
        paid: What a payer's rules decide of it: whether they pay it at all.
        usual: The technique that suggests it where nobody says who gave the service.
    """

    id: str
    name: str
    names: tuple[str, ...]
    therapy_plan: str | None = None
    own: str | None = None
    paid: PayerFact | None = None
    usual: str | None = None


class Threshold(Record):
    """A dated amount of money with its source."""

    year: int
    amount: str
    supports: tuple[str, ...]
