"""Numbers without the word minutes: those that could be some, and those of something else."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from assistant.reading.around import past_article, piece, word_at, words_at
from assistant.reading.counts import in_a_row
from assistant.reading.facts import Duration
from assistant.reading.given_often import of_each_side, times_over
from assistant.reading.numbers import HOURS, MINUTES, added, number_at, ordinal_at
from assistant.reading.text import Token
from knowledge.reading_words import reading_words, time_words

_LONGEST = 480  # more minutes than so many are no time of one day's treatment
SMALLEST_IN_WORDS = 5


def bare_numbers(found: Sequence[Token], taken: frozenset[int]) -> Iterator[Duration]:
    """Numbers that could be minutes though the word doesn't stand behind them.

    Args:
        found: The question's tokens.
        taken: Indexes of tokens that belong to something else.
    """
    reached = 0
    for place, token in enumerate(found):
        got = number_at(found, place)
        if got is None or place in taken or place < reached:
            continue
        value, reached = got
        least = SMALLEST_IN_WORDS if token.kind == "word" else 1
        whole = value.is_integer() and least <= value <= _LONGEST
        if whole and ordinal_at(found, place) is None and not _of_else(found, place, reached):
            sides = 2 if of_each_side(found, reached, place) else None
            each = bool(sides) or word_at(found, reached) == "each"
            span = place, reached - 1, token.start, found[reached - 1].end
            yield Duration(int(value), None, *span, "bare", each, sides)


def _of_else(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether a number counts, measures or shares something else than minutes."""
    counts = word_at(found, behind) in time_words("other_counts") | time_words("rounds") | HOURS
    before, after = word_at(found, place - 1), word_at(found, behind)
    of_day = {before, after} <= time_words("halves_of_day")  # "am 15 pm 12"
    minutes = in_a_row(found, place) or added(found, place) or times_over(found, behind)
    return (
        (counts and not (minutes or of_day or _of_feet(found, place, behind)))
        or _share(found, behind)
        or (before == "of" and word_at(found, place - 2) in time_words("groups"))
        or (before in time_words("required") and after in {"", *".?!"})
        or (before == "of" and word_at(found, place - 3) in time_words("rounds"))  # visit 5 of 12
        or in_figures(found, place)
        or in_figures(found, place - 2)
        or _scored(found, place)
        or _measured_twice(found, place, behind)
    )


def _measured_twice(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether a number is a measure before or after: "flexion 120->145"."""
    ahead = behind + 1 if word_at(found, behind) == "-" else behind
    onward = word_at(found, ahead) == ">" and number_at(found, ahead + 1) is not None
    back = place - 3 if word_at(found, place - 2) == "-" else place - 2
    return onward or (
        word_at(found, place - 1) == ">" and back >= 0 and number_at(found, back) is not None
    )


def in_brackets(found: Sequence[Token], place: int) -> int | None:
    """What the numbers of a bracket come to: "16 minutes of manual (8 + 8)", "(12 sitting, 4)".

    Args:
        found: The question's tokens.
        place: The index of a token in it.
    """
    inside = piece(found, place, place, "()")
    closed = word_at(found, inside.start - 1) == "(" and word_at(found, inside.stop) == ")"
    added = [int(found[n].text) for n in inside if found[n].text.isdigit()]
    return sum(added) if closed and len(added) > 1 else None


def in_figures(found: Sequence[Token], place: int) -> bool:
    """Whether a fraction in figures begins here: "1/3"; "15/20" are the minutes of two.

    Args:
        found: The question's tokens.
        place: The index of a token.
    """
    upper, line, lower = words_at(found, place, 3)
    if line != "/" or not (upper.isdigit() and lower.isdigit()):
        return False
    return 0 < int(upper) < int(lower) <= _FEW


def _scored(found: Sequence[Token], place: int) -> bool:
    """Whether a number is one of a score, or a denial's reason: "pain 7/10", "CO-50"."""
    at = place - 2 if word_at(found, place - 1) == "/" else place
    ahead = {t.fold for t in found[max(0, at - _NEAR) : at]}
    group = word_at(found, place - (2 if word_at(found, place - 1) == "-" else 1))
    if group in time_words("reason_groups"):
        return True
    return word_at(found, at + 1) == "/" and bool(ahead & time_words("scored"))


_NEAR = 4
_FEW = 5  # two numbers up to this one, the smaller over the larger, are a fraction and no two times


def _share(found: Sequence[Token], behind: int) -> bool:
    """Whether a number is a part of counted things: "4 of the 6 units", "visit 5 of 12"."""
    if word_at(found, behind) != "of":
        return False
    whole = number_at(found, past_article(found, behind + 1))
    ordered = word_at(found, behind - 2) in time_words("rounds")
    return whole is not None and (ordered or word_at(found, whole[1]) in time_words("other_counts"))


_BEHIND_A_NUMBER = MINUTES | HOURS | {"unit"}


def numbered(found: Sequence[Token], held: Container[str]) -> tuple[Token, ...]:
    """The tokens with what looks like a code and is a number of minutes as a number.

    Args:
        found: The question's tokens.
        held: The codes that are held.

    >>> from assistant.reading.text import tokens
    >>> [t.kind for t in numbered(tokens("97110 for 99999 minutes"), {"97110"})]
    ['code', 'word', 'number', 'word']
    """
    out = list(found)
    for place, token in enumerate(out[:-1]):
        unknown = token.kind == "code" and token.text.isdigit() and token.text not in held
        if unknown and out[place + 1].fold in _BEHIND_A_NUMBER:
            out[place] = token._replace(kind="number")
    return tuple(out)


_PARTED = re.compile(r"(?<![\w-])(\d{2})[ -](\d{3})(?![\w-])")


def with_parted_codes(cleaned: str, held: Container[str]) -> str:
    """A question with each held code that stands in two parts put into one, no place moved.

    Args:
        cleaned: The question, cleaned.
        held: The codes that are held.

    >>> with_parted_codes("97-124, 40 min", {"97124"})
    '97124 , 40 min'
    """
    return _PARTED.sub(lambda m: f"{m[1]}{m[2]} " if m[1] + m[2] in held else m[0], cleaned)


def labelled(found: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with each number that only names a place or a paper marked as a label.

    Args:
        found: The question's tokens.

    >>> from assistant.reading.text import tokens
    >>> [t.kind for t in labelled(tokens("page 4 of Transmittal 12345: 97124"))]
    ['word', 'label', 'word', 'word', 'label', 'sign', 'code']
    """
    out = list(found)
    for place in range(1, len(out)):
        token, before = out[place], out[place - 1].fold
        behind = out[place + 1].fold if place + 1 < len(out) else ""
        paper = before in reading_words("numbered_papers") and token.kind in ("number", "code")
        spot = before in reading_words("numbered_places") and token.kind == "number"
        if (paper or spot) and behind not in _BEHIND_A_NUMBER:
            out[place] = token._replace(kind="label")
    return tuple(out)


def _of_feet(found: Sequence[Token], place: int, behind: int) -> bool:
    """Whether the feet behind a number are a part of the body: "25 back 10 neck 5 feet"."""
    between = found[place - 1]
    part = between.kind == "word" and between.fold not in reading_words("between_numbers") | MINUTES
    row = number_at(found, place - 2) is not None and part
    return row and word_at(found, behind) in {"feet", "foot"}
