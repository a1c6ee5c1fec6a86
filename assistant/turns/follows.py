"""Whether a turn follows on the last one, or begins anew: signs, of which the first decides."""

from __future__ import annotations

from collections.abc import Callable

from assistant.reading.facts import Facts
from assistant.turns import signs
from assistant.turns.asks_whole import asks_whole
from assistant.turns.case import ANY
from assistant.turns.changed_minutes import difference, in_its_place
from assistant.turns.conversation import Conversation
from assistant.turns.given_minutes import tells_idle
from assistant.turns.in_full import only_who
from assistant.turns.remark import BARE, DECIDES, FEW, NAMED, REMARK, Remark, elliptic, told_who
from assistant.turns.turn import figures
from knowledge.library import Library


def follows_on(facts: Facts, earlier: Conversation, library: Library) -> bool:
    """Whether a turn follows on the last one, rather than beginning anew.

    Args:
        facts: The turn's facts.
        earlier: The conversation before it.
        library: The knowledge base.
    """
    turn = Remark(facts, earlier, library)
    shown = next((sign for sign in _SIGNS if sign(turn)), None) if turn.words else None
    return shown is not None and shown not in _BEGIN_ANEW


def _opens_a_topic(turn: Remark) -> bool:
    """As in "Another question": but another patient may have had one of the services."""
    of_one = "patients" in turn.facts.stated and not turn.facts.loose
    return bool(signs.NEW_TOPIC.search(turn.facts.question)) and not of_one


def _names_who(turn: Remark) -> bool:
    """As in "TRICARE?", "and a PTA?"."""
    return only_who(turn.facts) and turn.few(NAMED)


def _is_on_the_count(turn: Remark) -> bool:
    """As in "6 minutes of 97035?" of minutes told before, or "which one gets it?"."""
    words = turn.facts.question
    asked = any(s.search(words) for s in (signs.GETS, signs.ASKS_TO_LEAVE, signs.DOUBLED))
    return turn.counted and turn.few(REMARK) and (_restates(turn) or asked)


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
    return named and told_who(turn.facts) and turn.few(REMARK)


def _asks_its_own(turn: Remark) -> bool:
    """As in "Is 97005 valid?": something of its own about what it names."""
    facts = turn.facts
    changing = (signs.SUPPOSED, signs.MEANT, signs.RETURNS, signs.DROPPING, signs.RENAMED)
    if any(sign.search(facts.question) for sign in changing):
        return False
    named = facts.services or facts.codes
    allowed = facts.providers and facts.wants & {"who", "yes_no"} and not facts.timed_services
    asks = (facts.wants & _OF_ITS_OWN or allowed) and not facts.wants & _ONWARD
    goes_on = turn.points or turn.unpaid or not turn.lists.going_on.isdisjoint(turn.words)
    return bool(named and asks) and not turn.few(BARE) and not goes_on


def _is_on_the_pair(turn: Remark) -> bool:
    """A service of the pair before it, and no other code: "the massage was on the calf"."""
    codes = set(turn.earlier.codes)
    own, of = turn.facts.services, turn.library.technique_codes
    held = any(s.code in codes or (s.technique and of[s.technique] & codes) for s in own)
    other = any(s.code is not None and s.code not in codes for s in own)
    told = not other or signs.IN_PLACE.search(turn.facts.question)
    on_it = held and bool(told) and not turn.facts.timed_services
    return "pair" in turn.earlier.intents and on_it and turn.few(REMARK)


def _asks_which_side(turn: Remark) -> bool:
    """As in "One says massage, one manual therapy: who is right?", of a dispute that was shown."""
    asks = "governs" in turn.facts.wants and turn.earlier.conflicts and turn.few(REMARK)
    return bool(asks) and not turn.facts.timed_services


