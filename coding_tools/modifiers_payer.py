"""What a payer's rules make of a modifier: whether it asks for one, and of whom."""

from __future__ import annotations

import re

from coding_tools.modifiers_line import wanted_by
from coding_tools.modifiers_opinion import Opinion, Question, since
from coding_tools.wording import listed, with_article
from knowledge.claims import ModifierRule, ProviderRule
from knowledge.records import PayerRule


def worded(rule: ModifierRule, asked: Question, **words: str) -> Opinion:
    """An opinion in a rule's own words, with the verdict and the passages of its finding.

    Args:
        rule: The rule.
        asked: The modifier on its line.
        **words: What the wording is filled in with beside the line's own facts.
    """
    finding = asked.library.findings[rule.finding]
    why = rule.why.format_map(asked.words(**words))
    supports = tuple(key for key in finding.supports if "{" not in key)
    verdict = finding.verdict or "open"
    return Opinion(asked.modifier, asked.line.code, verdict, why, supports)


def in_scope(rule: ModifierRule, asked: Question) -> bool:
    """Whether a rule speaks of the line's code."""
    return asked.line.code in asked.library.claim_index.rule_codes[rule.id]


def barred_by(asked: Question) -> ProviderRule | None:
    """The rule by which the payer doesn't pay this provider for the line's code, or None."""
    library = asked.library
    for rule in library.claim_rules.providers.values():
        codes = library.claim_index.provider_codes[rule.id]
        speaks = codes is None or asked.line.code in codes
        speaks = speaks and asked.line.code not in library.claim_index.provider_but[rule.id]
        speaks = speaks and (not rule.payers or asked.day.payer in rule.payers)
        if asked.day.provider in rule.providers and speaks and rule.fact:
            held = asked.payer_rule(rule.fact)
            if held is not None and held.value == rule.value:
                return rule
    return None


def barred(asked: Question) -> Opinion | None:
    """What a payer that doesn't pay this provider for the code makes of the modifier."""
    rule = barred_by(asked)
    if rule is None or rule.fact is None:
        return None
    if rule.unless:
        excluded = asked.say("excluded-asked" if asked.day.fact("denial") else "excluded")
        if any(asked.modifier in asked.library.passage(k).modifiers for k in excluded.supports):
            return excluded
        if asked.library.modifiers[asked.modifier].group == "liability":
            return None
    held = asked.payer_rule(rule.fact)
    return asked.say("barred", held.supports if held else ())


def required(rule: ModifierRule, asked: Question) -> Opinion | None:
    """A modifier that some payers ask for."""
    assert rule.fact is not None
    library, day = asked.library, asked.day
    if not in_scope(rule, asked):
        physical = library.claim_index.rule_codes["multiple"]
        return asked.say("perhaps-outside" if asked.line.code in physical else "outside")
    if (told := barred(asked)) is not None:
        return told
    if day.payer is None and rule.unless and day.fact("care") == "maintenance":
        return asked.say("maintenance-payer")
    if day.payer is None:
        if (other := _of_another_plan(rule, asked)) is not None:
            return other
        names, supports = asked.asking(rule.fact)
        share = day.fact("assistant_share") if rule.providers else None
        advice = f"assistant-{share}-payer" if share else "payer-unknown"
        return asked.say(advice, supports, asking=names)
    held = asked.payer_rule(rule.fact)
    if held is None:
        return _not_held(rule, asked)
    if held.value != rule.value:
        return asked.say("not-asked", held.supports)
    return _asked_for(rule, held, asked)


def _not_held(rule: ModifierRule, asked: Question) -> Opinion:
    """A payer of which nothing is held on the fact, or not for that date."""
    payer = asked.library.payers.get(asked.day.payer or "")
    on = asked.day.date_of_service
    for later in payer.rules if payer else ():
        if later.fact == rule.fact and later.since and on and on < later.since:
            return asked.say("not-yet-asked", later.supports, since=str(later.since))
    return asked.say("payer-not-held")


def _asked_for(rule: ModifierRule, held: PayerRule, asked: Question) -> Opinion:
    """A payer that asks for one of a rule's modifiers on the line."""
    if rule.providers:
        return _assistant(rule, held, asked)
    if len(rule.modifiers) == 1:
        return _active(rule, held, asked)
    library, words = asked.library, {"since": since(held)}
    named = {m for key in held.supports for m in library.passage(key).modifiers}
    wanted = [m for m in rule.modifiers if m in named] or list(rule.modifiers)
    if len(wanted) == 1:
        name = "plan-single" if asked.modifier in wanted else "plan-not-that"
        return asked.say(name, held.supports, wanted=wanted[0], **words)
    provider = library.providers.get(asked.day.provider or "")
    own = asked.day.fact("plan") or wanted_by(rule, provider)
    if own not in wanted:
        return asked.say("plan-unknown", held.supports, wanted=listed(wanted, "and"), **words)
    if asked.modifier != own:
        if (other := _of_another_plan(rule, asked)) is not None:
            return other
        return asked.say("plan-stated", held.supports, wanted=own, **words)
    plan = with_article(library.modifiers[own].name)
    told = worded(rule, asked, plan=plan, **words)
    return told._replace(supports=tuple(dict.fromkeys((*held.supports, *told.supports))))


