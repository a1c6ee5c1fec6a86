"""Whether one value states no more than another: kinds, roles, ranges and bounds compared."""

from __future__ import annotations

from assistant.verify_clauses import Item

_NUMERIC_LISTS = 20
_SIDES = frozenset({"on", "over", "by", "from", "to", "than"})
"""Parts of a code that give a sentence its direction."""


def states(held: Item, told: Item) -> bool:
    """Whether a support's value states a statement's value.

    Args:
        held: The value in the support.
        told: The value in the statement.

    >>> band = Item("minute", (8, 22), "range", 0, 0, 0)
    >>> states(band, Item("minute", (22,), "le", 0, 0, 0))
    True
    >>> states(band, Item("minute", (22,), "ge", 0, 0, 0))
    False
    """
    if held.kind != told.kind:
        return told.kind in ("year", "month") and held.kind in ("date", "month") and _within(held, told)
    if held.kind in ("code", "modifier"):
        return _covers(held.value, told.value) and _same_part(held.role, told.role)
    if held.kind in ("date", "year", "month", "quarter"):
        return held.value == told.value and (held.role == told.role)
    if held.value == told.value and held.role == told.role:
        return True
    if held.role == "range" and len(told.value) == 1:
        return (told.role, told.value[0]) in (("ge", held.value[0]), ("le", held.value[1]))
    return False


def _within(held: Item, told: Item) -> bool:
    """Whether a date lies in the year or month told."""
    return str(held.value[0]).startswith(str(told.value[0])) and held.role == told.role


def _covers(held: tuple[str | int, ...], told: tuple[str | int, ...]) -> bool:
    """Whether a code or range covers another; a range only itself."""
    if held == told:
        return True
    if len(held) == 2 and len(told) == 1:
        code = str(told[0])
        return len(code) == len(str(held[0])) and str(held[0]) <= code <= str(held[1])
    return False


def _same_part(held: str, told: str) -> bool:
    """Whether two parts agree: those that give a direction only with themselves."""
    return held == told or not ({held, told} & _SIDES)


def spans(codes: frozenset[str], told: tuple[str | int, ...]) -> bool:
    """Whether single codes make up a range without a gap.

    >>> spans(frozenset({"98940", "98941", "98942"}), ("98940", "98942"))
    True
    """
    first, last = str(told[0]), str(told[1])
    if not (first.isdigit() and last.isdigit()):
        return False
    if not 0 < int(last) - int(first) <= _NUMERIC_LISTS:
        return False
    return all(str(code) in codes for code in range(int(first), int(last) + 1))