def _is_a_part(turn: Remark) -> bool:
    """As in "10 of those were exercise", or "7 more minutes by the PTA"."""
    words = figures(turn.facts.tokens)
    more = not turn.facts.services and difference(words) is not None and turn.few(NAMED)
    return turn.counted and (more or bool(signs.PART_OF.search(words)))


def _tells_idle(turn: Remark) -> bool:
    """As in "setup was 5", of minutes told before."""
    return turn.counted and not turn.facts.services and turn.few(REMARK) and tells_idle(turn.facts)


def _names_a_method(turn: Remark) -> bool:
    """As in "My facility wants full 15 minutes"."""
    named = bool(turn.facts.methods) and not turn.facts.services
    return named and (turn.counted or "minutes_for" in turn.earlier.intents)


def _puts_right(turn: Remark) -> bool:
    """As in "I meant 97140"."""
    return bool(signs.MEANT.search(turn.facts.question) and turn.earlier.services)


def _tells_what_decides(turn: Remark) -> bool:
    """As in "Another region, the ankle", where a pair is on, or "no ABN", where a modifier is."""
    facts = turn.facts
    decides = {f for kind in turn.earlier.intents for f in DECIDES.get(kind, ())}
    few = turn.few(FEW if "?" in facts.question else NAMED)
    return not (facts.services or facts.codes or decides.isdisjoint(facts.stated)) and few


def _asks_in_a_word(turn: Remark) -> bool:
    """As in "MUE?", "what's the MUE?", or "CQ?" of codes told before."""
    asks = turn.facts.wants or (turn.facts.modifiers and turn.earlier.codes)
    few = turn.few(FEW if "mue" in turn.facts.wants and turn.earlier.codes else BARE)
    return few and bool(asks) and not turn.facts.services


def _supposes(turn: Remark) -> bool:
    """As in "What if it was 97140?"."""
    few = turn.few(REMARK) and bool(turn.facts.services)
    return few and bool(signs.SUPPOSED.search(turn.facts.question))


def _names_one(turn: Remark) -> bool:
    """As in "97035?"; where a code was asked for, another service with how it was done."""
    tried = signs.IT_IS_CODE.search(turn.facts.question)
    asks = turn.facts.wants - (_TRYING if tried else {"beside"})
    described = turn.facts.services and "choice" in turn.earlier.intents and turn.few(NAMED)
    return not turn.full and (elliptic(turn.facts) or bool(described and not asks))


def _adds(turn: Remark) -> bool:
    """As in "And I forgot 8 minutes of ultrasound", or "we also billed 98940"."""
    words = turn.facts.question if turn.known else ""
    adding = signs.ADDING.search(words) or (turn.counted and turn.opener in signs.BESIDE)
    return bool(adding and (turn.full or signs.WITH_IT.search(words))) and turn.few(_ADDED)


def _answers(turn: Remark) -> bool:
    """As in "The stretching was part of an exercise programme", where that was asked."""
    return turn.earlier.asked is not None and any(turn.known) and turn.few(NAMED)


def _counts_one(turn: Remark) -> bool:
    """As in "Medicare units for the massage", of services told before."""
    again = bool(turn.known) and all(turn.known) and not turn.full
    most = REMARK if "why" in turn.facts.wants else NAMED
    return again and turn.counted and "units" in turn.facts.wants and turn.few(most)


def _tells_again(turn: Remark) -> bool:
    """As in "97110 24, 97140 10": only other minutes of services told before."""
    facts = turn.facts
    own = facts.wants - {"yes_no", "beside", "change", "claimed", "total"}
    asks = own or facts.payers or facts.unheld
    most = REMARK if turn.counted and "?" not in facts.question else NAMED
    return turn.full and all(turn.known) and turn.few(most) and not asks


def _changes(turn: Remark) -> bool:
    """As in "Add", "drop", "no": it opens with what it does to what was told."""
    return turn.opener in turn.lists.changing and turn.few(_LONGEST)


