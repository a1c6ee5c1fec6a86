"""Signs that a turn is on the last answer: on its count, its pair, or what it asked."""

from __future__ import annotations

from assistant.turns import signs
from assistant.turns.case import ANY
from assistant.turns.changed_minutes import difference
from assistant.turns.figures import figures
from assistant.turns.given_minutes import tells_idle as tells_idle_minutes
from assistant.turns.remark import FEW, NAMED, REMARK, Remark, told_who


def is_on_the_count(turn: Remark) -> bool:
    """As in "6 minutes of 97035?" of minutes told before, or "which one gets it?".

    Args:
        turn: The turn.
    """
    asks = _restates(turn) or signs.GETS.search(turn.facts.question)
    return turn.counted and bool(asks) and turn.few(REMARK)


def _restates(turn: Remark) -> bool:
    """Whether the minutes that a turn gives are some of those before it."""
    held = [(s.code, s.technique, s.minutes) for s in turn.earlier.services]
    timed = [s for s in turn.facts.services if s.minutes is not None]
    again = all(
        any(m == s.minutes and (s.code or s.technique) in (c, t) for c, t, m in held) for s in timed
    )
    return bool(timed) and again and len(held) > len(timed)


def tells_who_gave(turn: Remark) -> bool:
    """As in "the PTA did the 97110", of services told before.

    Args:
        turn: The turn.
    """
    named = any(turn.known) and not turn.facts.timed_services
    return named and told_who(turn.facts) and turn.few(REMARK)


def is_on_the_pair(turn: Remark) -> bool:
    """A service of the pair before it, and no other code: "the massage was on the calf".

    Args:
        turn: The turn.
    """
    codes = set(turn.earlier.codes)
    technique_codes = turn.library.technique_codes
    own = turn.facts.services
    held = any(
        s.code in codes or (s.technique and technique_codes[s.technique] & codes) for s in own
    )
    other = any(s.code is not None and s.code not in codes for s in own)
    told = not other or signs.IN_PLACE.search(turn.facts.question)
    timed = any(s.minutes is not None for s in own)
    return "pair" in turn.earlier.intents and held and bool(told) and not timed and turn.few(REMARK)


def asks_which_side(turn: Remark) -> bool:
    """As in "One says massage, one manual therapy: who is right?", of a dispute that was shown."""
    asks = "governs" in turn.facts.wants and turn.earlier.conflicts
    return bool(asks) and not turn.facts.timed_services and turn.few(REMARK)


def is_a_part(turn: Remark) -> bool:
    """As in "10 of those were exercise", or "7 more minutes by the PTA".

    Args:
        turn: The turn.
    """
    words = figures(turn.facts.tokens)
    more = not turn.facts.services and difference(words) is not None and turn.few(NAMED)
    return turn.counted and (more or bool(signs.PART_OF.search(words)))


def tells_idle(turn: Remark) -> bool:
    """As in "setup was 5", of minutes told before.

    Args:
        turn: The turn.
    """
    idle = tells_idle_minutes(turn.facts) and not turn.facts.services
    return turn.counted and idle and turn.few(REMARK)


def names_a_method(turn: Remark) -> bool:
    """As in "My facility wants full 15 minutes".

    Args:
        turn: The turn.
    """
    counted = turn.counted or "minutes_for" in turn.earlier.intents
    return counted and bool(turn.facts.methods) and not turn.facts.services


DECIDES = {
    "modifiers": frozenset({"care", "abn", "plan", "last_unit", "twice"}),
    "pair": frozenset({"region_relation", "distinct", "evaluation_separate", "dates", "patients"}),
}
"""The facts that decide a kind of answer."""


def tells_what_decides(turn: Remark) -> bool:
    """As in "Another region, the ankle", where a pair is on, or "no ABN", where a modifier is.

    Args:
        turn: The turn.
    """
    facts = turn.facts
    decides = {f for kind in turn.earlier.intents for f in DECIDES.get(kind, ())}
    named = facts.services or facts.codes
    few = turn.few(FEW if "?" in facts.question else NAMED)
    return not (named or decides.isdisjoint(facts.stated)) and few


def counts_one(turn: Remark) -> bool:
    """As in "Medicare units for the massage", of services told before.

    Args:
        turn: The turn.
    """
    again = bool(turn.known) and all(turn.known) and not turn.full
    most = REMARK if "why" in turn.facts.wants else NAMED
    return again and turn.counted and "units" in turn.facts.wants and turn.few(most)


def tells_again(turn: Remark) -> bool:
    """As in "97110 24, 97140 10": only other minutes of services told before.

    Args:
        turn: The turn.
    """
    facts = turn.facts
    asks = (
        facts.wants - {"yes_no", "beside", "change", "claimed", "total"}
        or facts.payers
        or facts.unheld
    )
    most = REMARK if turn.counted and "?" not in facts.question else NAMED
    return turn.full and all(turn.known) and turn.few(most) and not asks


def renames_one(turn: Remark) -> bool:
    """As in "ultrasound, not the cold pack", or "lose the gait", of services counted before.

    Args:
        turn: The turn.
    """
    names = {
        (s.technique or s.code, k) for s, k in zip(turn.facts.services, turn.known, strict=True)
    }
    held, fresh = (sum(known is k for _, known in names) for k in (True, False))
    told = (signs.RENAMED, signs.IN_PLACE, signs.EVENLY) if fresh == 1 else (signs.DROPPING,)
    tells = any(sign.search(turn.facts.question) for sign in told)
    one = held == 1 and fresh <= 1
    shared = [s.code for s in turn.earlier.services] == [ANY] and (held, fresh) == (0, 2)
    tells |= shared and bool(signs.EVENLY.search(turn.facts.question))
    named = (one or shared) and not turn.facts.timed_services
    return turn.counted and named and tells and "?" not in turn.facts.question


def was_asked(turn: Remark) -> bool:
    """Something was asked for, and this may be the answer.

    Args:
        turn: The turn.
    """
    return turn.earlier.asked is not None
