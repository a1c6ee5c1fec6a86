"""Names and code lists that claim checks look up, worked out once from the library's records."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.claims import CodeScope

if TYPE_CHECKING:
    from knowledge.contents import Library

_DAY = timedelta(days=1)


class ClaimIndex:
    """Look-ups for claim checks.

    >>> from knowledge.library import bundled
    >>> index = ClaimIndex(bundled())
    >>> index.payers["medicare part b"], index.regions["neck"], index.providers["pt"]
    ('medicare', 'cervical', 'pt')
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def payers(self) -> Mapping[str, str]:
        """Every payer's id by its names, in small letters."""
        held = self._library.payers
        return _named((key, (key, payer.name, *payer.names)) for key, payer in held.items())

    @cached_property
    def regions(self) -> Mapping[str, str]:
        """Every region's id by its names, in small letters."""
        held = self._library.regions
        return _named((key, (key, region.name, *region.names)) for key, region in held.items())

    @cached_property
    def providers(self) -> Mapping[str, str]:
        """Every provider type's id by its names, in small letters."""
        held = self._library.providers
        return _named((key, (key, one.name, *one.names)) for key, one in held.items())

    @cached_property
    def spinal(self) -> frozenset[str]:
        """The regions that spinal adjustment codes count."""
        return frozenset(key for key, region in self._library.regions.items() if region.spinal)

    @cached_property
    def rule_codes(self) -> Mapping[str, frozenset[str]]:
        """The codes that each modifier rule speaks of."""
        return {key: self.codes(rule.on) for key, rule in self._library.modifier_rules.items()}

    @cached_property
    def provider_codes(self) -> Mapping[str, frozenset[str] | None]:
        """The codes that each provider rule speaks of; None for all but those it leaves out."""
        rules = self._library.claim_rules.providers
        return {key: self.codes(rule.on) if rule.on else None for key, rule in rules.items()}

    @cached_property
    def provider_but(self) -> Mapping[str, frozenset[str]]:
        """The codes that each provider rule leaves out."""
        rules = self._library.claim_rules.providers
        return {key: self.codes(rule.but) for key, rule in rules.items()}

    @cached_property
    def manipulation(self) -> frozenset[str]:
        """The codes whose regions decide a pair."""
        return self.codes(CodeScope(families=self._library.claim_rules.pairs.manipulation))

    @cached_property
    def visits(self) -> frozenset[str]:
        """Office visits."""
        return self.codes(CodeScope(families=self._library.claim_rules.pairs.visits))

    @cached_property
    def adjustments(self) -> Mapping[str, tuple[int, int]]:
        """The fewest and most regions of each spinal adjustment code."""
        return self._library.techniques[self._library.claim_rules.adjustments].counts

    @cached_property
    def boundaries(self) -> tuple[date, ...]:
        """The days on which something that is dated begins to hold or has ceased to."""
        found: set[date] = set()
        library = self._library
        rules = [rule for payer in library.payers.values() for rule in payer.rules]
        spans = [(code.since, code.until) for code in library.codes.values()]
        spans += [(modifier.since, None) for modifier in library.modifiers.values()]
        for since, until in [*spans, *((rule.since, rule.until) for rule in rules)]:
            if since:
                found.add(since)
            if until:
                found.add(until + _DAY)
        for year in library.thresholds:
            found |= {date(year, 1, 1), date(year + 1, 1, 1)}
        return tuple(sorted(found))

    def era(self, on: date | None) -> int:
        """The stretch of days, between two boundaries, that a day lies in; -1 for no day."""
        return -1 if on is None else bisect_right(self.boundaries, on)

    def day_of(self, era: int) -> date | None:
        """A day that lies in a stretch."""
        if era < 0:
            return None
        return self.boundaries[era - 1] if era else self.boundaries[0] - _DAY

    def codes(self, scope: CodeScope) -> frozenset[str]:
        """The codes that a scope speaks of."""
        return frozenset(
            key
            for key, code in self._library.codes.items()
            if key in scope.codes
            or code.family in scope.families
            or (scope.therapy and code.always_therapy)
            or (scope.timed and code.timed is True)
        )


def _named(entries: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Ids by their names in small letters; an id's own word is never another's name."""
    listed = list(entries)
    found = {name.casefold(): key for key, names in reversed(listed) for name in names}
    return found | {key.casefold(): key for key, _ in listed}