def _corrects(turn: Remark) -> bool:
    """As in "22 minutes of 97112, not 34", "not the 97140", or "what if" with minutes."""
    told, words = figures(turn.facts.tokens), turn.facts.question
    by_length = {*map(str, turn.earlier.minutes)}.intersection(signs.LENGTHS.findall(told))
    ruled_out = "?" not in words and any(turn.known) and signs.NOT_IT.search(words)
    renames = ruled_out or (by_length and signs.RENAMED.search(words))
    return turn.full and bool(in_its_place(told) or renames or signs.SUPPOSED.search(words))


def _renames_one(turn: Remark) -> bool:
    """As in "ultrasound, not the cold pack", or "lose the gait", of services counted before."""
    names = {
        (s.technique or s.code, k) for s, k in zip(turn.facts.services, turn.known, strict=True)
    }
    held, fresh = (sum(known is k for _, known in names) for k in (True, False))
    held += not {s.code for s in turn.earlier.services}.isdisjoint(turn.facts.not_given)
    told = (signs.RENAMED, signs.IN_PLACE, signs.EVENLY) if fresh == 1 else (signs.DROPPING,)
    tells = any(sign.search(turn.facts.question) for sign in told)
    shared = [s.code for s in turn.earlier.services] == [ANY] and (held, fresh) == (0, 2)
    tells |= shared and bool(signs.EVENLY.search(turn.facts.question))
    named = ((held == 1 and fresh <= 1) or shared) and not turn.facts.timed_services
    return turn.counted and named and tells and "?" not in turn.facts.question


def _tells_a_whole(turn: Remark) -> bool:
    """Several services, or minutes of one: a question of its own."""
    return turn.full


def _names_nothing(turn: Remark) -> bool:
    """As in "Why?": it can only be on what was answered."""
    facts = turn.facts
    topics = {*facts.topics} - turn.library.overruled(turn.earlier.topics) - turn.told_of
    named = facts.services or facts.codes or topics or facts.improper
    return not named and turn.few(REMARK)


def _goes_on(turn: Remark) -> bool:
    """As in "And is that covered?": it opens as one that goes on, and points back or is short."""
    opened = not turn.lists.openers.isdisjoint((turn.opener, turn.words[0]))
    return opened and (turn.points or turn.few(NAMED))


def _points(turn: Remark) -> bool:
    """As in "Does it cover those?"."""
    return turn.points and turn.few(_POINTED if turn.facts.services or turn.facts.codes else REMARK)


def _was_asked(turn: Remark) -> bool:
    """Something was asked for, and this may be the answer."""
    return turn.earlier.asked is not None


_OF_ITS_OWN = frozenset({"status", "definition", "documentation", "coverage", "mue"})
_ONWARD = frozenset({"why", "source", "beside", "both", "change"})
_TRYING = frozenset({"beside", "valid", "yes_no", "who", "claimed"})
"""What a turn wants at most that tries a code: "should I use 97022?"."""
_ADDED, _POINTED, _LONGEST = 14, 10, 30
"""Most words of a turn that adds, points back, or opens with a change."""
_SIGNS: tuple[Callable[[Remark], bool], ...] = (
    _opens_a_topic, asks_whole, _names_who, _is_on_the_count, _tells_who_gave, _asks_its_own,
    _is_on_the_pair, _asks_which_side, _is_a_part, _tells_idle, _names_a_method, _puts_right,
    _tells_what_decides, _asks_in_a_word, _supposes, _names_one, _adds, _answers, _counts_one,
    _tells_again, _changes, _corrects, _renames_one, _tells_a_whole, _names_nothing, _goes_on,
    _points, _was_asked,
)  # fmt: skip
"""What a turn may show; one that shows none of it begins anew."""
_BEGIN_ANEW = frozenset({_opens_a_topic, asks_whole, _asks_its_own, _tells_a_whole})
"""Signs of a turn that begins anew; the others follow on."""
