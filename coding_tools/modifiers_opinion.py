"""What is thought of one modifier on one line: the verdict, why, and by whose word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coding_tools.trace import Calculation, Outcome
from coding_tools.wording import listed, with_article
from knowledge.claims import Verdict
from knowledge.library import Library
from knowledge.records import PayerFact, PayerRule


class ServiceLine(NamedTuple):
    """A line of the day.

    Attributes:
        code: The billing code.
        modifiers: Modifiers that stand on it already.
        provider: A provider type's id, where this line was another's than the day's.
    """

    code: str
    modifiers: tuple[str, ...] = ()
    provider: str | None = None


class Day(NamedTuple):
    """What is stated of a day's lines; None is not stated, and never a default.

    Attributes:
        payer: A payer's id, or the name of one that isn't held.
        provider: A provider type's id.
        date_of_service: The date.
        asked: Modifiers that are asked about; none asks which ones belong.
        stated: Values of facts of `knowledge/asks.yaml`, by the fact's name.
        spent: Dollars of the year's therapy, where an amount is stated.
    """

    payer: str | None = None
    provider: str | None = None
    date_of_service: date | None = None
    asked: tuple[str, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    spent: int | None = None

    def fact(self, name: str) -> str | None:
        """A stated fact's value."""
        return dict(self.stated).get(name)

    def of(self, line: ServiceLine, lines: Sequence[ServiceLine]) -> Day:
        """What is stated of one of the day's lines.

        Where some lines are an assistant's, what is stated of an assistant is of those alone.

        Args:
            line: The line.
            lines: Every line of the day.

        >>> lines = [ServiceLine("97110"), ServiceLine("97140", provider="pta")]
        >>> Day(stated=(("assistant", "yes"),)).of(lines[0], lines).stated
        ()
        """
        if line.provider:
            return self._replace(provider=line.provider)
        apart = any(other.provider for other in lines)
        kept = tuple(s for s in self.stated if not (apart and s[0] in _OF_AN_ASSISTANT))
        return self._replace(stated=kept)


_OF_AN_ASSISTANT = frozenset({"assistant", "assistant_share", "last_unit"})


class Opinion(NamedTuple):
    """A verdict on a modifier on a line.

    Attributes:
        modifier: The modifier.
        code: The line's code.
        verdict: `required`, `open`, `wrong` or `unnecessary`.
        why: The reason, as a clause without a full stop.
        supports: The passages that it rests on.
        missing: What could not be checked for want of it; empty where it was checked.
    """

    modifier: str
    code: str
    verdict: Verdict
    why: str
    supports: tuple[str, ...]
    missing: str = ""

    @property
    def outcome(self) -> Outcome:
        """Whether it applies, doesn't, or could not be checked."""
        if self.missing:
            return "not_checked"
        return "applies" if self.verdict in ("required", "open") else "does_not_apply"


class Question(NamedTuple):
    """A modifier thought of on a line, with all that is stated of the day."""

    modifier: str
    line: ServiceLine
    day: Day
    pairs: Sequence[Calculation]
    library: Library

    def say(self, advice: str, supports: tuple[str, ...] = (), /, **words: str) -> Opinion:
        """An opinion in the words of `knowledge/modifier_advice.yaml`.

        Args:
            advice: The advice's name.
            supports: Passages that the line's own facts add; they come first.
            **words: What the wording is filled in with beside the line's own facts.
        """
        held = self.library.modifier_advice[advice]
        told = self.words(**words)
        own = tuple(key.format_map(told) for key in held.supports)
        keys = tuple(dict.fromkeys((*supports, *own)))
        why = held.why.format_map(told)
        missing = held.missing.format_map(told)
        return Opinion(self.modifier, self.line.code, held.verdict, why, keys, missing)

    def words(self, **words: str) -> dict[str, str]:
        """The line's own facts in words, with more beside them."""
        modifier = self.library.modifiers[self.modifier]
        return {
            "code": self.line.code,
            "modifier": self.modifier,
            "means": modifier.means,
            "payer": payer_name(self.day.payer, self.library),
            "provider": self.provider_name,
            "since": "",
            **words,
        }

    @property
    def provider_name(self) -> str:
        """The provider with an article."""
        held = self.library.providers.get(self.day.provider or "")
        return with_article(held.name) if held else "this provider"

    def payer_rule(self, fact: PayerFact) -> PayerRule | None:
        """What the payer's rules say of a fact on the date of service."""
        payer = self.library.payers.get(self.day.payer or "")
        return payer.rule(fact, self.day.date_of_service) if payer else None

    def asking(self, fact: PayerFact) -> tuple[str, tuple[str, ...]]:
        """The payers that ask for it as a list in words, and the passages that say so."""
        rules = [
            (payer.name, rule)
            for payer in self.library.payers.values()
            if (rule := payer.rule(fact, self.day.date_of_service)) and rule.value == "required"
        ]
        names = listed([f"{name}{since(rule)}" for name, rule in rules])
        return names, tuple(dict.fromkeys(key for _, rule in rules for key in rule.supports))


def since(rule: PayerRule) -> str:
    """Since when a rule holds, as words behind what it says.

    >>> since(PayerRule(fact="mue", value="ncci", since=date(2020, 7, 1)))
    ' since 2020-07-01'
    """
    return f" since {rule.since}" if rule.since else ""


def payer_name(payer: str | None, library: Library) -> str:
    """A payer by its name; one that isn't held by the words given.

    >>> from knowledge.library import bundled
    >>> payer_name("uhc", bundled()), payer_name(None, bundled())
    ('UnitedHealthcare', 'the payer')
    """
    held = library.payers.get(payer or "")
    return held.name if held else payer or "the payer"
