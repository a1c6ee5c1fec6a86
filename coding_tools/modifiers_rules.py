"""What the rules of `knowledge/modifier_rules.yaml` make of a modifier that is thought of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coding_tools.claim_line_rules import is_live
from coding_tools.modifiers_opinion import Opinion, Question
from coding_tools.modifiers_pairs import by_pairs, live_edit, of_visit
from coding_tools.modifiers_payer import in_scope, notice, required, threshold, worded
from knowledge.claims import ModifierRule


def judged(asked: Question) -> Opinion:
    """What is thought of a modifier on a line, by the first rule that speaks of it.

    Args:
        asked: The modifier on its line, with all that is stated of the day.

    Source of the rules: the passages that each opinion names.

    >>> from coding_tools.modifiers_opinion import Day, ServiceLine
    >>> from knowledge.library import bundled
    >>> told = judged(Question("GP", ServiceLine("97124"), Day("uhc", "pt"), (), bundled()))
    >>> told.verdict, told.why[:46]
    ('required', 'UnitedHealthcare wants the modifier of the pla')
    """
    library, code, day = asked.library, asked.line.code, asked.day
    held, modifier = library.codes.get(code), library.modifiers[asked.modifier]
    if held is None:
        return asked.say("code-unknown")
    if not is_live(code, day.date_of_service, library):
        return asked.say("code-dead", (f"ama-cpt/row-{code}", *held.supports))
    if modifier.since and day.date_of_service and day.date_of_service < modifier.since:
        return asked.say("too-early", modifier.supports, since=str(modifier.since))
    rules = [
        r
        for r in library.modifier_rules.values()
        if asked.modifier in r.modifiers or (r.kind == "together" and asked.modifier in r.other)
    ]
    for kind in _ORDER:
        for rule in rules:
            if rule.kind == kind and (told := _KINDS[kind](rule, asked)) is not None:
                return told
    return _by_group(asked)


def _by_group(asked: Question) -> Opinion:
    """What is thought of a modifier that no rule decides: by the day's pairs, or by its meaning."""
    groups = asked.library.claim_rules.pairs
    if asked.modifier in groups.distinct:
        return by_pairs(asked)
    if asked.modifier == groups.evaluation:
        return of_visit(asked)
    return asked.say("not-held", asked.library.modifiers[asked.modifier].supports)


def _together(rule: ModifierRule, asked: Question) -> Opinion | None:
    """Modifiers that stand on the line already and bear no other."""
    beside = [m for m in asked.line.modifiers if m != asked.modifier]
    mine = asked.modifier in rule.modifiers
    others = rule.other or rule.modifiers if mine else rule.modifiers
    return worded(rule, asked) if set(others) & set(beside) else None


def _needs(rule: ModifierRule, asked: Question) -> Opinion | None:
    """A modifier on the line already, without the one that it needs."""
    stands = asked.modifier in asked.line.modifiers
    return (
        worded(rule, asked) if stands and not set(rule.other) & set(asked.line.modifiers) else None
    )


def _never_on(rule: ModifierRule, asked: Question) -> Opinion | None:
    return worded(rule, asked) if in_scope(rule, asked) else None


def _only_on(rule: ModifierRule, asked: Question) -> Opinion | None:
    return None if in_scope(rule, asked) else worded(rule, asked)


def _payer_only(rule: ModifierRule, asked: Question) -> Opinion:
    """A modifier of one programme."""
    if asked.day.payer is not None and asked.day.payer not in rule.payers:
        return asked.say("state-payer")
    asks = asked.library.findings[rule.asks]
    why = rule.why.format_map(asked.words())
    missing = "the state's own rule"
    return Opinion(asked.modifier, asked.line.code, "open", why, asks.supports, missing)


def _repeat(rule: ModifierRule, asked: Question) -> Opinion:
    """A repeated service."""
    edit = live_edit(asked)
    if edit is not None:
        return asked.say("no-bypass", **edit)
    unsaid = rule.stated and asked.day.fact(rule.stated) != "yes"
    if in_scope(rule, asked) and not unsaid:
        why = rule.why.format_map(asked.words())
        supports = ("cms-claims-5/one-line",)
        return Opinion(asked.modifier, asked.line.code, "unnecessary", why, supports)
    return asked.say("meaning", asked.library.modifiers[asked.modifier].supports)


def _meaning(rule: ModifierRule, asked: Question) -> Opinion:
    """A modifier of which only its meaning is held."""
    del rule
    edit = live_edit(asked)
    modifier = asked.library.modifiers[asked.modifier]
    if edit is not None and modifier.group == "no_bypass":
        return asked.say("no-bypass", **edit)
    return asked.say("meaning", modifier.supports)


_ORDER = (
    "together", "never_on", "only_on", "needs", "required", "payer_only", "notice", "threshold",
    "repeat", "meaning",
)  # fmt: skip
_KINDS: Mapping[str, Callable[[ModifierRule, Question], Opinion | None]] = {
    "together": _together,
    "never_on": _never_on,
    "only_on": _only_on,
    "needs": _needs,
    "required": required,
    "payer_only": _payer_only,
    "notice": notice,
    "threshold": threshold,
    "repeat": _repeat,
    "meaning": _meaning,
}
