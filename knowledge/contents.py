"""All that is known, in one object, and what is worked out from it once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from knowledge.checking_words import CheckingWords
from knowledge.claims import ClaimRules, FindingRule, ModifierRule
from knowledge.claims_index import ClaimIndex
from knowledge.modifiers import ModifierAdvice
from knowledge.pairs import PairExtract, row_passage
from knowledge.records import (
    AskFact,
    Code,
    Conflict,
    Correction,
    Documentation,
    Goal,
    Improper,
    Method,
    Modifier,
    Mue,
    Muscle,
    Passage,
    Payer,
    Provider,
    Region,
    Side,
    Source,
    Technique,
    Threshold,
    Topic,
)
from knowledge.subjects import Subjects
from knowledge.words import WordLists

Value = TypeVar("Value")

QUARTER = "2024Q3"
PAIR_SOURCE = "cms-ncci-ptp-2024q3"
MUE_SOURCE = "cms-ncci-mue-2024q3"


@dataclass(frozen=True)
class Library:
    """Everything that is known, by id.

    Attributes:
        version: The release and a mark of the content; it changes when any file changes.
        checked_on: The day the library was last checked.
        tables_of: The payer whose pair table, daily limits and fee schedule are held.
        examples: Questions to start from.
    """

    version: str
    checked_on: date
    tables_of: str
    examples: tuple[str, ...]
    sources: Mapping[str, Source]
    codes: Mapping[str, Code]
    techniques: Mapping[str, Technique]
    goals: Mapping[str, Goal]
    sides: Mapping[str, Side]
    regions: Mapping[str, Region]
    muscles: Mapping[str, Muscle]
    spans: Mapping[str, Muscle]
    unclear_regions: tuple[str, ...]
    modifiers: Mapping[str, Modifier]
    modifier_rules: Mapping[str, ModifierRule]
    modifier_advice: Mapping[str, ModifierAdvice]
    findings: Mapping[str, FindingRule]
    claim_rules: ClaimRules
    thresholds: Mapping[int, Threshold]
    methods: Mapping[str, Method]
    payers: Mapping[str, Payer]
    providers: Mapping[str, Provider]
    conflicts: Mapping[str, Conflict]
    corrections: Mapping[str, Correction]
    topics: Mapping[str, Topic]
    documentation: Mapping[str, Documentation]
    improper: Mapping[str, Improper]
    unheld_payers: tuple[str, ...]
    generic_payers: tuple[str, ...]
    states: Mapping[str, tuple[str, ...]]
    asks: Mapping[str, AskFact]
    words: WordLists
    intents: Mapping[str, tuple[str, ...]]
    scope: Mapping[str, tuple[str, ...]]
    values: CheckingWords
    near_words: frozenset[str]
    pairs: PairExtract
    mue: Mapping[str, Mue]
    tables: tuple[str, ...] = (QUARTER,)
    _rows: dict[str, Passage] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every written passage by key, in the order of the files."""
        return {p.key: p for source in self.sources.values() for p in source.passages}

    def overruled(self, topics: Iterable[str]) -> set[str]:
        """The subjects, and kinds of answer, that others of a question go before.

        Args:
            topics: The ids of the question's subjects.
        """
        return {over for topic in topics for over in self.topics[topic].over}

    def ours(self, payer: str | None) -> bool:
        """Whether the rules of the tables that are held are meant: theirs, or no payer's by name.

        Args:
            payer: The payer's id, or None where none is named.
        """
        return payer is None or payer == self.tables_of

    def is_cmt(self, code: str) -> bool:
        """Whether a code is a chiropractor's adjustment of the spine."""
        return code in self.codes and self.codes[code].family == "cmt"

    def adjusts(self, technique: str | None) -> bool:
        """Whether a technique is the adjustment, whose codes the regions choose."""
        return technique == self.claim_rules.adjustments

    def adjusting(self, codes: Iterable[str]) -> bool:
        """Whether an adjustment's code is among codes."""
        return not self.claim_index.manipulation.isdisjoint(codes)

    def opened_by(self, column1: str, column2: str) -> frozenset[str]:
        """What makes the services of an edit distinct: another region, a separate time, or either.

        Args:
            column1: The code of the edit's column 1.
            column2: The code of its column 2.
        """
        manipulated = column1 in self.claim_index.manipulation
        return self.claim_rules.pairs.opened_by(column1, column2, manipulated)

    def counting_by(self, methods: Collection[str], codes: Collection[str]) -> tuple[Payer, ...]:
        """The payers with a rule that counts such codes by one of some methods.

        Args:
            methods: The methods' ids.
            codes: The codes that are counted.
        """
        return tuple(
            payer
            for payer in self.payers.values()
            if any(
                rule.fact == "unit_method" and rule.value in methods and rule.of_codes(codes)
                for rule in payer.rules
            )
        )

    @cached_property
    def subjects(self) -> Subjects:
        """What the topics have to do with the kinds of answer."""
        return Subjects(self.topics)

    @cached_property
    def claim_index(self) -> ClaimIndex:
        """Names and code lists that claim checks look up."""
        return ClaimIndex(self)

    @cached_property
    def assistants(self) -> frozenset[str]:
        """The kinds of provider whose part of a unit is marked on the line."""
        rules = self.modifier_rules.values()
        return frozenset(p for rule in rules for p in rule.providers if rule.fact)

    @cached_property
    def sides_of_work(self) -> frozenset[str]:
        """The general words between which a technique's code is asked for: "massage or manual?"."""
        return frozenset(t.id for t in self.techniques.values() if t.general == "side")

    @cached_property
    def always_called(self) -> tuple[str, ...]:
        """The sources that are named in whatever is told from them, by their ids."""
        return tuple(s.id for s in self.sources.values() if s.called)

    @cached_property
    def technique_codes(self) -> Mapping[str, frozenset[str]]:
        """The codes that each technique can come to, by its id."""
        return {
            t.id: frozenset(o.code for options in t.codes.values() for o in options)
            for t in self.techniques.values()
        }

    @cached_property
    def sides_of(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """The sides that a passage takes, by its key: a disagreement's id and the side's number."""
        return _grouped(
            (key, (conflict.id, number))
            for conflict in self.conflicts.values()
            for number, side in enumerate(conflict.sides)
            for key in side.passages
        )

    @cached_property
    def corrected(self) -> Mapping[str, tuple[Correction, ...]]:
        """The corrections of a passage, by its key."""
        return _grouped((key, one) for one in self.corrections.values() for key in one.wrong)

    @cached_property
    def disputed(self) -> Mapping[str, tuple[Conflict, ...]]:
        """The conflicts that a passage takes a side in, by its key."""
        return _grouped(
            (key, conflict)
            for conflict in self.conflicts.values()
            for key in dict.fromkeys(key for side in conflict.sides for key in side.passages)
        )

    @cached_property
    def words_used(self) -> frozenset[str]:
        """Every word that its passages use, in small letters: "acme" is none of them."""
        return frozenset(w for p in self.passages.values() for w in _WORD.findall(p.text.lower()))

    def passage(self, key: str) -> Passage:
        """A written passage, or one made of a table's row.

        Args:
            key: `source/local`; a row's local name begins with `row-`.

        Raises:
            KeyError: No passage has this key.
        """
        found = self.passages.get(key) or self._rows.get(key)
        if found is None:
            found = self._rows[key] = row_passage(key, self.pairs, self.mue, self.codes)
        return found

    def authority(self, passage: Passage) -> str:
        """A passage's authority: its own, or its source's."""
        return passage.authority or self.sources[passage.source].authority


_WORD = re.compile(r"[^\W\d_]+")


def _grouped(told: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    """What belongs to each key, in its order."""
    found: dict[str, list[Value]] = {}
    for key, value in told:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
