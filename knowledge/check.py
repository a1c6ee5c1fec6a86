"""Checking the whole library: every reference resolves, nothing contradicts, no passage is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from knowledge.claims_check import check_claim_rules, finding_figures, finding_supports
from knowledge.contents import Library
from knowledge.reading import KnowledgeError
from knowledge.records import FACT_VALUES, Payer, PayerRule

_VALUE = re.compile(r"(?<![\w.])(?:[A-Z]\d{4}|\d[\d,.]*\d|\d)(?![\w])")


def check(library: Library) -> None:
    """Refuse a library with a fault.

    Raises:
        KnowledgeError: The first fault found, with the file, the key and the mend.
    """
    _passages(library)
    _references(library)
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
                    name, f"governs: {payer}", "names no payer or state", _ids(payers)
                )
        for passage in source.passages:
            where = passage.key.split("/")[1]
            if where in seen:
                raise KnowledgeError(name, where, "stands twice", "Give one another name.")
            seen.add(where)
            _known(passage.codes, codes, name, f"{where}: codes", "is a code in no table")
            _known(
                passage.modifiers, library.modifiers, name, f"{where}: modifiers", "is no modifier"
            )
            _known(passage.payers, payers, name, f"{where}: payers", "is no payer")
            _known(passage.topics, library.topics, name, f"{where}: topics", "is no topic")


def _references(library: Library) -> None:
    """Every citation names a passage, and every id something that is held."""
    for file, where, keys in _cited(library):
        for key in keys:
            try:
                library.passage(key)
            except KeyError:
                raise KnowledgeError(
                    file, where, f"cites {key}, which is no passage", "Cite `source/local-name`."
                ) from None
    for technique in library.techniques.values():
        where = f"{technique.id}: conflict"
        if technique.conflict and technique.conflict not in library.conflicts:
            raise KnowledgeError(
                "techniques.yaml", where, f"{technique.conflict} is no conflict", "Name one."
            )
        for options in technique.codes.values():
            for option in options:
                _known((option.code,), library.codes, "techniques.yaml", technique.id, "is no code")
    for goal in library.goals.values():
        if goal.side not in library.sides:
            raise KnowledgeError(
                "goals.yaml", f"{goal.id}: side", "is no side", _ids(library.sides)
            )
    for conflict in library.conflicts.values():
        _known(conflict.topics, library.topics, "conflicts.yaml", conflict.id, "is no topic")
        _known(conflict.codes, library.codes, "conflicts.yaml", conflict.id, "is no code")
        if len(conflict.sides) < 2:
            raise KnowledgeError(
                "conflicts.yaml", conflict.id, "has one side", "Write two or more."
            )
    for muscle in library.muscles.values():
        _known(muscle.regions, library.regions, "regions.yaml", muscle.id, "is no region")


def _cited(library: Library) -> Iterable[tuple[str, str, Iterable[str]]]:
    """Every list of citations, with its file and place."""
    for code in library.codes.values():
        yield "codes.yaml", f"{code.code}: supports", code.supports
    for technique in library.techniques.values():
        options = [o for found in technique.codes.values() for o in found]
        cited = [key for option in (*options, *technique.excluded) for key in option.supports]
        yield "techniques.yaml", technique.id, (*cited, *technique.supports, *technique.coverage)
    for goal in library.goals.values():
        yield "goals.yaml", goal.id, goal.supports
    for side in library.sides.values():
        yield "goals.yaml", side.id, side.supports
    for modifier in library.modifiers.values():
        yield "modifiers.yaml", modifier.modifier, modifier.supports
    for threshold in library.thresholds.values():
        yield "thresholds.yaml", str(threshold.year), threshold.supports
    for method in library.methods.values():
        for part, supports in method.supports.items():
            yield "methods.yaml", f"{method.id}: {part}", supports
    for payer in library.payers.values():
        rules = [key for rule in payer.rules for key in rule.supports]
        yield f"payers/{payer.id}.yaml", "supports", (*payer.facts, *rules)
    for conflict in library.conflicts.values():
        sides = [key for side in conflict.sides for key in side.passages]
        yield "conflicts.yaml", conflict.id, (*sides, *conflict.supports)
    for correction in library.corrections.values():
        yield "corrections.yaml", correction.id, (*correction.wrong, *correction.supports)
    for topic in library.topics.values():
        yield "topics.yaml", topic.id, topic.lead
    for improper in library.improper.values():
        yield "improper.yaml", improper.id, improper.supports
    for group in library.documentation.values():
        for item in (*group.items, *group.ask_payer):
            yield "documentation.yaml", group.id, item.supports
    for advice in library.modifier_advice.values():
        yield "modifier_advice.yaml", advice.id, tuple(k for k in advice.supports if "{" not in k)
    for finding, supports in finding_supports(library):
        yield "findings.yaml", finding, supports


def cited_keys(library: Library) -> frozenset[str]:
    """The keys of every passage that a data file cites.

    Args:
        library: The knowledge base.
    """
    return frozenset(key for _, _, keys in _cited(library) for key in keys)


def _rules(library: Library) -> None:
    """No two rules of a payer decide one fact on one date, and each value is one that is known."""
    for payer in library.payers.values():
        check_payer_rules(payer, f"payers/{payer.id}.yaml", library.methods)


def check_payer_rules(payer: Payer, file: str, methods: Iterable[str]) -> None:
    """Refuse a payer whose rules overlap or name no method.

    Args:
        payer: The payer.
        file: Its file, for the error.
        methods: The ids of the methods that are held.

    Raises:
        KnowledgeError: Two rules for one fact and date, or an unknown method or value.
    """
    for rule in payer.rules:
        if rule.fact == "unit_method" and rule.value not in methods:
            raise KnowledgeError(file, "unit_method", f"{rule.value} is no method", _ids(methods))
        if rule.value not in FACT_VALUES.get(rule.fact, (rule.value,)):
            problem = f"{rule.value} is no value of it"
            raise KnowledgeError(file, rule.fact, problem, _ids(FACT_VALUES[rule.fact]))
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
    """Whether some date of service falls under both rules."""
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
    for improper in library.improper.values():
        _stands("improper.yaml", improper.id, improper.decline, improper.supports, library)
    for group in library.documentation.values():
        for item in (*group.items, *group.ask_payer):
            _stands("documentation.yaml", group.id, item.says, item.supports, library)
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


def _known(names: Iterable[str], held: Iterable[str], file: str, where: str, problem: str) -> None:
    """Refuse a name that isn't held."""
    for name in names:
        if name not in held:
            raise KnowledgeError(
                file, where, f"{name} {problem}", "Add it there, or mend the name."
            )


def _ids(held: Iterable[str]) -> str:
    """The ids to choose from, as a sentence."""
    return f"Write one of: {', '.join(sorted(held))}."
