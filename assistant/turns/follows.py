"""Whether a turn follows on the last one, or begins anew: rules, of which the first decides."""

from __future__ import annotations

from collections.abc import Callable

from assistant.reading.facts import Facts
from assistant.turns import signs
from assistant.turns.conversation import Conversation
from assistant.turns.figures import figures
from assistant.turns.given_minutes import tells_idle
from assistant.turns.in_full import only_who
from assistant.turns.remark import Remark, elliptic, told_who
from knowledge.library import Library

_OF_ITS_OWN = frozenset({"status", "definition", "documentation", "coverage", "mue"})
_ONWARD = frozenset({"why", "source", "beside", "both", "change"})
_REMARK = 16
"""A turn of more words says more than a remark on the last answer."""
_NAMED = 8
"""And one of more words more than names."""
_FEW = 4
_BARE = 2
_ADDED = 14
_LONGEST = 30
_POINTED = 10


def _opens_a_topic(turn: Remark) -> bool:
    """As in "Another question": but another patient may have had one of the services."""
    of_one = "patients" in turn.facts.stated and not turn.facts.loose
    return bool(signs.NEW_TOPIC.search(turn.facts.question)) and not of_one


def _is_on_the_count(turn: Remark) -> bool:
    """As in "6 minutes of 97035?" of minutes told before, or "which one gets it?"."""
    asks = _restates(turn) or signs.GETS.search(turn.facts.question)
    return turn.counted and bool(asks) and turn.few(_REMARK)


def _restates(turn: Remark) -> bool:
    """Whether the minutes that a turn gives are some of those before it."""
    held = [(s.code, s.technique, s.minutes) for s in turn.earlier.services]
    timed = [s for s in turn.facts.services if s.minutes is not None]
    again = all(
        any(m == s.minutes and (s.code or s.technique) in (c, t) for c, t, m in held) for s in timed
    )
    return bool(timed) and again and len(held) > len(timed)


def _tells_who_gave(turn: Remark) -> bool:
    """As in "the PTA did the 97110", of services told before."""
    named = any(turn.known) and not turn.facts.timed_services
    return named and told_who(turn.facts) and turn.few(_REMARK)


def _asks_its_own(turn: Remark) -> bool:
    """As in "Is 97005 valid?": something of its own about what it names."""
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
    return bool(named and asks) and not turn.few(_BARE) and not goes_on


def _names_who(turn: Remark) -> bool:
    """As in "TRICARE?", "and a PTA?"."""
    return only_who(turn.facts) and turn.few(_NAMED)


def _is_on_the_pair(turn: Remark) -> bool:
    """A service of the pair before it, and no other code: "the massage was on the calf"."""
    codes = set(turn.earlier.codes)
    technique_codes = turn.library.technique_codes
    own = turn.facts.services
    held = any(
        s.code in codes or (s.technique and technique_codes[s.technique] & codes) for s in own
    )
    other = any(s.code is not None and s.code not in codes for s in own)
    told = not other or signs.IN_PLACE.search(turn.facts.question)
    timed = any(s.minutes is not None for s in own)
    return (
        "pair" in turn.earlier.intents and held and bool(told) and not timed and turn.few(_REMARK)
    )


def _is_a_part(turn: Remark) -> bool:
    """As in "10 of those were exercise"."""
    return turn.counted and bool(signs.PART_OF.search(figures(turn.facts.tokens)))


def _tells_idle(turn: Remark) -> bool:
    """As in "setup was 5", of minutes told before."""
    idle = tells_idle(turn.facts) and not turn.facts.services
    return turn.counted and idle and turn.few(_REMARK)


def _names_a_method(turn: Remark) -> bool:
    """As in "My facility wants full 15 minutes"."""
    return turn.counted and bool(turn.facts.methods) and not turn.facts.services


def _is_polite(turn: Remark) -> bool:
    """As in "Thanks a lot"."""
    polite = bool(turn.facts.wants & {"greeting", "thanks"}) and turn.few(_FEW)
    return polite and not (turn.facts.slots or turn.facts.bare or turn.facts.stated)


def _puts_right(turn: Remark) -> bool:
    """As in "I meant 97140"."""
    return bool(signs.MEANT.search(turn.facts.question) and turn.earlier.services)


