"""A turn's words with every number as a figure, so that a change of numbers can be read off."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.durations import durations
from assistant.reading.numbers import number_at
from assistant.reading.text import Token
from knowledge.reading_words import reading_words

NUMBER = r"(?<![\w.])(\d{1,4})(?![\w.]*\d)"
MIN = r"(?: minute| min)?"
"""A number of minutes, and the word behind it, in words made figures."""


def figures(found: Sequence[Token]) -> str:
    """The folded words of a turn, its numbers and its lengths of time in figures.

    Args:
        found: The turn's tokens.

    >>> from assistant.reading.text import tokens
    >>> figures(tokens("What if the half hour of 97124 were twenty-three minutes?"))
    'what if the 30 minute of 97124 were 23 minute ?'
    """
    times = {d.first: d for d in durations(found)}
    out: list[str] = []
    place = 0
    while place < len(found):
        time = times.get(place)
        number = number_at(found, place) if found[place].kind in ("number", "word") else None
        if time is not None:
            ends = (time.minutes,) if time.upper is None else (time.minutes, time.upper)
            more = reading_words("more_or_less")
            told = [t.fold for t in found[place : time.last] if t.fold in more]
            out.append(" to ".join(" ".join((str(end), *told, "minute")) for end in ends))
            place = time.last + 1
        elif number is not None and number[0].is_integer() and found[place].fold != "one":
            out.append(str(int(number[0])))
            place = number[1]
        else:
            out.append(found[place].fold)
            place += 1
    return " ".join(out)