def _of_another_plan(rule: ModifierRule, asked: Question) -> Opinion | None:
    """The modifier of another plan of care than the one that the provider works under."""
    library = asked.library
    own = wanted_by(rule, library.providers.get(asked.day.provider or ""))
    if rule.providers or len(rule.modifiers) < _TWO or asked.modifier == own or own is None:
        return None
    if asked.day.fact("plan") not in (None, own):
        return None
    other = next(r for r in library.modifier_rules.values() if r.finding == "plan-other")
    return worded(other, asked, wanted=own)


_TWO = 2


def _active(rule: ModifierRule, held: PayerRule, asked: Question) -> Opinion:
    """Active treatment: what is stated of the care decides."""
    if asked.day.fact("care") == "maintenance":
        return asked.say("maintenance")
    told = worded(rule, asked, since=since(held))
    return told._replace(supports=tuple(dict.fromkeys((*held.supports, *told.supports))))


def _assistant(rule: ModifierRule, held: PayerRule, asked: Question) -> Opinion:
    """An assistant's part of a unit: whose assistant it was decides."""
    library = asked.library
    provider = library.providers.get(asked.day.provider or "")
    own = next(r for r in library.modifier_rules.values() if r.finding == "assistant-other")
    wanted = wanted_by(own, provider)
    if provider is not None and wanted is None:
        return asked.say("assistant-none")
    if wanted is not None and wanted != asked.modifier:
        return worded(own, asked, wanted=wanted)
    if asked.day.fact("last_unit") == "yes":
        return asked.say("assistant-last", held.supports)
    if share := asked.day.fact("assistant_share"):
        return asked.say(f"assistant-{share}", held.supports)
    if provider is not None and provider.id in rule.providers:
        return worded(rule, asked, since=since(held))
    advice = "assistant-whose" if asked.day.fact("assistant") else "assistant-open"
    return asked.say(advice, held.supports, since=since(held))


def notice(rule: ModifierRule, asked: Question) -> Opinion:
    """A notice to the patient, or care that is excluded."""
    day = asked.day
    maintained = day.fact("care") == "maintenance" and in_scope(rule, asked)
    if day.payer is None:
        return asked.say("maintenance-notice" if maintained else "notice-payer-unknown")
    if day.payer not in rule.payers:
        return asked.say("notice-other-payer")
    if (told := barred(asked)) is not None:
        return told
    stated, own = day.fact("abn"), asked.library.modifiers[asked.modifier].abn
    if stated and own and in_scope(rule, asked) and day.fact("care") != "active":
        return asked.say("notice-told" if own == stated else "notice-not-told")
    if in_scope(rule, asked) and (maintained or asked.modifier in of_maintenance(rule, asked)):
        return asked.say("active-notice" if day.fact("care") == "active" else "maintenance-notice")
    return asked.say("notice-meaning")


def of_maintenance(rule: ModifierRule, asked: Question) -> tuple[str, ...]:
    """The modifiers of a rule that the passages on maintenance care speak of."""
    keys = asked.library.modifier_advice["maintenance-notice"].supports
    named = {m for key in keys for m in asked.library.passage(key).modifiers}
    return tuple(m for m in rule.modifiers if m in named)


def threshold(rule: ModifierRule, asked: Question) -> Opinion:
    """The year's threshold: the payer, the date and the amount used decide."""
    day, held = asked.day, asked.library.thresholds
    if not in_scope(rule, asked):
        return asked.say("threshold-outside")
    year = day.date_of_service.year if day.date_of_service else None
    if day.payer is None and year is not None and year in held:
        words = {"amount": held[year].amount, "year": str(year)}
        if day.spent is None:
            return asked.say("threshold-payer-year", **words)
        name = "passed" if day.spent > dollars(held[year].amount) else "under"
        return asked.say(f"threshold-payer-{name}", spent=f"${day.spent:,}", **words)
    if day.payer is None:
        return asked.say("threshold-payer-unknown")
    if day.payer not in rule.payers:
        return asked.say("threshold-other-payer")
    if (told := barred(asked)) is not None:
        return told
    if year is None:
        amounts = listed([f"{t.amount} in {t.year}" for t in held.values()])
        keys = tuple(dict.fromkeys(k for t in held.values() for k in t.supports))
        return asked.say("threshold-year", keys, amounts=amounts)
    if year not in held:
        return asked.say("threshold-not-held", year=str(year))
    words = {"amount": held[year].amount, "year": str(year)}
    if day.fact("threshold") == "passed":
        return asked.say("threshold-past", held[year].supports, **words)
    if day.spent is None:
        return asked.say("threshold-open", held[year].supports, **words)
    passed = day.spent > dollars(held[year].amount)
    name = "threshold-passed" if passed else "threshold-under"
    return asked.say(name, held[year].supports, spent=f"${day.spent:,}", **words)


def dollars(amount: str) -> int:
    """An amount of money as a number of whole dollars.

    >>> dollars("$2,410")
    2410
    """
    return int(re.sub(r"\D", "", amount.split(".")[0]))
