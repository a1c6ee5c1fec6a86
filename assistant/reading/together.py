"""The subjects that a turn brings up only together with the words before it."""

from __future__ import annotations

from assistant.reading.mentions import ids
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
    whole, *alone = (
        ids(vocabulary.cues(tokens(words)), "topic")
        for words in (f"{before} ? {question}", before, question)
    )
    return tuple(topic for topic in whole if not any(topic in told for told in alone))
