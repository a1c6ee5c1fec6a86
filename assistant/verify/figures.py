"""Counts of units in a statement, each held to the calculation that it is told of.

A count stands with its code, its minutes and the method that its part of the sentence names; a
split is one of those that the calculation allows, whole, and comes to the total before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import ge, gt, le, lt
from typing import NamedTuple

from assistant.answer import Calculation
from assistant.verify.lexicon import Lexicon, Mark
from assistant.verify.numbers import resolve
from assistant.verify.tokens import marks_of
from coding_tools.units import band, units_of
from knowledge.library import Library
from knowledge.records import Method

_PART = re.compile(r";|(?<=[.!?])\s")
_FIRST = ("begin", "fewest", "~least", "first", "last")
_FIGURES = ("code", "minute", "unit")
_VARIES = ("may", "or", "either", "example", "~exampl", "~either")


_BOUNDS = {"gt": gt, "lt": lt, "ge": ge, "le": le}


class _Part(NamedTuple):
    """A part of a statement that one method holds for.

    Attributes:
        marks: Its marks.
        methods: Ids of the methods that it names, or that the part before it names.
    """

    marks: list[Mark]
    methods: frozenset[str]


def miscounted(
    text: str, calculations: Sequence[Calculation], library: Library, lexicon: Lexicon
) -> str | None:
    """A count in a statement that its calculations don't come to; None where all do.

    Args:
        text: The statement.
        calculations: The calculations among its supports.
        library: The knowledge base, for the methods and which codes are timed.
        lexicon: The words that are known.
    """
    counted = [c for c in calculations if c.tool == "units"]
    held = _methods(calculations, library)
    if not held:
        return None
    reached = frozenset(_reached(calculations))
    for method in held:
        name = method.says["within"]
        if text.count(f"{name.partition(' (')[0]} (") != text.count(name):
            return f"a method not named {name}"
    for part in _parts(text, held, lexicon):
        figures = _Figures(part.marks, lexicon)
        if not figures.any:
            continue
        named = [m for m in held if m.id in part.methods] or ([] if part.methods else list(held))
        for method in named:
            mine = [c for c in counted if c.result["method"] == method.id]
            fault = figures.fault(method, mine, library, reached)
            if fault:
                return fault
    return None


def _methods(calculations: Sequence[Calculation], library: Library) -> list[Method]:
    """The methods by which something was computed."""
    ids: dict[str, None] = {}
    for c in calculations:
        if c.tool == "units":
            ids[c.result["method"]] = None
        elif c.tool == "what_if":
            for change in c.result["changes"]:
                if isinstance(change["result"], Mapping) and "method" in change["result"]:
                    ids[change["result"]["method"]] = None
    return [library.methods[i] for i in ids if i in library.methods]


def _reached(calculations: Sequence[Calculation]) -> Iterator[int]:
    """The units that a changed count comes to, and the next after them."""
    for c in calculations:
        if c.tool == "what_if":
            for change in c.result["changes"]:
                if isinstance(change["result"], Mapping) and "total_units" in change["result"]:
                    yield change["result"]["total_units"]
                    yield change["result"]["total_units"] + 1


def _parts(text: str, held: Sequence[Method], lexicon: Lexicon) -> Iterator[_Part]:
    """The parts of a statement between semicolons and full stops, each with its methods."""
    last: frozenset[str] = frozenset()
    for piece in _PART.split(text):
        found = set()
        for method in held:
            name = method.says["within"]
            if name in piece:
                found.add(method.id)
                piece = piece.replace(name, "it")
        marks = resolve(marks_of(piece, lexicon), lexicon)
        parties = {m.value[0] for m in marks if m.kind == "who" and m.sort == "value"}
        found |= {m.id for m in held if _party(m) in parties}
        last = frozenset(found) or last
        yield _Part(marks, last)


def _party(method: Method) -> str:
    """Who counts by a method, as a statement names it."""
    return "medicare" if method.pooled else "midpoint" if "midpoint" in method.id else ""


class _Figures:
    """The counts of one part: codes with units and minutes, totals, bands and sums.

    Args:
        marks: The part's marks.
        lexicon: The words that are known.
    """

    def __init__(self, marks: Sequence[Mark], lexicon: Lexicon) -> None:
        self._marks = marks
        self._lexicon = lexicon
        self.pairs: list[list[tuple[str, int]]] = [[]]
        self.minutes: list[tuple[str, int]] = []
        self.totals: list[int] = []
        self.each: list[int] = []
        self.limits: list[tuple[int, str, int]] = []
        self.bands: list[tuple[int, tuple[int, ...], str]] = []
        self.varies = any(
            (m.sort in ("op", "and", "word") and m.kind.strip("~") in _VARIES) for m in marks
        )
        self.leftover = any(m.kind == "leftover" for m in marks)
        self.denied = False
        self.any = False
        places = [n for n, m in enumerate(marks) if m.sort == "value" and m.kind in _FIGURES]
        self._read(places)
        self.timed = list(self._timed_codes())
        self.sums = list(self._sums())
        self.broken = self._broken()
        self.any = self.any or bool(self.broken or self.timed or self.sums or self.minutes)

    def _broken(self) -> str | None:
        """A band with its ends alike or turned round, or minutes that follow where units do."""
        marks = self._marks
        for n, mark in enumerate(marks):
            near = marks[n + 1 : n + 3]
            if mark.sort == "lead" and mark.kind == "through" and n:
                sides = [m for m in (*marks[max(n - 2, 0) : n], *near) if m.sort == "value"]
                if len(sides) == 2 and {m.kind for m in sides} == {"minute"}:
                    return "a band that is none"
            if mark.kind == "so" and near and near[0].sort == "value" and near[0].kind == "minute":
                return f"so {near[0].value[0]} minutes"
            if mark.role == "inner" and mark.kind == "not" and near[:1] and near[0].kind == "timed":
                if near[1:] and near[1].kind == "code" and near[1].sort != "value":
                    return "an untimed code"
        return None

    def _timed_codes(self) -> Iterator[tuple[str, bool]]:
        """Codes that are called timed or untimed right behind their name."""
        for n, mark in enumerate(self._marks):
            if mark.kind == "timed" and mark.sort == "word":
                inner = self._marks[n - 1].sort == "op" and self._marks[n - 1].role == "inner"
                at = n - 1 - inner
                while at >= 0 and self._marks[at].sort in ("sep", "verb"):
                    at -= 1
                while at >= 0 and self._marks[at].kind == "code" and self._marks[at].value:
                    yield str(self._marks[at].value[0]), not inner
                    at -= 1
                    while at >= 0 and self._marks[at].sort in ("sep", "and"):
                        at -= 1

    def _sums(self) -> Iterator[tuple[list[int], int]]:
        """Sums written out, `20 + 18 = 38`: what is added and what it comes to."""
        for n, mark in enumerate(self._marks):
            if mark.kind != "=" or mark.sort != "sign" or n + 1 >= len(self._marks):
                continue
            added = []
            at = n - 1
            while at >= 0 and _is_number(self._marks[at]):
                added.append(int(self._marks[at].value[0]))
                if at < 1 or self._marks[at - 1].kind != "+":
                    break
                at -= 2
            if at < 1 or self._marks[at - 1].kind != "x":
                after = self._marks[n + 1]
                yield added, int(after.value[0]) if _is_number(after) else -1

    def _read(self, places: Sequence[int]) -> None:
        """Every count with what it is told of."""
        values = [self._marks[p] for p in places]
        for n, mark in enumerate(values):
            before = values[n - 1] if n else None
            after = values[n + 1] if n + 1 < len(values) else None
            if mark.kind == "minute" and len(mark.value) == 1:
                if after and after.kind == "code" and self._joined(places[n], places[n + 1], "of"):
                    self.minutes.append((str(after.value[0]), int(mark.value[0])))
                elif (
                    before
                    and before.kind == "code"
                    and before.role != "of"
                    and self._near(places[n - 1], places[n])
                ):
                    self.minutes.append((str(before.value[0]), int(mark.value[0])))
            if mark.kind == "unit" and len(mark.value) == 1:
                if not self._labelled(places[n]):
                    self._unit(n, values, places)
                elif n:
                    self._limit(places[n])

    def _limit(self, place: int) -> None:
        """A count compared with a limit such as an MUE: the two and how they are compared."""
        for at in range(place - 1, -1, -1):
            mark = self._marks[at]
            if mark.sort in ("cut", "stop"):
                return
            if mark.kind == "unit" and mark.sort == "value":
                leads = [m.kind for m in self._marks[at:place] if m.sort in ("lead", "word")]
                bounds = [self._lexicon.bounds[k] for k in leads if k in self._lexicon.bounds]
                if any(k in ("~over", "~under") for k in leads):
                    bounds = ["gt" if "~over" in leads else "lt"]
                self.limits += [
                    (int(mark.value[0]), b, int(self._marks[place].value[0])) for b in bounds[:1]
                ]
                return

    def _unit(self, n: int, values: Sequence[Mark], places: Sequence[int]) -> None:
        """One count of units."""
        self.any = True
        units = int(values[n].value[0])
        self.denied = self.denied or self._is_denied(places[n])
        codes = self._codes(n, values, places)
        if codes:
            if n and any(
                m.sort == "and" and m.kind == "or"
                for m in self._marks[places[n - 2] if n > 1 else 0 : places[n]]
            ):
                self.pairs.append([])
            for code in codes:
                if any(code == c for c, _ in self.pairs[-1]):
                    self.pairs.append([])
                self.pairs[-1].append((code, units))
        minutes = self._minutes_of(n, values, places)
        self.bands += [(units, value, how) for value, how in minutes]
        a_day = [m.kind for m in self._marks[places[n] + 1 : places[n] + 4]]
        if not codes and not minutes and not (units == 1 and "per" in a_day and "day" in a_day):
            each = self._clause_has(places[n], ("~each", "every"))
            (self.each if each else self.totals).append(units)

    def _codes(self, n: int, values: Sequence[Mark], places: Sequence[int]) -> list[str]:
        """The codes that a count of units belongs to."""
        if (
            n + 1 < len(values)
            and values[n + 1].kind == "code"
            and self._joined(places[n], places[n + 1], "of")
        ):
            return [str(values[n + 1].value[0])]
        at = n - 1
        if at >= 0 and values[at].kind == "minute" and len(values[at].value) == 1:
            at -= 1
            if at < 0 or values[at].kind != "code" or not self._near(places[at], places[n]):
                return []
        if at < 0 or values[at].kind != "code" or self._cut(places[at], places[n]):
            return []
        if at and values[at - 1].kind == "unit" and values[at].role == "of":
            return []
        return [str(values[at].value[0])]

    def _minutes_of(
        self, n: int, values: Sequence[Mark], places: Sequence[int]
    ) -> list[tuple[tuple[int, ...], str]]:
        """The minutes that a count of units is told of, each with which end of its band it is."""
        found = []
        for at in range(n - 1, -1, -1):
            if values[at].kind == "unit":
                break
            if values[at].kind == "minute" and not (
                at and values[at - 1].kind == "code" and values[at - 1].role != "of"
            ):
                found.append((at, places[at], places[n]))
                if len(values[at].value) == 1:
                    break
        begun = bool(found)
        for at in range(n + 1, len(values)):
            if values[at].kind == "unit" or (begun and values[at].role != "ge"):
                break
            if values[at].kind == "minute":
                found.append((at, places[n], places[at]))
        return [
            (tuple(int(v) for v in values[at].value), self._end(start, end, values[at]))
            for at, start, end in found
            if not self._summed(places[at])
        ]

    def _clause_has(self, place: int, kinds: Sequence[str]) -> bool:
        """Whether a word stands before a place in its clause."""
        for at in range(place - 1, -1, -1):
            if self._marks[at].sort in ("cut", "stop", "value"):
                return False
            if self._marks[at].kind in kinds:
                return True
        return False

    def _end(self, start: int, end: int, mark: Mark) -> str:
        """Which end of a band minutes are: `first`, `last`, or neither."""
        if len(mark.value) > 1:
            return "range"
        told = {m.kind for m in self._marks[start : end + 3]}
        if "maximum" in told or "last" in told:
            return "last"
        return "first" if told & {"begin", "fewest", "first"} or mark.role == "ge" else ""

    def _summed(self, place: int) -> bool:
        """Whether minutes are part of a sum, or are so many more."""
        near = [m.kind for m in self._marks[max(place - 1, 0) : place + 3]]
        return (
            "+" in near
            or "x" in near
            or "~mor" in near
            or "~stat" in (m.kind for m in self._marks[place : place + 4])
        )

    def _joined(self, start: int, end: int, lead: str) -> bool:
        """Whether a preposition alone joins two values."""
        between = [m for m in self._marks[start + 1 : end] if m.sort not in ("noun", "verb")]
        return [m.kind for m in between] == [lead] or (
            bool(between) and between[-1].kind == lead and len(between) < 4
        )

    def _near(self, start: int, end: int) -> bool:
        """Whether two values stand side by side, a comma at most between."""
        return all(m.sort in ("sep", "noun", "value", "verb") for m in self._marks[start:end])

    def _cut(self, start: int, end: int) -> bool:
        """Whether a new clause begins between two places."""
        return any(m.sort == "cut" for m in self._marks[start:end])

    def _labelled(self, place: int) -> bool:
        """Whether a number follows a label such as `MUE`, and so is no count."""
        return any(m.sort == "label" for m in self._marks[max(place - 3, 0) : place])

    def _is_denied(self, place: int) -> bool:
        """Whether a count stands in a clause that is denied."""
        for step in (-1, 1):
            at = place + step
            while 0 <= at < len(self._marks) and self._marks[at].sort not in ("cut", "stop"):
                if self._marks[at].sort == "op" and self._marks[at].kind in ("not", "only"):
                    if not self._marks[at].role:
                        return True
                at += step
        return False

    def fault(
        self,
        method: Method,
        counted: Sequence[Calculation],
        library: Library,
        reached: frozenset[int],
    ) -> str | None:
        """What doesn't hold by a method, or None."""
        if self.denied or self.broken:
            return self.broken or "a count that is denied"
        for count, bound, limit in self.limits:
            if not _BOUNDS[bound](count, limit):
                return f"{count} against a limit of {limit}"
        for code, timed in self.timed:
            if code in library.codes and library.codes[code].timed is not timed:
                return f"{code} as {'timed' if timed else 'untimed'}"
        undefined = {c for c, _ in self.minutes if c in library.codes} - {
            c for c, held in library.codes.items() if held.timed
        }
        for units, minutes, end in self.bands:
            if not undefined and not _in_band(units, minutes, end, method):
                told = " through ".join(str(m) for m in minutes)
                return f"{units} units with {told} minutes"
        if not counted:
            told = {*self.totals, *(n for g in self.pairs for _, n in g)}
            return f"{max(told - reached)} units" if told - reached else None
        faults = [self._unlike(c, library) for c in counted]
        return next((f for f in faults if f), None) if all(faults) else None

    def _unlike(self, done: Calculation, library: Library) -> str | None:
        """What differs from one calculation."""
        result, minutes = done.result, done.inputs["minutes"]
        for added, total in self.sums:
            if sorted(added) != sorted(m for c, m in minutes.items() if _counts(c, library)):
                return " + ".join(str(m) for m in reversed(added))
            if total != sum(added):
                return f"a sum of {total}"
        for units in self.each:
            earned = {s.get(c, 0) for s in result["alternatives"] for c in minutes}
            if earned != {units}:
                return f"{units} units each"
        for total in self.totals:
            if total != result["total_units"]:
                return f"{total} units"
        if len({c for c, _ in self.minutes}) < len(self.minutes):
            return "a code's minutes told twice"
        for code, count in self.minutes:
            held = minutes.get(code)
            if held is None or count != (held % 15 if self.leftover else held):
                return f"{count} minutes of {code}"
        splits = [g for g in self.pairs if g]
        untimed = {c for c in minutes if c in library.codes and library.codes[c].timed is False}
        allowed = [
            {c: n for c, n in s.items() if n and c not in untimed} for s in result["alternatives"]
        ]
        seen = []
        for split in splits:
            told = {c: n for c, n in split if n and c not in untimed}
            if any(n != 1 for c, n in split if c in untimed):
                return "more than one unit of an untimed code"
            if told in seen and len(splits) > 1:
                return "a split told twice"
            seen.append(told)
            if not told and len(splits) > 1 and any(c not in untimed for c, _ in split):
                return "a split of nothing"
            if (len(split) == 1 and len(splits) == 1) or not told:
                for code, units in split:
                    counts = {s.get(code, 0) for s in allowed}
                    sure = len(counts) == 1 or self.varies
                    if code not in untimed and not (code in minutes and units in counts and sure):
                        return f"{units} units of {code}"
            elif told not in allowed and not all({c: n} in allowed for c, n in told.items()):
                return ", ".join(f"{c} {n} units" for c, n in split)
        return None


def _is_number(mark: Mark) -> bool:
    """Whether a mark is one number."""
    return len(mark.value) == 1 and isinstance(mark.value[0], int)


def _counts(code: str, library: Library) -> bool:
    """Whether a code's minutes count in a total."""
    return code not in library.codes or bool(library.codes[code].timed)


def _in_band(units: int, minutes: tuple[int, ...], end: str, method: Method) -> bool:
    """Whether minutes are what a method gives so many units for."""
    low, high = band(units, method)
    if len(minutes) > 1:
        return minutes == (low, high)
    if end == "first":
        return minutes[0] == low
    if end == "last":
        return minutes[0] == high
    return units_of(minutes[0], method) == units
