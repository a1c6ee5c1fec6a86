"""Whether a count of units is the wanted one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from assistant.answer import Answer
from evals.expected import UnitsWanted
from evals.scorers.check import Check, judged, results

Split = Mapping[str, int]


def score_units(wanted: Sequence[UnitsWanted], answer: Answer) -> list[Check]:
    """Each wanted count stands among the counts by its own method; another method's is no answer.

    Args:
        wanted: The counts, all of which must stand.
        answer: The answer.
    """
    made = results(answer, "units")
    return [_score(one, made) for one in wanted]


def _score(one: UnitsWanted, made: Sequence[Mapping[str, Any]]) -> Check:
    """One wanted count."""
    by_method = [result for result in made if result.get("method") == one.method]
    told = one.model_dump(exclude_defaults=True)
    if not by_method:
        others = ", ".join(str(result.get("method")) for result in made)
        return judged("units", "missing", told, f"counts by {others}" if others else "no count")
    if any(_holds(one, result) for result in by_method):
        return Check("units", "holds")
    return judged("units", "contradicted", told, [_seen(result) for result in by_method])


def _seen(result: Mapping[str, Any]) -> dict[str, Any]:
    """What a count says, without its steps."""
    return {key: result.get(key) for key in ("units", "total_units", "alternatives")}


def _holds(one: UnitsWanted, result: Mapping[str, Any]) -> bool:
    """Whether a count by the wanted method is the wanted count."""
    loose = frozenset(one.untimed)
    shown = _bare(result.get("units") or {}, loose)
    allowed = [shown, *(_bare(split, loose) for split in result.get("alternatives") or ())]
    if one.units is not None:
        return all(split == _bare(one.units, loose) for split in allowed)
    if one.any_of:
        return any(_bare(split, loose) in allowed for split in one.any_of)
    beside = sum(1 for code in loose if (result.get("units") or {}).get(code) == 1)
    return result.get("total_units") in (one.total, (one.total or 0) + beside)


def _bare(split: Split, loose: Collection[str]) -> dict[str, int]:
    """A split without the codes that may be left out: those without units, and the untimed."""
    return {
        code: units for code, units in split.items() if units and not (code in loose and units == 1)
    }
