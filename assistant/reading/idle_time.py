"""Minutes that are no treatment, and minutes that are a part of others: "10 of my 40 minutes"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.reading.around import (
    BREAKS,
    before_article,
    past,
    past_article,
    past_back,
    piece,
    word_at,
    words_at,
    words_before,
)
from assistant.reading.facts import Duration
from assistant.reading.hours import hours
from assistant.reading.numbers import MINUTES, is_minutes, number_at
from assistant.reading.text import Token
from knowledge.phrases import Phrases
from knowledge.reading_words import reading_words, time_words


def inside(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether time that is no treatment lies inside the time named before it.

    Args:
        found: The question's tokens.
        place: The index of the first token of such a time.
        behind: The index behind it.
    """
    if of_it(found, behind) or _of_a_session(found, place, behind):
        return True
    before = {*takewhile(lambda word: word != ",", words_before(found, place, 3))}
    pauses = (time_words("pauses") | {"first", "last"}) & {*before, *words_at(found, behind, 2)}
    paused = pauses and any(t.kind == "clock" for t in found[:place])
    return bool(paused or before & time_words("taken_off"))


def of_it(found: Sequence[Token], behind: int) -> bool:
    """Whether minutes are said to be of what stands before them: "10 minutes of that".

    Args:
        found: The question's tokens.
        behind: The index behind the minutes.
    """
    of, whole = words_at(found, behind, 2)
    return of == "of" and whole in {"that", "it", "this", "those", "them", "which"}


