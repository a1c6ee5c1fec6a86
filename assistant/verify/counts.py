"""The counts of a sentence: codes with units and minutes, totals, bands, sums and limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.verify.around_marks import (
    clause_has,
    cut_between,
    end_of_band,
    follows_label,
    is_denied,
    is_summed,
    joined,
    of_timed_code,
    side_by_side,
)
from assistant.verify.lexicon import Lexicon, Mark

_FIGURES = ("code", "minute", "unit")
_VARIES = ("may", "or", "either", "exampl")  # as their stems


class Counts:
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
        self.unnamed: list[int] = []
        self.totals: list[int] = []
        self.each: list[int] = []
        self.splits = [int(m.value[0]) for m in marks if m.sort == "value" and m.kind == "split"]
        self.limits: list[tuple[int, str, int]] = []
        self.bands: list[tuple[int, tuple[int, ...], str]] = []
        self.varies = any(
            (m.sort in ("op", "and", "word") and m.kind.strip("~") in _VARIES) for m in marks
        )
        self.either = any(m.kind == "~either" for m in marks)
        self.leftover = any(m.kind == "leftover" for m in marks)
        self.denied = False
        self.any = False
        places = [n for n, m in enumerate(marks) if m.sort == "value" and m.kind in _FIGURES]
        self._read(places)
        self.timed = list(self._timed_codes())
        self.sums = list(self._sums())
        self.whole = list(self._whole())
        self.broken = self._broken()
        told = (self.timed, self.sums, self.whole, self.minutes, self.unnamed, self.splits)
        self.any = self.any or bool(self.broken) or any(told)

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
            ahead = [m.kind for m in marks[n + 1 : n + 6]]
            if mark.sort == "value" and mark.kind == "minute" and {"not", "~stat"} <= set(ahead):
                return f"{mark.value[0]} minutes that are stated"
            untimed = mark.role == "inner" and mark.kind == "not"
            named = [m.kind for m in near if m.sort != "value"]
            if untimed and named == ["timed", "code"]:
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

    def _whole(self) -> Iterator[int]:
        """The minutes of the day's total: those that the word is right before."""
        for n, mark in enumerate(self._marks):
            if mark.kind == "total" and mark.sort == "word":
                after = next((m for m in self._marks[n + 1 :] if m.sort in ("value", "cut")), mark)
                if after.kind == "minute" and len(after.value) == 1 and not after.role:
                    yield int(after.value[0])

    def _read(self, places: Sequence[int]) -> None:
        """Every count with what it is told of."""
        values = [self._marks[p] for p in places]
        for n, mark in enumerate(values):
            before = values[n - 1] if n else None
            after = values[n + 1] if n + 1 < len(values) else None
            if mark.kind == "minute" and len(mark.value) == 1:
                ahead = after is not None and after.kind == "code"
                behind = before is not None and before.kind == "code" and before.role != "of"
                if ahead and joined(self._marks, places[n], places[n + 1], "of"):
                    self.minutes.append((str(values[n + 1].value[0]), int(mark.value[0])))
                elif behind and side_by_side(self._marks, places[n - 1], places[n]):
                    self.minutes.append((str(values[n - 1].value[0]), int(mark.value[0])))
                elif of_timed_code(self._marks, places[n]):
                    self.unnamed.append(int(mark.value[0]))
            if mark.kind == "unit" and len(mark.value) == 1:
                if not follows_label(self._marks, places[n]):
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
        self.denied = self.denied or is_denied(self._marks, places[n])
        codes = self._codes(n, values, places)
        if codes:
            since = self._marks[places[n - 2] if n > 1 else 0 : places[n]]
            if n and any((m.sort, m.kind) == ("and", "or") for m in since):
                self.pairs.append([])
            for code in codes:
                if any(code == c for c, _ in self.pairs[-1]):
                    self.pairs.append([])
                self.pairs[-1].append((code, units))
        minutes = self._minutes_of(n, values, places)
        self.bands += [(units, value, how) for value, how in minutes]
        a_day = [m.kind for m in self._marks[places[n] + 1 : places[n] + 4]]
        if not codes and not minutes and not (units == 1 and "per" in a_day and "day" in a_day):
            each = clause_has(self._marks, places[n], ("~each", "every"))
            (self.each if each else self.totals).append(units)

    def _codes(self, n: int, values: Sequence[Mark], places: Sequence[int]) -> list[str]:
        """The codes that a count of units belongs to."""
        ahead = n + 1 < len(values) and values[n + 1].kind == "code"
        if ahead and joined(self._marks, places[n], places[n + 1], "of"):
            return [str(values[n + 1].value[0])]
        at = n - 1
        if at >= 0 and values[at].kind == "minute" and len(values[at].value) == 1:
            at -= 1
            of_code = at >= 0 and values[at].kind == "code"
            if not of_code or not side_by_side(self._marks, places[at], places[n]):
                return []
        if at < 0 or values[at].kind != "code" or cut_between(self._marks, places[at], places[n]):
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
        kept = [f for f in found if not is_summed(self._marks, places[f[0]])]
        return [
            (tuple(map(int, values[at].value)), end_of_band(self._marks, start, end, values[at]))
            for at, start, end in kept
        ]


def _is_number(mark: Mark) -> bool:
    """Whether a mark is one number."""
    return len(mark.value) == 1 and isinstance(mark.value[0], int)
