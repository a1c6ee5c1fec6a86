"""What the numbers of a sentence count, with their bounds; which part codes and dates play."""

from __future__ import annotations

from assistant.verify.labels import REACH, carries, joined, labelled, noun_after, placed
from assistant.verify.lexicon import Lexicon, Mark, stem

_RANGES = ("through", "to", "up to", "-")


def resolve(marks: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """The marks with every number a value of a kind, and every value with its part.

    Args:
        marks: The marks of a text.
        lexicon: The words that are known.
    """
    out = list(marks)
    labelled(out, lexicon)
    _counted(out, lexicon)
    _sums_of_money(out, lexicon)
    _bands(out)
    placed(out, lexicon)
    held = [m for m in out if m.sort != "gone"]
    told: list[Mark] = []
    for at, mark in enumerate(held):
        if mark.sort == "word" and carries(held, at, lexicon):
            told.append(Mark("word", f"@{mark.kind}"))  # what carries a modifier has it on its line
        told.append(_loose(mark, held, at, lexicon) if mark.sort in _LOOSE else mark)
    return told


_LOOSE = frozenset({"noun", "label", "after", "lead"})
"""Kinds of marks that are words where no value goes with them."""
_GONE = Mark("gone", "")
_LIMIT = Mark("label", "unit")
_SIDES = ("beside", "than")
_TABLES = {
    "code": "parts", "modifier": "parts", "date": "times", "year": "times", "month": "times",
    "quarter": "times", "who": "parts",
}  # fmt: skip


def _loose(mark: Mark, marks: list[Mark], at: int, lexicon: Lexicon) -> Mark:
    """A bound, time, noun or label that no value goes with, as the word that it is."""
    after = marks[at + 1] if at + 1 < len(marks) else _GONE
    if mark.sort in ("noun", "label"):
        near = marks[max(at - REACH, 0) : at] if mark.sort == "noun" else marks[at + 1 : at + 3]
        counted = any(m.sort == "value" and m.kind == mark.kind for m in near)
        last = near[-1] if near and mark.sort == "noun" else None
        doubled = last is not None and last.sort == "label" and last.kind == mark.kind
        word = f"~{stem('mue')}" if mark == _LIMIT else mark.kind.split()[0]
        return mark if counted or doubled else Mark("word", word)
    if mark.sort == "after":
        return Mark("word", f"<{lexicon.bounds_after[mark.kind]}")
    if mark.sort == "lead" and after.sort == "value":
        role = getattr(lexicon, _TABLES.get(after.kind, "bounds")).get(mark.kind, "")
        if role or mark.kind not in lexicon.turning:
            return mark._replace(role=role)
    if mark.sort == "lead":
        if mark.kind in lexicon.turning:
            return Mark("word", f"~{stem(mark.kind)}")
        if mark.kind == "on" and after.sort in ("word", "noun"):
            return Mark("word", f"@{after.kind}")
        if after.sort in ("word", "noun") and lexicon.parts.get(mark.kind) in _SIDES:
            return mark._replace(role=lexicon.parts[mark.kind])
        if mark.kind in lexicon.bounds and mark.kind not in lexicon.parts:
            return Mark("word", f"<{lexicon.bounds[mark.kind]}")
    return mark


def _counted(out: list[Mark], lexicon: Lexicon) -> None:
    """Numbers with the kind of what they count, and their bounds."""
    told: list[str] = []
    segment: list[str] = []
    asked = ""
    for at, mark in enumerate(out):
        if mark.sort == "stop":
            told, segment, asked = [], [], ""
        elif mark.sort in ("sep", "and", "cut"):
            segment = []
        elif mark.sort == "label" or (mark.sort == "noun" and mark.kind in lexicon.measures):
            asked = mark.kind
            told = [] if mark.kind == "indicator" else told
        if mark.sort != "number":
            continue
        places = _list_of(out, at)
        after = places[-1] + 1
        kind = noun_after(out, after) or _fraction(out, after)
        ranged = len(places) > 1 and out[at + 1].kind in _RANGES
        kind = kind or _bare(out, at, after, mark, told, segment, asked, ranged, lexicon)
        role = _bound(out, at, after, lexicon) or mark.role
        _write(out, places, kind, role)
        beside = "minute" if kind == "hour" else kind  # "half an hour, the last 10 were talk"
        if not (at and out[at - 1].kind in ("in", "within", "per")):
            told.append(beside)
        segment.append(beside)


def _sums_of_money(out: list[Mark], lexicon: Lexicon) -> None:
    """Amounts and percentages with their bounds."""
    for at, mark in enumerate(out):
        if mark.sort == "value" and mark.kind in ("money", "percent"):
            out[at] = mark._replace(role=_bound(out, at, at + 1, lexicon))


def _bands(out: list[Mark]) -> None:
    """A lower bound with its upper one as one range: `at least 8 and at most 22 minutes`."""
    low = -1
    for at, mark in enumerate(out):
        if mark.sort == "value" and mark.role == "ge":
            low = at
        elif mark.sort == "value" and low >= 0:
            first = out[low]
            if mark.role == "le" and mark.kind == first.kind and first.value[0] < mark.value[0]:  # type: ignore[operator]
                out[low] = Mark("value", mark.kind, (first.value[0], mark.value[0]), "range")
                out[low + 1 : at + 1] = [
                    _GONE if m.sort in ("value", "and", "sep", "lead") else m
                    for m in out[low + 1 : at + 1]
                ]
            low = -1
        elif mark.sort in ("cut", "stop"):
            low = -1


def _list_of(out: list[Mark], at: int) -> list[int]:
    """The places of the numbers listed from here on, this one first."""
    places = [at]
    place = at + 1
    while place + 1 < len(out):
        link = out[place]
        ranged = link.kind in _RANGES and link.sort in ("sign", "lead")
        if out[place + 1].sort != "number" or not (ranged or joined(out, place)):
            break
        single = link.sort == "sep" and len(places) == 1 and not noun_after(out, place + 2)
        on = place + 3 < len(out) and joined(out, place + 2) and out[place + 3].sort == "number"
        if single and not on:
            break
        places.append(place + 1)
        place += 2
    return places


def _fraction(out: list[Mark], after: int) -> str:
    """The noun of the whole that a number is part of: `13 of 15 minutes`, `10 of those minutes`."""
    if after + 1 < len(out) and out[after].kind == "of":
        if out[after + 1].sort == "noun":
            return out[after + 1].kind
        if out[after + 1].sort == "number":
            return noun_after(out, after + 2)
    return ""


def _bare(
    out: list[Mark],
    at: int,
    after: int,
    mark: Mark,
    told: list[str],
    segment: list[str],
    asked: str,
    ranged: bool,
    lexicon: Lexicon,
) -> str:
    """The kind of a number that names none: a modifier, or what was counted before it."""
    near = [out[at - 1] if at else _GONE, out[after] if after < len(out) else _GONE]
    if any(m.kind in ("=", "+", "x") for m in near):
        return "number"
    if near[0].kind == ":" and at > 1 and out[at - 2].kind in lexicon.measures:
        return out[at - 2].kind
    if near[0].kind == "code" and any(m.kind == "leftover" for m in out[:at]):
        return "minute"
    lined = near[0].kind == "code" and at > 1 and out[at - 2].kind == "on"
    if str(mark.value[0]) in lexicon.modifiers and (near[0].kind != "code" or lined):
        usual = lined or str(mark.value[0]) in lexicon.bare_modifiers or near[0].kind == "not"
        placed = any(m.kind in ("code", "column") for m in out[after : after + REACH])
        if usual or (not segment and (not told or near[0].sort == "lead" or placed)):
            return "modifier"
    if ranged and "minute" in told:
        return "minute"
    for kind in reversed(told):
        if kind not in segment[-1:]:
            return kind
    return asked if asked in ("indicator", *lexicon.measures) and not told else "number"


def _bound(out: list[Mark], at: int, after: int, lexicon: Lexicon) -> str:
    """The bound that stands before or behind a number."""
    place = after
    while place < len(out) and out[place].sort in ("word", "noun", "op") and place < after + REACH:
        place += 1
        if out[place - 1].sort == "noun":
            place += place < len(out) and out[place].sort == "word"
            break
    if place < len(out) and out[place].sort == "after":
        return lexicon.bounds_after[out[place].kind]
    behind = [m.sort for m in out[place + 1 : place + 2]]
    if place < len(out) and out[place].kind in ("at most", "at least") and behind != ["number"]:
        return lexicon.bounds[out[place].kind]
    before = out[at - 1] if at else _GONE
    if before.sort == "lead":
        if before.kind == "at":
            near = {m.kind for m in out[max(at - 4, 0) : at]}
            return "ge" if "begin" in near else "le" if "cap" in near else ""
        return lexicon.bounds.get(before.kind, "")
    if before.kind == "need" or (before.sort == "verb" and at > 1 and out[at - 2].kind == "need"):
        return "ge"
    if place + 1 < len(out) and out[place].sort == "verb":
        return _EXTREMES.get(out[place + 1].kind, "")
    if before.sort == "verb":
        return next(
            (_EXTREMES[m.kind] for m in out[max(at - 4, 0) : at] if m.kind in _EXTREMES), ""
        )
    return ""


_EXTREMES = {"fewest": "ge", "maximum": "le"}


def _write(out: list[Mark], places: list[int], kind: str, role: str) -> None:
    """The numbers of a list as values; two ends as one range; hours as minutes."""
    factor = 60 if kind == "hour" else 1
    kind = "minute" if kind == "hour" else kind
    as_text = kind in ("modifier", "indicator", "column")
    numbers = [int(out[p].value[0]) * factor for p in places]
    first = places[0]
    between = first > 0 and out[first - 1].kind == "between"
    link = out[first + 1].kind if len(places) > 1 else ""
    if len(places) == 2 and (link in _RANGES or between) and numbers[0] < numbers[1]:
        wide = role if role in ("gt", "lt", "le") else "range"  # `over 8 through 22 minutes`
        out[first] = Mark("value", kind, (numbers[0], numbers[1]), wide)
        out[first + 1] = out[places[1]] = _GONE
        return
    for place, number in zip(places, numbers, strict=True):
        value: tuple[str | int, ...] = (str(number),) if as_text else (number,)
        out[place] = Mark("value", kind, value, role)
