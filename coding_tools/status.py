"""Whether a code is active, deleted or not known, as of a date of service."""

from __future__ import annotations

from datetime import date
from typing import Any

from coding_tools.trace import Calculation, Step
from coding_tools.wording import listed
from knowledge.library import Library


def code_status(code: str, on: date | None, library: Library) -> Calculation:
    """A code's status.

    Args:
        code: The code as written.
        on: The date of service; None takes the day the library was last checked.
        library: The knowledge base.

    Returns:
        A `code_status` calculation; `unknown` for a code that the library doesn't hold.

    Source of the rules: the code status table; CMS's fee-schedule status where one is held.

    >>> from knowledge.library import bundled
    >>> code_status("97002", None, bundled()).result["replaced_by"]
    ['97164']
    """
    held = library.codes.get(code)
    as_of = on or library.checked_on
    inputs = {"code": code, "as_of": as_of.isoformat()}
    key = f"ama-cpt/row-{code}"
    if held is None or held.status is None:
        if code in library.pairs.scope:
            says = f"{code} is named in the pair tables, but its status is not held."
        elif held is not None:
            says = f"{code} is known by its name alone: its status is not held."
        else:
            says = f"{code} is in no table that is loaded: nothing is known of it here."
        step = Step(says, "unknown", (key,) if held else (), "not_checked")
        result: dict[str, Any] = {
            "code": code, "status": "unknown", "replaced_by": [], "timed": None,
        }  # fmt: skip
        return Calculation("code_status", inputs, result, (step,))
    if held.since is not None and as_of < held.since:
        says = f"{code} began on {held.since}; on {as_of} it did not exist yet."
        step = Step(says, "unknown", (key,))
        result = {"code": code, "status": "unknown", "replaced_by": [], "timed": held.timed}
        return Calculation("code_status", inputs, result, (step,))
    deleted = held.status == "deleted" and (held.until is None or held.until < as_of)
    steps = []
    if deleted:
        after = f", replaced by {listed(held.replaced_by)}" if held.replaced_by else ""
        last = f": its last day was {held.until}" if held.until else ""
        steps.append(Step(f"{code} is deleted{last}{after}.", "deleted", (key, *held.supports)))
    else:
        until = f", until {held.until}" if held.until else ""
        steps.append(Step(f"{code} is active on {as_of}{until}.", "active", (key,)))
    if held.medicare_status and not deleted:
        steps.append(
            Step(
                f"Medicare's fee schedule gives {code} status {held.medicare_status}.",
                held.medicare_status,
                held.supports,
            )
        )
    result = {
        "code": code,
        "status": "deleted" if deleted else "active",
        "replaced_by": list(held.replaced_by),
        "timed": held.timed,
    }
    return Calculation("code_status", inputs, result, tuple(steps))
