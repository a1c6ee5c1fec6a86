"""What cases came to, as a table to read and as JSON to keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from evals.outcome import OUTCOMES, Judged
from knowledge.library import Library

_ORIGINALS = {
    "000": "chirocode-2007",
    "001": "kmc-2013",
    "002": "massageschool",
    "003": "codingahead-2023",
    "004": "collins-2006",
}
NOT_STATED = "not stated"
FACTS = "the regulator and others"


def shares(judged: Sequence[Judged], group: Callable[[Judged], Iterable[str]]) -> dict[str, Any]:
    """How many cases of each group came to what.

    Args:
        judged: The cases.
        group: The groups that a case belongs to.

    Returns:
        For each group `cases`, a count for each outcome, and `right_share` of what was scored;
        None where nothing was.
    """
    counted: dict[str, Counter[str]] = {}
    for one in judged:
        for name in group(one):
            counted.setdefault(name, Counter())[one.outcome] += 1
    return {name: _row(counts) for name, counts in sorted(counted.items())}


def _row(counts: Mapping[str, int]) -> dict[str, Any]:
    """The figures of one group."""
    scored = sum(n for outcome, n in counts.items() if outcome != "unscored")
    share = round(counts.get("right", 0) / scored, 4) if scored else None
    row: dict[str, Any] = {"cases": sum(counts.values())}
    row.update((outcome, counts.get(outcome, 0)) for outcome in OUTCOMES)
    return {**row, "right_share": share}


def payers_of(judged: Judged, library: Library) -> list[str]:
    """The payers that a case speaks of, by id.

    Args:
        judged: The case.
        library: The knowledge base, for their names.
    """
    said = " ".join(judged.case.turns).casefold()
    found = [judged.case.payer] if judged.case.payer else []
    for payer in library.payers.values():
        names = (payer.name, *payer.names)
        if any(re.search(rf"(?<!\w){re.escape(n.casefold())}(?!\w)", said) for n in names):
            found.append(payer.id)
    return list(dict.fromkeys(found)) or [NOT_STATED]


def sources_of(judged: Judged, library: Library) -> list[str]:
    """The sources that a case's expectation comes from.

    Args:
        judged: The case.
        library: The knowledge base, for the sources' ids.
    """
    case = judged.case
    found = [id_ for id_ in library.sources if id_ in case.why]
    found += [_ORIGINALS[tag] for tag in case.tags if tag in _ORIGINALS]
    return list(dict.fromkeys(found)) or [FACTS]


def report(judged: Sequence[Judged], library: Library) -> dict[str, Any]:
    """All figures: by kind, payer and source, and every case that isn't right.

    Args:
        judged: The cases.
        library: The knowledge base.
    """
    return {
        "library": library.version,
        "all": shares(judged, lambda _: ["all"]).get("all"),
        "kinds": shares(judged, lambda one: [one.kind]),
        "payers": shares(judged, lambda one: payers_of(one, library)),
        "sources": shares(judged, lambda one: sources_of(one, library)),
        "not_right": [
            {"id": one.case.id, "kind": one.kind, "outcome": one.outcome, "missed": one.missed}
            for one in judged
            if one.outcome != "right"
        ],
    }


def markdown(told: Mapping[str, Any], fallen: Sequence[str] = ()) -> str:
    """A report to read.

    Args:
        told: What `report` gives; a `paraphrases` key is shown too.
        fallen: What the gate says.
    """
    parts = [f"# What the cases came to, library {told['library']}"]
    for title in ("kinds", "payers", "sources"):
        rows = {**told[title], **({"all": told["all"]} if title == "kinds" else {})}
        head = f"| {title} | cases | " + " | ".join(OUTCOMES) + " | right |"
        lines = [head, "|---" * (len(OUTCOMES) + 3) + "|"]
        for name, row in rows.items():
            figures = " | ".join(str(row[outcome]) for outcome in OUTCOMES)
            share = "-" if row["right_share"] is None else f"{row['right_share']:.3f}"
            lines.append(f"| {name} | {row['cases']} | {figures} | {share} |")
        parts.append("\n".join(lines))
    if "paraphrases" in told:
        same = told["paraphrases"]
        parts.append(
            f"Paraphrases with the status, codes and units of their question: {same['same']} of "
            f"{same['compared']} ({same['share']:.3f})."
            + (f" Differing: {', '.join(same['differing'])}." if same["differing"] else "")
        )
    if told["not_right"]:
        lines = [
            f"- {one['id']} ({one['outcome']}): {one['missed'][0]}" for one in told["not_right"]
        ]
        parts.append("Not right:\n\n" + "\n".join(lines))
    if fallen:
        parts.append("Under the gate:\n\n" + "\n".join(f"- {line}" for line in fallen))
    return "\n\n".join(parts) + "\n"
