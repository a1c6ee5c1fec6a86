"""The minutes that a turn gives without a service."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.facts import Facts
from assistant.reading.idle_time import no_treatment
from assistant.reading.text import Token, tokens
from assistant.turns import signs
from assistant.turns.case import Case
from assistant.turns.turn import figures
from knowledge.library import Library
from knowledge.reading_words import reading_words, time_words


def given_minutes(case: Case, library: Library) -> list[int]:
    """Minutes that a turn gives without a service, with or without the word.

    Args:
        case: The case, with this turn's own facts.
        library: The knowledge base.
    """
    facts = case.facts
    idle = not facts.loose and speaks_of_idle(facts.tokens)
    if (
        idle
        or _of_the_booking(case)
        or _remarked(case)
        or share_told(case, library)
        or (facts.goals and not facts.loose)
    ):
        return []
    if (case.muscle_count, case.region_count) != (facts.muscle_count, facts.region_count):
        return []
    given = [d.minutes for d in facts.given]
    if given and not case.services and not facts.idle:
        times = sorted((*facts.given, *facts.bare), key=lambda d: d.first)
        return [d.minutes for d in times]
    if (
        given
        or case.services
        or facts.modifiers
        or facts.idle
        or signs.THOSE.search(facts.question)
    ):
        return given
    if _MINUTES.search(facts.question) or "why" in facts.wants or facts.asked_units:
        return []
    spelled = _SPELLED.fullmatch(figures(facts.tokens))
    if spelled and not facts.bare and not facts.claimed_units:
        return [int(spelled[1])]
    described = case.earlier.intents[:1] == ("choice",) and len(facts.tokens) > _SHORT
    return [] if described else [d.minutes for d in facts.bare]


def _of_the_booking(case: Case) -> bool:
    """Whether a turn tells how long a session was, beside treatment that was told apart from it."""
    booking = time_words("booked") | time_words("booking")
    booked, hands_on = {"session"} | booking, {"hand"} | time_words("actual")
    turns = [{t.fold for t in tokens(words)} for words in case.earlier.said]
    apart = any(told & booked and told & hands_on for told in turns)
    apart = apart or not booking.isdisjoint(case.facts.folds)
    return apart and bool(case.facts.folds & booked) and not case.facts.folds & hands_on


_SHORT = 7
"""A longer turn, where a code was asked for, describes what was done: a bare 90 is no minutes."""


def tells_idle(facts: Facts) -> bool:
    """Whether a turn tells minutes that were no treatment: "setup was 5".

    Args:
        facts: The turn's facts.
    """
    return bool(facts.idle or (facts.bare and speaks_of_idle(facts.tokens)))


def speaks_of_idle(found: Sequence[Token]) -> bool:
    """Whether words speak of time that is no treatment.

    Args:
        found: Their tokens.
    """
    words = ["", *(t.fold for t in found), ""]
    of_minutes, what = reading_words("tells_minutes_too"), time_words("what_was_set")
    return any(
        no_treatment(word, behind)
        and before not in time_words("tells_anew")
        and not (word in of_minutes and behind in what)
        for before, word, behind in zip(words, words[1:], words[2:], strict=False)
    )


def share_told(case: Case, library: Library) -> bool:
    """Whether a turn says how much of a service an assistant gave: "and if the PTA did only 2?".

    Args:
        case: The case.
        library: The knowledge base.
    """
    given = [d.minutes for d in (*case.facts.bare, *case.facts.loose)]
    whole = case.earlier.minutes
    last = case.earlier.said[-1] if case.earlier.said else ""
    part, again = (signs.PART_OF.search(figures(t)) for t in (case.facts.tokens, tokens(last)))
    named = bool(case.facts.providers) or case.says("they")
    named = named or bool(part and case.facts.topics) or bool(again)
    topics = (*case.earlier.topics, *(case.facts.topics if part else ()))
    shared = library.subjects.play(topics, "assistants") and named
    return bool(shared) and len(given) == len(whole) == 1 and given[0] < whole[0]


def _remarked(case: Case) -> bool:
    """Whether a turn only remarks on minutes that were given: "but the 7 is under 8 minutes"."""
    given = {d.minutes for d in (*case.facts.bare, *case.facts.loose)}
    return bool(
        given.intersection(case.earlier.minutes) and signs.COMPARED.search(case.facts.question)
    )


_SPELLED = re.compile(r"\W*(?:and |or |what about |how about |sorry |no |make it )*(\d{1,3})\W*")
"""A number that stands alone, read as figures: "thirty eight?"."""
_MINUTES = re.compile(r"\bminutes?\b|\bunits?\b", re.I)
