"""What an operator of a clause governs: what follows it, what it follows, or both."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.verify.lexicon import Lexicon, Mark
from assistant.verify.parts import AROUND, Item, Turn

_REACH = {"not": 5, "only": 3, "unless": 4, "without": 3, "may": 3, "must": 3, "need": 4}
_DENIES = 4
_MODAL = ("=may", "=must", "=should")
"""Operators behind which a negation doesn't reach: `what was not done may be billed`."""
_EACH = ("some", "most", "every")
"""Operators that hold for every member of the list before which they stand."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a clause tells, before it is known what its operators govern.

    Attributes:
        order: Its words, values and operators.
        items: Its values.
        ends: Where each of its segments ends in the order.
        lent: Places of what only a pronoun stands for.
        leads: Places before which a preposition stands.
        joined: The segments that go on with a list.
    """

    order: list[str]
    items: Sequence[Item]
    ends: Sequence[int]
    lent: Set[int]
    leads: Set[int]
    joined: Set[int]

    def turn(self, mark: Mark, at: int, number: int) -> Turn:
        """An operator with what it governs.

        Args:
            mark: The operator.
            at: Its place in the order.
            number: The segment in which it stands.
        """
        kind, end = mark.kind, self.ends[number]
        own = at + (kind not in ("not", "ever"))
        lets = self.order[own : own + 1] == ["~allow"]
        reach = 1 if mark.role and not lets else _REACH.get(kind, 2)
        before = self._own(self.ends[number - 1] if number else 0, at, kind)[:-3:-1]
        after = self._own(own, min(own + reach, end), kind)
        if kind == "not":
            modal = next((n for n, p in enumerate(after) if n and p in _MODAL), len(after))
            after = after[:modal]
        governed = self._governed(kind, at, own, before, after, own >= end or bool(mark.role))
        scope = set(governed)
        if kind in _EACH and own + reach >= end:
            scope |= self._listed_with(number, reach)
        if after:
            lists = {i.group for i in self.items if i.group > 0 and own <= i.place < own + reach}
            scope |= {self.order[i.place] for i in self.items if i.group in lists}
        return Turn(kind, frozenset(scope), governed[0] if governed else "", at, bool(mark.role))

    def denied(self, turn: Turn, number: int, lexicon: Lexicon) -> Sequence[str]:
        """What a negation denies: what it governs up to the next preposition.

        Args:
            turn: The negation.
            number: The segment in which it stands.
            lexicon: The words that are known.
        """
        at, end = turn.place, self.ends[number]
        if turn.inner:
            return self.order[at : at + 1]
        for place in range(at + 1, min(at + _DENIES, end)):
            told = self.order[at:place]
            if place in self.leads and any(p[0] != "=" and p not in lexicon.weak for p in told):
                return told
        return self.order[at : min(at + _DENIES, end)] or ([turn.head] if turn.head else [])

    def _governed(
        self, kind: str, at: int, own: int, before: list[str], after: list[str], last: bool
    ) -> list[str]:
        """What an operator governs, the nearest first; where nothing is near, what is further."""
        found = after or before
        if kind in ("together", "both") or (kind == "need" and before and own in self.leads):
            found = [*before, *after]
        elif kind in AROUND:
            found = [*after, *before]
        elif kind == "only" and before and last:
            found = before
        elif kind == "left_open":
            found = self._own(own, len(self.order), kind)
        elif kind == "mistake":
            found = self._own(0, at, kind)[::-1]
        further = self._own(0, at, kind)[:-3:-1] if not found else []
        return found or further or self._own(own, len(self.order), kind)[:2]

    def _listed_with(self, number: int, reach: int) -> set[str]:
        """What begins the segments that a list goes on with: `some blue, green or red plans`."""
        ends = self.ends
        last = next((n for n in range(number + 1, len(ends)) if n in self.joined), number)
        return {
            part
            for n in range(number + 1, last + 1)
            for part in self.order[ends[n - 1] : min(ends[n - 1] + reach, ends[n])]
        }

    def _own(self, start: int, end: int, kind: str) -> list[str]:
        """A stretch of the order, without what pronouns stand for where that is not governed."""
        if kind in ("not", "without"):
            return self.order[start:end]
        told = [self.order[p] for p in range(start, end) if p not in self.lent]
        return [p for p in told if p != "=together"] if kind in ("together", "both") else told
