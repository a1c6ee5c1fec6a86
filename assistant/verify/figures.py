"""Counts of units in a statement, each held to the calculation that it is told of.

A count stands with its code, its minutes and the method that its part of the sentence names; a
split is one of those that the calculation allows, whole, and comes to the total before it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import ge, gt, le, lt
from typing import NamedTuple

from assistant.answer import Calculation
from assistant.verify.counts import Counts
from assistant.verify.lexicon import Lexicon, Mark
from assistant.verify.numbers import resolve
from assistant.verify.tokens import marks_of
from coding_tools.units import band, units_of
from knowledge.library import Library
from knowledge.records import Method

_PART = re.compile(r";|(?<=[.!?])\s")
_SUM = re.compile(r"\b((?:\d+, )*\d+ and \d+) minutes (?:are|make|add to) (\d+)(?= minutes)")


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
    for method in library.methods.values() if calculations else ():
        name = method.says["within"]
        if text.count(f"{name.partition(' (')[0]} (") != text.count(name):
            return f"a method not named {name}"
    if not held:
        return None
    reached = frozenset(_reached(calculations))
    days: dict[str, list[Counts]] = {}
    for part in _parts(text, held, lexicon):
        counts = Counts(part.marks, lexicon)
        if not counts.any:
            continue
        named = [m for m in held if m.id in part.methods] or ([] if part.methods else list(held))
        for method in named:
            mine = [c for c in counted if c.result["method"] == method.id]
            fault = _fault(counts, method, mine, library, reached)
            if fault:
                return fault
            if counts.minutes or counts.unnamed or counts.pairs[0]:
                days.setdefault(method.id, []).append(counts)
    for method in held:
        mine = [c for c in counted if c.result["method"] == method.id]
        told = days.get(method.id, [])
        if len(told) >= len(mine) > 1 and not all(
            any(not _unlike(counts, c, method, library) for counts in told) for c in mine
        ):
            return "one day's count in place of another's"
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
        piece = _SUM.sub(lambda m: f"{re.sub(', | and ', ' + ', m[1])} = {m[2]}", piece)
        marks = resolve(marks_of(piece, lexicon), lexicon)
        parties = {m.value[0] for m in marks if m.kind == "who" and m.sort == "value"}
        found |= {m.id for m in held if _party(m) in parties}
        last = frozenset(found) or last
        yield _Part(marks, last)


def _party(method: Method) -> str:
    """Who counts by a method, as a statement names it."""
    return "medicare" if method.pooled else "midpoint" if "midpoint" in method.id else ""


def _fault(
    told_of: Counts,
    method: Method,
    counted: Sequence[Calculation],
    library: Library,
    reached: frozenset[int],
) -> str | None:
    """What doesn't hold by a method, or None."""
    if told_of.denied or told_of.broken:
        return told_of.broken or "a count that is denied"
    for count, bound, limit in told_of.limits:
        if not _BOUNDS[bound](count, limit):
            return f"{count} against a limit of {limit}"
    for code, timed in told_of.timed:
        if code in library.codes and library.codes[code].timed is not timed:
            return f"{code} as {'timed' if timed else 'untimed'}"
    undefined = {c for c, _ in told_of.minutes if c in library.codes} - {
        c for c, held in library.codes.items() if held.timed
    }
    for units, minutes, end in told_of.bands:
        if not undefined and not _in_band(units, minutes, end, method):
            told = " through ".join(str(m) for m in minutes)
            return f"{units} units with {told} minutes"
    if not counted:
        units_told = {*told_of.totals, *(n for g in told_of.pairs for _, n in g)}
        return f"{max(units_told - reached)} units" if units_told - reached else None
    faults = [_unlike(told_of, c, method, library) for c in counted]
    return next((f for f in faults if f), None) if all(faults) else None


def _unlike(told_of: Counts, done: Calculation, method: Method, library: Library) -> str | None:
    """What differs from one calculation."""
    result, minutes = done.result, done.inputs["minutes"]
    named = [code for code, _ in told_of.timed]
    for code in named:
        if code not in minutes or named.count(code) > 1:
            return f"{code} among the codes of the day"
    for added, total in told_of.sums:
        if sorted(added) != sorted(m for c, m in minutes.items() if _counts(c, library)):
            return " + ".join(str(m) for m in reversed(added))
        if total != sum(added):
            return f"a sum of {total}"
    for told_so, held_of, what in (
        (told_of.splits, "alternatives_total", "splits"),
        (told_of.whole, "total_minutes", "minutes in all"),
        (told_of.totals, "total_units", "units"),
    ):
        wrong = next((n for n in told_so if n != result[held_of]), None)
        if wrong is not None:
            return f"{wrong} {what}"
    for units in told_of.each:
        earned = {s.get(c, 0) for s in result["alternatives"] for c in minutes}
        if earned != {units}:
            return f"{units} units each"
    if len({c for c, _ in told_of.minutes}) < len(told_of.minutes):
        return "a code's minutes told twice"
    for code, count in told_of.minutes:
        held = minutes.get(code)
        if held is None or count != (held % method.unit_minutes if told_of.leftover else held):
            return f"{count} minutes of {code}"
    timed = {m for c, m in minutes.items() if _counts(c, library)}
    for count in told_of.unnamed:
        if count not in timed:
            return f"{count} minutes of a timed code"
    splits = [g for g in told_of.pairs if g]
    untimed = {c for c in minutes if c in library.codes and library.codes[c].timed is False}
    if told_of.either and not _every_split(splits, result["alternatives"], untimed):
        return "either way for other splits"
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
                sure = len(counts) == 1 or told_of.varies
                if code not in untimed and not (code in minutes and units in counts and sure):
                    return f"{units} units of {code}"
        elif told not in allowed and not all({c: n} in allowed for c, n in told.items()):
            return ", ".join(f"{c} {n} units" for c, n in split)
    return None


def _every_split(
    told: Sequence[Sequence[tuple[str, int]]],
    allowed: Sequence[Mapping[str, int]],
    untimed: Collection[str],
) -> bool:
    """Whether `either way` is told of all the splits that are allowed, each once."""
    mine = sorted((c, n) for split in told for c, n in split if c not in untimed)
    return mine == sorted((c, n) for s in allowed for c, n in s.items() if c not in untimed)


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
