"""A length of time that stands in a question."""

from __future__ import annotations

from typing import NamedTuple


class Duration(NamedTuple):
    """Minutes that stand in the question.

    Attributes:
        minutes: Whole minutes; the lower end of a range.
        upper: The upper end of a range such as "22-25 minutes", else None.
        first: The index of its first token.
        last: The index of its last token.
        start: Where it begins in the question.
        end: Where it ends.
        role: `treatment`; `booked` for the length of an appointment; `idle` for time that is not
            treatment; `gap` for time between rounds; `less` for no treatment inside another time;
            `unit` for the size of a unit; `needed` and `under` where it is asked whether a unit
            takes so many, or fewer will do; `total` for a day's total; `bare` for a number without
            the word minutes; `negative` for minutes below zero; `other` for what is no service.
        each: Whether it is given for each of several services.
        repeats: For how many services it stands ("three 8-minute services"), else None.
    """

    minutes: int
    upper: int | None
    first: int
    last: int
    start: int
    end: int
    role: str = "treatment"
    each: bool = False
    repeats: int | None = None
