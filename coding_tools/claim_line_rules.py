"""Rules on one line of a claim: its code, who gave it, its regions and its modifiers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coding_tools.claim_cells import Regions, shown
from coding_tools.claim_payer import PayerFacts
from coding_tools.claim_words import Found
from coding_tools.modifiers_line import LineFacts, modifier_findings
from coding_tools.wording import listed
from knowledge.claims import ProviderRule
from knowledge.library import Library
from knowledge.records import Code


def line_findings(
    code: str,
    modifiers: tuple[str, ...],
    payer: PayerFacts,
    provider: str,
    on: date | None,
    library: Library,
) -> tuple[Found, ...]:
    """What the rules on one line find, its regions apart.

    Args:
        code: The billing code.
        modifiers: Its modifiers, in their order.
        payer: What is known of the payer.
        provider: The provider type as written.
        on: The date of service; None where it is not known.
        library: The knowledge base.

    Source of the rules: the passages that `knowledge/findings.yaml` names.

    >>> from coding_tools.claim_payer import payer_facts
    >>> from knowledge.library import bundled
    >>> payer = payer_facts("medicare", "", None, bundled())
    >>> [f.rule for f in line_findings("98940", (), payer, "dc", None, bundled())]
    ['active-missing']
    """
    given = library.providers.get(library.claim_index.providers.get(provider.casefold(), ""))
    facts = LineFacts(code, modifiers, payer, given, on, library)
    found: list[Found] = []
    if provider and given is None:
        found.append(Found("provider-unknown", {"provider": shown(provider, library)}))
    held = library.codes.get(code)
    dead = [_not_held(code, library)] if held is None else list(_dead(held, on))
    if held is None or dead:
        return (*found, *dead, *modifier_findings(facts, asked_for=False))
    if held.status is None and code not in library.mue:
        found.append(Found("code-status-unknown", {"code": code}, held.supports))
    barred = list(_status(held, facts)) or list(_provider(facts))
    if not barred and not provider:
        found += _provider_missing(facts)
    return (*found, *barred, *modifier_findings(facts, asked_for=not barred))


def is_live(code: str, on: date | None, library: Library) -> bool:
    """Whether a code is held and valid on a date of service.

    >>> from knowledge.library import bundled
    >>> is_live("97122", None, bundled()), is_live("97124", None, bundled())
    (False, True)
    """
    held = library.codes.get(code)
    return held is not None and not any(_dead(held, on or library.checked_on))


def may_stand(code: str, on: date | None, library: Library) -> bool:
    """Whether a code is not known to be invalid on a date of service, as one that isn't held is.

    >>> from knowledge.library import bundled
    >>> may_stand("97122", None, bundled()), may_stand("36591", None, bundled())
    (False, True)
    """
    return code not in library.codes or is_live(code, on, library)


def _dead(held: Code, on: date | None) -> Iterator[Found]:
    """That a code isn't valid on a date of service."""
    supports = (f"ama-cpt/row-{held.code}", *held.supports)
    if held.since and on and on < held.since:
        yield Found("code-not-yet", {"code": held.code, "since": str(held.since)}, supports)
    elif held.status == "deleted" and (held.until is None or on is None or held.until < on):
        words = {
            "code": held.code,
            "ended": f"its last day was {held.until}" if held.until else "its last day isn't held",
            "replaced": f", replaced by {listed(held.replaced_by)}" if held.replaced_by else "",
        }
        yield Found("code-deleted", words, supports)


def _not_held(code: str, library: Library) -> Found:
    """That a code's status isn't held, though a table of edits may speak of it."""
    edited = code in library.mue or library.pairs.covers(code)
    return Found("code-edits-alone" if edited else "code-unknown", {"code": code})


def _status(held: Code, facts: LineFacts) -> Iterator[Found]:
    """That the payer's fee schedule sets a code apart."""
    rules = facts.library.claim_rules
    status = held.medicare_status
    if facts.payer.value("fee_status") != "medicare" or status not in rules.statuses:
        return
    instead = rules.instead.get(held.code)
    if instead is None and set(rules.pairs.excluded) & set(facts.modifiers):
        return
    words = {
        "code": held.code,
        "status": status or "",
        "payer": facts.payer.name,
        "instead": f", where {instead} stands instead" if instead else "",
    }
    yield Found(rules.statuses[status or ""], words, held.supports)


def _provider(facts: LineFacts) -> Iterator[Found]:
    """That the payer doesn't pay this provider for the code, or that it isn't this provider's."""
    if facts.provider is None:
        return
    for rule in facts.library.claim_rules.providers.values():
        if facts.provider.id in rule.providers and _applies(rule, facts):
            words = {
                "payer": facts.payer.name,
                "provider": facts.provider.name,
                "type": facts.provider.id,
                "code": facts.code,
            }
            supports = facts.payer.supports(rule.fact) if rule.fact else ()
            yield Found(rule.finding, words, supports)
            return


def _provider_missing(facts: LineFacts) -> Iterator[Found]:
    """That the provider isn't given, where the payer's rules ask who it was."""
    for rule in facts.library.claim_rules.providers.values():
        if rule.fact and _applies(rule, facts):
            words = {"payer": facts.payer.name, "code": facts.code}
            yield Found("provider-missing", words, facts.payer.supports(rule.fact))
            return


def _applies(rule: ProviderRule, facts: LineFacts) -> bool:
    """Whether a provider rule speaks of the line, whoever gave the service."""
    index = facts.library.claim_index
    codes = index.provider_codes[rule.id]
    return (
        (rule.fact is None or facts.payer.value(rule.fact) == rule.value)
        and (not rule.payers or facts.payer.key in rule.payers)
        and (codes is None or facts.code in codes)
        and facts.code not in index.provider_but[rule.id]
        and not set(rule.unless) & set(facts.modifiers)
    )


def region_findings(code: str, regions: Regions | None, library: Library) -> tuple[Found, ...]:
    """What the regions of an adjustment find: whether they are those of its code.

    Args:
        code: The billing code.
        regions: The regions of the line; None where none is given.
        library: The knowledge base.

    Source of the rules: ama-cpt/cmt and ama-cpt/extraspinal.

    >>> from knowledge.library import bundled
    >>> two = Regions(frozenset({"cervical", "lumbar"}))
    >>> [found.rule for found in region_findings("98941", two, bundled())]
    ['regions-too-few']
    """
    index, outside = library.claim_index, library.claim_rules.extraspinal
    if code not in index.adjustments and code != outside:
        return ()
    supports = library.codes[code].supports
    if regions is None:
        return (Found("regions-missing", {"code": code}, supports),)
    if regions.unknown:
        return tuple(
            Found("regions-unknown", {"code": code, "region": one}) for one in regions.unknown
        )
    words = {"code": code, "regions": listed(sorted(regions.known))}
    spinal = regions.known & index.spinal
    if code == outside:
        elsewhere = regions.known - spinal
        return () if elsewhere else (Found("regions-not-spinal", words, supports),)
    low, high = index.adjustments[code]
    count = len(spinal)
    if low <= count <= high:
        return ()
    words["wanted"] = f"{low} or {high}" if low < high else str(low)
    words["count"] = "1 is" if count == 1 else f"{count} are"
    rule = "regions-too-few" if count < low else "regions-too-many"
    return (Found(rule, words, supports),)
