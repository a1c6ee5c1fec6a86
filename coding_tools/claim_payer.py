"""What is known of a claim's payer on a date of service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from coding_tools.claim_cells import shown, tidy
from coding_tools.claim_words import Found
from coding_tools.wording import listed
from knowledge.library import Library
from knowledge.records import PayerFact, PayerRule

NOBODY = ""
SEVERAL = "\N{BULLET}"


class PayerFacts(NamedTuple):
    """What a payer's rules decide on a date; what isn't held has no default.

    Attributes:
        key: As `payer_key` gives it.
        name: How a finding names it.
        held: Whether its rules are held at all.
        rules: The rule that holds on each fact.
        methods: The methods of counting that may govern: its own, or those that are usual.
        definite: Whether it is one method of its own.
    """

    key: str
    name: str
    held: bool
    rules: Mapping[PayerFact, PayerRule]
    methods: tuple[str, ...]
    definite: bool

    def value(self, fact: PayerFact) -> str | None:
        """What its rule on a fact says; None where none is held."""
        rule = self.rules.get(fact)
        return rule.value if rule else None

    def supports(self, fact: PayerFact) -> tuple[str, ...]:
        """The passages of its rule on a fact."""
        rule = self.rules.get(fact)
        return rule.supports if rule else ()


def payer_key(text: str, library: Library) -> str:
    """Which payer a cell names: an id, or its own words in small letters where none is held.

    >>> from knowledge.library import bundled
    >>> payer_key(" Medicare ", bundled()), payer_key("Northlake", bundled())
    ('medicare', '?northlake')
    """
    words = tidy(text).casefold()
    if not words:
        return NOBODY
    return library.claim_index.payers.get(words) or f"?{words}"


def claim_payer(keys: Iterable[str]) -> str:
    """A claim's payer from those of its lines: the one that is named.

    >>> claim_payer(["", "medicare", ""]), claim_payer(["uhc", "medicare"]) == SEVERAL
    ('medicare', True)
    """
    named = dict.fromkeys(key for key in keys if key)
    return SEVERAL if len(named) > 1 else next(iter(named), NOBODY)


def payer_facts(key: str, text: str, on: date | None, library: Library) -> PayerFacts:
    """What a payer's rules decide on a date of service.

    Args:
        key: As `payer_key` or `claim_payer` gives it.
        text: The payer as the claim writes it.
        on: The date of service; None takes the rules that still hold.
        library: The knowledge base.

    >>> from datetime import date
    >>> from knowledge.library import bundled
    >>> facts = payer_facts("uhc", "UHC", date(2019, 1, 1), bundled())
    >>> facts.value("therapy_plan"), facts.methods
    (None, ('cms',))
    """
    payer = library.payers.get(key)
    counted = library.claim_rules.counted
    if payer is None:
        name = f"the payer {shown(text, library)}" if key not in (NOBODY, SEVERAL) else "the payer"
        return PayerFacts(key, name, False, {}, counted, False)
    rules: dict[PayerFact, PayerRule] = {}
    for rule in payer.rules:
        if rule.holds(on) and not rule.of:
            rules.setdefault(rule.fact, rule)
    own = rules.get("unit_method")
    return PayerFacts(
        key, payer.name, True, rules, (own.value,) if own else counted, own is not None
    )


def payer_gap(payer: PayerFacts, text: str, library: Library) -> Found | None:
    """What can't be checked because of the payer; None where all is held.

    Args:
        payer: What is known of the claim's payer.
        text: The payer as the claim writes it.
        library: The knowledge base.

    >>> from knowledge.library import bundled
    >>> facts = payer_facts("", "", None, bundled())
    >>> payer_gap(facts, "", bundled()).rule
    'payer-missing'
    """
    if payer.key == SEVERAL:
        return None
    names = library.claim_rules.payer_facts
    missing = [said for fact, said in names.items() if fact not in payer.rules]
    if not missing:
        return None
    rule = "payer-partly" if payer.held else "payer-unknown" if payer.key else "payer-missing"
    shows = payer.name if payer.held else shown(text, library)
    return Found(rule, {"payer": shows, "unchecked": listed(missing)})


def payers_mixed(texts: Iterable[str], library: Library) -> Found:
    """That a claim names several payers."""
    return Found("payer-mixed", {"payers": ", ".join(shown(text, library) for text in texts)})


def payer_of_claim(text: str, library: Library) -> Found:
    """That a line names no payer, and is checked under the one that its claim's others name."""
    return Found("payer-of-claim", {"payer": shown(text, library)})
