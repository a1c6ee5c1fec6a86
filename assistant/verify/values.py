"""Whether one value states no more than another: kinds, roles, ranges and bounds compared."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.verify.parts import Item

_NUMERIC_LISTS = 20
_PLAIN = {"given": "", "limit": ""}
_OR_MORE = ("patient", "ge", "")
"""`Two patients` are among `two or more patients`."""
_SIDES = frozenset({"on", "over", "by", "from"})
"""Parts of a code that give a sentence its direction."""
_COMPARED = ("than", "beside", "from")
"""Parts of what something is set against."""


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
        return (
            told.kind in ("year", "month")
            and held.kind in ("date", "month")
            and _within(held, told)
        )
    if held.kind in ("code", "modifier"):
        return covers(held.value, told.value) and _same_part(held.role, told.role)
    if held.kind in ("date", "year", "month", "quarter"):
        return held.role == told.role and (held.value == told.value or _within(held, told))
    alike = _PLAIN.get(held.role, held.role) == _PLAIN.get(told.role, told.role)
    if held.value == told.value and (alike or (held.kind, held.role, told.role) == _OR_MORE):
        return True
    if held.role == "range" and len(told.value) == 1:
        return (told.role, told.value[0]) in (("ge", held.value[0]), ("le", held.value[1]))
    return False


def _within(held: Item, told: Item) -> bool:
    """Whether a date lies in the year or month told."""
    return str(held.value[0]).startswith(f"{told.value[0]}-") and held.role == told.role


def covers(held: tuple[str | int, ...], told: tuple[str | int, ...]) -> bool:
    """Whether a code or range covers another; a range only itself."""
    if held == told:
        return True
    if len(held) == 2 and len(told) == 1:
        code = str(told[0])
        return len(code) == len(str(held[0])) and str(held[0]) <= code <= str(held[1])
    return False


def _same_part(held: str, told: str) -> bool:
    """Whether two parts agree: those that give a direction only with themselves."""
    if told == "than":
        return held in _COMPARED
    return held == told or not ({held, told} & _SIDES)


def spans(held: Iterable[tuple[str | int, ...]], told: tuple[str | int, ...]) -> bool:
    """Whether single codes and ranges make up a range without a gap, both ends their own.

    >>> spans([("98940", "98942"), ("98943",)], ("98940", "98943"))
    True
    >>> spans([("98940", "98943")], ("98940", "98942"))
    False
    """
    pieces = [
        (int(str(h[0])), int(str(h[-1])))
        for h in held
        if str(h[0]).isdigit() and str(h[-1]).isdigit()
    ]
    if not (str(told[0]).isdigit() and str(told[1]).isdigit()):
        return False
    at, last = int(str(told[0])), int(str(told[1]))
    if not 0 < last - at <= _NUMERIC_LISTS:
        return False
    while at <= last:
        ends = [end for start, end in pieces if start == at and end <= last]
        if not ends:
            return False
        at = max(ends) + 1
    return True