def _places(turn: Remark) -> bool:
    """As in "Another region, the ankle", where a pair is on."""
    facts = turn.facts
    told = facts.stated.keys() & {"region_relation", "distinct"} and not facts.services
    few = turn.few(_FEW if "?" in facts.question else _NAMED)
    return "pair" in turn.earlier.intents and bool(told) and few


def _asks_in_a_word(turn: Remark) -> bool:
    """As in "MUE?"."""
    return turn.few(_BARE) and bool(turn.facts.wants) and not turn.facts.services


def _supposes(turn: Remark) -> bool:
    """As in "What if it was 97140?"."""
    supposed = signs.SUPPOSED.search(turn.facts.question) and turn.facts.services
    return bool(supposed) and turn.few(_REMARK)


def _names_one(turn: Remark) -> bool:
    """As in "97035?"; where a code was asked for, another service with how it was done."""
    described = bool(turn.facts.services) and "choice" in turn.earlier.intents
    described = described and turn.few(_NAMED) and not turn.facts.wants - {"beside"}
    return not turn.full and (elliptic(turn.facts) or described)


def _adds(turn: Remark) -> bool:
    """As in "And I forgot 8 minutes of ultrasound"."""
    return turn.full and bool(signs.ADDING.search(turn.facts.question)) and turn.few(_ADDED)


def _answers(turn: Remark) -> bool:
    """As in "The stretching was exercise", where that was asked."""
    return turn.earlier.asked is not None and any(turn.known) and turn.few(_NAMED)


def _counts_one(turn: Remark) -> bool:
    """As in "Medicare units for the massage", of services told before."""
    again = bool(turn.known) and all(turn.known) and not turn.full
    return again and turn.counted and "units" in turn.facts.wants and turn.few(_NAMED)


def _tells_again(turn: Remark) -> bool:
    """As in "97110 24, 97140 10": only other minutes of services told before."""
    facts = turn.facts
    asks = facts.wants - {"yes_no", "beside", "change", "claimed"} or facts.payers or facts.unheld
    return turn.full and all(turn.known) and turn.few(_NAMED) and not asks


def _corrects(turn: Remark) -> bool:
    """As in "22 minutes, not 34"."""
    corrected = signs.CORRECTED.search(turn.facts.question)
    return turn.full and bool(corrected or signs.SUPPOSED.search(turn.facts.question))


def _changes(turn: Remark) -> bool:
    """As in "Add", "drop", "no": it opens with what it does to what was told."""
    return turn.opener in turn.lists.changing and turn.few(_LONGEST)


def _tells_a_whole(turn: Remark) -> bool:
    """Several services, or minutes of one: a question of its own."""
    return turn.full


def _names_nothing(turn: Remark) -> bool:
    """As in "Why?": it can only be on what was answered."""
    facts = turn.facts
    topics = {*facts.topics} - turn.library.overruled(turn.earlier.topics)
    named = facts.services or facts.codes or topics or facts.improper
    return not named and turn.few(_REMARK)


def _goes_on(turn: Remark) -> bool:
    """As in "And is that covered?": it opens as one that goes on, and points back or is short."""
    opened = not turn.lists.openers.isdisjoint((turn.opener, turn.words[0]))
    return opened and (turn.points or turn.few(_NAMED))


def _points(turn: Remark) -> bool:
    """As in "Does it cover those?"."""
    few = turn.few(_POINTED if turn.facts.services or turn.facts.codes else _REMARK)
    return turn.points and few


def _was_asked(turn: Remark) -> bool:
    """Something was asked for, and this may be the answer."""
    return turn.earlier.asked is not None


_RULES: tuple[tuple[Callable[[Remark], bool], bool], ...] = (
    (_opens_a_topic, False),
    (_is_on_the_count, True),
    (_tells_who_gave, True),
    (_asks_its_own, False),
    (_names_who, True),
    (_is_on_the_pair, True),
    (_is_a_part, True),
    (_tells_idle, True),
    (_names_a_method, True),
    (_is_polite, False),
    (_puts_right, True),
    (_places, True),
    (_asks_in_a_word, True),
    (_supposes, True),
    (_names_one, True),
    (_adds, True),
    (_answers, True),
    (_counts_one, True),
    (_tells_again, True),
    (_changes, True),
    (_corrects, True),
    (_tells_a_whole, False),
    (_names_nothing, True),
    (_goes_on, True),
    (_points, True),
    (_was_asked, True),
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