def _of_a_session(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether a whole stands before: "45 minutes, 10 was talking", "a 45 min session, 10 talk"."""
    ahead = range(piece(found, place, behind, _ENDS).start, place)
    told = [n for n in ahead if is_minutes(found, n) or hours(found, n)]
    sessions = any(found[n].fold in time_words("sessions") for n in ahead)
    alone = len(told) == 1 and not any(found[n].fold in _NEXT for n in ahead)
    return alone and (sessions or word_at(found, behind) in _WERE)


_NEXT = frozenset({"and", "plus", "then", "+", "&", "after", "before"})
"""Words that lead to a further time, which is no part of the one before."""
_ENDS = frozenset(".;?!")
_WERE = reading_words("went")


def perhaps_inside(found: Sequence[Token], idle: Sequence[Duration]) -> bool:
    """Whether it isn't told if time that is no treatment lies inside another: "40, 10 charting".

    Args:
        found: The question's tokens.
        idle: The times that are no treatment.
    """
    told = (word_at(found, d.first - 1) for d in idle)
    apart = all(d.role not in ("less", "part") for d in idle)
    late = all(word_at(found, d.last + 1) == "late" for d in idle)  # "she came 15 min late"
    return bool(idle) and apart and (late or all(word in _BESIDE for word in told))


_BESIDE = frozenset({",", "(", "-", ";", "with", "last", "first"})


def whole_behind(found: Sequence[Token], behind: int) -> int | None:
    """The index behind the whole that minutes are said to be a part of: "of my 40 minutes".

    Args:
        found: The question's tokens.
        behind: The index behind the minutes that are a part.
    """
    late = word_at(found, behind) == "late"  # "15 min late for her 60 min"
    of = behind + (late or word_at(found, behind) == "out")
    led = word_at(found, of) in ({"for", "to"} if late else {"of"})
    whole = number_at(found, past_article(found, of + 1)) if led else None
    return whole and whole[1] + (word_at(found, whole[1]) in MINUTES)


def part_before(found: Sequence[Token], place: int) -> int | None:
    """The index of a number that minutes are told to be the whole of: "10 of my 40".

    Args:
        found: The question's tokens.
        place: The index of the first token of the minutes.
    """
    of = before_article(found, place)
    out = of - (word_at(found, of - 1) == "out")
    at = out - (2 if word_at(found, out - 1) in MINUTES else 1)
    part = word_at(found, of) == "of" and at >= 0 and number_at(found, at) is not None
    return at if part else None


def idle_bare(found: Sequence[Token], number: Duration) -> bool:
    """Whether a bare number is of something that is no treatment: "5 to set up".

    Args:
        found: The question's tokens.
        number: The bare number.
    """
    return idle(found, number.last + 1) or idle_before(found, number.first)


def idle_part(found: Sequence[Token], number: Duration) -> Duration:
    """A bare number of no treatment, as a part where it is one: "10 of my 40 minutes".

    Args:
        found: The question's tokens.
        number: The bare number.
    """
    if inside(found, number.first, number.last + 1):
        return number._replace(role="less")
    whole = whole_behind(found, number.last + 1) is not None
    return number._replace(role="part") if whole else number


def all_inside(found: Sequence[Token], times: Sequence[Duration]) -> list[Duration]:
    """Times of no treatment, one joined to a part inside another time as such a part.

    "10 of it talking and 5 changing": both lie inside.

    Args:
        found: The question's tokens.
        times: The times that are no treatment.
    """
    out: list[Duration] = []
    for time in sorted(times, key=lambda d: d.first):
        joined = word_at(found, time.first - 1) in _JOINING
        within = joined and bool(out) and out[-1].role == "less"
        out.append(time._replace(role="less") if within else time)
    return out


_JOINING = frozenset({"and", "&", "plus", ","})


def no_treatment(word: str, behind: str) -> bool:
    """Whether a word, with the one behind it, tells of no treatment: "set up", "getting dressed".

    Args:
        word: The word.
        behind: The word behind it.
    """
    begun = word in time_words("makes_ready") and behind in time_words("made_ready")
    return begun or (word in time_words("no_treatment") and behind not in time_words("trained"))


def idle_before(found: Sequence[Token], place: int) -> bool:
    """Whether a word before the minutes says that they are no treatment: "break 9:20-9:30".

    Args:
        found: The question's tokens.
        place: The index of the minutes' first token.
    """
    at = past_back(found, place, time_words("naming_time"))
    heading = word_at(found, at) == "note" and word_at(found, at + 1) == ":"
    told = word_at(found, at - 1) != "the" or no_treatment(*words_at(found, at - 2, 2))
    idle = told and no_treatment(*words_at(found, at, 2))  # "writing the note was 9 minutes"
    of_it = word_at(found, at - 1) in {"with", "including"} or found[max(0, at - 1)].kind == "code"
    idle = idle and not (of_it and word_at(found, at) in time_words("treats_too"))
    off = word_at(found, at) == "minus" and word_at(found, at - 1) in MINUTES  # "30 min minus 4"
    return (idle and not heading) or off or _away(found, at)


def _away(found: Sequence[Token], at: int) -> bool:
    """Whether the clause up to a place tells of something far from the patient."""
    clause = (found[n] for n in range(at, max(-1, at - _CLAUSE), -1))
    words = takewhile(lambda token: token.kind == "word" and token.fold not in BREAKS, clause)
    return _AWAY.search(" ".join(token.fold for token in reversed([*words]))) is not None


_AWAY, _CLAUSE = Phrases("away_from_here"), 6  # so many words before the minutes tell of them


def idle(found: Sequence[Token], behind: int) -> bool:
    """Whether the minutes are of something that is no treatment: "5 of the 45 were a break".

    Args:
        found: The question's tokens.
        behind: The index behind the minutes.
    """
    alone = of_it(found, behind) and time_words("unattended") & {*words_at(found, behind + 2, 3)}
    if alone or _without_the_therapist(found, behind):
        return True
    whole = whole_behind(found, behind)
    place = behind if whole is None else whole
    if whole is not None and word_at(found, behind) == "late":
        return True
    if whole is not None:
        place += next((n for n in range(_NOUN) if word_at(found, place + n) in _WERE), 0)
    meanwhile = {"while", "when"} if of_it(found, behind) else set[str]()
    first, place = place, past(found, place, time_words("goes_to") | meanwhile)
    left = word_at(found, place) in time_words("left") and word_at(found, place - 1) == "the"
    none = any(no_treatment(*words_at(found, n, 2)) for n in range(first, place + 1))
    none = none or bool(meanwhile and word_at(found, place) in time_words("written_then"))
    return none and not left and not _late_in_the_day(found, place, behind)


def _without_the_therapist(found: Sequence[Token], behind: int) -> bool:
    """Whether a time's clause says that no therapist was there: "by herself", "with the tech"."""
    start = piece(found, behind - 1, behind - 1, BREAKS).start
    stop = min(piece(found, behind - 1, behind - 1, BREAKS - {"/"}).stop, behind + _LONG)
    there = _THERE.search(" ".join(t.text for t in found[start : stop + _NOUN]))
    return not there and bool(_ALONE.search(" ".join(t.fold for t in found[start:stop])))


_ALONE, _LONG = Phrases("no_therapist_by"), 9
_THERE = Phrases("therapist_there", also=r"(?-i:\b[PO]TA?s?) (?:did|gave|provided|performed)\b")
_NOUN = 4  # behind a whole so many words may name it: "10 of a 60 minute deep tissue massage were"


def _late_in_the_day(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether "late" tells when a code's minutes were: "97110 25 minutes late on Tuesday"."""
    of_a_code = any(token.kind == "code" for token in found[max(0, behind - _TOLD) : behind])
    of_day = word_at(found, place + 1) in time_words("parts_of_day")
    return word_at(found, place) == "late" and (of_a_code or of_day)


_TOLD = 3  # minutes and the code right before them are so many words
