"""Checking the whole library: every reference resolves, nothing contradicts, no passage is lost."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import combinations

from knowledge.claims_check import check_claim_rules, finding_figures
from knowledge.contents import Library
from knowledge.reading import KnowledgeError, each_held, one_of
from knowledge.records import FACT_VALUES, Payer, PayerRule
from knowledge.references_check import check_references
from knowledge.techniques_check import check_techniques

_VALUE = re.compile(r"(?<![\w.])(?:[A-Z]\d{4}|\d[\d,.]*\d|\d)(?![\w])")


def check(library: Library) -> None:
    """Refuse a library with a fault.

    Raises:
        KnowledgeError: The first fault found, with the file, the key and the mend.
    """
    _passages(library)
    check_references(library)
    check_techniques(library)
    _rules(library)
    check_claim_rules(library)
    _headlines(library)


def _passages(library: Library) -> None:
    """Every passage's key stands once, and its tags name what is held."""
    codes = set(library.codes) | library.pairs.scope
    payers = set(library.payers)
    for source in library.sources.values():
        seen: set[str] = set()
        name = f"sources/{source.id}.md"
        for payer in source.governs:
            if payer not in payers and payer not in library.states:
                raise KnowledgeError(
                    name, f"governs: {payer}", "names no payer or state", one_of(payers)
                )
        for passage in source.passages:
            where = passage.key.split("/")[1]
            if where in seen:
                raise KnowledgeError(name, where, "stands twice", "Give one another name.")
            seen.add(where)
            each_held(passage.codes, codes, name, f"{where}: codes", "is a code in no table")
            each_held(
                passage.modifiers, library.modifiers, name, f"{where}: modifiers", "is no modifier"
            )
            each_held(passage.payers, payers, name, f"{where}: payers", "is no payer")
            each_held(passage.topics, library.topics, name, f"{where}: topics", "is no topic")


def _rules(library: Library) -> None:
    """No two rules of a payer decide one fact on one date, and each value is one that is known."""
    for payer in library.payers.values():
        check_payer_rules(payer, f"payers/{payer.id}.yaml", library.methods, library.codes)


def check_payer_rules(
    payer: Payer, file: str, methods: Iterable[str], codes: Collection[str]
) -> None:
    """Refuse a payer whose rules overlap or name no method.

    Args:
        payer: The payer.
        file: Its file, for the error.
        methods: The ids of the methods that are held.
        codes: The codes that are held.

    Raises:
        KnowledgeError: Two rules for one fact, date and code, or an unknown method, value or code.
    """
    for rule in payer.rules:
        if rule.fact == "unit_method" and rule.value not in methods:
            raise KnowledgeError(file, "unit_method", f"{rule.value} is no method", one_of(methods))
        if rule.value not in FACT_VALUES.get(rule.fact, (rule.value,)):
            problem = f"{rule.value} is no value of it"
            raise KnowledgeError(file, rule.fact, problem, one_of(FACT_VALUES[rule.fact]))
        if unknown := [code for code in rule.of if code not in codes]:
            problem = f"holds for {unknown[0]}, which is no code that is held"
            raise KnowledgeError(file, rule.fact, problem, "Mend the code in `of:`.")
        if rule.since and rule.until and rule.until < rule.since:
            raise KnowledgeError(file, rule.fact, "ends before it begins", "Swap since and until.")
    for one, other in combinations(payer.rules, 2):
        if one.fact == other.fact and _overlap(one, other):
            raise KnowledgeError(
                file,
                one.fact,
                "has two rules for one date",
                "End the older one the day before the newer begins (`until:`).",
            )


def _overlap(one: PayerRule, other: PayerRule) -> bool:
    """Whether some date of service falls under both rules, and both hold for all codes or one."""
    if bool(one.of) != bool(other.of) or (one.of and set(one.of).isdisjoint(other.of)):
        return False
    starts_before_end = one.since is None or other.until is None or one.since <= other.until
    ends_after_start = one.until is None or other.since is None or other.since <= one.until
    return starts_before_end and ends_after_start


def _headlines(library: Library) -> None:
    """Every sentence of ours holds no figure that its supports don't."""
    for conflict in library.conflicts.values():
        for side in conflict.sides:
            _stands("conflicts.yaml", conflict.id, side.position, side.passages, library)
        cited = [key for side in conflict.sides for key in side.passages]
        told = f"{conflict.governs} {conflict.why}"
        _stands("conflicts.yaml", conflict.id, told, (*conflict.supports, *cited), library)
    for correction in library.corrections.values():
        _stands("corrections.yaml", correction.id, correction.says, correction.supports, library)
    for topic in library.topics.values():
        if topic.headline:
            _stands("topics.yaml", topic.id, topic.headline, topic.lead, library)
    for payer in library.payers.values():
        for held in payer.covers:
            _stands(f"payers/{payer.id}.yaml", "covers", held.says, held.supports, library)
    for improper in library.improper.values():
        _stands("improper.yaml", improper.id, improper.decline, improper.supports, library)
    for group in library.documentation.values():
        for item in (*group.items, *group.ask_payer):
            _stands("documentation.yaml", group.id, item.says, item.supports, library)
    for threshold in library.thresholds.values():
        told = f"{threshold.year}: {threshold.amount}"
        _stands("thresholds.yaml", str(threshold.year), told, threshold.supports, library)
    for finding, says, supports in finding_figures(library):
        _stands("findings.yaml", finding, says, supports, library)


def _stands(file: str, where: str, says: str, supports: Iterable[str], library: Library) -> None:
    """Refuse a sentence with a figure that stands in none of its supports."""
    ground: set[str] = set()
    for key in supports:
        passage = library.passage(key)
        ground.update(_VALUE.findall(passage.text))
        ground.update(passage.codes)
    for value in _VALUE.findall(says):
        if value not in ground:
            raise KnowledgeError(
                file, where, f"says {value}, which none of its passages says", "Cite one that does."
            )
