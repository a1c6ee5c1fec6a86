"""A turn that follows, beside the answer that it follows on."""

from __future__ import annotations

from functools import cached_property

from assistant.intents.rules import Asked

_PASSING = frozenset({"improper", "greeting", "why", "source", "sources"})
"""Kinds of answer that a follow-up doesn't ask for again."""


class FollowUp(Asked):
    """A turn that follows, and the kinds of answer that its own words ask for."""

    @cached_property
    def before(self) -> list[str]:
        """The kinds of the last answer that may be asked for again."""
        return [i for i in self.case.earlier.intents if i not in _PASSING]

    @cached_property
    def again(self) -> list[str]:
        """The same without the passages and amounts, which each answer finds for itself."""
        return [i for i in self.before if i not in ("explain", "threshold")]

    @property
    def fresh(self) -> bool:
        """Whether the turn names a service or a code itself."""
        return bool(self.case.facts.services or self.case.facts.codes)

    @property
    def names_technique(self) -> bool:
        """Whether the turn names a service in words."""
        return any(s.technique for s in self.case.facts.services)

    @cached_property
    def held(self) -> bool:
        """Whether the services that the turn names, if any, are those of the turns before."""
        earlier = self.case.earlier
        techniques = {s.technique for s in earlier.services if s.technique}
        codes = {s.code for s in earlier.services if s.code} | {*earlier.codes}
        return all(
            s.technique in techniques
            or s.code in codes
            or (s.technique and self.library.technique_codes[s.technique] & codes)
            or (s.technique and self.library.techniques[s.technique].rule == "by_goal")
            for s in self.case.facts.services
        )

    def was(self, *kinds: str) -> bool:
        """Whether the last answer was one of these kinds."""
        return not {*kinds}.isdisjoint(self.before)

    @property
    def counted(self) -> bool:
        """Whether the last answer counted units, or what would change them."""
        return self.was("units", "what_if")
