"""What some minutes are the time of: treatment, an appointment, no treatment, a unit, the day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.reading.around import BREAKS, Span, past_back, piece, word_at, words_at, words_before
from assistant.reading.idle_time import idle, part_before
from assistant.reading.numbers import HOURS, MINUTES, number_at, told_given
from assistant.reading.text import Token
from knowledge.reading_words import reading_words, time_words


def below_zero(found: Sequence[Token], place: int) -> bool:
    """Whether a minus stands right before a number, and joins nothing to it: "-5 minutes".

    Args:
        found: The question's tokens.
        place: The index of the number.
    """
    sign, before = words_before(found, place, 2)
    if sign == "minus":
        return before in _SAID_OF_MINUTES
    if sign != "-" or found[place - 1].end != found[place].start:
        return False
    return not before or (
        found[place - 2].end < found[place - 1].start and found[place - 2].kind != "code"
    )


_SAID_OF_MINUTES = reading_words("said_of_minutes") | {""}
"""Before a minus in words they take it off nothing: "how many units is minus ten minutes"."""


def booked(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether it is the length of an appointment rather than of treatment.

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
        behind: The index behind them.
    """
    after, second, third = words_at(found, behind, 3)
    rest = [t.fold for t in found[behind:]]
    timed = not MINUTES.isdisjoint(rest) or any(given(found, n) for n in range(behind, len(found)))
    hands = {"hand", "on"} <= {*rest}
    if after in time_words("booked") or second in {"slot", "appointment", "booking"}:
        return True
    if (after, second, third) == ("in", "the", "room"):
        return True
    parted = second in {":", "("} and any(t.fold.isdigit() for t in found[behind:])
    if after in {"session", "visit"} and (hands or parted or (timed and second in _HOLDS)):
        return True
    at = past_back(found, place, time_words("naming_time"))
    before = word_at(found, at)
    on = after == "on" and not time_words("booked_on").isdisjoint((second, third))
    whole = on or not after or after in _ENDS or (after, second) == ("of", "which")
    named = before in time_words("booked") and word_at(found, at - 1) not in MINUTES | HOURS
    if named and at < place - 1 and whole and (timed or after not in {"and", "&"}):
        return True  # "the appointment was an hour"
    several = sum(t.kind == "number" and t.text not in "1234" for t in found[behind:]) > 1
    if before in time_words("visits") and after in _PARTS and several:
        return True  # "Seen 60 min. TE 24, MT 11"
    lasted = words_before(found, place, 2) in (["lasted", "session"], ["lasted", "visit"])
    near = {word_at(found, place - 1), second, third} & time_words("booked")
    told = before in time_words("booking") or near
    return (timed or hands) and bool(on or (lasted and whole) or told)


def given(found: Sequence[Token], place: int) -> bool:
    """Whether a bare number is told to have been given: "booked 60, did 45".

    Args:
        found: The question's tokens.
        place: The number's index.
    """
    gave = word_at(found, place - 1) in time_words("gave") | time_words("actual")
    return (gave or told_given(words_at(found, place + 1, 2))) and found[place].fold.isdigit()


