"""How often a time was given: rounds of one length, and the time between them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.around import past, past_article, piece, word_at, words_at, words_before
from assistant.reading.facts import Duration
from assistant.reading.given_often import (
    EACH,
    MOST,
    ONE_CLAUSE,
    each_time,
    in_a_day,
    of_each_side,
    of_visits,
    repeated,
    times_over,
)
from assistant.reading.numbers import is_minutes, number_at
from assistant.reading.text import Token
from knowledge.phrases import Phrases
from knowledge.reading_words import time_words


def rounds_of(found: Sequence[Token], place: int, behind: int) -> int | None:
    """How many times of this length there were: "two sessions of 19 minutes", "3 x 15 min"."""
    rounds = time_words("rounds")
    parted = rounds | time_words("treated_parts")
    before, further = words_before(found, place, 2)
    after = word_at(found, behind)
    if of_each_side(found, behind, place) or before == "twice":
        return 2
    if before in {"x", "*"}:
        got = number_at(found, place - 2)
        if got is not None and got[1] == place - 1 and 1 < got[0] <= MOST:
            return int(got[0])
        if further in parted:
            return _how_many(found, place - 2)
    if after in time_words("blocks") and number_at(found, place - 1):
        return _how_many(found, place)
    if (visits := each_time(found, place, behind)) is not None:
        return visits
    daily = 2 * (words_before(found, place - 1, 2) in (["day", "a"], ["day", "per"]))
    if before == "of" and word_at(found, place - 2 - daily) in rounds:
        return _how_many(found, place - 2 - daily)
    if after == "x" and number_at(found, behind + 1) is not None:
        return times_over(found, behind)
    again = in_a_day(found, behind) or repeated(found, behind) or _by_each(found, place)
    if again is not None:
        return again
    things = number_at(found, _each_of(found, behind))
    if things is not None and 1 < things[0] <= MOST and word_at(found, things[1]) not in _CODES:
        return int(things[0])
    return _counted_before(found, place, behind)


def of_sessions(found: Sequence[Token]) -> bool:
    """Whether rounds are sessions that no word puts on one day: "4 sessions of 50 minutes".

    Args:
        found: The question's tokens.
    """
    words = " ".join(t.text for t in found)
    return bool(_SESSIONS.search(words)) and not _ONE_DAY.search(words)


_SESSIONS, _ONE_DAY = Phrases("sessions_told"), Phrases("on_one_day", also=r"\btoday\b")


def _counted_before(found: Sequence[Token], place: int, behind: int) -> int | None:
    """How many rounds or parts are counted in the clause before: "3 areas, 8 minutes each"."""
    each = not EACH.isdisjoint(words_at(found, behind, 2))
    for back in _clause(found, place):
        if each and found[back].fold == "twice":
            return None if of_visits(found, back + 1) else 2
        rounds = found[back].fold in time_words("rounds")
        if rounds or (each and found[back].fold in time_words("treated_parts")):
            told = each or not EACH.isdisjoint(words_before(found, back, 4))
            return _how_many(found, back) if told and not of_visits(found, back + 1) else None
    return None


def _each_of(found: Sequence[Token], behind: int) -> int:
    """The index behind "each of", where it stands behind a time: "7 minutes on each of five"."""
    at = behind + (word_at(found, behind) in {"on", "for", "of", "in"})
    return at + 2 if words_at(found, at, 2) == ["each", "of"] else len(found)


def _by_each(found: Sequence[Token], place: int) -> int | None:
    """How many people gave a time each: "two therapists each did 15 minutes"."""
    for back in _clause(found, place):
        if found[back].fold in EACH and word_at(found, back - 1) in time_words("people"):
            two = word_at(found, back - 2) in {"both", "and", "&"}  # "PT and PTA each did"
            return 2 if two else _how_many(found, back - 1)
    return None


def _clause(found: Sequence[Token], place: int) -> range:
    """The indexes of the tokens of a clause before a place, the nearest first."""
    start = piece(found, place, place, ".;?!").start
    return range(place - 1, max(start - 1, 0, place - ONE_CLAUSE), -1)


def _how_many(found: Sequence[Token], at: int) -> int | None:
    """The number that stands a word or two before the word sessions; "am and pm" are two."""
    halves = time_words("halves_of_day")
    ahead = {*words_before(found, at - 1, 3)} & halves
    if word_at(found, at - 1) in halves and ahead - {word_at(found, at - 1)}:
        return 2
    for back in (at - 1, at - 2):
        got = number_at(found, back) if back >= 0 else None
        if got is not None and 1 < got[0] <= MOST and not is_minutes(found, got[1]):
            return int(got[0])
    return None


def of_codes(found: Sequence[Token], place: int, behind: int) -> int | None:
    """For how many codes the minutes are given: "8 minutes of four codes", "two 8-minute codes".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
        behind: The index behind the minutes.
    """
    ahead = number_at(found, place - 1) if place else None
    named = behind + 1 if word_at(found, behind) == "timed" else behind
    if word_at(found, named) in _CODES and ahead is not None and ahead[1] == place:
        return int(ahead[0]) if 1 < ahead[0] <= MOST else None
    if word_at(found, behind) in {"of", "on", "for"} and (got := _codes(found, behind + 1)):
        return got[0]
    if (got := _codes(found, _each_of(found, behind))) is not None:
        return got[0]
    at = place - 1 if word_at(found, place - 1) in {"at", "@", "of", "for", "each"} else None
    if word_at(found, behind) in time_words("of_each"):
        at = place - (word_at(found, place - 1) == ",") if at is None else at
    before = range(max(0, place - ONE_CLAUSE), place) if at is not None else ()
    return next((got[0] for n in before if (got := _codes(found, n)) and got[1] == at), None)


_CODES = frozenset({"code", "service", "procedure"})


_KINDS_OF_CODES = frozenset({"different", "timed", "separate", "other", "distinct"})


def codes_counted(found: Sequence[Token]) -> set[int]:
    """Each number of codes or services that the words speak of: "three timed codes".

    Args:
        found: The question's tokens.
    """
    return {got[0] for n in range(len(found)) if (got := _codes(found, n)) is not None}


def _codes(found: Sequence[Token], place: int) -> tuple[int, int] | None:
    """How many codes or services stand at a place, and the index behind them."""
    got = number_at(found, place)
    if got is None or not 1 < got[0] <= MOST:
        return None
    at = past(found, got[1], _KINDS_OF_CODES)
    counted = word_at(found, at) in _CODES
    return (int(got[0]), at + 1) if counted else None


def between_rounds(found: Sequence[Token], behind: int) -> bool:
    """Whether a time lies between two rounds, and is nobody's treatment: "an hour later".

    Args:
        found: The question's tokens.
        behind: The index behind the time.
    """
    if word_at(found, behind) not in time_words("apart_in_time"):
        return False
    return time_words("clock_ends").isdisjoint(words_at(found, behind + 1, 5))


def of_sets(found: Sequence[Token], number: Duration) -> bool:
    """Whether a number is one of rounds or repetitions: the 10 of "3x10".

    Args:
        found: The question's tokens.
        number: The number.
    """
    joint = number.first - 1
    sets = found[joint - 1].kind == "number" or found[joint - 1].fold in {"set", "rep"}
    return joint > 0 and found[joint].fold in {"x", "*"} and sets


def in_rounds(found: Sequence[Token], number: Duration) -> Duration:
    """A bare number of minutes times the rounds of it: "97530 3 x 15", "97530 15 x 3".

    Args:
        found: The question's tokens.
        number: The number.
    """
    over = times_over(found, number.last + 1)
    if over is not None:
        return number._replace(minutes=number.minutes * over)
    rounds = number_at(found, number.first - 2) if of_sets(found, number) else None
    if rounds is None or rounds[0] > MOST:
        return number
    return number._replace(minutes=number.minutes * int(rounds[0]))


def same_again(found: Sequence[Token], place: int) -> int | None:
    """The index behind "the same" where it is the time told last: "the same of 97110", "TE same".

    Args:
        found: The question's tokens.
        place: The index of a token.
    """
    at = past_article(found, place)
    if word_at(found, at) != "same":
        return None
    named = place > 0 and (found[place - 1].kind == "code" or found[place - 1].text.isupper())
    if named and word_at(found, at + 1) in {"", *",.;?!)"}:
        return at + 1
    if word_at(found, place - 1) not in time_words("goes_on"):
        return None
    timed = word_at(found, at + 1) in {"time", "amount", "length", "number"}
    end = at + 1 + timed
    coded = timed or (end + 1 < len(found) and found[end + 1].kind == "code")
    of = word_at(found, end) == "of" or (word_at(found, end) in {"for", "on"} and coded)
    return end if of else None
