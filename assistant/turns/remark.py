"""A turn beside the conversation before it, as the rules see it that tell if it follows on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.reading.facts import Facts
from assistant.turns.conversation import Conversation
from assistant.turns.own_case import by_number
from knowledge.library import Library
from knowledge.phrases import phrases
from knowledge.words import TurnWords

_FEW = 4


@dataclass(frozen=True)
class Remark:
    """A turn beside the conversation before it.

    Attributes:
        facts: The turn's facts.
        earlier: The conversation before it.
        library: The knowledge base.
    """

    facts: Facts
    earlier: Conversation
    library: Library

    @cached_property
    def words(self) -> list[str]:
        """The folded words."""
        return [t.fold for t in self.facts.tokens if t.kind in ("word", "number", "code")]

    @property
    def lists(self) -> TurnWords:
        """The words by which it is known to follow."""
        return self.library.words.turn_words

    @cached_property
    def opener(self) -> str:
        """The first word that isn't only polite."""
        return next((w for w in self.words if w not in self.lists.filling), self.words[0])

    @property
    def points(self) -> bool:
        """Whether it points back: "it", "those"; "98941 and an E/M same day" names all it is on."""
        both = self.facts.codes and self.facts.topics and "pair" in self.facts.wants
        return not (self.lists.pointing - ({"same"} if both else set())).isdisjoint(self.words)

    @cached_property
    def counted(self) -> bool:
        """Whether minutes were told before."""
        return bool(self.earlier.minutes)

    @cached_property
    def full(self) -> bool:
        """Whether it tells several services, or minutes of one, as a whole question does."""
        services = self.facts.services
        several = len({s.technique or s.code for s in services}) > 1
        return several or self.facts.timed_services

    @cached_property
    def known(self) -> list[bool]:
        """Of each service that it names, whether it was named before."""
        before = {n for s in self.earlier.services for n in (s.technique, s.code) if n}
        own = [by_number(s, self.earlier, self.library) for s in self.facts.services]
        return [s.technique in before or s.code in before for s in own]

    @property
    def unpaid(self) -> bool:
        """Whether it asks if one of a pair goes unpaid: "so the massage isn't paid?"."""
        of_it = "pair" in self.earlier.intents and bool(self.known) and all(self.known)
        return of_it and phrases("unpaid_then").search(self.facts.question) is not None

    @property
    def told_of(self) -> set[str]:
        """The subjects of what the last answer rested on."""
        passages = self.library.passages
        cited = (passages[k] for k in self.earlier.cited if k in passages)
        return {topic for passage in cited for topic in passage.topics}

    def few(self, most: int) -> bool:
        """Whether it has at most so many words."""
        return len(self.words) <= most


def elliptic(facts: Facts) -> bool:
    """Whether a turn only names a code or a service: "97035?", "and ultrasound?".

    Args:
        facts: The turn's facts.
    """
    words = [t for t in facts.tokens if t.kind in ("word", "number", "code")]
    named = bool(facts.services or facts.codes)
    named = named and len(words) <= _FEW
    return named and not facts.wants - {"beside", "pair"} and not facts.topics


def told_who(facts: Facts) -> bool:
    """Whether a turn says who gave a service, and asks nothing: "the PTA did the 97110".

    Args:
        facts: The turn's facts.
    """
    gave = "?" not in facts.question and phrases("gave").search(facts.question) is not None
    return gave and bool(facts.providers)


REMARK = 16
"""A turn of more words says more than a remark on the last answer."""
NAMED = 8
"""And one of more words more than names."""
FEW = 4
BARE = 2
DECIDES = {
    "modifiers": frozenset({"care", "abn", "denial", "plan", "last_unit", "twice"}),
    "pair": frozenset({"region_relation", "distinct", "evaluation_separate", "dates", "patients"}),
}
"""The facts that decide a kind of answer."""
