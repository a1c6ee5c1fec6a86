"""Whether a turn follows on the last one, or begins anew: rules, of which the first decides."""

from __future__ import annotations

from collections.abc import Callable

from assistant.reading.facts import Facts
from assistant.turns import follows_answer as answer
from assistant.turns import follows_words as words
from assistant.turns.conversation import Conversation
from assistant.turns.remark import Remark
from knowledge.library import Library

_RULES: tuple[tuple[Callable[[Remark], bool], bool], ...] = (
    (words.opens_a_topic, False),
    (answer.is_on_the_count, True),
    (answer.tells_who_gave, True),
    (words.asks_its_own, False),
    (answer.is_on_the_pair, True),
    (answer.asks_which_side, True),
    (answer.is_a_part, True),
    (answer.tells_idle, True),
    (answer.names_a_method, True),
    (words.puts_right, True),
    (answer.tells_what_decides, True),
    (words.asks_in_a_word, True),
    (words.supposes, True),
    (words.names_one, True),
    (words.adds, True),
    (answer.counts_one, True),
    (answer.tells_again, True),
    (words.changes, True),
    (answer.renames_one, True),
    (words.tells_a_whole, False),
    (words.names_nothing, True),
    (words.goes_on, True),
    (words.points, True),
    (answer.was_asked, True),
)
"""Each sign, and whether a turn that shows it follows on; a turn that shows none begins anew."""


def follows_on(facts: Facts, earlier: Conversation, library: Library) -> bool:
    """Whether a turn follows on the last one, rather than beginning anew.

    Args:
        facts: The turn's facts.
        earlier: The conversation before it.
        library: The knowledge base.
    """
    turn = Remark(facts, earlier, library)
    return bool(turn.words) and next((on for shows, on in _RULES if shows(turn)), False)
