"""A following turn with the bare numbers that it tells, in figures or in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.facts import Facts
from assistant.turns.case import Case
from assistant.turns.conversation import Conversation
from knowledge.library import Library
from knowledge.reading_words import number_words, reading_words

MOST_UNITS = 12
"""A number up to this many that ends "so 3?" is one of units."""


@dataclass(frozen=True)
class Numbers:
    """A following turn, with the bare numbers that it tells.

    Attributes:
        case: The case that its words put.
        library: The knowledge base.
        given: The numbers, in figures or else in words.
    """

    case: Case
    library: Library
    given: Sequence[int]

    @property
    def earlier(self) -> Conversation:
        """The conversation before it."""
        return self.case.earlier

    @property
    def facts(self) -> Facts:
        """The turn's own facts."""
        return self.case.facts

    @property
    def of_units(self) -> bool:
        """Whether it tells one number, and that may be one of units."""
        return len(self.given) == 1 and self.given[0] <= MOST_UNITS

    def after(self, *kinds: str) -> bool:
        """Whether the last answer was of one of these kinds."""
        return not set(kinds).isdisjoint(self.earlier.intents)

    def with_(self, **changes: object) -> Case:
        """The case with some of the turn's facts changed."""
        return self.case.with_(facts=replace(self.facts, **changes))  # type: ignore[arg-type]

    def claiming(self) -> Case:
        """The case with the numbers read as units that are claimed."""
        return self.with_(bare=(), claimed_units=tuple(self.given))

    def for_units(self, units: Sequence[int], **changes: object) -> Case:
        """The case in which the minutes for some units are asked for."""
        wants = self.facts.wants | {"minutes_for"}
        return self.with_(wants=wants, claimed_units=tuple(units), **changes)


def numbers_of(case: Case, library: Library) -> Numbers:
    """A turn with its bare numbers.

    Args:
        case: The case.
        library: The knowledge base.
    """
    return Numbers(case, library, [d.minutes for d in case.facts.bare] or _spelled(case))


def _spelled(case: Case) -> list[int]:
    """The small numbers in words, but for those of something else: "both on one claim?"."""
    words = [t.fold for t in case.facts.tokens]
    around = {w: (a, b) for a, w, b in zip(["", *words], words, [*words[1:], ""], strict=False)}
    points, others = reading_words("before_a_thing"), reading_words("counted_things")
    pointing = {w for w, (a, _) in around.items() if w == "one" and a in points}
    counted = {w for w, (_, b) in around.items() if b not in others} - pointing
    return [n for w, n in number_words("told_alone").items() if w in counted]
