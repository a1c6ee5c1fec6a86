"""The subjects that a turn brings up only together with the words before it."""

from __future__ import annotations

from assistant.reading.text import tokens
from assistant.reading.vocabulary import Vocabulary


def together(question: str, before: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The subjects of which a part stands in a turn and a part in the words before it.

    Args:
        question: The turn's words.
        before: The words before it.
        vocabulary: Finds the words of subjects.

    >>> from knowledge.library import bundled
    >>> together("Is it so for every payer?", "What earns a unit?", Vocabulary(bundled()))
    ('who-uses-which',)
    """
    found = vocabulary.across(tokens(before), tokens(question))
    return tuple(sorted(id_ for kind, id_ in found if kind == "topic"))
