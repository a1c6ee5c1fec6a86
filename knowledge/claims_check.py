"""Checking the claim rules: what each finding, modifier, code, payer and passage names is held."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator

from knowledge.claims import COLUMNS, CodeScope, ModifierRule
from knowledge.contents import Library
from knowledge.reading import KnowledgeError

_WORDS = re.compile(r"\{\w+\}")
# What a row of a pair table or of the MUE table always tells of itself.
_ROWS = {
    "{table}": ("cms-ncci-ptp-2024q3/indicators", "cms-ncci-ptp-2024q3/modifier-side"),
    "{mue}": ("cms-ncci-mue-2024q3/meaning",),
}


def finding_figures(library: Library) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each finding's name, its own words, and the passages that its figures must stand in."""
    for rule in library.findings.values():
        grounds = [
            key
            for support in rule.supports
            for key in (_ROWS[support.split("/")[0]] if "{" in support else (support,))
        ]
        if grounds:
            yield rule.id, _WORDS.sub("", rule.says), tuple(grounds)


def finding_supports(library: Library) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each finding's passages, but for rows that a claim names."""
    for rule in library.findings.values():
        yield rule.id, tuple(key for key in rule.supports if "{" not in key)


def check_claim_rules(library: Library) -> None:
    """Refuse claim rules that name what isn't held.

    Raises:
        KnowledgeError: The first fault found, with the file, the key and the mend.
    """
    for finding in library.findings.values():
        _fields(finding.id, "says", finding.says)
        _fields(finding.id, "fix", finding.fix)
        for word in finding.about:
            if f"{{{word}}}" not in finding.says:
                raise _fault("findings.yaml", f"{finding.id}: about", f"{word} is not in says")
    for rule in library.modifier_rules.values():
        _modifier_rule(rule, library)
    for advice in library.modifier_advice.values():
        _fields(advice.id, "why", advice.why, "modifier_advice.yaml")
    _claim(library)


def _modifier_rule(rule: ModifierRule, library: Library) -> None:
    """One rule of `modifier_rules.yaml`."""
    file = "modifier_rules.yaml"
    named = (*rule.modifiers, *rule.other, *rule.unless, *rule.providers.values())
    _held(named, library.modifiers, file, f"{rule.id}: modifiers")
    _held(rule.providers, library.providers, file, f"{rule.id}: providers")
    _held(rule.payers, library.payers, file, f"{rule.id}: payers")
    found = tuple(filter(None, (rule.finding, rule.asks)))
    _held(found, library.findings, file, f"{rule.id}: finding")
    _scope(rule.on, library, file, rule.id)
    _fields(rule.id, "why", rule.why, file)
    if rule.finding and library.findings[rule.finding].verdict is None:
        raise _fault("findings.yaml", rule.finding, "has no verdict on its modifier")


def _claim(library: Library) -> None:
    """The rules of `claim_rules.yaml`."""
    rules, file = library.claim_rules, "claim_rules.yaml"
    missing = {*COLUMNS, "row"} - set(rules.places)
    if missing:
        raise _fault(file, "places", f"has no place for {', '.join(sorted(missing))}")
    pairs = rules.pairs
    named = (
        *(*pairs.distinct, pairs.evaluation, *pairs.excluded, *pairs.assistants),
        *pairs.powerless,
    )
    _held((*named, pairs.general, pairs.region, pairs.time), library.modifiers, file, "pairs")
    _held((rules.threshold,), library.modifiers, file, "threshold")
    _held(rules.counted, library.methods, file, "counted")
    _held((rules.adjustments,), library.techniques, file, "adjustments")
    _held(
        (rules.extraspinal, *rules.instead, *rules.instead.values()), library.codes, file, "codes"
    )
    _held(rules.taxonomy.values(), library.providers, file, "taxonomy")
    _held(rules.statuses.values(), library.findings, file, "statuses")
    scope = CodeScope(families=(*pairs.manipulation, *pairs.visits))
    _scope(scope, library, file, "pairs")
    for rule in rules.providers.values():
        _held(rule.providers, library.providers, file, f"{rule.id}: providers")
        _held((rule.finding,), library.findings, file, f"{rule.id}: finding")
        _held(rule.unless, library.modifiers, file, f"{rule.id}: unless")
        _held(rule.payers, library.payers, file, f"{rule.id}: payers")
        _scope(rule.on or CodeScope(), library, file, rule.id)
        _scope(rule.but, library, file, rule.id)


def _fields(rule: str, key: str, template: str, file: str = "findings.yaml") -> None:
    """A wording's words are plain names in braces."""
    try:
        parsed = list(string.Formatter().parse(template))
    except ValueError as problem:
        raise _fault(file, f"{rule}: {key}", f"has a brace too many ({problem})") from None
    for _, name, form, conversion in parsed:
        if name is not None and (not name.isidentifier() or form or conversion):
            raise _fault(file, f"{rule}: {key}", f"{{{name}}} is no plain word")


def _scope(scope: CodeScope, library: Library, file: str, where: str) -> None:
    """A scope's codes and families are held."""
    _held(scope.codes, library.codes, file, f"{where}: codes")
    families = {code.family for code in library.codes.values()}
    _held(scope.families, families, file, f"{where}: families")


def _held(names: Iterable[str], held: Iterable[str], file: str, where: str) -> None:
    """Refuse a name that isn't held."""
    for name in names:
        if name not in held:
            raise _fault(file, where, f"{name} is not held")


def _fault(file: str, where: str, problem: str) -> KnowledgeError:
    """A fault, with its mend."""
    return KnowledgeError(file, where, problem, "Mend the name, or add it where it is kept.")