def given_of_it(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether minutes are those of which a part alone was given: "did 40 of the 60 minutes".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
        behind: The index behind them.
    """
    part = part_before(found, place)
    if part is None or idle(found, behind):
        return False
    ahead = time_words("given_of_it").isdisjoint(words_before(found, part, 2))
    return not ahead or word_at(found, behind) in reading_words("went")


_HOLDS = frozenset({"with", "including", "incl", "of"})
"""Behind a session's length, before the times that it holds."""
_PARTS = frozenset(",.;:(")
_ENDS = BREAKS | _HOLDS - {"of"} | {":", "(", "-"}
"""What ends an appointment's length: behind it no service is told."""


def of_a_unit(found: Sequence[Token], place: int, behind: int, minutes: int) -> bool:
    """Whether it is how long a unit is, or what a rule asks for: "15-minute units".

    "You need 13 minutes for a unit" is of the rule; "30 minutes, units?" asks for a count.

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
        behind: The index behind them.
        minutes: How many they are.
    """
    before, further = words_before(found, place, 2)
    after, second = words_at(found, behind, 2)
    if told_given((after, second)):
        return False  # "50 minutes table time"
    joined = any(word_at(found, n) == "-" for n in range(place, behind))
    sized = joined or (not _asked(found, place, behind) and (minutes == _A_UNIT or after != "unit"))
    if (after in time_words("of_a_unit") and sized) or {before, further} & {"toward", "towards"}:
        return True
    if (after, second) in {("-", "per"), ("per", "unit")}:
        return True  # "an 8-min-per-code plan", "8 minutes per unit"
    if before == "of" and further in {"unit", "increment"}:
        return minutes == _A_UNIT and number_at(found, place - 3) is None
    if further == "unit" and before in {"is", "=", "be"}:
        return minutes == _A_UNIT
    needed = not time_words("needed").isdisjoint(words_before(found, place, 4))
    reach = words_at(found, behind, 4)
    return needed and "unit" in reach and after in {"for", "per", "to", "before", "a"}


_A_UNIT = 15


def _asked(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether the word units behind minutes asks how many: "15 minutes units?"."""
    plural = behind < len(found) and found[behind].text.lower() == "units"
    of = word_at(found, place - 1) in {"in", "of", "the", "a", "as", "into"}
    return plural and not of and word_at(found, behind + 1) in {"", "?", ".", "!", "please"}


def bounding(found: Sequence[Token], place: int) -> bool:
    """Whether it is a bound that a rule names: "a service under 8", "each code needs 8 minutes".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
    """
    near = {*words_before(found, place, _NEAR)}
    if near & {"each", "every"} and near & time_words("any_service"):
        return bool(near & time_words("needed"))
    at = place - (2 if word_at(found, place - 1) == "than" else 1)
    bound = word_at(found, at) in reading_words("bounds")
    return bound and word_at(found, past_back(found, at, _LASTING)) in time_words("any_service")


_LASTING = frozenset({"is", "are", "that", "was", "of", "with", "lasting"})
_NEAR = 7  # so many words before the minutes a rule's own words stand


def needed_for_units(found: Sequence[Token], place: int, behind: int) -> str | None:
    """Whether a clause asks if a unit takes so many minutes: "is 15 minutes required for a unit?".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
        behind: The index behind them.

    Returns:
        `needed`; `under` where it asks of fewer minutes than so many; else None.
    """
    before, further = words_before(found, place, 2)
    if before in time_words("needed") and found[place - 2].kind == "code":
        return "needed"
    clause = piece(found, place, behind - 1, _STOPS)
    words = [found[n].fold for n in clause]
    if words[0] in _OPENS and word_at(found, clause.start - 1) == ",":
        # "For 3 units of massage, do I need 45 minutes?": what is needed is told before the comma.
        ahead = piece(found, clause.start - 1, clause.start - 1, _STOPS)
        words += [found[n].fold for n in range(ahead.start, clause.start - 1)]
    least = "minimum" in words and not _OPENS.isdisjoint(words[:2])
    if not ("unit" in words or least) or not {"many", "much", "know"}.isdisjoint(words):
        return None
    if before == "than" and further in {"less", "fewer"}:
        return "under"
    must = (words[0] == "must" and before != "for") or any(
        one in {"have", "has"} and to == "to" for one, to in pairwise(words)
    )
    return "needed" if must or not time_words("required").isdisjoint(words) else None


_OPENS = frozenset({"do", "does", "must", "is", "are", "should"})
_STOPS = reading_words("ends_a_clause")


def total_before(found: Sequence[Token], place: int) -> bool:
    """Whether the words right before minutes say that they are the day's total: "total timed 38".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
    """
    at = past_back(found, place, time_words("naming_total"))
    owned = at > 0 and found[at - 1].kind == "number" and word_at(found, at - 2) in {"", *BREAKS}
    return word_at(found, at) == "total" and not owned  # "60 total 50 massage"


def total_behind(found: Sequence[Token], number: Span) -> bool:
    """Whether the word behind a number says so, and it counts no visits: "45 total massage".

    Args:
        found: The question's tokens.
        number: The number.
    """
    word, *behind = words_at(found, number.last + 1, 4)
    counts = time_words("other_counts") | time_words("rounds")
    return word == "total" and counts.isdisjoint(behind) and len(found[number.last].text) > 1
