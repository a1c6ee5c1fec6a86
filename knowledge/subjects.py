"""What the subjects of a question have to do with the kinds of answer, by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.records import Topic
from knowledge.records.subjects import AnswerKind, Role


class Subjects:
    """The subjects people ask about.

    >>> from knowledge.library import bundled
    >>> subjects = bundled().subjects
    >>> subjects.play(["mue", "unit-caps"], "payers_cap")
    True
    >>> sorted(subjects.beyond(["mue", "unit-caps"], "mue"))
    ['unit-caps']
    """

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        """Hold the topics by id."""
        self._topics = topics
        self._players = {role: t for t in reversed([*topics.values()]) for role in t.roles}

    def play(self, topics: Iterable[str], role: Role) -> bool:
        """Whether one of some subjects plays a role.

        Args:
            topics: The subjects' ids.
            role: The role.
        """
        return any(role in self._topics[topic].roles for topic in topics)

    def only_if_asked(self, topics: Iterable[str]) -> set[str]:
        """Those of some subjects of which is told only where they are asked about.

        Args:
            topics: The subjects' ids.
        """
        return {topic for topic in topics if "only_if_asked" in self._topics[topic].roles}

    def the(self, role: Role) -> Topic:
        """The one subject that plays a role.

        Args:
            role: One of `SINGLE_ROLES`.
        """
        return self._players[role]

    def answered_by(self, topics: Iterable[str], kind: AnswerKind) -> bool:
        """Whether a kind of answer is on just one of some subjects.

        Args:
            topics: The subjects' ids.
            kind: The kind of answer.
        """
        return any(self._topics[topic].answered_by == kind for topic in topics)

    def beyond(self, topics: Iterable[str], kind: AnswerKind) -> set[str]:
        """The subjects, but for those that a kind of answer is on anyway.

        Args:
            topics: The subjects' ids.
            kind: The kind of answer.
        """
        return {topic for topic in topics if self._topics[topic].answered_by != kind}

    def not_asked(self, topics: Iterable[str]) -> frozenset[str]:
        """The kinds of answer that a question on some subjects doesn't ask for.

        Args:
            topics: The subjects' ids.
        """
        return frozenset(kind for topic in topics for kind in self._topics[topic].not_asked)

    def keep_out(self, topics: Iterable[str], kind: AnswerKind, named: object = True) -> bool:
        """Whether a kind of answer isn't asked for by a question on some subjects.

        Args:
            topics: The subjects' ids.
            kind: The kind of answer.
            named: What the question names that such an answer would be about, if anything.
        """
        found = [self._topics[topic] for topic in topics]
        bare = not named and any(kind in topic.not_asked_bare for topic in found)
        return bare or kind in self.not_asked(topic.id for topic in found)
