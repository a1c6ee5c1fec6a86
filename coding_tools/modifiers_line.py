"""Rules on the modifiers of one line, as `knowledge/modifier_rules.yaml` names them by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from coding_tools.claim_payer import PayerFacts
from coding_tools.claim_words import Found
from coding_tools.wording import listed
from knowledge.claims import ModifierRule
from knowledge.library import Library
from knowledge.records import Provider


class LineFacts(NamedTuple):
    """What the rules on one line look at.

    Attributes:
        code: The billing code.
        modifiers: Its modifiers, in their order.
        payer: What is known of the payer.
        provider: The provider type; None where it is not given or not known.
        on: The date of service; None where it is not known.
        library: The knowledge base.
    """

    code: str
    modifiers: tuple[str, ...]
    payer: PayerFacts
    provider: Provider | None
    on: date | None
    library: Library

    def present(self, rule: ModifierRule) -> tuple[str, ...]:
        """The modifiers of a rule that stand on the line, in the line's order."""
        return tuple(one for one in self.modifiers if one in rule.modifiers)

    def in_scope(self, rule: ModifierRule) -> bool:
        """Whether a rule speaks of the line's code."""
        return self.code in self.library.claim_index.rule_codes[rule.id]

    def switched_on(self, rule: ModifierRule) -> bool:
        """Whether the payer's own rule switches it on."""
        return rule.fact is None or self.payer.value(rule.fact) == rule.value


def modifier_findings(facts: LineFacts, *, asked_for: bool = True) -> Iterator[Found]:
    """What the rules on one line find in its modifiers.

    Args:
        facts: The line.
        asked_for: Whether to look for modifiers that the payer asks for and that don't stand.

    Yields:
        A finding each, whose words name the `modifier`.

    Source of the rules: the passages that `knowledge/findings.yaml` names.

    >>> from knowledge.library import bundled
    >>> from coding_tools.claim_payer import payer_facts
    >>> payer = payer_facts("medicare", "", None, bundled())
    >>> facts = LineFacts("97110", ("GP", "51"), payer, None, None, bundled())
    >>> [found.rule for found in modifier_findings(facts)]
    ['modifier-51']
    """
    library = facts.library
    for rule in library.modifier_rules.values():
        if (asked_for or rule.kind != "required") and facts.switched_on(rule):
            yield from _KINDS.get(rule.kind, _unjudged)(rule, facts)
    for modifier in facts.modifiers:
        held = library.modifiers.get(modifier)
        if held is None:
            yield _found("modifier-unknown", facts, modifier)
        elif held.since and facts.on and facts.on < held.since:
            words = {"since": str(held.since)}
            yield _found("modifier-not-yet", facts, modifier, held.supports, **words)
    if library.claim_rules.threshold in facts.modifiers:
        yield _threshold(facts)


def wanted_by(rule: ModifierRule, provider: Provider | None) -> str | None:
    """The modifier of a rule that a provider uses, where it has one."""
    if provider is None:
        return None
    return rule.providers.get(provider.id) if rule.providers else provider.therapy_plan


def _found(
    rule: str, facts: LineFacts, modifier: str, supports: tuple[str, ...] = (), **words: str
) -> Found:
    """A finding that names the line's code, its payer and a modifier."""
    told = {"modifier": modifier, "code": facts.code, "payer": facts.payer.name, **words}
    return Found(rule, told, supports)


def _together(rule: ModifierRule, facts: LineFacts) -> Iterator[Found]:
    present = facts.present(rule)
    if not rule.other:
        if len(present) > 1:
            yield _found(rule.finding, facts, present[1], one=present[0], other=present[1])
        return
    for one in present:
        for other in facts.modifiers:
            if other in rule.other:
                yield _found(rule.finding, facts, one, one=one, other=other)


def _only_on(rule: ModifierRule, facts: LineFacts) -> Iterator[Found]:
    if facts.code in facts.library.codes and not facts.in_scope(rule):
        for modifier in facts.present(rule):
            yield _found(rule.finding, facts, modifier)


def _never_on(rule: ModifierRule, facts: LineFacts) -> Iterator[Found]:
    if facts.in_scope(rule):
        for modifier in facts.present(rule):
            yield _found(rule.finding, facts, modifier)


def _needs(rule: ModifierRule, facts: LineFacts) -> Iterator[Found]:
    if not set(rule.other) & set(facts.modifiers):
        for modifier in facts.present(rule):
            yield _found(rule.finding, facts, modifier)


def _required(rule: ModifierRule, facts: LineFacts) -> Iterator[Found]:
    stands = facts.present(rule) or set(rule.unless) & set(facts.modifiers)
    wanted = wanted_by(rule, facts.provider)
    if stands or not facts.in_scope(rule) or (rule.providers and not wanted):
        return
    modifier = wanted if wanted in rule.modifiers else listed(rule.modifiers, "or")
    assert rule.fact is not None
    name = facts.provider.name if facts.provider else ""
    supports = facts.payer.supports(rule.fact)
    yield _found(rule.finding, facts, modifier, supports, provider=name)


def _by_provider(rule: ModifierRule, facts: LineFacts) -> Iterator[Found]:
    wanted = wanted_by(rule, facts.provider)
    if facts.provider is None or wanted not in rule.modifiers or not facts.in_scope(rule):
        return
    for modifier in facts.present(rule):
        if modifier != wanted:
            words = {"provider": facts.provider.name, "wanted": wanted}
            yield _found(rule.finding, facts, modifier, (), **words)


def _place(rule: ModifierRule, facts: LineFacts) -> Iterator[Found]:
    if not facts.in_scope(rule):
        return
    for place, modifier in enumerate(facts.modifiers, 1):
        if modifier in rule.modifiers and place > rule.first:
            yield _found(rule.finding, facts, modifier, place=str(place))


def _payer_only(rule: ModifierRule, facts: LineFacts) -> Iterator[Found]:
    elsewhere = facts.payer.held and facts.payer.key not in rule.payers
    for modifier in facts.present(rule):
        yield _found(rule.finding if elsewhere else rule.asks, facts, modifier)


def _unjudged(rule: ModifierRule, facts: LineFacts) -> Iterator[Found]:
    """A rule that answers alone read: a claim line is not judged by it."""
    del rule, facts
    return iter(())


def _threshold(facts: LineFacts) -> Found:
    """What the year's threshold is, where the modifier says that it was passed."""
    modifier = facts.library.claim_rules.threshold
    held = facts.library.thresholds.get(facts.on.year) if facts.on else None
    if held is None:
        return _found("threshold-unknown", facts, modifier, year=_year(facts))
    return _found("threshold-passed", facts, modifier, year=_year(facts), amount=held.amount)


def _year(facts: LineFacts) -> str:
    if facts.on is None:
        return "a line without a date"
    years = facts.library.thresholds
    return str(facts.on.year) if facts.on.year in years else "the year of this date of service"


_KINDS: Mapping[str, Callable[[ModifierRule, LineFacts], Iterator[Found]]] = {
    "together": _together,
    "only_on": _only_on,
    "never_on": _never_on,
    "needs": _needs,
    "required": _required,
    "by_provider": _by_provider,
    "place": _place,
    "payer_only": _payer_only,
}
