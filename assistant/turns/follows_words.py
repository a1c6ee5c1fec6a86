"""Signs in a turn's own words that it follows on the last one, or begins anew."""

from __future__ import annotations

from assistant.turns import signs
from assistant.turns.remark import BARE, NAMED, REMARK, Remark, elliptic

_OF_ITS_OWN = frozenset({"status", "definition", "documentation", "coverage", "mue"})


_ONWARD = frozenset({"why", "source", "beside", "both", "change"})


def opens_a_topic(turn: Remark) -> bool:
    """As in "Another question": but another patient may have had one of the services.

    Args:
        turn: The turn.
    """
    of_one = "patients" in turn.facts.stated and not turn.facts.loose
    return bool(signs.NEW_TOPIC.search(turn.facts.question)) and not of_one


def asks_its_own(turn: Remark) -> bool:
    """As in "Is 97005 valid?": something of its own about what it names.

    Args:
        turn: The turn.
    """
    facts = turn.facts
    if facts.codes and {"gone", "definition"} <= facts.wants:
        return True
    for changing in (signs.SUPPOSED, signs.MEANT, signs.RETURNS, signs.DROPPING, signs.RENAMED):
        if changing.search(facts.question):
            return False
    named = facts.services or facts.codes
    allowed = facts.providers and facts.wants & {"who", "yes_no"} and not facts.timed_services
    asks = (facts.wants & _OF_ITS_OWN or allowed) and not facts.wants & _ONWARD
    goes_on = turn.points or not turn.lists.going_on.isdisjoint(turn.words)
    return bool(named and asks) and not turn.few(BARE) and not goes_on


def puts_right(turn: Remark) -> bool:
    """As in "I meant 97140".

    Args:
        turn: The turn.
    """
    return bool(signs.MEANT.search(turn.facts.question) and turn.earlier.services)


def asks_in_a_word(turn: Remark) -> bool:
    """As in "MUE?", or "CQ?" of codes told before.

    Args:
        turn: The turn.
    """
    asks = turn.facts.wants or (turn.facts.modifiers and turn.earlier.codes)
    return turn.few(BARE) and bool(asks) and not turn.facts.services


def supposes(turn: Remark) -> bool:
    """As in "What if it was 97140?".

    Args:
        turn: The turn.
    """
    supposed = signs.SUPPOSED.search(turn.facts.question) and turn.facts.services
    return bool(supposed) and turn.few(REMARK)


def names_one(turn: Remark) -> bool:
    """As in "97035?"; where a code was asked for, another service with how it was done.

    Args:
        turn: The turn.
    """
    described = bool(turn.facts.services) and "choice" in turn.earlier.intents
    tried = signs.IT_IS_CODE.search(turn.facts.question)
    asks = turn.facts.wants - (_TRYING if tried else {"beside"})
    described = described and turn.few(NAMED) and not asks
    return not turn.full and (elliptic(turn.facts) or described)


_TRYING = frozenset({"beside", "valid", "yes_no", "who"})
"""What a turn wants at most that tries a code: "should I use 97022?"."""


def adds(turn: Remark) -> bool:
    """As in "And I forgot 8 minutes of ultrasound".

    Args:
        turn: The turn.
    """
    return turn.full and bool(signs.ADDING.search(turn.facts.question)) and turn.few(_ADDED)


def changes(turn: Remark) -> bool:
    """As in "Add", "drop", "no": it opens with what it does to what was told.

    Args:
        turn: The turn.
    """
    return turn.opener in turn.lists.changing and turn.few(_LONGEST)


def tells_a_whole(turn: Remark) -> bool:
    """Several services, or minutes of one: a question of its own.

    Args:
        turn: The turn.
    """
    return turn.full


def names_nothing(turn: Remark) -> bool:
    """As in "Why?": it can only be on what was answered.

    Args:
        turn: The turn.
    """
    facts = turn.facts
    topics = {*facts.topics} - turn.library.overruled(turn.earlier.topics) - turn.told_of
    named = facts.services or facts.codes or topics or facts.improper
    return not named and turn.few(REMARK)


def goes_on(turn: Remark) -> bool:
    """As in "And is that covered?": it opens as one that goes on, and points back or is short.

    Args:
        turn: The turn.
    """
    opened = not turn.lists.openers.isdisjoint((turn.opener, turn.words[0]))
    return opened and (turn.points or turn.few(NAMED))


def points(turn: Remark) -> bool:
    """As in "Does it cover those?".

    Args:
        turn: The turn.
    """
    few = turn.few(_POINTED if turn.facts.services or turn.facts.codes else REMARK)
    return turn.points and few


_ADDED = 14


_LONGEST = 30


_POINTED = 10
