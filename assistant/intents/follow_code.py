"""Follow-ups on a service's code: how it was done, by whom, another service in its place."""

from __future__ import annotations

import re

from assistant.intents.follow_answer import names_who
from assistant.intents.following import FollowUp
from assistant.turns.signs import IT_IS_CODE

_OPENED = re.compile(r"^\W*(ok|okay|and|so|but|what if|fine|then)\b", re.I)


_TELLING = frozenset({"yes_no", "beside"})
"""What a turn wants at most that only tells how something was done."""


def _manner(turn: FollowUp) -> bool:
    """Whether the turn tells the fact on which the code of a service in play depends."""
    told = [turn.library.techniques[s.technique] for s in turn.case.services if s.technique]
    facts = {fact for t in told for fact in (t.fact, *(k.partition("=")[0] for k in t.otherwise))}
    return not facts.isdisjoint(turn.case.facts.stated)


def tells_how_it_was_done(turn: FollowUp) -> bool:
    """Only how a service was done, on which its code depends: "by hand?"."""
    facts = turn.case.facts
    other = facts.services or facts.payers or turn.case.wants("units")
    tells = _manner(turn) or (bool(facts.stated) and facts.wants <= _TELLING)
    return turn.before[:1] == ["choice"] and tells and not other


def puts_a_code_forward(turn: FollowUp) -> bool:
    """A number as the code of what was described: "can I use 97140 for it?"."""
    return "choice" in turn.told and IT_IS_CODE.search(turn.words) is not None


def asks_if_timed(turn: FollowUp) -> bool:
    """If the codes in play are timed: "and is that one timed?"."""
    return turn.case.wants("yes_no") and not turn.case.facts.folds.isdisjoint({"timed", "untimed"})


def supposes_a_service(turn: FollowUp) -> bool:
    """A service that opens a new question: "and with cupping?"."""
    return (
        turn.names_technique
        and not (turn.held and turn.was("pair"))
        and bool(_OPENED.search(turn.words))
    )


def tells_a_provider(turn: FollowUp) -> bool:
    """Who gave it, which no code depends on: "and a chiropractor?"."""
    of_code = "choice" in turn.again and not _manner(turn)
    return names_who(turn) and (not turn.again or (bool(turn.case.facts.providers) and of_code))


def names_a_service(turn: FollowUp) -> bool:
    """Another service, where a code was asked for: "acupressure?"."""
    return turn.names_technique and turn.was("choice") and not turn.case.wants("coverage")
