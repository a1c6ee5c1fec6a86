"""A file of claims checked for the page, with the same function as `knead check`."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ui import claims_words, words

if TYPE_CHECKING:
    from knowledge.library import Library

MOST_MB: Final = 20
HELD: Final = 1_000
SEVERITIES: Final = ("error", "warning", "gap", "info")

Finding = dict[str, Any]


class NotCheckedError(Exception):
    """A file can't be checked; the message is one sentence for the user."""


@dataclass(frozen=True)
class Checked:
    """What a check of a file came to.

    Attributes:
        says: The summary, as `knead check` says it.
        counts: How many findings of each severity there are.
        findings: The first findings of each severity, in the file's order.
        csv: Every finding, as `knead check --out findings.csv` writes them.
        xlsx: The same as an Excel file.
    """

    says: tuple[str, ...]
    counts: dict[str, int]
    findings: dict[str, tuple[Finding, ...]]
    csv: bytes
    xlsx: bytes


def check(name: str, content: bytes, library: Library, today: date) -> Checked:
    """Check a file of claims.

    Args:
        name: The file's name, as messages call it.
        content: The file.
        library: The knowledge base, with the user's own payers.
        today: The day of the check; a date of service after it is an error.

    Raises:
        NotCheckedError: The file can't be used.
    """
    from files.claims_check import check_file
    from files.claims_faults import ClaimFileError
    from files.claims_sinks import Sink
    from files.tables_faults import TableError

    outs = {form: io.BytesIO() for form in ("csv", "xlsx", "json")}
    with tempfile.TemporaryDirectory(prefix="knead-claims-") as folder:
        path = Path(folder) / (Path(name).name or "claims")
        path.write_bytes(content)
        try:
            summary = check_file(
                path,
                [Sink(form, stream=out) for form, out in outs.items()],
                today=today,
                library=library,
            )
        except (ClaimFileError, TableError) as problem:
            raise NotCheckedError(str(problem)) from None
    told = json.loads(outs["json"].getvalue())["findings"]
    return Checked(
        says=summary.says,
        counts=dict(summary.found),
        findings={
            severity: tuple(f for f in told if f["severity"] == severity)[:HELD]
            for severity in SEVERITIES
        },
        csv=outs["csv"].getvalue(),
        xlsx=outs["xlsx"].getvalue(),
    )


def chosen(checked: Checked, severities: Sequence[str]) -> list[Finding]:
    """The findings of some severities, in the file's order.

    Args:
        checked: A check.
        severities: Which to show.
    """
    some = [f for severity in severities for f in checked.findings.get(severity, ())]
    return sorted(some, key=lambda f: f["row"] or 0)


def finding_view(finding: Finding) -> dict[str, Any]:
    """One finding as the page draws it.

    Args:
        finding: As the check has it in its JSON.
    """
    label, tone = words.VERDICTS[finding["severity"]]
    claim = finding["claim_id"]
    places = [
        claims_words.LINE.format(line=finding["line"]) if finding["line"] else "",
        claims_words.ROW.format(row=finding["row"]) if finding["row"] else "",
    ]
    if finding["field"]:
        places.append(
            claims_words.PLACE.format(
                field=finding["field"], cms1500=finding["cms1500"], x12=finding["x12"]
            )
        )
    return {
        "label": label,
        "tone": tone,
        "claim": claims_words.CLAIM.format(claim=claim) if claim else claims_words.UNNAMED,
        "places": [place for place in places if place],
        "says": finding["says"],
        "fix": finding["fix"],
        # Behind each citation stands its id, which is for programs.
        "cited": [cited.rsplit(" [", 1)[0] for cited in finding["citations"]],
    }
